/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a record table: which, how wide, sorted by what, remembered. Part of the record table.
 *
 * GTK 4.8 does not tell which column a column view is sorted by. Its sorter does: asked to compare two things it asks
 * the sorter of the first column first, which notes itself in `probe`; the sign of the answer is the direction. */
#include "sb-config.h"

#include "widgets/sb-record-table-private.h"

#include "model/sb-record-text.h"
#include "widgets/sb-text-guard.h"

#include <string.h>

gboolean
sb_field_is_numeric (const SbField *field)
{
  switch (field->kind)
    {
    case SB_KIND_MONEY:
    case SB_KIND_PERCENT:
    case SB_KIND_NUMBER:
    case SB_KIND_INTEGER:
    case SB_KIND_MINUTES:
      return TRUE;
    default:
      return FALSE;
    }
}

static int
default_width (const SbField *field, gboolean is_title)
{
  if (is_title)
    return 240;
  switch (field->kind)
    {
    case SB_KIND_DATE:
      return 140; /* "2026年12月31日" */
    case SB_KIND_MONEY:
      return 130;
    case SB_KIND_PERCENT:
    case SB_KIND_INTEGER:
    case SB_KIND_MINUTES:
    case SB_KIND_NUMBER:
    case SB_KIND_BOOL:
      return 96;
    case SB_KIND_INSTANT:
      return 184;
    case SB_KIND_CHOICE:
      return 124;
    default:
      return 154;
    }
}

static gboolean
can_be_shown (SbRecordTable *self, const SbField *field)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);

  return field->kind != SB_KIND_FILE && !sb_formatter_hides (formatter, self->type, field);
}

/* What is remembered */

static void
remember_columns (SbRecordTable *self)
{
  SbUiState *state = sb_session_get_state (self->session);
  g_autoptr (GString) names = g_string_new (NULL);

  if (state == NULL || self->building)
    return;
  for (guint i = 0; i < self->shown->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            self->type->fields[g_array_index (self->shown, guint, i)].name);
  sb_ui_state_set_string (state, self->state_key, "columns", names->str);
}

static gboolean
recall_columns (SbRecordTable *self)
{
  SbUiState *state = sb_session_get_state (self->session);
  g_autofree char *text = state == NULL ? NULL : sb_ui_state_dup_string (state, self->state_key, "columns");
  g_auto (GStrv) names = text == NULL ? NULL : g_strsplit (text, " ", -1);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      int index = sb_record_type_field_index (self->type, names[i]);
      guint field = (guint) index;

      if (index >= 0)
        g_array_append_val (self->shown, field);
    }
  return self->shown->len > 0;
}

void
sb_record_table_pick_columns (SbRecordTable *self)
{
  guint first = 0;

  g_array_set_size (self->shown, 0);
  if (recall_columns (self))
    return;
  for (guint i = 0; i < self->defaults->len; i++)
    g_array_append_val (self->shown, g_array_index (self->defaults, guint, i));
  for (guint i = 0; self->shown->len == 0 && self->type->fields[i].name != NULL; i++)
    if ((self->type->fields[i].flags & SB_FIELD_COLUMN) != 0)
      for (guint k = i; self->type->fields[k].name != NULL; k++)
        if ((self->type->fields[k].flags & SB_FIELD_COLUMN) != 0)
          g_array_append_val (self->shown, k);
  if (self->shown->len == 0)
    g_array_append_val (self->shown, first);
}

static void
width_cb (GtkColumnViewColumn *column, GParamSpec *pspec, gpointer user_data)
{
  SbRecordTable *self = user_data;
  SbUiState *state = sb_session_get_state (self->session);
  const SbField *field = g_object_get_data (G_OBJECT (column), "field");
  g_autofree char *key = g_strconcat ("width-", field->name, NULL);

  if (state != NULL && !self->building)
    sb_ui_state_set_int (state, self->state_key, key, gtk_column_view_column_get_fixed_width (column));
}

