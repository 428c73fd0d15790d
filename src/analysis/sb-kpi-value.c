/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From counters to the value of a simple metric. Called by the KPI functions only. */
#include "analysis/sb-kpi-tally.h"

#include "analysis/sb-nps.h"

#define MIN_SPREAD 5 /* averages, medians and spreads need so many values */

/* The value of this rank (from 0): parts the range around a middle value until the rank stands alone. */
static gint64
select_rank (gint64 *values, gssize n, gssize rank)
{
  gssize lo = 0, hi = n - 1;

  while (lo < hi)
    {
      gint64 a = values[lo], b = values[lo + (hi - lo) / 2], c = values[hi];
      gint64 pivot = MAX (MIN (a, b), MIN (MAX (a, b), c));
      gssize i = lo, j = hi;

      while (i <= j)
        {
          gint64 kept;

          while (values[i] < pivot)
            i++;
          while (values[j] > pivot)
            j--;
          if (i > j)
            break;
          kept = values[i];
          values[i++] = values[j];
          values[j--] = kept;
        }
      if (rank <= j)
        hi = j;
      else if (rank >= i)
        lo = i;
      else
        break;
    }
  return values[rank];
}

gint64
sb_quantile_of (gint64 *values, gsize n, double q)
{
  gsize rank;

  g_return_val_if_fail (values != NULL && n > 0, 0);

  rank = (gsize) (q * (double) n);
  if ((double) rank < q * (double) n)
    rank++;
  return select_rank (values, (gssize) n, (gssize) CLAMP (rank, 1, n) - 1);
}

gint64
sb_quantile (GArray *values, double q)
{
  g_return_val_if_fail (values != NULL, 0);

  return sb_quantile_of ((gint64 *) (gpointer) values->data, values->len, q);
}

guint
sb_kpi_want (SbMetric metric)
{
  switch (metric)
    {
    case SB_METRIC_GROSS_MARGIN:
      return SB_WANT_ORDERS;
    case SB_METRIC_MEDIAN_DEAL:
      return SB_WANT_DEALS | SB_WANT_AMOUNTS;
    case SB_METRIC_SALES_CYCLE:
      return SB_WANT_DEALS | SB_WANT_CYCLES;
    case SB_METRIC_SALES_CYCLE_P80:
      return SB_WANT_DEALS | SB_WANT_CYCLES | SB_WANT_P80;
    case SB_METRIC_NEW_CUSTOMERS:
      return SB_WANT_NEW;
    case SB_METRIC_REVENUE_PER_CUSTOMER:
      return SB_WANT_DEALS | SB_WANT_CUSTOMERS;
    case SB_METRIC_OPEN_DEALS:
    case SB_METRIC_OPEN_PIPELINE:
      return SB_WANT_STOCK;
    case SB_METRIC_WEIGHTED_PIPELINE:
    case SB_METRIC_OVERDUE_PIPELINE:
      return SB_WANT_WEIGHTED | SB_WANT_STOCK;
    case SB_METRIC_NPS:
    case SB_METRIC_CSAT:
    case SB_METRIC_SATISFACTION:
    case SB_METRIC_COMPLAINTS:
      return SB_WANT_FEEDBACK;
    case SB_METRIC_ACTIVITIES:
      return SB_WANT_ACTIVITIES;
    default:
      return sb_kpi_is_simple (metric) ? SB_WANT_DEALS : 0;
    }
}

gboolean
sb_kpi_is_simple (SbMetric metric)
{
  switch (metric)
    {
    case SB_METRIC_PIPELINE_COVERAGE:
    case SB_METRIC_VELOCITY:
    case SB_METRIC_PUSH_RATE:
    case SB_METRIC_PUSHES_PER_DEAL:
    case SB_METRIC_RETENTION:
    case SB_METRIC_TARGET:
    case SB_METRIC_ATTAINMENT:
    case SB_METRIC_PACE:
    case SB_METRIC_LANDING:
    case SB_METRIC_NEEDED_PER_DAY:
      return FALSE;
    default:
      return metric < SB_N_METRICS;
    }
}

/* A plain number that is its own numerator. */
static SbRatio
plain (gint64 value, gint64 n)
{
  return (SbRatio) { (double) value, value, 1, n, SB_REASON_NONE };
}

static SbRatio
spread (gint64 value, gint64 n)
{
  SbRatio ratio = plain (value, n);

  ratio.denominator = n;
  if (n < MIN_SPREAD)
    ratio = sb_ratio_undefined (n == 0 ? SB_REASON_NO_CLOSED_DEALS : SB_REASON_TOO_FEW);
  ratio.n = n;
  return ratio;
}

static SbRatio
average (gint64 sum, gint64 n, SbReason when_zero)
{
  SbRatio ratio = sb_ratio (sum, n, when_zero);

  if (n > 0 && n < MIN_SPREAD)
    ratio.reason = SB_REASON_TOO_FEW;
  return ratio;
}

