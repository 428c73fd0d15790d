/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. The words stay in the entry while the arrow keys walk the results. */
#include "sb-config.h"

#include "app/sb-palette-dialog.h"

#include "app/sb-command-list.h"
#include "app/sb-page-table.h"
#include "app/sb-window-private.h"
#include "model/sb-record-text.h"
#include "model/sb-search-list.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

#define MAX_RECORDS 40

typedef struct
{
  SbWindow *window; /* borrowed: the palette dies with it */
  GtkWindow *dialog;
  GtkWidget *entry;
  GtkListBox *list;
  GtkStack *stack;
  SbSearchList *found; /* owned */
  GPtrArray *commands; /* of SbCommand, those shown */
} Palette;

/* What a row stands for: a command, or a record. */
typedef struct
{
  const char *group;  /* static or interned */
  const char *action; /* static, NULL for records */
  const SbRecordType *type;
  gint32 id;
} Result;

static void
palette_free (gpointer data)
{
  Palette *palette = data;

  g_signal_handlers_disconnect_by_data (palette->found, palette);
  g_object_unref (palette->found);
  g_clear_pointer (&palette->commands, g_ptr_array_unref);
  g_free (palette);
}

static const Result *
result_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "sb-result");
}

static void
add_row (Palette *palette, Result result, const char *icon, const char *title, const char *where)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = sb_label_new (title, NULL);
  GtkWidget *place = sb_label_new (where, "dim-label");
  g_autofree char *name = where && *where ? g_strdup_printf ("%s, %s", title, where) : g_strdup (title);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (place), 32);
  gtk_box_append (GTK_BOX (box), sb_icon_new (icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), place);
  gtk_widget_add_css_class (box, "palette-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "sb-result", g_memdup2 (&result, sizeof result), g_free);
  sb_widget_set_name (row, name);
  gtk_list_box_append (palette->list, row);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *group = result_of (row)->group;
  GtkWidget *header = NULL;

  if (!before || g_strcmp0 (result_of (before)->group, group) != 0)
    {
      header = sb_label_new (group, "palette-heading");
      gtk_widget_add_css_class (header, "dim-label");
    }
  gtk_list_box_row_set_header (row, header);
}

static void
add_commands (Palette *palette, const char *text)
{
  g_clear_pointer (&palette->commands, g_ptr_array_unref);
  palette->commands = sb_command_list (GTK_WIDGET (palette->window), text);
  for (guint i = 0; i < palette->commands->len; i++)
    {
      const SbCommand *command = g_ptr_array_index (palette->commands, i);

      add_row (palette, (Result){ command->group, command->action, NULL, 0 }, command->icon, command->title,
               command->key);
    }
}

/* Records come best first; here they stand together by type, the type of the best one first. */
static void
add_records (Palette *palette)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (palette->found));
  g_autofree gboolean *done = g_new0 (gboolean, n + 1);

  for (guint first = 0; first < n; first++)
    {
      g_autoptr (SbSearchItem) leader = g_list_model_get_item (G_LIST_MODEL (palette->found), first);
      const SbRecordType *type = sb_search_item_get_record_type (leader);
      const SbPageInfo *home = sb_page_table_home (type->name);

      for (guint i = first; i < n; i++)
        {
          g_autoptr (SbSearchItem) item = g_list_model_get_item (G_LIST_MODEL (palette->found), i);

          if (done[i] || sb_search_item_get_record_type (item) != type)
            continue;
          done[i] = TRUE;
          add_row (palette, (Result){ sb_record_type_plural (type), NULL, type, sb_search_item_get_id (item) },
                   home ? home->icon : "sb-workspace-symbolic", sb_search_item_get_title (item),
                   sb_search_item_get_context (item));
        }
    }
}

static void
rebuild (Palette *palette)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (palette->entry));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (palette->list, 0)))
    gtk_list_box_remove (palette->list, GTK_WIDGET (row));
  add_commands (palette, text);
  add_records (palette);
  row = gtk_list_box_get_row_at_index (palette->list, 0);
  gtk_list_box_select_row (palette->list, row);
  gtk_stack_set_visible_child_name (palette->stack, row                                          ? "results"
                                                    : sb_search_list_is_loading (palette->found) ? "wait"
                                                                                                 : "none");
}

static void
text_changed_cb (Palette *palette)
{
  sb_search_list_set_text (palette->found, gtk_editable_get_text (GTK_EDITABLE (palette->entry)));
  rebuild (palette);
}