static int
recall_width (SbRecordTable *self, const SbField *field)
{
  SbUiState *state = sb_session_get_state (self->session);
  int width = default_width (field, field == sb_record_type_title (self->type));
  g_autofree char *key = g_strconcat ("width-", field->name, NULL);

  return state == NULL ? width : CLAMP (sb_ui_state_get_int (state, self->state_key, key, width), 40, 2000);
}

/* Sorting */

static int
probe_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  SbRecordTable *self = g_object_get_data (G_OBJECT (column), "table");
  const SbField *field = g_object_get_data (G_OBJECT (column), "field");

  if (self->probe < 0)
    self->probe = (int) (field - self->type->fields);
  return -1;
}

static void
sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer user_data)
{
  SbRecordTable *self = user_data;
  SbUiState *state = sb_session_get_state (self->session);
  GtkOrdering ordering;
  const char *field = NULL;

  if (self->building)
    return;
  self->probe = -1;
  ordering = gtk_sorter_compare (sorter, self, self->column_view);
  if (self->probe >= 0)
    field = self->type->fields[self->probe].name;
  sb_record_list_set_sort (self->list, field, ordering == GTK_ORDERING_LARGER);
  if (state == NULL)
    return;
  sb_ui_state_set_string (state, self->state_key, "sort", field);
  sb_ui_state_set_int (state, self->state_key, "descending", ordering == GTK_ORDERING_LARGER);
}

static void
restore_sort (SbRecordTable *self)
{
  SbUiState *state = sb_session_get_state (self->session);
  g_autofree char *remembered = state == NULL ? NULL : sb_ui_state_dup_string (state, self->state_key, "sort");
  gboolean descending = FALSE;
  const char *sort = remembered;
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->column_view));

  if (remembered != NULL)
    descending = sb_ui_state_get_int (state, self->state_key, "descending", 0) != 0;
  else
    sort = sb_record_list_get_sort (self->list, &descending);
  if (sort == NULL || sb_record_type_field (self->type, sort) == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const SbField *field = g_object_get_data (G_OBJECT (column), "field");

      if (strcmp (field->name, sort) == 0)
        gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->column_view), column,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
  sb_record_list_set_sort (self->list, sort, descending);
}

/* Columns that were dragged to another place */

static void
columns_moved_cb (GListModel *columns, guint position, guint removed, guint added, gpointer user_data)
{
  SbRecordTable *self = user_data;

  if (self->building || removed != added)
    return;
  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const SbField *field = g_object_get_data (G_OBJECT (column), "field");
      guint index = (guint) (field - self->type->fields);

      g_array_append_val (self->shown, index);
    }
  remember_columns (self);
}

/* Cells */

/* An inscription asks for no size by its text: two hundred rows of ten columns are laid out without measuring any. */
static GtkWidget *
new_text (const SbField *field)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (text), 1);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 4);
  gtk_widget_set_hexpand (text, TRUE);
  if (sb_field_is_numeric (field))
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (text), 1);
      gtk_widget_add_css_class (text, "numeric");
    }
  return text;
}

/* The child is the text, or a box of icon and text where the field is a state. */
static void
show_cell (GtkListItem *item, SbRecordRow *row, guint field)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  const SbRecord *record = sb_record_row_get_record (row);
  g_autofree char *line = sb_text_one_line (sb_record_row_get_text (row, field));
  const char *name = NULL;

  if (GTK_IS_BOX (child))
    {
      GtkWidget *icon = gtk_widget_get_first_child (child);

      if (record != NULL)
        name = sb_choice_icon (&record->type->fields[field], &record->values[field]);
      gtk_widget_set_visible (icon, name != NULL);
      gtk_image_set_from_icon_name (GTK_IMAGE (icon), name);
      child = gtk_widget_get_last_child (child);
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (child), line);
}

