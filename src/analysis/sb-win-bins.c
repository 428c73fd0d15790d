/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of the win model as at most 64 bins: numbers at quantiles, categories by the win rate of those rows that a
 * fit may look at. A category of many rows is a bin of its own; where categories are many and small, each row gets the
 * rate that the other folds show for its category, so that no row sees its own outcome. Knows no trees. */
#include "analysis/sb-win-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define OWN_BIN_ROWS 100 /* rows a category needs on average to be a bin of its own */
#define MAX_FOLDS (SB_WIN_FITS + 1)

typedef struct {
  const SbWinFrame *frame;
  const SbWinFolds *folds;
  guint    fit;
  gint64   fold_rows[MAX_FOLDS], fold_wins[MAX_FOLDS];
  gint64  *rows, *wins; /* of one column: n_codes × MAX_FOLDS */
} Rates;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Edges between sorted values so that bins hold about equally many; a value that repeats is never cut, and one that
 * fills more than a bin's share has a bin of its own. Returns how many. */
static guint
find_edges (const double *sorted, gsize n, double *edges)
{
  guint n_edges = 0;
  gsize in_bin = 0, left = n;
  double share;

  for (gsize i = 0; i < n && n_edges < SB_WIN_BINS - 2;)
    {
      gsize end = i, next;

      while (end < n && sorted[end] == sorted[i])
        end++;
      if (end == n)
        break;
      for (next = end; next < n && sorted[next] == sorted[end];)
        next++;
      in_bin += end - i;
      share = (double) (left) / (SB_WIN_BINS - 1 - n_edges);
      if ((double) in_bin >= share || (double) (next - end) >= share)
        {
          edges[n_edges++] = sorted[i] / 2 + sorted[end] / 2;
          /* Neighbours without a number between them. */
          if (!(edges[n_edges - 1] < sorted[end]))
            edges[n_edges - 1] = sorted[i];
          left -= in_bin;
          in_bin = 0;
        }
      i = end;
    }
  return n_edges;
}

/* All values apart where they are few. */
static guint
find_few_edges (const double *sorted, gsize n, double *edges)
{
  guint n_edges = 0;

  for (gsize i = 1; i < n; i++)
    if (sorted[i] != sorted[i - 1])
      {
        if (n_edges == SB_WIN_BINS - 2)
          return G_MAXUINT;
        edges[n_edges] = sorted[i - 1] / 2 + sorted[i] / 2;
        if (!(edges[n_edges] < sorted[i]))
          edges[n_edges] = sorted[i - 1];
        n_edges++;
      }
  return n_edges;
}

static void
encoder_set_edges (SbWinEncoder *encoder, double *values, gsize n)
{
  double edges[SB_WIN_BINS];

  qsort (values, n, sizeof *values, compare_doubles);
  encoder->n_edges = find_few_edges (values, n, edges);
  if (encoder->n_edges == G_MAXUINT)
    encoder->n_edges = find_edges (values, n, edges);
  encoder->edges = g_memdup2 (edges, sizeof *edges * MAX (1, encoder->n_edges));
  encoder->n_bins = encoder->n_edges + 2;
}

static inline guint8
edge_bin (const SbWinEncoder *encoder, double value)
{
  guint low = 0, high = encoder->n_edges;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (encoder->edges[middle] < value)
        low = middle + 1;
      else
        high = middle;
    }
  return (guint8) (1 + low);
}

SbWinBinned *
sb_win_binned_new (const SbWinFrame *frame)
{
  SbWinBinned *binned = g_new0 (SbWinBinned, 1);
  g_autofree double *values = g_new (double, frame->n + 1);

  binned->n = frame->n;
  binned->p = frame->p;
  binned->bins = g_malloc0 (frame->n * frame->p + 1);
  binned->encoders = g_new0 (SbWinEncoder, frame->p + 1);
  binned->n_bins = g_new0 (guint, frame->p + 1);
  for (guint j = 0; j < frame->p; j++)
    {
      const SbWinField *field = &frame->fields[j];
      SbWinEncoder *encoder = &binned->encoders[j];
      gsize n = 0;

      if (field->kind == SB_WIN_CATEGORY)
        continue;
      encoder->source = field->source;
      encoder->kind = SB_WIN_NUMBER;
      for (gsize i = 0; i < frame->n; i++)
        if (!isnan (field->numbers[i]))
          values[n++] = field->numbers[i];
      encoder_set_edges (encoder, values, n);
      binned->n_bins[j] = encoder->n_bins;
      for (gsize i = 0; i < frame->n; i++)
        binned->bins[i * frame->p + j] = isnan (field->numbers[i]) ? 0 : edge_bin (encoder, field->numbers[i]);
    }
  return binned;
}

