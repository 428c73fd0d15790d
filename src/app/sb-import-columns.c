/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Columns that fill a field come first, as they stand in the file; of the others at most MAX_OTHERS are
 * shown, since a file may have thousands. */
#include "sb-config.h"

#include "app/sb-import-columns.h"

#include "app/sb-import-labels.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

#define MAX_OTHERS 40
#define MAX_EXAMPLES 3

typedef struct
{
  SbImportOptions *options; /* borrowed */
  char *header;
  GPtrArray *fields; /* owned: "deal.amount", … */
} Column;

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  g_ptr_array_unref (column->fields);
  g_free (column->header);
  g_free (column);
}

/* Positions of the drop-down: 0 keep as an extra field, 1 ignore, then the fields. */
static void
selected_cb (GtkDropDown *drop, GParamSpec *pspec, Column *column)
{
  guint selected = gtk_drop_down_get_selected (drop);

  sb_import_options_map (column->options, column->header,
                         selected == 0   ? "extra"
                         : selected == 1 ? ""
                                         : g_ptr_array_index (column->fields, selected - 2));
}

static GtkWidget *
new_drop (const SbImportReportColumn *shown, GtkStringList *names, Column *column)
{
  GtkWidget *drop = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (names)), NULL);
  guint selected = shown->ignored ? 1 : 0;
  g_autofree char *name = g_strdup_printf (_ ("Field of column %s"), shown->header);

  for (guint i = 0; shown->field && i < column->fields->len; i++)
    if (g_str_equal (g_ptr_array_index (column->fields, i), shown->field))
      selected = i + 2;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), selected);
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (drop, "flat");
  sb_widget_set_name (drop, name);
  g_signal_connect_data (drop, "notify::selected", G_CALLBACK (selected_cb), column, column_free, 0);
  return drop;
}

static char *
examples (const SbImportReportColumn *column)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (column->samples->len, MAX_EXAMPLES); i++)
    {
      g_autofree char *line = sb_text_one_line (g_ptr_array_index (column->samples, i));

      g_string_append_printf (text, "%s%s", i ? "  ·  " : "", line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
new_row (const SbImportReportColumn *shown, GtkStringList *names, Column *column, GCallback changed, gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = examples (shown);
  GtkWidget *drop = new_drop (shown, names, column);

  sb_row_set_title (ADW_PREFERENCES_ROW (row), shown->header);
  sb_row_set_subtitle (ADW_ACTION_ROW (row), *text ? text : _ ("No content"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  if (shown->field && !shown->sure)
    {
      GtkWidget *guessed = sb_label_new (_ ("guessed"), "guessed");

      gtk_widget_set_valign (guessed, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (guessed, _ ("The name is not known; the content fits. Please check it."));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), guessed);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), drop);
  g_signal_connect_swapped (drop, "notify::selected", changed, user_data);
  return row;
}

/* The fields of the type; a reference by its number only where a column of the file is one. */
static GPtrArray *
list_fields (const SbImportFileReport *report, const SbImportType *type)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; type && i < type->n_fields; i++)
    g_ptr_array_add (list, g_strdup_printf ("%s.%s", type->name, type->fields[i].name));
  for (guint i = 0; i < report->columns->len; i++)
    {
      const SbImportReportColumn *column = g_ptr_array_index (report->columns, i);

      if (column->field && !g_ptr_array_find_with_equal_func (list, column->field, g_str_equal, NULL))
        g_ptr_array_add (list, g_strdup (column->field));
    }
  return list;
}

static GtkStringList *
new_names (GPtrArray *fields)
{
  GtkStringList *names = gtk_string_list_new ((const char *const[]){ _ ("Keep as extra field"), _ ("Ignore"), NULL });

  for (guint i = 0; i < fields->len; i++)
    gtk_string_list_take (names, sb_import_field_label (g_ptr_array_index (fields, i)));
  return names;
}

GtkWidget *
sb_import_columns_new (const SbImportFileReport *report, const SbImportType *type, SbImportOptions *options,
                       GCallback changed, gpointer user_data)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GPtrArray) fields = list_fields (report, type);
  g_autoptr (GtkStringList) names = new_names (fields);
  g_autofree char *more = NULL;
  guint others = 0;

  for (int mapped = 1; mapped >= 0; mapped--)
    for (guint i = 0; i < report->columns->len; i++)
      {
        const SbImportReportColumn *shown = g_ptr_array_index (report->columns, i);
        Column *column;

        if ((shown->field != NULL) != mapped || (!mapped && others++ >= MAX_OTHERS))
          continue;
        column = g_new0 (Column, 1);
        column->options = options;
        column->header = g_strdup (shown->header);
        column->fields = g_ptr_array_ref (fields);
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_row (shown, names, column, changed, user_data));
      }
  if (others > MAX_OTHERS)
    more = g_strdup_printf (ngettext ("%u more column is kept as an extra field.",
                                      "%u more columns are kept as extra fields.", others - MAX_OTHERS),
                            others - MAX_OTHERS);
  sb_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Columns"), more);
  return group;
}
