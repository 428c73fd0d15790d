/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sales a working day, forecast and multiplied back into money, and the explanation of it. Called by the goals,
 * forecast and planner pages. */
#include "sb-config.h"

#include "analysis/sb-sales-outlook.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-working-days.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LARGEST_MINOR 9.0e18
#define MAX_HISTORY 240
#define MAX_NAMED 5 /* outliers in the explanation */

/* FALSE: the amount does not fit. */
static gboolean
to_minor (double per_day, int workdays, gint64 *minor)
{
  double amount = per_day * workdays;

  if (!(fabs (amount) < LARGEST_MINOR))
    return FALSE;
  *minor = llround (amount);
  return TRUE;
}

static gboolean
fill_step (const SbOutlook *days, guint j, int workdays, SbSalesOutlookStep *step)
{
  if (!to_minor (days->point[j], workdays, &step->point))
    return FALSE;
  if (days->lo80 == NULL)
    return TRUE;
  return to_minor (days->lo80[j], workdays, &step->lo80) && to_minor (days->hi80[j], workdays, &step->hi80)
         && to_minor (days->lo95[j], workdays, &step->lo95) && to_minor (days->hi95[j], workdays, &step->hi95);
}

static gboolean
fill_steps (const SbSalesOutlookInput *input, const SbOutlook *days, SbSalesOutlook *outlook)
{
  for (guint j = 0; days->point != NULL && j < days->horizon; j++)
    {
      SbSalesOutlookStep step = { .start = input->starts[input->n + j] };

      if (!fill_step (days, j, input->workdays[input->n + j], &step)
          || __builtin_add_overflow (outlook->total, step.point, &outlook->total))
        return FALSE;
      g_array_append_val (outlook->steps, step);
    }
  return TRUE;
}

static const char *
method_note (SbOutlookMethod method)
{
  switch (method)
    {
    case SB_OUTLOOK_COMBINATION:
      return N_("Theta, best Theta, damped trend and best smoothing are fitted; the two in the middle are averaged");
    case SB_OUTLOOK_NAIVE:
      return N_("The last value is carried on: there is too little history for more");
    case SB_OUTLOOK_SEASONAL_NAIVE:
      return N_("Every year was the same so far, the last one is carried on");
    case SB_OUTLOOK_MEAN:
      return N_("Fewer than six periods: the middle between the last one and the mean");
    case SB_OUTLOOK_CONSTANT:
      return N_("All periods were the same so far");
    case SB_OUTLOOK_INTERMITTENT:
      return N_("Many periods without a sale: size and frequency of sales are smoothed apart");
    case SB_OUTLOOK_NONE:
    default:
      return N_("There is no history to forecast from");
    }
}

static void
add_notes (SbExplain *explain, const SbOutlook *days)
{
  static const struct { guint flag; const char *note; } notes[] = {
    { SB_OUTLOOK_SEASONAL, N_("A season was found and is in the forecast") },
    { SB_OUTLOOK_WEAK_SEASON, N_("The season rests on less than three years and is halved") },
    { SB_OUTLOOK_MANY_GAPS, N_("More than a fifth of the periods is missing") },
    { SB_OUTLOOK_OUTLIERS, N_("Periods that stand out are in the history as they are") },
    { SB_OUTLOOK_LEVEL_SHIFT, N_("The level of sales changed; older periods count less than they seem") },
    { SB_OUTLOOK_CLIPPED, N_("Values below 0 were raised to 0, since sales never were negative") },
    { SB_OUTLOOK_FEW_ORIGINS, N_("The history is too short to test the forecast on it; intervals rest on its fit") },
  };

  sb_explain_note (explain, method_note (days->method));
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    if ((days->flags & notes[i].flag) != 0)
      sb_explain_note (explain, notes[i].note);
  if (days->interval_reason == SB_REASON_TOO_FEW)
    sb_explain_note (explain, N_("One or two periods give no interval"));
}

