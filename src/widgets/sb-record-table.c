/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table over a lazy list of records, for every list of the application. Columns are in sb-record-columns.c, the row's
 * menu in sb-record-menu.c, cells in sb-record-cells.c. */
#include "sb-config.h"

#include "widgets/sb-record-table-private.h"

#include "model/sb-record-text.h"
#include "widgets/sb-state-page.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define COMPACT_WIDTH 600

G_DEFINE_FINAL_TYPE (SbRecordTable, sb_record_table, GTK_TYPE_WIDGET)

static guint activated_signal;

/* State of the stack */

static void
replace_page (SbRecordTable *self, const char *name, GtkWidget *page)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, name);

  if (old != NULL)
    gtk_stack_remove (self->stack, old);
  gtk_stack_add_named (self->stack, page, name);
}

static void
show_error_page (SbRecordTable *self, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, message);

  replace_page (self, "error", sb_state_page_new_error (_("This list could not be read"), error));
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
show_empty_page (SbRecordTable *self)
{
  g_autofree char *title = NULL;

  if (sb_record_list_get_text (self->list) != NULL)
    {
      replace_page (self, "nothing",
                    sb_state_page_new_empty ("edit-find-symbolic", _("Nothing Found"),
                                             _("No record contains this text."), _("Clear the Filter"),
                                             "table.clear-filter"));
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  title = self->empty[0] != NULL ? g_strdup (self->empty[0])
                                 : g_strdup_printf (_("No %s Yet"), sb_record_type_plural (self->type));
  replace_page (self, "empty",
                sb_state_page_new_empty ("view-list-symbolic", title, self->empty[1], self->empty[2], self->empty[3]));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
update_page (SbRecordTable *self)
{
  g_autofree char *error = NULL;

  g_object_get (self->list, "error", &error, NULL);
  if (error != NULL)
    show_error_page (self, error);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_stack_set_visible_child_name (self->stack, self->compact ? "list" : "table");
  else if (sb_record_list_is_loading (self->list))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    show_empty_page (self);
}

static void
update_count (SbRecordTable *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  guint64 n_selected = gtk_bitset_get_size (selected);
  g_autofree char *count = sb_record_count_label (formatter, self->type, n);
  g_autofree char *of = NULL, *text = NULL;

  if (n_selected > 1)
    {
      of = sb_formatter_count (formatter, (gint64) n_selected);
      text = g_strdup_printf (_("%s of %s selected"), of, count);
    }
  sb_label_set_text (GTK_LABEL (self->count), text != NULL ? text : count);
}

static void
list_notify_cb (SbRecordTable *self)
{
  update_page (self);
  update_count (self);
}

static void
selection_changed_cb (GtkSelectionModel *model, guint position, guint n, gpointer user_data)
{
  SbRecordTable *self = user_data;

  sb_record_table_update_actions (self);
  update_count (self);
}

/* Filter, columns, opening */

static void
filter_cb (GtkSearchEntry *entry, gpointer user_data)
{
  SbRecordTable *self = user_data;

  sb_record_list_set_text (self->list, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
stop_filter_cb (GtkSearchEntry *entry, gpointer user_data)
{
  SbRecordTable *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_grab_focus (self->compact ? self->list_view : self->column_view);
}

void
sb_record_table_activate (SbRecordTable *self, gint32 id)
{
  if (id == 0)
    return;
  if (g_signal_has_handler_pending (self, activated_signal, 0, TRUE))
    g_signal_emit (self, activated_signal, 0, (int) id);
  else
    sb_session_open_record (self->session, self->type, id);
}

static void
activate_cb (GtkWidget *view, guint position, gpointer user_data)
{
  SbRecordTable *self = user_data;

  sb_record_table_activate (self, sb_record_list_get_id_at (self->list, position));
}

static void
field_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "field"));

  sb_record_table_show_field (user_data, field, gtk_check_button_get_active (check));
}

static gboolean
is_shown (SbRecordTable *self, guint field)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (g_array_index (self->shown, guint, i) == field)
      return TRUE;
  return FALSE;
}

/* The chooser is filled when it opens: most tables are never asked. */
static void
fill_chooser_cb (GtkMenuButton *button, gpointer user_data)
{
  SbRecordTable *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; self->type->fields[i].name != NULL; i++)
    {
      const SbField *field = &self->type->fields[i];
      GtkWidget *check;

      if (field->kind == SB_KIND_FILE
          || sb_formatter_hides (sb_session_get_formatter (self->session), self->type, field))
        continue;
      check = gtk_check_button_new_with_label (sb_field_label (field));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_shown (self, i));
      g_object_set_data (G_OBJECT (check), "field", GUINT_TO_POINTER (i));
      g_signal_connect (check, "toggled", G_CALLBACK (field_toggled_cb), self);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
}

/* Layout */

