/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chart object: owned data, its text for a screen reader and its CSV. The kinds fill it; nothing here draws. */
#include "charts/sb-chart-private.h"

#include <math.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (SbChart, sb_chart, sb_chart_ref, sb_chart_unref)

SbChart *
sb_chart_create (const SbChartKind *kind, const SbChartText *text)
{
  SbChart *chart = g_new0 (SbChart, 1);

  g_atomic_ref_count_init (&chart->ref_count);
  chart->kind = kind;
  chart->strings = g_string_chunk_new (1024);
  chart->blocks = g_ptr_array_new_with_free_func (g_free);
  chart->text.title = sb_chart_keep (chart, text->title);
  chart->text.subtitle = sb_chart_keep (chart, text->subtitle);
  chart->text.empty_text = sb_chart_keep (chart, text->empty_text);
  chart->text.label_header = sb_chart_keep (chart, text->label_header);
  chart->text.value_header = sb_chart_keep (chart, text->value_header);
  chart->text.masked = text->masked;
  return chart;
}

gpointer
sb_chart_alloc (SbChart *chart, gsize size)
{
  gpointer block = g_malloc0 (MAX (size, 1));

  g_ptr_array_add (chart->blocks, block);
  return block;
}

const char *
sb_chart_keep (SbChart *chart, const char *text)
{
  if (text == NULL || *text == '\0')
    return "";
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);
      return g_string_chunk_insert (chart->strings, valid);
    }
  return g_string_chunk_insert (chart->strings, text);
}

const char *
sb_chart_keep_some (SbChart *chart, const char *text)
{
  return text == NULL || *text == '\0' ? NULL : sb_chart_keep (chart, text);
}

void
sb_chart_add_legend (SbChart *chart, const char *label, SbChartRole role, SbChartPattern pattern)
{
  const char *kept = sb_chart_keep_some (chart, label);

  if (kept != NULL && chart->n_legend < SB_CHART_MAX_LEGEND)
    chart->legend[chart->n_legend++] = (SbLegendItem) { kept, role, pattern, FALSE };
}

/* Starts a cell: a comma unless it is the first of its line. */
static void
begin_cell (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, ',');
}

/* A quoted cell is also how an empty first cell keeps its place. */
void
sb_chart_csv_text (GString *out, const char *text)
{
  gboolean formula = *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;

  begin_cell (out);
  if (!formula && *text != '\0' && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

void
sb_chart_csv_number (SbChart *chart, GString *out, double value, const char *text)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (chart->text.masked || !isfinite (value))
    {
      sb_chart_csv_text (out, chart->text.masked && text != NULL ? text : "");
      return;
    }
  begin_cell (out);
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

void
sb_chart_csv_end (GString *out)
{
  g_string_append (out, "\r\n");
}

char *
sb_chart_compose (const char *label, const char *series, const char *value)
{
  GString *out = g_string_new (label);

  if (series != NULL && *series != '\0')
    g_string_append_printf (out, out->len > 0 ? ", %s" : "%s", series);
  if (value != NULL && *value != '\0')
    g_string_append_printf (out, out->len > 0 ? ": %s" : "%s", value);
  return g_string_free (out, FALSE);
}

SbChart *
sb_chart_ref (SbChart *chart)
{
  g_return_val_if_fail (chart != NULL, NULL);
  g_atomic_ref_count_inc (&chart->ref_count);
  return chart;
}

void
sb_chart_unref (SbChart *chart)
{
  g_return_if_fail (chart != NULL);
  if (!g_atomic_ref_count_dec (&chart->ref_count))
    return;
  g_ptr_array_unref (chart->blocks);
  g_string_chunk_free (chart->strings);
  g_free (chart);
}

gboolean
sb_chart_is_empty (SbChart *chart)
{
  g_return_val_if_fail (chart != NULL, TRUE);
  return chart->empty;
}

const char *
sb_chart_get_title (SbChart *chart)
{
  g_return_val_if_fail (chart != NULL, "");
  return chart->text.title;
}

const char *
sb_chart_get_subtitle (SbChart *chart)
{
  g_return_val_if_fail (chart != NULL, "");
  return chart->text.subtitle;
}

char *
sb_chart_dup_description (SbChart *chart)
{
  GString *out;

  g_return_val_if_fail (chart != NULL, NULL);
  out = g_string_new (NULL);
  if (*chart->text.title != '\0')
    g_string_append_printf (out, "%s\n", chart->text.title);
  if (*chart->text.subtitle != '\0')
    g_string_append_printf (out, "%s\n", chart->text.subtitle);
  if (!chart->empty)
    chart->kind->describe (chart, out);
  else if (*chart->text.empty_text != '\0')
    g_string_append_printf (out, "%s\n", chart->text.empty_text);
  if (out->len > 0)
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

char *
sb_chart_dup_csv (SbChart *chart)
{
  GString *out;

  g_return_val_if_fail (chart != NULL, NULL);
  out = g_string_new (NULL);
  chart->kind->csv (chart, out);
  return g_string_free (out, FALSE);
}
