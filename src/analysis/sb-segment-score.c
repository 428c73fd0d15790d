/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of customer classes: ABC, RFM scores and their grid, lifetime value. Exact on integers; called by the
 * segmentation and the vectors. */
#include "sb-config.h"

#include "analysis/sb-segment.h"

#include "analysis/sb-rational.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

typedef struct {
  gint64 value;
  gsize  index;
} Ranked;

static int
compare_ascending (const void *a, const void *b)
{
  const Ranked *x = a, *y = b;

  if (x->value != y->value)
    return x->value < y->value ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

static Ranked *
rank_values (const gint64 *values, gsize n)
{
  Ranked *ranked = g_new (Ranked, n + 1);

  for (gsize i = 0; i < n; i++)
    ranked[i] = (Ranked) { values[i], i };
  if (n > 1)
    qsort (ranked, n, sizeof *ranked, compare_ascending);
  return ranked;
}

void
sb_abc_classes (const gint64 *values, gsize n, char *classes)
{
  g_autofree Ranked *ranked = NULL;
  SbWide total = 0, before = 0, sum = 0;
  char current = 'C';

  g_return_if_fail (n == 0 || (values != NULL && classes != NULL));

  ranked = rank_values (values, n);
  for (gsize i = 0; i < n; i++)
    total += MAX (values[i], 0);
  for (gsize i = n; i-- > 0;)
    {
      gboolean tie = i + 1 < n && ranked[i].value == ranked[i + 1].value;

      if (!tie)
        {
          before = sum;
          current = before * 100 < total * 80 ? 'A' : before * 100 < total * 95 ? 'B' : 'C';
        }
      classes[ranked[i].index] = ranked[i].value > 0 ? current : 'C';
      sum += MAX (ranked[i].value, 0);
    }
}

void
sb_rfm_scores (const gint64 *values, gsize n, gboolean descending, guint8 *scores)
{
  g_autofree Ranked *ranked = NULL;

  g_return_if_fail (n == 0 || (values != NULL && scores != NULL));

  ranked = rank_values (values, n);
  for (gsize first = 0, end; first < n; first = end)
    {
      gsize below, score;

      for (end = first; end < n && ranked[end].value == ranked[first].value; end++)
        ;
      below = descending ? n - end : first;
      score = 1 + 5 * (2 * below + (end - first)) / (2 * n);
      for (gsize i = first; i < end; i++)
        scores[ranked[i].index] = (guint8) MIN (score, 5);
    }
}

gboolean
sb_clv (double margin, double retention, double discount, int years, double *clv)
{
  double q, term = margin, sum = 0.0;

  g_return_val_if_fail (clv != NULL, FALSE);

  if (!(discount > -1.0) || !(retention >= 0.0) || !isfinite (margin) || !isfinite (retention) || !isfinite (discount))
    return FALSE;
  q = retention / (1.0 + discount);
  if (years < 0)
    {
      if (!(q < 1.0))
        return FALSE;
      *clv = margin / (1.0 - q);
      return isfinite (*clv);
    }
  if (years > 1000)
    sum = fabs (1.0 - q) > 0.0 ? margin * (1.0 - pow (q, years)) / (1.0 - q) : margin * years;
  else
    for (int t = 0; t < years; t++, term *= q)
      sum += term;
  *clv = sum;
  return isfinite (sum);
}

SbRfmSegment
sb_rfm_segment (int r, int f, int m)
{
  static const guint8 grid[5][3] = {
    /* FM 1–2           3                 4–5 */
    { SB_RFM_LOST,     SB_RFM_SLEEPING,  SB_RFM_CANNOT_LOSE }, /* R 1 */
    { SB_RFM_SLEEPING, SB_RFM_AT_RISK,   SB_RFM_AT_RISK },
    { SB_RFM_SLEEPING, SB_RFM_PROMISING, SB_RFM_LOYAL },
    { SB_RFM_NEW,      SB_RFM_PROMISING, SB_RFM_LOYAL },
    { SB_RFM_NEW,      SB_RFM_PROMISING, SB_RFM_CHAMPION },
  };
  int fm = (f + m) / 2;

  if (r < 1 || r > 5 || f < 1 || f > 5 || m < 1 || m > 5)
    return SB_RFM_NONE;
  return (SbRfmSegment) grid[r - 1][fm >= 4 ? 2 : fm == 3 ? 1 : 0];
}

const char *
sb_rfm_segment_key (SbRfmSegment segment)
{
  static const char *const keys[SB_N_RFM]
    = { "prospect", "champions", "loyal", "promising", "new", "at-risk", "cannot-lose", "sleeping", "lost" };

  g_return_val_if_fail (segment < SB_N_RFM, keys[0]);

  return keys[segment];
}

const char *
sb_rfm_segment_label (SbRfmSegment segment)
{
  static const char *const labels[SB_N_RFM]
    = { N_("Prospects"), N_("Champions"),  N_("Loyal"),    N_("Promising"), N_("New customers"),
        N_("At risk"),   N_("Can’t lose"), N_("Sleeping"), N_("Lost customers") };

  g_return_val_if_fail (segment < SB_N_RFM, labels[0]);

  return labels[segment];
}
