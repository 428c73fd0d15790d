/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects what a number was made of. Called by the calculations of this room; knows no locale and formats nothing. */
#include "analysis/sb-explain.h"

SbExplain *
sb_explain_new (const char *id, const char *title, const char *formula)
{
  SbExplain *explain = g_new0 (SbExplain, 1);

  g_atomic_ref_count_init (&explain->ref_count);
  explain->id = id;
  explain->title = title;
  explain->formula = formula;
  explain->scope = SB_SCOPE_ALL;
  explain->as_of = SB_DATE_NONE;
  explain->inputs = g_array_new (FALSE, TRUE, sizeof (SbExplainInput));
  explain->rows = g_array_new (FALSE, FALSE, sizeof (gint32));
  explain->exclusions = g_array_new (FALSE, TRUE, sizeof (SbExplainExclusion));
  explain->notes = g_ptr_array_new ();
  explain->result = sb_quantity_undefined (SB_UNIT_NUMBER, SB_REASON_NO_DATA);
  return explain;
}

void
sb_explain_filter (SbExplain *explain, SbPeriod period, SbScope scope, SbDate as_of)
{
  g_return_if_fail (explain != NULL);

  explain->has_period = TRUE;
  explain->period = period;
  explain->scope = scope;
  explain->as_of = as_of;
}

const char *
sb_explain_keep (SbExplain *explain, const char *text)
{
  g_return_val_if_fail (explain != NULL && text != NULL, NULL);

  if (explain->strings == NULL)
    explain->strings = g_string_chunk_new (64);
  return g_string_chunk_insert (explain->strings, text);
}

void
sb_explain_input (SbExplain *explain, const char *label, SbQuantity value)
{
  SbExplainInput input = { label, value };

  g_return_if_fail (explain != NULL && label != NULL);

  if (value.text != NULL)
    input.value.text = sb_explain_keep (explain, value.text);
  g_array_append_val (explain->inputs, input);
}

void
sb_explain_exclude (SbExplain *explain, const char *label, gint64 count)
{
  SbExplainExclusion exclusion = { label, count };

  g_return_if_fail (explain != NULL && label != NULL);

  if (count > 0)
    g_array_append_val (explain->exclusions, exclusion);
}

void
sb_explain_note (SbExplain *explain, const char *note)
{
  g_return_if_fail (explain != NULL && note != NULL);

  g_ptr_array_add (explain->notes, (gpointer) note);
}

void
sb_explain_row_type (SbExplain *explain, const char *row_type)
{
  g_return_if_fail (explain != NULL);

  explain->row_type = row_type;
}

void
sb_explain_row (SbExplain *explain, gint32 id)
{
  g_array_append_val (explain->rows, id);
}

void
sb_explain_share_rows (SbExplain *explain, GArray *ids)
{
  g_return_if_fail (explain != NULL && ids != NULL);

  g_array_unref (explain->rows);
  explain->rows = g_array_ref (ids);
}

static int
compare_ids (const void *a, const void *b)
{
  gint32 x = *(const gint32 *) a, y = *(const gint32 *) b;

  return (x > y) - (x < y);
}

void
sb_explain_seal (SbExplain *explain, SbQuantity result)
{
  const gint32 *ids;
  guint i;

  g_return_if_fail (explain != NULL);

  ids = (const gint32 *) (gpointer) explain->rows->data;
  for (i = 1; i < explain->rows->len && ids[i - 1] <= ids[i]; i++)
    ;
  if (i < explain->rows->len)
    g_array_sort (explain->rows, compare_ids);
  if (explain->rows->len > 0)
    explain->n_rows = explain->rows->len;
  explain->result = result;
  if (result.text != NULL)
    explain->result.text = sb_explain_keep (explain, result.text);
}

SbExplain *
sb_explain_ref (SbExplain *explain)
{
  g_return_val_if_fail (explain != NULL, NULL);

  g_atomic_ref_count_inc (&explain->ref_count);
  return explain;
}

void
sb_explain_unref (SbExplain *explain)
{
  g_return_if_fail (explain != NULL);

  if (!g_atomic_ref_count_dec (&explain->ref_count))
    return;
  g_array_unref (explain->inputs);
  g_array_unref (explain->rows);
  g_array_unref (explain->exclusions);
  g_ptr_array_unref (explain->notes);
  g_clear_pointer (&explain->strings, g_string_chunk_free);
  g_free (explain);
}

const gint32 *
sb_explain_rows (const SbExplain *explain, gsize *n)
{
  g_return_val_if_fail (explain != NULL && n != NULL, NULL);

  *n = explain->rows->len;
  return (const gint32 *) (gpointer) explain->rows->data;
}
