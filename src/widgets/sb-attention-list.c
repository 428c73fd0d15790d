/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions, each with why, one button, and a way to dismiss it with a note. Called by pages; decides nothing. */
#include "sb-config.h"

#include "widgets/sb-attention-list.h"

#include "widgets/sb-columns.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

struct _SbAttentionList {
  GtkWidget  parent_instance;
  SbSession *session;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (SbAttentionList, sb_attention_list, GTK_TYPE_WIDGET)

enum { CHOSEN, DISMISSED, N_SIGNALS };

static guint signals[N_SIGNALS];

static const char *const tone_classes[] = { "dim-label", "success", "warning", "error" };
/* A shape a tone, so that colour is the second cue. */
static const char *const tone_shapes[] = { "●", "✓", "▲", "■" };

static const char *
tone_word (SbTone tone)
{
  switch (tone)
    {
    case SB_TONE_GOOD:
      return _("Good news");
    case SB_TONE_WARN:
      return _("Attention");
    case SB_TONE_BAD:
      return _("Problem");
    default:
      return _("Note");
    }
}

static const char *
key_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW)), "key");
}

static void
chosen_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHOSEN], 0, key_of (GTK_WIDGET (button)));
}

typedef struct {
  SbAttentionList *list; /* a reference */
  char            *key;
} Dismissal;

static void
noted_cb (const char *note, gpointer user_data)
{
  Dismissal *dismissal = user_data;

  g_signal_emit (dismissal->list, signals[DISMISSED], 0, dismissal->key, note);
}

static void
free_dismissal (gpointer data)
{
  Dismissal *dismissal = data;

  g_object_unref (dismissal->list);
  g_free (dismissal->key);
  g_free (dismissal);
}

static void
dismiss_cb (GtkButton *button, gpointer user_data)
{
  Dismissal *dismissal = g_new0 (Dismissal, 1);
  SbNoteRequest request = { _("Why is this not needed?"),
                            _("Your note is kept with the suggestion, which then stays away."),
                            _("_Dismiss"),
                            noted_cb,
                            dismissal,
                            free_dismissal };

  dismissal->list = g_object_ref (user_data);
  dismissal->key = g_strdup (key_of (GTK_WIDGET (button)));
  sb_ask_note_full (GTK_WIDGET (button), &request);
}

static void
sb_attention_list_dispose (GObject *object)
{
  SbAttentionList *self = SB_ATTENTION_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_attention_list_parent_class)->dispose (object);
}

static void
sb_attention_list_class_init (SbAttentionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_attention_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", SB_TYPE_ATTENTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DISMISSED] = g_signal_new ("dismissed", SB_TYPE_ATTENTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
sb_attention_list_init (SbAttentionList *self)
{
  self->box = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->box), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->box, "boxed-list");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sb_attention_list_new (SbSession *session)
{
  SbAttentionList *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_ATTENTION_LIST, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
sb_attention_list_clear (SbAttentionList *self)
{
  GtkWidget *row;

  g_return_if_fail (SB_IS_ATTENTION_LIST (self));

  while ((row = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->box), row);
}

static GtkWidget *
build_texts (const SbAttention *attention)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (texts), sb_label_new_wrapping (attention->title, NULL));
  if (attention->reason != NULL && attention->reason[0] != '\0')
    gtk_box_append (GTK_BOX (texts), sb_label_new_wrapping (attention->reason, "sb-caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  return texts;
}

/* The button stands beside the text while there is room, below it on a small screen. */
static GtkWidget *
build_body (SbAttentionList *self, const SbAttention *attention)
{
  GtkWidget *texts = build_texts (attention), *button, *body;

  if (attention->button == NULL)
    return texts;
  button = gtk_button_new_with_label (attention->button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  g_signal_connect (button, "clicked", G_CALLBACK (chosen_cb), self);
  body = sb_columns_new (texts, button, 0.76, 480);
  gtk_widget_set_hexpand (body, TRUE);
  return body;
}

static GtkWidget *
build_dot (SbTone tone)
{
  GtkWidget *dot = gtk_label_new (tone_shapes[tone]);

  gtk_widget_add_css_class (dot, tone_classes[tone]);
  gtk_widget_add_css_class (dot, "sb-dot");
  gtk_widget_set_tooltip_text (dot, tone_word (tone));
  sb_widget_set_name (dot, tone_word (tone));
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  return dot;
}

void
sb_attention_list_append (SbAttentionList *self, const SbAttention *attention)
{
  GtkWidget *row, *line, *button;
  g_autofree char *name = NULL;

  g_return_if_fail (SB_IS_ATTENTION_LIST (self) && attention != NULL && attention->key != NULL);
  g_return_if_fail (attention->tone <= SB_TONE_BAD);

  row = gtk_list_box_row_new ();
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (line, "sb-attention");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (attention->key), g_free);
  gtk_box_append (GTK_BOX (line), build_dot (attention->tone));
  gtk_box_append (GTK_BOX (line), build_body (self, attention));
  button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Dismiss with a note"));
  sb_widget_set_name (button, _("Dismiss with a note"));
  g_signal_connect (button, "clicked", G_CALLBACK (dismiss_cb), self);
  gtk_box_append (GTK_BOX (line), button);
  name = g_strdup_printf ("%s: %s. %s", tone_word (attention->tone), attention->title,
                          attention->reason == NULL ? "" : attention->reason);
  sb_widget_set_name (row, name);
  gtk_list_box_append (GTK_LIST_BOX (self->box), row);
}
