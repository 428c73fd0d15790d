/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters and their popover. Used by the rows of the tree, the line at the top and the page of one goal; judges
 * nothing. */
#include "sb-config.h"

#include "views/goals/sb-smart-letters.h"

#include <glib/gi18n-lib.h>

#include "model/sb-goal-text.h"
#include "widgets/sb-text-guard.h"

static const char letter_keys[] = "SMART";

struct _SbSmartLetters
{
  GtkWidget parent_instance;

  SbSession *session;
  GtkWidget *button;
  GtkWidget *labels[SB_N_SMART_LETTERS];
  SbSmart smart;
  gboolean set;
};

G_DEFINE_FINAL_TYPE (SbSmartLetters, sb_smart_letters, GTK_TYPE_WIDGET)

enum
{
  FIX,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *const classes[] = { "sb-letter-good", "sb-letter-mend", "sb-letter-fails", "sb-letter-unknown" };

static void
color_letter (GtkWidget *label, SbSmartColor color)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (label, classes[i]);
  gtk_widget_add_css_class (label, classes[color]);
}

static GtkWidget *
new_letter (int letter)
{
  const char text[] = { letter_keys[letter], '\0' };
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "sb-letter");
  return label;
}

static void
fix_cb (GtkButton *button, SbSmartLetters *self)
{
  int fix = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "fix"));
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (self, signals[FIX], 0, fix);
}

static GtkWidget *
build_line (SbSmartLetters *self, int i)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbSmartLetter *letter = &self->smart.letters[i];
  g_autofree char *reason = sb_smart_reason_text (formatter, letter);
  g_autofree char *fix = sb_smart_fix_text (letter);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *sign = new_letter (i), *text = sb_label_new_wrapping (reason, "sb-caption");

  color_letter (sign, letter->color);
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (texts), sb_label_new (sb_smart_letter_name (i), "heading"));
  gtk_label_set_max_width_chars (GTK_LABEL (text), 44);
  gtk_box_append (GTK_BOX (texts), text);
  if (fix != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (fix);

      gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0.0f);
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_set_sensitive (button, letter->action != SB_SMART_FIX_NONE);
      g_object_set_data (G_OBJECT (button), "fix", GINT_TO_POINTER ((int) letter->action));
      g_signal_connect_object (button, "clicked", G_CALLBACK (fix_cb), self, 0);
      gtk_box_append (GTK_BOX (texts), button);
    }
  gtk_box_append (GTK_BOX (row), sign);
  gtk_box_append (GTK_BOX (row), texts);
  return row;
}

/* Built when it opens: a tree of many goals has none of them. */
static void
create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  SbSmartLetters *self = user_data;
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "sb-explain");
  for (int i = 0; i < SB_N_SMART_LETTERS; i++)
    gtk_box_append (GTK_BOX (box), build_line (self, i));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
dispose (GObject *object)
{
  SbSmartLetters *self = SB_SMART_LETTERS (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_smart_letters_parent_class)->dispose (object);
}

static void
sb_smart_letters_class_init (SbSmartLettersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[FIX] = g_signal_new ("fix", SB_TYPE_SMART_LETTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_INT);
}

static void
sb_smart_letters_init (SbSmartLetters *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  for (int i = 0; i < SB_N_SMART_LETTERS; i++)
    {
      self->labels[i] = new_letter (i);
      gtk_box_append (GTK_BOX (box), self->labels[i]);
    }
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "sb-letters");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popup_cb, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
sb_smart_letters_new (SbSession *session)
{
  SbSmartLetters *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_SMART_LETTERS, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
sb_smart_letters_set (SbSmartLetters *self, const SbSmart *smart)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (SB_IS_SMART_LETTERS (self));

  self->set = smart != NULL;
  gtk_widget_set_visible (self->button, self->set);
  if (!self->set)
    return;
  self->smart = *smart;
  for (int i = 0; i < SB_N_SMART_LETTERS; i++)
    color_letter (self->labels[i], smart->letters[i].color);
  spoken = sb_smart_spoken (sb_session_get_formatter (self->session), smart);
  sb_widget_set_name (self->button, _("SMART check"));
  sb_widget_set_reason (self->button, spoken);
}