static void
explain (const SbSalesOutlookInput *input, const SbOutlook *days, gint64 idle, SbSalesOutlook *outlook)
{
  SbExplain *e = sb_explain_new ("outlook.sales", N_("Sales to come"),
                                 N_("sales a working day of the periods so far, carried on × working days to come"));
  SbPeriod period = sb_period_custom (input->starts[input->n], input->starts[input->n + input->horizon - 1]);
  SbQuantity total = outlook->reason == SB_REASON_NONE ? sb_quantity_money (outlook->total)
                                                       : sb_quantity_undefined (SB_UNIT_MONEY, outlook->reason);

  sb_explain_filter (e, period, input->scope, input->as_of);
  sb_explain_input (e, N_("Periods of history"), sb_quantity_count ((gint64) days->n_used - (gint64) days->n_missing));
  sb_explain_input (e, N_("Periods to come"), sb_quantity_count (input->horizon));
  for (guint i = 0; i < MIN (outlook->outliers->len, MAX_NAMED); i++)
    sb_explain_input (e, N_("Stands out"), sb_quantity_date (g_array_index (outlook->outliers, SbDate, i)));
  if (outlook->level_shift != SB_DATE_NONE)
    sb_explain_input (e, N_("Another level from"), sb_quantity_date (outlook->level_shift));
  sb_explain_exclude (e, N_("empty periods before the first sale"), (gint64) days->n_leading);
  sb_explain_exclude (e, N_("missing periods, filled in between their neighbours"), (gint64) days->n_missing - idle);
  sb_explain_exclude (e, N_("periods without a working day"), idle);
  add_notes (e, days);
  sb_explain_seal (e, total);
  outlook->explain = e;
}

SbSalesOutlook *
sb_sales_outlook_compute (const SbSalesOutlookInput *input)
{
  g_autofree double *values = NULL;
  g_autoptr (SbOutlook) days = NULL;
  SbSalesOutlook *outlook;
  gint64 idle = 0;

  g_return_val_if_fail (input != NULL && input->workdays != NULL && input->starts != NULL, NULL);
  g_return_val_if_fail (input->minor != NULL || input->n == 0, NULL);
  g_return_val_if_fail (input->horizon >= 1 && input->horizon <= SB_OUTLOOK_MAX_HORIZON, NULL);

  values = g_new (double, MAX (input->n, 1));
  for (gsize t = 0; t < input->n; t++)
    {
      gboolean usable = input->workdays[t] > 0 && (input->known == NULL || input->known[t]);

      values[t] = usable ? (double) input->minor[t] / input->workdays[t] : (double) NAN;
    }
  days = sb_outlook_compute (&(SbOutlookInput){ values, input->n, input->frequency, input->horizon,
                                                input->force_season });
  for (gsize t = days->n_leading; t < days->n_leading + days->n_used; t++)
    idle += input->workdays[t] <= 0;
  outlook = g_new0 (SbSalesOutlook, 1);
  outlook->method = days->method;
  outlook->flags = days->flags;
  outlook->reason = days->reason;
  outlook->interval_reason = days->interval_reason;
  outlook->steps = g_array_new (FALSE, FALSE, sizeof (SbSalesOutlookStep));
  outlook->outliers = g_array_new (FALSE, FALSE, sizeof (SbDate));
  outlook->level_shift = days->level_shift >= 0 ? input->starts[days->level_shift] : SB_DATE_NONE;
  for (guint i = 0; i < days->outliers->len; i++)
    g_array_append_val (outlook->outliers, input->starts[g_array_index (days->outliers, gsize, i)]);
  if (!fill_steps (input, days, outlook))
    {
      outlook->reason = outlook->interval_reason = SB_REASON_OVERFLOW;
      outlook->total = 0;
      g_array_set_size (outlook->steps, 0);
    }
  explain (input, days, idle, outlook);
  return outlook;
}

void
sb_sales_outlook_free (SbSalesOutlook *outlook)
{
  if (outlook == NULL)
    return;
  g_array_unref (outlook->steps);
  g_array_unref (outlook->outliers);
  g_clear_pointer (&outlook->explain, sb_explain_unref);
  g_free (outlook);
}

/* Won deals of the scope up to as_of. */
typedef struct {
  const SbFacts *facts;
  guint8        *pipelines;
  SbScopeFilter  filter;
  SbDate         as_of;
} Wins;

static gboolean
is_win (const Wins *wins, const SbDealFact *deal)
{
  return deal->status == SB_STATUS_WON && deal->closed_on != SB_DATE_NONE && deal->closed_on <= wins->as_of
         && sb_deal_has_value (deal) && sb_deal_counts (wins->facts, wins->pipelines, 0, deal)
         && sb_deal_in_scope (&wins->filter, deal);
}

