/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page anybody sees; see the header. Must not open files: it only names what the window does. */
#include "sb-config.h"

#include "app/sb-start-view.h"

#include "app/sb-opener.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

struct _SbStartView
{
  AdwBin parent_instance;

  GtkWidget *sample_button;
  GtkWidget *import_button;
  GtkWidget *empty_button;
  AdwPreferencesGroup *recent_group;
  GPtrArray *recent_rows; /* borrowed children of recent_group */
};

G_DEFINE_FINAL_TYPE (SbStartView, sb_start_view, ADW_TYPE_BIN)

enum
{
  RECENT_CHOSEN,
  RECENT_FORGOTTEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Wrapped between words only: looking for breaks inside them costs a fifth of the first frame. */
static GtkWidget *
new_text (const char *text, const char *css_class)
{
  GtkWidget *label = sb_label_new_wrapping (text, css_class);

  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD);
  return label;
}

static void
fill_choice (GtkWidget *button, const char *icon, const char *title, const char *subtitle)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image = sb_icon_new (icon);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 24);
  gtk_widget_add_css_class (image, "choice-icon");
  gtk_box_append (GTK_BOX (texts), new_text (title, "heading"));
  gtk_box_append (GTK_BOX (texts), new_text (subtitle, "dim-label"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_button_set_child (GTK_BUTTON (button), box);
  sb_widget_set_name (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
}

static const char *
path_of (gpointer row)
{
  return g_object_get_data (row, "sb-path");
}

static void
row_activated_cb (SbStartView *self, AdwActionRow *row)
{
  g_signal_emit (self, signals[RECENT_CHOSEN], 0, path_of (row));
}

static void
forget_cb (SbStartView *self, GtkButton *button)
{
  /* The row, and with it the path, goes away while the signal runs. */
  g_autofree char *path = g_strdup (path_of (button));

  g_signal_emit (self, signals[RECENT_FORGOTTEN], 0, path);
}

/* "~/Documents" instead of the whole way; our own folder needs no name. */
static char *
describe_place (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *own = sb_opener_default_folder ();
  g_autofree char *shown = g_filename_display_name (folder);
  const char *home = g_get_home_dir ();

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_strdup_printf (_ ("Not there any more: %s"), shown);
  if (g_str_equal (folder, own))
    return g_strdup (_ ("On this computer"));
  if (home && *home && g_str_has_prefix (folder, home) && (folder[strlen (home)] == '/' || !folder[strlen (home)]))
    return g_strdup_printf ("~%s", shown + strlen (home));
  return g_steal_pointer (&shown);
}

static GtkWidget *
new_recent_row (SbStartView *self, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *forget = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *place = describe_place (path);
  g_autofree char *forget_name = NULL;

  if (g_str_has_suffix (name, ".salesbalance"))
    name[strlen (name) - strlen (".salesbalance")] = '\0';
  if (g_str_equal (name, "sample"))
    {
      g_free (name);
      name = g_strdup (_ ("Sample Company"));
    }
  forget_name = g_strdup_printf (_ ("Forget “%s”"), name);
  sb_row_set_title (ADW_PREFERENCES_ROW (row), name);
  sb_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "sb-workspace-symbolic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_valign (forget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (forget, "flat");
  gtk_widget_add_css_class (forget, "circular");
  gtk_widget_set_tooltip_text (forget, _ ("Take off this list; the file stays"));
  sb_widget_set_name (forget, forget_name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget);
  g_object_set_data_full (G_OBJECT (row), "sb-path", g_strdup (path), g_free);
  g_object_set_data_full (G_OBJECT (forget), "sb-path", g_strdup (path), g_free);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (forget, "clicked", G_CALLBACK (forget_cb), self);
  return row;
}

static gboolean
sb_start_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SB_START_VIEW (widget)->sample_button);
}

static void
sb_start_view_dispose (GObject *object)
{
  SbStartView *self = SB_START_VIEW (object);

  g_clear_pointer (&self->recent_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (sb_start_view_parent_class)->dispose (object);
}

static void
sb_start_view_class_init (SbStartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_start_view_dispose;
  widget_class->grab_focus = sb_start_view_grab_focus;
  signals[RECENT_CHOSEN] = g_signal_new ("recent-chosen", SB_TYPE_START_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RECENT_FORGOTTEN] = g_signal_new ("recent-forgotten", SB_TYPE_START_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/SalesBalance/app/sb-start-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SbStartView, sample_button);
  gtk_widget_class_bind_template_child (widget_class, SbStartView, import_button);
  gtk_widget_class_bind_template_child (widget_class, SbStartView, empty_button);
  gtk_widget_class_bind_template_child (widget_class, SbStartView, recent_group);
}

static void
sb_start_view_init (SbStartView *self)
{
  self->recent_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choice (self->sample_button, "sb-team-symbolic", _ ("Try the sample company"),
               _ ("Eighteen months of an invented sales team, to look around and break things"));
  fill_choice (
      self->import_button, "sb-import-symbolic", _ ("Import from a CRM…"),
      _ ("CSV files from Salesforce, HubSpot, Zoho, Pipedrive, Odoo and others; or drop them here"));
  fill_choice (self->empty_button, "sb-workspace-symbolic", _ ("Start empty"), _ ("A new workspace to fill by hand"));
}

GtkWidget *
sb_start_view_new (void)
{
  return g_object_new (SB_TYPE_START_VIEW, NULL);
}

void
sb_start_view_set_recent (SbStartView *self, const char *const *paths)
{
  g_return_if_fail (SB_IS_START_VIEW (self));

  for (guint i = 0; i < self->recent_rows->len; i++)
    adw_preferences_group_remove (self->recent_group, g_ptr_array_index (self->recent_rows, i));
  g_ptr_array_set_size (self->recent_rows, 0);
  for (gsize i = 0; paths && paths[i]; i++)
    {
      GtkWidget *row = new_recent_row (self, paths[i]);

      adw_preferences_group_add (self->recent_group, row);
      g_ptr_array_add (self->recent_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent_group), self->recent_rows->len > 0);
}