static void
activate_row (Palette *palette, GtkListBoxRow *row)
{
  Result result;
  SbWindow *window = palette->window;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!row)
    return;
  result = *result_of (row);
  gtk_window_destroy (palette->dialog);
  if (result.type)
    sb_session_open_record (window->session, result.type, result.id);
  else if (g_action_parse_detailed_name (result.action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target);
}

static void
row_activated_cb (Palette *palette, GtkListBoxRow *row)
{
  activate_row (palette, row);
}

static void
activate_cb (Palette *palette)
{
  activate_row (palette, gtk_list_box_get_selected_row (palette->list));
}

static void
move_selection (Palette *palette, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (palette->list);
  int index = row ? gtk_list_box_row_get_index (row) + by : 0;
  GtkListBoxRow *next = index < 0 ? NULL : gtk_list_box_get_row_at_index (palette->list, index);
  GtkWidget *viewport;
  double y;

  if (!next)
    return;
  gtk_list_box_select_row (palette->list, next);
  viewport = gtk_widget_get_ancestor (GTK_WIDGET (palette->list), GTK_TYPE_SCROLLED_WINDOW);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (next), GTK_WIDGET (palette->list), 0, 0, NULL, &y))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (viewport)), y,
                               y + gtk_widget_get_height (GTK_WIDGET (next)));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer user_data)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (user_data, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (user_data, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      move_selection (user_data, 8);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move_selection (user_data, -8);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static GtkWidget *
new_results (Palette *palette)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *none = adw_status_page_new ();

  palette->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (palette->list), "navigation-sidebar");
  gtk_widget_set_can_focus (GTK_WIDGET (palette->list), FALSE);
  gtk_list_box_set_header_func (palette->list, header_cb, NULL, NULL);
  sb_widget_set_name (GTK_WIDGET (palette->list), _ ("Search results"));
  g_signal_connect_swapped (palette->list, "row-activated", G_CALLBACK (row_activated_cb), palette);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (palette->list));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "system-search-symbolic");
  sb_status_set_text (ADW_STATUS_PAGE (none), _ ("Nothing found"), _ ("Try another word or fewer letters."));
  gtk_widget_add_css_class (none, "compact");
  palette->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (palette->stack, scroller, "results");
  gtk_stack_add_named (palette->stack, none, "none");
  gtk_stack_add_named (palette->stack, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "wait");
  gtk_widget_set_vexpand (GTK_WIDGET (palette->stack), TRUE);
  return GTK_WIDGET (palette->stack);
}

static GtkWidget *
new_entry (Palette *palette)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  palette->entry = gtk_search_entry_new ();
  g_object_set (palette->entry, "placeholder-text", _ ("Search records and commands"), NULL);
  sb_widget_set_name (palette->entry, _ ("Search records and commands"));
  gtk_widget_set_hexpand (palette->entry, TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), palette);
  gtk_widget_add_controller (palette->entry, keys);
  g_signal_connect_swapped (palette->entry, "changed", G_CALLBACK (text_changed_cb), palette);
  g_signal_connect_swapped (palette->entry, "activate", G_CALLBACK (activate_cb), palette);
  g_signal_connect_swapped (palette->entry, "stop-search", G_CALLBACK (gtk_window_destroy), palette->dialog);
  return palette->entry;
}

void
sb_palette_dialog_present (SbWindow *window)
{
  Palette *palette;
  GtkWidget *box, *bar;

  g_return_if_fail (SB_IS_WINDOW (window) && window->session != NULL);

  if (window->palette)
    {
      gtk_window_present (window->palette);
      return;
    }
  palette = g_new0 (Palette, 1);
  palette->window = window;
  palette->found = sb_search_list_new (window->session, MAX_RECORDS);
  palette->dialog = GTK_WINDOW (adw_window_new ());
  g_set_weak_pointer (&window->palette, palette->dialog);
  gtk_window_set_title (palette->dialog, _ ("Search"));
  gtk_window_set_transient_for (palette->dialog, GTK_WINDOW (window));
  gtk_window_set_modal (palette->dialog, TRUE);
  gtk_window_set_default_size (palette->dialog, MIN (560, gtk_widget_get_width (GTK_WIDGET (window))), 440);
  bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (bar, "palette-bar");
  gtk_box_append (GTK_BOX (bar), new_entry (palette));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), new_results (palette));
  adw_window_set_content (ADW_WINDOW (palette->dialog), box);
  g_signal_connect_swapped (palette->found, "items-changed", G_CALLBACK (rebuild), palette);
  g_object_set_data_full (G_OBJECT (palette->dialog), "sb-palette", palette, palette_free);
  rebuild (palette);
  gtk_window_present (palette->dialog);
  gtk_widget_grab_focus (palette->entry);
}