static gboolean
layout_cb (gpointer data)
{
  SbRecordTable *self = data;
  gboolean compact = gtk_widget_get_width (GTK_WIDGET (self)) < COMPACT_WIDTH;

  self->layout_idle = 0;
  if (compact == self->compact)
    return G_SOURCE_REMOVE;
  self->compact = compact;
  /* Only the view on screen holds the rows. */
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->column_view), compact ? NULL : self->selection);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), compact ? self->selection : NULL);
  gtk_widget_set_visible (self->chooser, !compact);
  update_page (self);
  return G_SOURCE_REMOVE;
}

static void
sb_record_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SbRecordTable *self = SB_RECORD_TABLE (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
  if ((width < COMPACT_WIDTH) != self->compact && self->layout_idle == 0)
    self->layout_idle = g_idle_add (layout_cb, self);
}

static void
sb_record_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (SB_RECORD_TABLE (widget)->box, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static GtkSizeRequestMode
sb_record_table_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (SB_RECORD_TABLE (widget)->box);
}

/* Object */

static void
disconnect_list (SbRecordTable *self)
{
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
}

static void
sb_record_table_dispose (GObject *object)
{
  SbRecordTable *self = SB_RECORD_TABLE (object);

  disconnect_list (self);
  g_clear_handle_id (&self->layout_idle, g_source_remove);
  if (self->column_view != NULL)
    {
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->column_view)), self);
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->column_view)), self);
      self->building = TRUE;
      gtk_column_view_set_model (GTK_COLUMN_VIEW (self->column_view), NULL);
      gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), NULL);
      self->column_view = NULL;
    }
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_record_table_parent_class)->dispose (object);
}

static void
sb_record_table_finalize (GObject *object)
{
  SbRecordTable *self = SB_RECORD_TABLE (object);

  g_array_unref (self->defaults);
  g_array_unref (self->shown);
  g_ptr_array_unref (self->actions);
  g_free (self->state_key);
  for (gsize i = 0; i < G_N_ELEMENTS (self->empty); i++)
    g_free (self->empty[i]);
  G_OBJECT_CLASS (sb_record_table_parent_class)->finalize (object);
}

static void
sb_record_table_class_init (SbRecordTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_record_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_record_table_finalize;
  widget_class->size_allocate = sb_record_table_size_allocate;
  widget_class->measure = sb_record_table_measure;
  widget_class->get_request_mode = sb_record_table_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "sbtable");
  activated_signal = g_signal_new ("activated", SB_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT);
  sb_record_table_install_actions (widget_class);
}

static void
build_bar (SbRecordTable *self)
{
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->bar, "sb-table-bar");
  self->filter = gtk_search_entry_new ();
  g_object_set (self->filter, "placeholder-text", _("Filter"), NULL);
  sb_widget_set_name (self->filter, _("Filter the table"));
  gtk_widget_set_hexpand (self->filter, TRUE);
  gtk_widget_set_halign (self->filter, GTK_ALIGN_FILL);
  g_signal_connect (self->filter, "search-changed", G_CALLBACK (filter_cb), self);
  g_signal_connect (self->filter, "stop-search", G_CALLBACK (stop_filter_cb), self);
  self->count = sb_label_new (NULL, "dim-label");
  gtk_widget_add_css_class (self->count, "numeric");
  self->chooser = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->chooser), "view-more-symbolic");
  gtk_widget_set_tooltip_text (self->chooser, _("Columns"));
  sb_widget_set_name (self->chooser, _("Choose columns"));
  gtk_widget_add_css_class (self->chooser, "flat");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->chooser), fill_chooser_cb, self, NULL);
  gtk_box_append (GTK_BOX (self->bar), self->filter);
  gtk_box_append (GTK_BOX (self->bar), self->count);
  gtk_box_append (GTK_BOX (self->bar), self->chooser);
  gtk_box_append (GTK_BOX (self->box), self->bar);
}

static GtkWidget *
in_scroller (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
build_stack (SbRecordTable *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  self->column_view = gtk_column_view_new (NULL);
  gtk_widget_add_css_class (self->column_view, "data-table");
  gtk_widget_add_css_class (self->column_view, "sb-table");
  gtk_column_view_set_reorderable (GTK_COLUMN_VIEW (self->column_view), TRUE);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->column_view), TRUE);
  gtk_column_view_set_enable_rubberband (GTK_COLUMN_VIEW (self->column_view), FALSE);
  g_signal_connect (self->column_view, "activate", G_CALLBACK (activate_cb), self);
  self->list_view = gtk_list_view_new (NULL, sb_record_table_compact_factory (self));
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (self->list_view), TRUE);
  g_signal_connect (self->list_view, "activate", G_CALLBACK (activate_cb), self);
  sb_record_table_watch_view (self, self->column_view);
  sb_record_table_watch_view (self, self->list_view);
  gtk_stack_add_named (self->stack, sb_state_page_new_loading (_("Loading…")), "loading");
  gtk_stack_add_named (self->stack, in_scroller (self->column_view), "table");
  gtk_stack_add_named (self->stack, in_scroller (self->list_view), "list");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
}