static SbRatio
feedback_ratio (const SbKpiTally *tally, SbMetric metric)
{
  SbRatio ratio;

  switch (metric)
    {
    case SB_METRIC_NPS:
      ratio = sb_ratio (100 * (tally->promoters - tally->detractors), tally->nps_n, SB_REASON_NO_DATA);
      break;
    case SB_METRIC_CSAT:
      ratio = sb_ratio (tally->satisfied, tally->scores_n, SB_REASON_NO_DATA);
      break;
    case SB_METRIC_SATISFACTION:
      ratio = average (tally->scores_milli, 1000 * tally->scores_n, SB_REASON_NO_DATA);
      ratio.n = tally->scores_n;
      ratio.reason = tally->scores_n > 0 && tally->scores_n < MIN_SPREAD ? SB_REASON_TOO_FEW : ratio.reason;
      break;
    default:
      ratio = plain (tally->complaints, tally->complaints);
    }
  return ratio;
}

SbRatio
sb_kpi_tally_ratio (const SbKpiTally *tally, SbMetric metric)
{
  SbRatio ratio;

  switch (metric)
    {
    case SB_METRIC_REVENUE_WON:
      return plain (tally->won_minor, tally->won_n);
    case SB_METRIC_GROSS_MARGIN:
      ratio = plain (tally->margin_minor, tally->margin_n);
      ratio.reason = tally->margin_n == 0 ? SB_REASON_NO_DATA : SB_REASON_NONE;
      return ratio;
    case SB_METRIC_DEALS_WON:
      return plain (tally->won_n, tally->won_n);
    case SB_METRIC_DEALS_LOST:
      return plain (tally->lost_n, tally->lost_n);
    case SB_METRIC_WIN_RATE:
      return sb_ratio (tally->won_n, tally->won_n + tally->lost_n, SB_REASON_NO_CLOSED_DEALS);
    case SB_METRIC_WIN_RATE_VALUE:
      ratio = sb_ratio (tally->won_minor, tally->won_minor + tally->lost_minor, SB_REASON_NO_CLOSED_DEALS);
      ratio.n = tally->won_valued + tally->lost_valued;
      return ratio;
    case SB_METRIC_AVERAGE_DEAL:
      return average (tally->won_minor, tally->won_valued, SB_REASON_NO_CLOSED_DEALS);
    case SB_METRIC_MEDIAN_DEAL:
      return spread (tally->median_minor, tally->won_valued);
    case SB_METRIC_SALES_CYCLE:
      return spread (tally->cycle_days, tally->cycles_n);
    case SB_METRIC_SALES_CYCLE_P80:
      return spread (tally->cycle_p80, tally->cycles_n);
    case SB_METRIC_NEW_CUSTOMERS:
      return plain (tally->new_customers, tally->new_customers);
    case SB_METRIC_REVENUE_PER_CUSTOMER:
      return sb_ratio (tally->won_minor, tally->customers, SB_REASON_NO_CLOSED_DEALS);
    case SB_METRIC_DEALS_CREATED:
      return plain (tally->created_n, tally->created_n);
    case SB_METRIC_PIPELINE_CREATED:
      return plain (tally->created_minor, tally->created_n);
    case SB_METRIC_OPEN_DEALS:
      return plain (tally->open_n, tally->open_n);
    case SB_METRIC_OPEN_PIPELINE:
      return plain (tally->open_minor, tally->open_n);
    case SB_METRIC_WEIGHTED_PIPELINE:
      return plain (tally->weighted_minor, tally->open_n);
    case SB_METRIC_OVERDUE_PIPELINE:
      return plain (tally->overdue_minor, tally->overdue_n);
    case SB_METRIC_ACTIVITIES:
      return plain (tally->activities, tally->activities);
    default:
      return feedback_ratio (tally, metric);
    }
}

/* The half width of the 95 % interval of an NPS. */
static void
nps_range (SbQuantity *quantity, const SbKpiTally *tally)
{
  double half = sb_nps_half_width (tally->promoters, tally->detractors, tally->nps_n);

  quantity->lo = quantity->real - half;
  quantity->hi = quantity->real + half;
  quantity->has_range = TRUE;
}

SbQuantity
sb_kpi_tally_value (const SbKpiTally *tally, SbMetric metric, SbRatio *ratio)
{
  const SbMetricInfo *info = sb_metric_info (metric);
  SbRatio made = sb_kpi_tally_ratio (tally, metric);
  SbQuantity quantity;

  if (ratio != NULL)
    *ratio = made;
  if (info->is_rate)
    return sb_quantity_share (&made);
  quantity = sb_quantity_ratio (info->unit, &made);
  if (metric == SB_METRIC_NPS && quantity.reason == SB_REASON_NONE)
    nps_range (&quantity, tally);
  return quantity;
}
