/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Reads the document of an import; computes nothing but sums by type. */
#include "sb-config.h"

#include "app/sb-import-summary.h"

#include "app/sb-import-labels.h"

#include <glib/gi18n-lib.h>

static void
add_count (GString *text, SbFormatter *formatter, gint64 count, const char *label)
{
  g_autofree char *number = sb_formatter_count (formatter, count);
  /* Translators: a number of rows and what becomes of them: "125 new" */
  g_autofree char *said = g_strdup_printf (C_ ("rows of an import", "%s %s"), number, label);

  if (count)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", said);
}

/* All but the new rows. */
static void
add_others (GString *text, SbFormatter *formatter, const SbImportReport *report)
{
  add_count (text, formatter, report->totals.updated, _ ("changed"));
  add_count (text, formatter, report->totals.unchanged, _ ("the same"));
  add_count (text, formatter, report->totals.rejected, _ ("left out"));
}

char *
sb_import_summary_rows (SbFormatter *formatter, const SbImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && report != NULL, NULL);

  add_count (text, formatter, report->totals.created, _ ("new"));
  add_others (text, formatter, report);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "6 members and 3 teams"; NULL: none. also: of SbImportAlso. */
static char *
list_text (SbFormatter *formatter, GPtrArray *also)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) items = NULL;

  for (guint i = 0; i < also->len; i++)
    {
      g_autofree char *text = sb_import_also_text (formatter, g_ptr_array_index (also, i));

      g_strv_builder_add (builder, text);
    }
  items = g_strv_builder_end (builder);
  return also->len ? sb_formatter_list (formatter, (const char *const *)items) : NULL;
}

char *
sb_import_summary_counts (SbFormatter *formatter, const SbImportReport *report)
{
  g_autofree char *rows = NULL;
  g_autofree char *list = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && report != NULL, NULL);

  rows = sb_import_summary_rows (formatter, report);
  list = list_text (formatter, report->also_created);
  return list ? g_strdup_printf (_ ("%s; also made: %s"), rows, list) : g_steal_pointer (&rows);
}

static void
add_sum (GPtrArray *sums, const char *type, gint64 n)
{
  SbImportAlso *sum;

  if (!type || n == 0)
    return;
  for (guint i = 0; i < sums->len; i++)
    {
      sum = g_ptr_array_index (sums, i);
      if (g_str_equal (sum->type, type))
        {
          sum->count += n;
          return;
        }
    }
  sum = g_new0 (SbImportAlso, 1);
  *sum = (SbImportAlso){ (char *)type, n };
  g_ptr_array_add (sums, sum);
}

static int
by_count (gconstpointer a, gconstpointer b)
{
  const SbImportAlso *const *one = a, *const *other = b;

  return ((*one)->count < (*other)->count) - ((*one)->count > (*other)->count);
}

char *
sb_import_summary_done (SbFormatter *formatter, const SbImportReport *report)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) others = g_string_new (NULL);
  g_autofree char *list = NULL;
  g_autofree char *made = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && report != NULL, NULL);

  for (guint i = 0; i < report->files->len; i++)
    {
      const SbImportFileReport *file = g_ptr_array_index (report->files, i);

      add_sum (sums, file->type, file->counts.created);
    }
  for (guint i = 0; i < report->also_created->len; i++)
    {
      const SbImportAlso *also = g_ptr_array_index (report->also_created, i);

      add_sum (sums, also->type, also->count);
    }
  g_ptr_array_sort (sums, by_count);
  list = list_text (formatter, sums);
  add_others (others, formatter, report);
  if (!list)
    return g_string_free (g_steal_pointer (&others), FALSE);
  /* Translators: "New: 8,800 deals, 85 customers and 7 products" */
  made = g_strdup_printf (_ ("New: %s"), list);
  return others->len ? g_strdup_printf ("%s\n%s", made, others->str) : g_steal_pointer (&made);
}

char *
sb_import_summary_figures (SbFormatter *formatter, const SbImportReport *report)
{
  const SbImportFigures *before, *after;
  g_autofree char *won = NULL, *won_after = NULL, *open = NULL, *open_after = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && report != NULL, NULL);

  before = &report->before;
  after = &report->after;
  if (!report->has_figures || (before->won == after->won && before->open == after->open))
    return NULL;
  won = sb_formatter_money_short (formatter, before->won);
  won_after = sb_formatter_money_short (formatter, after->won);
  open = sb_formatter_money_short (formatter, before->open);
  open_after = sb_formatter_money_short (formatter, after->open);
  return g_strdup_printf (_ ("This quarter: won %s → %s, open %s → %s"), won, won_after, open, open_after);
}
