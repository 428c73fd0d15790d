/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chooses how much is shown while others watch; see the header. Hiding itself is the formatter's work. */
#include "sb-config.h"

#include "app/sb-privacy-picker.h"

#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

struct _SbPrivacyPicker
{
  GtkWidget parent_instance;

  SbSession *session;          /* owned */
  GSimpleActionGroup *actions; /* owned */
  GtkWidget *button;
  GtkWidget *icon;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (SbPrivacyPicker, sb_privacy_picker, GTK_TYPE_WIDGET)

static const char *const levels[SB_PRIVACY_MAX + 1] = {
  N_ ("Everything is shown"),
  N_ ("Money as an index"),
  N_ ("Money as an index, people under other names"),
  N_ ("Money, people and customers hidden"),
  N_ ("Totals of teams only"),
};

static void
update (SbPrivacyPicker *self)
{
  int level = CLAMP (sb_session_get_privacy (self->session), 0, SB_PRIVACY_MAX);
  g_autofree char *name = g_strdup_printf (_ ("Privacy: %s"), sb_privacy_label (level));
  g_autofree char *shown = level ? g_strdup_printf (_ ("level %d"), level) : g_strdup (_ ("all"));

  gtk_label_set_text (GTK_LABEL (self->label), shown);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), level ? "view-conceal-symbolic" : "view-reveal-symbolic");
  sb_widget_set_name (self->button, name);
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "level")),
                             g_variant_new_int32 (level));
  if (level)
    gtk_widget_add_css_class (self->button, "rehearsing");
  else
    gtk_widget_remove_css_class (self->button, "rehearsing");
}

static void
level_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  SbPrivacyPicker *self = user_data;

  sb_session_set_privacy (self->session, g_variant_get_int32 (value));
}

static void
fill_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  if (gtk_menu_button_get_menu_model (button))
    return;
  for (int i = 0; i <= SB_PRIVACY_MAX; i++)
    {
      g_autofree char *action = g_strdup_printf ("privacy.level(%d)", i);

      g_menu_append (section, _ (levels[i]), action);
    }
  g_menu_append_section (menu, _ ("While others watch"), G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
sb_privacy_picker_dispose (GObject *object)
{
  SbPrivacyPicker *self = SB_PRIVACY_PICKER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (sb_privacy_picker_parent_class)->dispose (object);
}

static void
sb_privacy_picker_class_init (SbPrivacyPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_privacy_picker_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_privacy_picker_init (SbPrivacyPicker *self)
{
  const GActionEntry entries[] = { { "level", NULL, "i", "0", level_cb } };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "privacy", G_ACTION_GROUP (self->actions));
  self->icon = sb_icon_new (NULL);
  self->label = sb_label_new (NULL, NULL);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->label);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), fill_menu_cb, self, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _ ("What is shown while others watch"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
sb_privacy_picker_new (SbSession *session)
{
  SbPrivacyPicker *self = g_object_new (SB_TYPE_PRIVACY_PICKER, NULL);

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "context-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

const char *
sb_privacy_label (int level)
{
  g_return_val_if_fail (level >= 0 && level <= SB_PRIVACY_MAX, NULL);

  return _ (levels[level]);
}