static SbDate
first_win (const Wins *wins)
{
  SbDate first = SB_DATE_NONE;

  for (gsize i = 0; i < wins->facts->n_deals; i++)
    if (is_win (wins, &wins->facts->deals[i]) && (first == SB_DATE_NONE || wins->facts->deals[i].closed_on < first))
      first = wins->facts->deals[i].closed_on;
  return first;
}

/* First days of the history and the periods to come; *n is the number of finished periods. */
static SbDate *
lay_out (const Wins *wins, SbPeriodKind kind, guint horizon, gsize *n)
{
  SbFiscal fiscal = wins->facts->fiscal;
  SbPeriod running = sb_period_containing (kind, wins->as_of, fiscal), period;
  SbDate first = first_win (wins), *starts = g_new (SbDate, MAX_HISTORY + horizon + 1);
  int back = 0;

  if (running.end == wins->as_of)
    running = sb_period_shift (running, 1, fiscal);
  while (back < MAX_HISTORY && first != SB_DATE_NONE && sb_period_shift (running, -back, fiscal).start > first)
    back++;
  for (int i = 0; i <= back + (int) horizon; i++)
    {
      period = sb_period_shift (running, i - back, fiscal);
      starts[i] = period.start;
    }
  *n = (gsize) back;
  return starts;
}

static void
add_up (const Wins *wins, const SbDate *starts, gsize n, gint64 *minor)
{
  for (gsize i = 0; i < wins->facts->n_deals; i++)
    {
      const SbDealFact *deal = &wins->facts->deals[i];
      gsize lo = 0, hi = n;

      if (n == 0 || !is_win (wins, deal) || deal->closed_on < starts[0] || deal->closed_on >= starts[n])
        continue;
      while (hi - lo > 1)
        {
          gsize middle = (lo + hi) / 2;

          if (deal->closed_on >= starts[middle])
            lo = middle;
          else
            hi = middle;
        }
      sb_sum_add (&minor[lo], deal->amount_minor);
    }
}

static guint
frequency_of (SbPeriodKind kind)
{
  switch (kind)
    {
    case SB_PERIOD_WEEK:
      return 52;
    case SB_PERIOD_MONTH:
      return 12;
    case SB_PERIOD_QUARTER:
      return 4;
    case SB_PERIOD_HALF:
      return 2;
    case SB_PERIOD_YEAR:
    case SB_PERIOD_CUSTOM:
    default:
      return 1;
    }
}

SbSalesOutlook *
sb_sales_outlook_of_facts (const SbFacts *facts, SbScope scope, SbDate as_of, SbPeriodKind kind, guint horizon)
{
  g_autofree SbDate *starts = NULL;
  g_autofree gint64 *minor = NULL;
  g_autofree int *workdays = NULL;
  SbSalesOutlookInput input;
  SbSalesOutlook *outlook;
  Wins wins = { .facts = facts, .as_of = as_of };
  gsize n;

  g_return_val_if_fail (facts != NULL && as_of != SB_DATE_NONE && kind != SB_PERIOD_CUSTOM, NULL);
  g_return_val_if_fail (horizon >= 1 && horizon <= SB_OUTLOOK_MAX_HORIZON, NULL);

  wins.pipelines = sb_deal_pipelines_new (facts);
  sb_scope_filter_init (&wins.filter, facts, scope);
  starts = lay_out (&wins, kind, horizon, &n);
  minor = g_new0 (gint64, n + 1);
  workdays = g_new0 (int, n + horizon);
  add_up (&wins, starts, n, minor);
  for (gsize t = 0; t < n + horizon; t++)
    workdays[t] = sb_working_days (facts, starts[t], starts[t + 1] - 1);
  input = (SbSalesOutlookInput){ .minor = minor, .workdays = workdays, .starts = starts, .n = n, .horizon = horizon,
                                 .frequency = frequency_of (kind), .scope = scope, .as_of = as_of };
  outlook = sb_sales_outlook_compute (&input);
  sb_scope_filter_clear (&wins.filter);
  g_free (wins.pipelines);
  return outlook;
}