/* --- categories --- */

static void
rates_count (Rates *rates, const SbWinField *field)
{
  const SbWinFrame *frame = rates->frame;

  rates->rows = g_new0 (gint64, ((gsize) field->n_codes + 1) * MAX_FOLDS);
  rates->wins = g_new0 (gint64, ((gsize) field->n_codes + 1) * MAX_FOLDS);
  for (gsize i = 0; i < frame->n; i++)
    if (field->codes[i] >= 0)
      {
        gsize cell = (gsize) field->codes[i] * MAX_FOLDS + rates->folds->fold[i];

        rates->rows[cell]++;
        rates->wins[cell] += frame->won[i];
      }
}

/* The smoothed rate of a category in the folds the fit learns from, all but `without` (G_MAXUINT: none). */
static double
rate_of (const Rates *rates, gint32 code, guint without)
{
  gint64 rows = 0, wins = 0, all_rows = 0, all_wins = 0;

  for (guint f = 0; f < MAX_FOLDS; f++)
    {
      if (f == without || !sb_win_folds_learns (rates->folds, rates->fit, (guint8) f))
        continue;
      all_rows += rates->fold_rows[f];
      all_wins += rates->fold_wins[f];
      if (code >= 0)
        {
          rows += rates->rows[(gsize) code * MAX_FOLDS + f];
          wins += rates->wins[(gsize) code * MAX_FOLDS + f];
        }
    }
  if (all_rows == 0)
    return 0;
  return ((double) wins + SB_WIN_PRIOR * (double) all_wins / (double) all_rows) / ((double) rows + SB_WIN_PRIOR);
}

typedef struct {
  double rate;
  gint32 code;
} RankedCode;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const RankedCode *x = a, *y = b;

  if (x->rate != y->rate)
    return x->rate < y->rate ? -1 : 1;
  return x->code < y->code ? -1 : x->code > y->code;
}

/* One bin a category, lowest rate first. code_bin: n_codes. */
static void
rank_categories (const Rates *rates, const SbWinField *field, SbWinEncoder *encoder, guint8 *code_bin)
{
  g_autofree RankedCode *ranked = g_new (RankedCode, (gsize) field->n_codes + 1);
  double nothing = rate_of (rates, -1, G_MAXUINT), nearest = HUGE_VAL;

  for (gint32 c = 0; c < field->n_codes; c++)
    ranked[c] = (RankedCode) { rate_of (rates, c, G_MAXUINT), c };
  qsort (ranked, (gsize) field->n_codes, sizeof *ranked, compare_ranked);
  for (gint32 r = 0; r < field->n_codes; r++)
    {
      code_bin[ranked[r].code] = (guint8) (1 + r);
      if (fabs (ranked[r].rate - nothing) < nearest)
        {
          nearest = fabs (ranked[r].rate - nothing);
          encoder->unseen = (guint8) (1 + r);
        }
    }
  encoder->n_bins = (guint) field->n_codes + 1;
}

/* Rows that the fit learns from are placed by the rate of the other folds, all others by the whole rate. */
static void
place_by_rate (const Rates *rates, const SbWinField *field, SbWinEncoder *encoder, guint8 *bins, guint8 *code_bin)
{
  const SbWinFrame *frame = rates->frame;
  g_autofree double *by_fold = g_new (double, ((gsize) field->n_codes + 1) * MAX_FOLDS);
  g_autofree double *values = g_new (double, frame->n + 1);
  gsize n = 0;

  for (gint32 c = 0; c < field->n_codes; c++)
    for (guint f = 0; f < MAX_FOLDS; f++)
      by_fold[(gsize) c * MAX_FOLDS + f]
        = rate_of (rates, c, sb_win_folds_learns (rates->folds, rates->fit, (guint8) f) ? f : G_MAXUINT);
  for (gsize i = 0; i < frame->n; i++)
    if (field->codes[i] >= 0 && sb_win_folds_learns (rates->folds, rates->fit, rates->folds->fold[i]))
      values[n++] = by_fold[(gsize) field->codes[i] * MAX_FOLDS + rates->folds->fold[i]];
  encoder_set_edges (encoder, values, n);
  encoder->unseen = edge_bin (encoder, rate_of (rates, -1, G_MAXUINT));
  for (gint32 c = 0; c < field->n_codes; c++)
    code_bin[c] = edge_bin (encoder, rate_of (rates, c, G_MAXUINT));
  for (gsize i = 0; i < frame->n; i++)
    if (field->codes[i] >= 0)
      bins[i * frame->p] = edge_bin (encoder, by_fold[(gsize) field->codes[i] * MAX_FOLDS + rates->folds->fold[i]]);
}

