/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The balance of a team as a weighted geometric mean: a weak dimension cannot be bought back. Called by the balance
 * board and the vectors. Never used on persons. */
#include "analysis/sb-scorecard.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FLOOR 1.0 /* scores below count as this in means and lifts */
#define STEP 10.0
#define TOP 100.0
#define SAME 1e-9

static double
floored (const SbScoreDimension *dimension)
{
  return MAX (dimension->score, FLOOR);
}

static gboolean
score_dimension (SbScoreDimension *dimension)
{
  double present = 0.0, all = 0.0, sum = 0.0;

  for (gsize i = 0; i < dimension->n_indicators; i++)
    {
      const SbScoreIndicator *indicator = &dimension->indicators[i];

      if (!(indicator->weight >= 0.0) || !isfinite (indicator->weight) || !isfinite (indicator->score))
        return FALSE;
      all += indicator->weight;
      if (!indicator->present)
        continue;
      present += indicator->weight;
      sum += indicator->weight * indicator->score;
    }
  dimension->coverage = all > 0.0 ? present / all : 0.0;
  dimension->has_score = present > 0.0 && 2.0 * present >= all;
  dimension->score = dimension->has_score ? sum / present : 0.0;
  return dimension->weight >= 0.0 && isfinite (dimension->weight);
}

static void
average (const SbScoreDimension *dimensions, gsize n, double weight, SbScorecard *out)
{
  double logs = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      const SbScoreDimension *dimension = &dimensions[i];
      const SbScoreDimension *weakest = out->weakest >= 0 ? &dimensions[out->weakest] : NULL;

      if (!dimension->has_score)
        continue;
      out->arithmetic += dimension->weight / weight * floored (dimension);
      logs += dimension->weight / weight * log (floored (dimension));
      if (weakest == NULL || dimension->score < weakest->score - SAME
          || (dimension->score <= weakest->score + SAME && strcmp (dimension->name, weakest->name) < 0))
        out->weakest = (int) i;
    }
  out->geometric = exp (logs);
  out->imbalance = MAX (1.0 - out->geometric / out->arithmetic, 0.0);
}

static int
compare_lifts (const void *a, const void *b, void *data)
{
  const SbScoreDimension *dimensions = data;
  const SbScoreDimension *x = &dimensions[*(const int *) a], *y = &dimensions[*(const int *) b];

  if (x->gain > y->gain || x->gain < y->gain)
    return x->gain > y->gain ? -1 : 1;
  return strcmp (x->name, y->name);
}

/* Equal score and weight give the same bits, so ties are ties. */
static void
lift (SbScoreDimension *dimensions, gsize n, double weight, SbScorecard *out)
{
  out->order = g_new (int, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      SbScoreDimension *dimension = &dimensions[i];
      double share, raised;

      if (!dimension->has_score)
        continue;
      share = dimension->weight / weight;
      raised = MAX (MIN (floored (dimension) + STEP, TOP), floored (dimension));
      dimension->gain = out->geometric * (pow (raised / floored (dimension), share) - 1.0);
      dimension->slope = out->geometric * share / floored (dimension);
      out->order[out->n_order++] = (int) i;
    }
  g_qsort_with_data (out->order, (int) out->n_order, sizeof (int), compare_lifts, dimensions);
}

gboolean
sb_scorecard_compute (SbScoreDimension *dimensions, gsize n, SbScorecard *out)
{
  double present = 0.0, all = 0.0;

  g_return_val_if_fail (out != NULL && (n == 0 || dimensions != NULL), FALSE);

  *out = (SbScorecard) { .weakest = -1 };
  for (gsize i = 0; i < n; i++)
    {
      if (!score_dimension (&dimensions[i]))
        return FALSE;
      all += dimensions[i].weight;
      present += dimensions[i].has_score ? dimensions[i].weight : 0.0;
    }
  out->coverage = all > 0.0 ? present / all : 0.0;
  out->has_overall = present > 0.0 && 2.0 * present >= all;
  if (!out->has_overall)
    return TRUE;
  average (dimensions, n, present, out);
  lift (dimensions, n, present, out);
  return TRUE;
}

double
sb_target_curve (const double (*xy)[2], gsize n, double x)
{
  g_return_val_if_fail (xy != NULL && n > 0, 0.0);

  if (x <= xy[0][0])
    return xy[0][1];
  for (gsize i = 1; i < n; i++)
    if (x <= xy[i][0] && xy[i][0] > xy[i - 1][0])
      return xy[i - 1][1] + (xy[i][1] - xy[i - 1][1]) * (x - xy[i - 1][0]) / (xy[i][0] - xy[i - 1][0]);
  return xy[n - 1][1];
}