static void
sb_record_table_init (SbRecordTable *self)
{
  self->defaults = g_array_new (FALSE, FALSE, sizeof (guint));
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->actions = g_ptr_array_new ();
  self->probe = -1;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  build_bar (self);
  build_stack (self);
}

/* Private columns come and go with the level. */
static void
context_changed_cb (SbRecordTable *self)
{
  if (self->column_view == NULL)
    return;
  sb_record_table_pick_columns (self);
  sb_record_table_build_columns (self);
  update_count (self);
}

GtkWidget *
sb_record_table_new (SbRecordList *list, const char *state_key)
{
  SbRecordTable *self;

  g_return_val_if_fail (SB_IS_RECORD_LIST (list), NULL);

  self = g_object_new (SB_TYPE_RECORD_TABLE, NULL);
  self->session = g_object_ref (sb_record_list_get_session (list));
  self->type = sb_record_list_get_type_of (list);
  self->state_key = g_strconcat ("table-", state_key == NULL ? self->type->name : state_key, NULL);
  sb_widget_set_name (self->column_view, sb_record_type_plural (self->type));
  sb_widget_set_name (self->list_view, sb_record_type_plural (self->type));
  sb_record_table_set_list (self, list);
  g_signal_connect_object (sb_session_get_formatter (self->session), "changed", G_CALLBACK (context_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
sb_record_table_set_list (SbRecordTable *self, SbRecordList *list)
{
  g_return_if_fail (SB_IS_RECORD_TABLE (self) && SB_IS_RECORD_LIST (list));
  g_return_if_fail (sb_record_list_get_type_of (list) == self->type);

  disconnect_list (self);
  g_set_object (&self->list, list);
  g_clear_object (&self->selection);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (list))));
  g_signal_connect (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  g_signal_connect_swapped (list, "notify", G_CALLBACK (list_notify_cb), self);
  sb_record_table_pick_columns (self);
  sb_record_table_build_columns (self);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->column_view), self->compact ? NULL : self->selection);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), self->compact ? self->selection : NULL);
  sb_record_table_update_actions (self);
  list_notify_cb (self);
}

SbRecordList *
sb_record_table_get_list (SbRecordTable *self)
{
  g_return_val_if_fail (SB_IS_RECORD_TABLE (self), NULL);

  return self->list;
}

void
sb_record_table_set_columns (SbRecordTable *self, const char *const *fields)
{
  g_return_if_fail (SB_IS_RECORD_TABLE (self) && fields != NULL);

  g_array_set_size (self->defaults, 0);
  for (gsize i = 0; fields[i] != NULL; i++)
    {
      int index = sb_record_type_field_index (self->type, fields[i]);
      guint field = (guint) index;

      g_return_if_fail (index >= 0);
      g_array_append_val (self->defaults, field);
    }
  sb_record_table_pick_columns (self);
  sb_record_table_build_columns (self);
}

void
sb_record_table_set_empty (SbRecordTable *self, const char *title, const char *description, const char *button,
                           const char *action)
{
  const char *texts[] = { title, description, button, action };

  g_return_if_fail (SB_IS_RECORD_TABLE (self) && title != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (self->empty); i++)
    {
      g_free (self->empty[i]);
      self->empty[i] = g_strdup (texts[i]);
    }
  update_page (self);
}

void
sb_record_table_set_bar_visible (SbRecordTable *self, gboolean visible)
{
  g_return_if_fail (SB_IS_RECORD_TABLE (self));

  gtk_widget_set_visible (self->bar, visible);
}

void
sb_record_table_focus_filter (SbRecordTable *self)
{
  g_return_if_fail (SB_IS_RECORD_TABLE (self));

  gtk_widget_grab_focus (self->filter);
}

GArray *
sb_record_table_dup_selection (SbRecordTable *self)
{
  GArray *ids;
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (SB_IS_RECORD_TABLE (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  selected = gtk_selection_model_get_selection (self->selection);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint32 id = sb_record_list_get_id_at (self->list, position);

      if (id != 0)
        g_array_append_val (ids, id);
    }
  return ids;
}

/* The widget that scrolls: inside a column view it is the list view under the header. */
static GtkWidget *
scrolling_view (SbRecordTable *self)
{
  GtkWidget *child;

  if (self->compact)
    return self->list_view;
  child = gtk_widget_get_first_child (self->column_view);
  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  return child == NULL ? self->column_view : child;
}

void
sb_record_table_select (SbRecordTable *self, gint32 id)
{
  guint position;

  g_return_if_fail (SB_IS_RECORD_TABLE (self));

  position = sb_record_list_find (self->list, id);
  if (position == G_MAXUINT)
    return;
  gtk_selection_model_select_item (self->selection, position, TRUE);
  gtk_widget_activate_action (scrolling_view (self), "list.scroll-to-item", "u", position);
}