static void
fit_category (Rates *rates, const SbWinField *field, SbWinEncoder *encoder, guint8 *bins)
{
  const SbWinFrame *frame = rates->frame;
  g_autofree guint8 *code_bin = g_malloc0 ((gsize) field->n_codes + 1);

  encoder->source = field->source;
  encoder->kind = SB_WIN_CATEGORY;
  rates_count (rates, field);
  if (field->n_codes < SB_WIN_BINS && frame->n >= (gsize) field->n_codes * OWN_BIN_ROWS)
    {
      rank_categories (rates, field, encoder, code_bin);
      for (gsize i = 0; i < frame->n; i++)
        if (field->codes[i] >= 0)
          bins[i * frame->p] = code_bin[field->codes[i]];
    }
  else
    place_by_rate (rates, field, encoder, bins, code_bin);
  encoder->n_source_codes = field->n_source_codes;
  encoder->bin_of = g_malloc0 ((gsize) field->n_source_codes + 1);
  for (gint32 c = 0; c < field->n_source_codes; c++)
    encoder->bin_of[c] = code_bin[field->code_of != NULL ? field->code_of[c] : c];
  if (field->values != NULL)
    encoder->values = g_memdup2 (field->values, sizeof (double) * (gsize) field->n_codes);
  g_clear_pointer (&rates->rows, g_free);
  g_clear_pointer (&rates->wins, g_free);
}

SbWinBinned *
sb_win_binned_fit (const SbWinBinned *numbers, const SbWinFrame *frame, const SbWinFolds *folds, guint fit)
{
  SbWinBinned *binned = g_new0 (SbWinBinned, 1);
  Rates rates = { .frame = frame, .folds = folds, .fit = fit };

  binned->n = numbers->n;
  binned->p = numbers->p;
  binned->bins = g_memdup2 (numbers->bins, numbers->n * numbers->p + 1);
  binned->encoders = g_new0 (SbWinEncoder, frame->p + 1);
  binned->n_bins = g_memdup2 (numbers->n_bins, sizeof (guint) * (frame->p + 1));
  for (gsize i = 0; i < frame->n; i++)
    {
      rates.fold_rows[folds->fold[i]]++;
      rates.fold_wins[folds->fold[i]] += frame->won[i];
    }
  for (guint j = 0; j < frame->p; j++)
    if (frame->fields[j].kind == SB_WIN_CATEGORY)
      {
        fit_category (&rates, &frame->fields[j], &binned->encoders[j], binned->bins + j);
        binned->n_bins[j] = binned->encoders[j].n_bins;
      }
    else
      {
        binned->encoders[j] = numbers->encoders[j];
        binned->encoders[j].edges
          = g_memdup2 (numbers->encoders[j].edges, sizeof (double) * MAX (1, numbers->encoders[j].n_edges));
      }
  return binned;
}

void
sb_win_encoders_free (SbWinEncoder *encoders, guint p)
{
  for (guint j = 0; encoders != NULL && j < p; j++)
    {
      g_free (encoders[j].edges);
      g_free (encoders[j].bin_of);
      g_free (encoders[j].values);
    }
  g_free (encoders);
}

void
sb_win_binned_free (SbWinBinned *binned)
{
  if (binned == NULL)
    return;
  sb_win_encoders_free (binned->encoders, binned->p);
  g_free (binned->bins);
  g_free (binned->n_bins);
  g_free (binned);
}

static inline guint8
number_bin (const SbWinEncoder *encoder, double value)
{
  gint32 code;

  if (!isfinite (value))
    return 0;
  if (encoder->kind == SB_WIN_NUMBER)
    return edge_bin (encoder, value + 0.0);
  code = sb_win_value_code (encoder->values, encoder->n_source_codes, value + 0.0);
  return code >= 0 ? encoder->bin_of[code] : encoder->unseen;
}

static inline guint8
category_bin (const SbWinEncoder *encoder, gint32 code)
{
  if (code == SB_WIN_EMPTY)
    return 0;
  return code >= 0 && code < encoder->n_source_codes ? encoder->bin_of[code] : encoder->unseen;
}

void
sb_win_encode (const SbWinEncoder *encoders, guint p, const SbWinColumn *columns, gsize first, gsize n, guint8 *bins)
{
  for (guint j = 0; j < p; j++)
    {
      const SbWinEncoder *encoder = &encoders[j];
      const SbWinColumn *column = &columns[encoder->source];

      if (column->kind == SB_WIN_NUMBER)
        for (gsize i = 0; i < n; i++)
          bins[i * p + j] = number_bin (encoder, column->numbers[first + i]);
      else
        for (gsize i = 0; i < n; i++)
          bins[i * p + j] = category_bin (encoder, column->codes[first + i]);
    }
}
