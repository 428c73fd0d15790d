/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Season of the months of a fiscal year. Called by goals and planner; the caller decides which years are complete. */
#include "analysis/sb-season.h"

#include "analysis/sb-rational.h"

#define MONTHS 12
#define WHOLE 1000000

/* Adds one year's share of month ÷ share of working days to the sums; FALSE: the year says nothing. */
static gboolean
add_year (const gint64 *sales, const gint64 *days, SbQuad sum[MONTHS], int seen[MONTHS], int *n_negative)
{
  SbWide all_sales = 0, all_days = 0;

  for (int k = 0; k < MONTHS; k++)
    {
      all_sales += MAX (sales[k], 0);
      all_days += MAX (days[k], 0);
    }
  if (all_sales == 0 || all_days == 0)
    return FALSE;
  for (int k = 0; k < MONTHS; k++)
    {
      *n_negative += sales[k] < 0;
      if (days[k] <= 0)
        continue;
      sum[k] += (SbQuad) MAX (sales[k], 0) / (SbQuad) all_sales * (SbQuad) all_days / (SbQuad) days[k];
      seen[k]++;
    }
  return TRUE;
}

void
sb_season_compute (const gint64 *sales, const gint64 *days, gsize n_years, SbSeason *season)
{
  SbQuad sum[MONTHS] = { 0 }, mean = 0;
  int seen[MONTHS] = { 0 };

  g_return_if_fail (season != NULL && (n_years == 0 || (sales != NULL && days != NULL)));

  *season = (SbSeason) { 0 };
  for (gsize year = 0; year < n_years; year++)
    season->n_years += add_year (sales + year * MONTHS, days + year * MONTHS, sum, seen, &season->n_negative);
  season->reason = season->n_years == 0   ? SB_REASON_NO_HISTORY
                   : season->n_years == 1 ? SB_REASON_TOO_FEW
                                          : SB_REASON_NONE;
  for (int k = 0; k < MONTHS; k++)
    {
      SbQuad n = season->n_years, raw = seen[k] > 0 ? sum[k] / seen[k] : 1;

      sum[k] = (n * raw + 1) / (n + 1);
      mean += sum[k] / MONTHS;
    }
  for (int k = 0; k < MONTHS; k++)
    season->ppm[k] = (gint64) (sum[k] / mean * WHOLE + (SbQuad) 0.5);
}
