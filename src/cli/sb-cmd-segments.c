/* SPDX-License-Identifier: GPL-3.0-or-later */
/* segments: customers and their class; what share of time goes to which share of value. */
#include "sb-config.h"

#include "cli/sb-cli-figures.h"

#include "analysis/sb-segment.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct {
  const SbFigures *figures;
  SbSegmentation  *segments;
  gint64           minutes;
} Segments;

static void
share (JsonBuilder *json, const char *name, gint64 part, gint64 whole)
{
  SbRatio ratio = sb_ratio (part, whole, SB_REASON_ZERO_DENOMINATOR);

  sb_json_ratio (json, name, &ratio);
}

static void
classes_to_json (const Segments *segments, JsonBuilder *json)
{
  json_builder_set_member_name (json, "classes");
  json_builder_begin_array (json);
  for (int i = 0; i < 3; i++)
    {
      char name[2] = { (char) ('A' + i), '\0' };

      json_builder_begin_object (json);
      sb_json_text (json, "class", name);
      sb_json_int (json, "n", segments->segments->count[i]);
      sb_json_int (json, "value_minor", segments->segments->revenue_year[i]);
      share (json, "value_share", segments->segments->revenue_year[i], segments->segments->total_year);
      share (json, "time_share", segments->segments->minutes[i], segments->minutes);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  sb_json_ratio (json, "misallocation", &segments->segments->misallocation);
}

static void
rfm_to_json (const Segments *segments, JsonBuilder *json)
{
  json_builder_set_member_name (json, "segments");
  json_builder_begin_array (json);
  for (int i = 0; i < SB_N_RFM; i++)
    {
      json_builder_begin_object (json);
      sb_json_text (json, "segment", sb_rfm_segment_key (i));
      sb_json_int (json, "n", segments->segments->segment_n[i]);
      sb_json_int (json, "value_minor", segments->segments->segment_revenue[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static GArray *
need_ids (const SbFacts *facts)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (gsize i = 0; i < facts->n_accounts; i++)
    {
      gint32 need = facts->accounts[i].need_class_id;
      guint at = 0;

      if (need == 0)
        continue;
      while (at < ids->len && g_array_index (ids, gint32, at) < need)
        at++;
      if (at == ids->len || g_array_index (ids, gint32, at) != need)
        g_array_insert_val (ids, at, need);
    }
  return ids;
}

static void
matrix_to_json (const Segments *segments, JsonBuilder *json)
{
  g_autoptr (GArray) needs = need_ids (segments->figures->facts);
  g_autoptr (GArray) cells = sb_matrix_compute (segments->figures->facts, segments->segments,
                                                (const gint32 *) (gpointer) needs->data, needs->len);

  json_builder_set_member_name (json, "cells");
  json_builder_begin_array (json);
  for (guint i = 0; i < cells->len; i++)
    {
      const SbMatrixCell *cell = &g_array_index (cells, SbMatrixCell, i);
      guint column = i % (needs->len + 1);
      char name[2] = { (char) ('A' + i / (needs->len + 1)), '\0' };

      json_builder_begin_object (json);
      sb_json_text (json, "class", name);
      if (column < needs->len)
        sb_json_int (json, "need_class_id", g_array_index (needs, gint32, column));
      else
        sb_json_null (json, "need_class_id");
      sb_json_int (json, "n", cell->n);
      sb_json_int (json, "value_minor", cell->revenue_year);
      sb_json_int (json, "minutes", cell->minutes);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
customers_to_json (const Segments *segments, JsonBuilder *json)
{
  json_builder_set_member_name (json, "customers");
  json_builder_begin_array (json);
  for (gsize i = 0; i < segments->segments->n_customers; i++)
    {
      const SbCustomer *customer = &segments->segments->customers[i];
      char name[2] = { customer->value_class, '\0' };

      if (!customer->in_scope)
        continue;
      json_builder_begin_object (json);
      sb_json_int (json, "id", customer->account_id);
      sb_json_text (json, "name", sb_facts_account_name (segments->figures->facts, customer->account_id));
      sb_json_text (json, "class", name);
      sb_json_int (json, "value_minor", customer->revenue_year);
      sb_json_int (json, "minutes", customer->minutes);
      sb_json_int (json, "purchases", customer->purchases);
      sb_json_date (json, "last_purchase_on", customer->last_purchase);
      sb_json_int (json, "r", customer->r);
      sb_json_int (json, "f", customer->f);
      sb_json_int (json, "m", customer->m);
      sb_json_text (json, "segment", sb_rfm_segment_key (customer->segment));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static int
print_json (const Segments *segments, const char *by)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  sb_json_text (json, "currency", segments->figures->facts->currency);
  sb_json_text (json, "by", by);
  sb_json_text (json, "purchases_are", segments->segments->from_orders ? "orders" : "won deals");
  if (g_str_equal (by, "rfm"))
    rfm_to_json (segments, json);
  else if (g_str_equal (by, "matrix"))
    matrix_to_json (segments, json);
  else
    classes_to_json (segments, json);
  customers_to_json (segments, json);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

static char *
percent (const Segments *segments, gint64 part, gint64 whole)
{
  SbRatio ratio = sb_ratio (part, whole, SB_REASON_ZERO_DENOMINATOR);

  return sb_formatter_ratio (segments->figures->formatter, &ratio, SB_FORMAT_PERCENT);
}

static void
print_classes (const Segments *segments)
{
  const char *heads[]
    = { _("Class"), _("Customers"), C_("money", "Value"), _("Share of value"), _("Share of time"), NULL };
  SbCliTable *table = sb_cli_table_new (heads);

  for (int i = 0; i < 3; i++)
    {
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, g_strdup_printf ("%c", 'A' + i));
      g_ptr_array_add (cells, sb_formatter_count (segments->figures->formatter, segments->segments->count[i]));
      g_ptr_array_add (cells, sb_formatter_money_short (segments->figures->formatter,
                                                        segments->segments->revenue_year[i]));
      g_ptr_array_add (cells, percent (segments, segments->segments->revenue_year[i], segments->segments->total_year));
      g_ptr_array_add (cells, percent (segments, segments->segments->minutes[i], segments->minutes));
      sb_cli_table_cells (table, cells);
    }
  sb_cli_table_print (table);
}

static void
print_rfm (const Segments *segments)
{
  const char *heads[] = { _("Segment"), _("Customers"), C_("money", "Value"), NULL };
  SbCliTable *table = sb_cli_table_new (heads);

  for (int i = 0; i < SB_N_RFM; i++)
    {
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, g_strdup (_(sb_rfm_segment_label (i))));
      g_ptr_array_add (cells, sb_formatter_count (segments->figures->formatter, segments->segments->segment_n[i]));
      g_ptr_array_add (cells, sb_formatter_money_short (segments->figures->formatter,
                                                        segments->segments->segment_revenue[i]));
      sb_cli_table_cells (table, cells);
    }
  sb_cli_table_print (table);
}

static void
print_matrix (const Segments *segments)
{
  const char *heads[] = { _("Class"), _("Need class"), _("Customers"), C_("money", "Value"), _("Time"), NULL };
  SbCliTable *table = sb_cli_table_new (heads);
  g_autoptr (GArray) needs = need_ids (segments->figures->facts);
  g_autoptr (GArray) cells = sb_matrix_compute (segments->figures->facts, segments->segments,
                                                (const gint32 *) (gpointer) needs->data, needs->len);

  for (guint i = 0; i < cells->len; i++)
    {
      const SbMatrixCell *cell = &g_array_index (cells, SbMatrixCell, i);
      guint column = i % (needs->len + 1);
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (row, g_strdup_printf ("%c", 'A' + i / (needs->len + 1)));
      g_ptr_array_add (row, column < needs->len ? g_strdup_printf ("%d", g_array_index (needs, gint32, column))
                                                : g_strdup ("—"));
      g_ptr_array_add (row, sb_formatter_count (segments->figures->formatter, cell->n));
      g_ptr_array_add (row, sb_formatter_money_short (segments->figures->formatter, cell->revenue_year));
      g_ptr_array_add (row, sb_formatter_minutes (segments->figures->formatter, cell->minutes));
      sb_cli_table_cells (table, row);
    }
  sb_cli_table_print (table);
}

int
sb_cmd_segments (SbCli *cli, int argc, char **argv)
{
  g_autofree char *by = NULL;
  g_autofree char *owner = NULL;
  const SbOption options[] = { { "by", SB_OPTION_TEXT, &by }, { "owner", SB_OPTION_TEXT, &owner }, { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_auto (SbFigures) figures = { NULL };
  g_autoptr (SbSegmentation) computed = NULL;
  Segments segments = { 0 };
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if (by == NULL)
    by = g_strdup ("abc");
  if (!g_str_equal (by, "abc") && !g_str_equal (by, "rfm") && !g_str_equal (by, "matrix"))
    return sb_cli_usage (cli, _("“--by” is one of abc, rfm, matrix, not “%s”."), by);
  if (!sb_figures_init (&figures, cli, &(SbFiguresQuery) { owner, SB_DATE_NONE, SB_DATE_NONE, SB_PERIOD_YEAR },
                        &status))
    return status;
  computed = sb_segmentation_compute (figures.facts, figures.scope, cli->as_of, 24);
  segments.figures = &figures;
  segments.segments = computed;
  for (int i = 0; i < 3; i++)
    segments.minutes += computed->minutes[i];
  if (cli->json)
    return print_json (&segments, by);
  if (g_str_equal (by, "rfm"))
    print_rfm (&segments);
  else if (g_str_equal (by, "matrix"))
    print_matrix (&segments);
  else
    print_classes (&segments);
  return SB_EXIT_OK;
}