static void
row_changed_cb (SbRecordRow *row, gpointer item)
{
  show_cell (item, row, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (item), "field")));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const SbField *field = g_object_get_data (G_OBJECT (factory), "field");
  GtkWidget *text = new_text (field), *child = text;

  if (sb_field_has_icons (field))
    {
      GtkWidget *icon = sb_icon_new (NULL);

      child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      gtk_box_append (GTK_BOX (child), icon);
      gtk_box_append (GTK_BOX (child), text);
    }
  gtk_list_item_set_child (item, child);
  sb_record_table_mark_cell (item, child);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  SbRecordTable *self = user_data;
  const SbField *field = g_object_get_data (G_OBJECT (factory), "field");
  SbRecordRow *row = gtk_list_item_get_item (item);
  guint index = (guint) (field - self->type->fields);

  g_object_set_data (G_OBJECT (item), "field", GUINT_TO_POINTER (index));
  show_cell (item, row, index);
  g_signal_connect (row, "changed", G_CALLBACK (row_changed_cb), item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), row_changed_cb, item);
}

static void
append_column (SbRecordTable *self, guint index)
{
  const SbField *field = &self->type->fields[index];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (sb_field_label (field), factory);
  g_autoptr (GtkCustomSorter) sorter = gtk_custom_sorter_new (probe_cb, column, NULL);

  g_object_set_data (G_OBJECT (factory), "field", (gpointer) field);
  g_object_set_data (G_OBJECT (column), "field", (gpointer) field);
  g_object_set_data (G_OBJECT (column), "table", self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, recall_width (self, field));
  gtk_column_view_column_set_expand (column, field == sb_record_type_title (self->type));
  g_signal_connect (column, "notify::fixed-width", G_CALLBACK (width_cb), self);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->column_view), column);
  g_object_unref (column);
}

/* A number's heading stands over its digits. GTK has no way to say so: its header is walked. */
static void
align_headers (SbRecordTable *self)
{
  GtkWidget *header = gtk_widget_get_first_child (self->column_view);
  GtkWidget *title = header == NULL ? NULL : gtk_widget_get_first_child (header);

  for (guint i = 0; title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);
      GtkWidget *label = box == NULL ? NULL : gtk_widget_get_first_child (box);

      if (!GTK_IS_LABEL (label) || i >= self->shown->len)
        break;
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (sb_field_is_numeric (&self->type->fields[g_array_index (self->shown, guint, i)]))
        {
          gtk_widget_set_hexpand (label, TRUE);
          gtk_label_set_xalign (GTK_LABEL (label), 1);
        }
      i++;
    }
}

void
sb_record_table_build_columns (SbRecordTable *self)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (self->column_view);
  GListModel *columns = gtk_column_view_get_columns (view);
  GtkSorter *sorter = gtk_column_view_get_sorter (view);

  g_signal_handlers_disconnect_by_func (sorter, sorter_changed_cb, self);
  g_signal_handlers_disconnect_by_func (columns, columns_moved_cb, self);
  self->building = TRUE;
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
  for (guint i = self->shown->len; i > 0; i--)
    if (!can_be_shown (self, &self->type->fields[g_array_index (self->shown, guint, i - 1)]))
      g_array_remove_index (self->shown, i - 1);
  for (guint i = 0; i < self->shown->len; i++)
    append_column (self, g_array_index (self->shown, guint, i));
  restore_sort (self);
  align_headers (self);
  self->building = FALSE;
  g_signal_connect (sorter, "changed", G_CALLBACK (sorter_changed_cb), self);
  g_signal_connect (columns, "items-changed", G_CALLBACK (columns_moved_cb), self);
}

void
sb_record_table_show_field (SbRecordTable *self, guint field, gboolean show)
{
  guint at = 0;

  while (at < self->shown->len && g_array_index (self->shown, guint, at) != field)
    at++;
  if (show == (at < self->shown->len))
    return;
  if (show)
    {
      /* At the place it has in the description. */
      for (at = 0; at < self->shown->len && g_array_index (self->shown, guint, at) < field; at++)
        ;
      g_array_insert_val (self->shown, at, field);
    }
  else if (self->shown->len > 1)
    g_array_remove_index (self->shown, at);
  remember_columns (self);
  sb_record_table_build_columns (self);
}
