/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tallies won deals by member and earlier period or month, and turns the tallies into means and spreads. Called by the
 * forecast and, through it, the planner. */
#include "analysis/sb-new-business.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-elementary.h"
#include "analysis/sb-sales-outlook.h"
#include "analysis/sb-working-days.h"

#include <math.h>

#define MONTHS 12
#define FIRST_MONTHS 6
#define SEASON_MONTHS 24
#define RECORD_MONTHS 60
#define WIDTH_80 2.563103131089201 /* of a normal band of 80 %, in deviations */
#define PERIODS_MAX 26
#define FEW 6
#define FEW_SIGMA 0.25
#define CV_MAX 2.0
#define TEAM_SHARE 0.8

typedef struct {
  const SbFacts    *facts;
  const SbNewQuery *query;
  SbPeriod earlier[PERIODS_MAX]; /* the latest first */
  int      n_earlier;
  SbDate   months[RECORD_MONTHS + 1]; /* first days, the oldest first; the last is the running month */
  int      n_months;             /* finished months with records, at most RECORD_MONTHS */
  double   season[13];           /* by month of the year, mean 1 */
  gboolean has_season;
  SbDate   first_on;             /* the first win on record */
  double  *created;              /* member × PERIODS_MAX */
  double  *direct;               /* member × RECORD_MONTHS */
  guint8  *winners;              /* member: won anything ever */
  double   everybody[RECORD_MONTHS]; /* direct, whatever the scope: a season is the company's */
} Tally;

static int
most_periods (SbPeriodKind kind)
{
  switch (kind)
    {
    case SB_PERIOD_YEAR:
      return 3;
    case SB_PERIOD_HALF:
    case SB_PERIOD_CUSTOM:
      return 4;
    case SB_PERIOD_QUARTER:
      return 8;
    case SB_PERIOD_MONTH:
      return 12;
    case SB_PERIOD_WEEK:
    default:
      return PERIODS_MAX;
    }
}

/* Never opened: won on the day it was created, or with no day of creation. */
static gboolean
is_direct (const SbDealFact *deal)
{
  return deal->created_on == SB_DATE_NONE || deal->created_on >= deal->closed_on;
}

static gboolean
is_win (const SbFacts *facts, const guint8 *pipelines, const SbDealFact *deal, SbDate as_of)
{
  return deal->status == SB_STATUS_WON && deal->closed_on != SB_DATE_NONE && deal->closed_on <= as_of
         && sb_deal_has_value (deal) && sb_deal_counts (facts, pipelines, 0, deal);
}

static int
month_of_year (SbDate day)
{
  int month;

  sb_date_to_ymd (day, NULL, &month, NULL);
  return month;
}

/* The same length up to as_of, for a period none of whose predecessors is wholly on record: next year's plan after the
 * first year and a half. */
static void
lay_out_trailing (Tally *tally)
{
  const SbNewQuery *query = tally->query;
  int days = sb_period_days (query->period);
  SbDate end = query->as_of, start = query->period.kind == SB_PERIOD_YEAR ? sb_date_add_months (end + 1, -12)
                                                                          : end - days + 1;

  while (tally->n_earlier < 2 && tally->first_on != SB_DATE_NONE && start >= tally->first_on)
    {
      tally->earlier[tally->n_earlier++] = sb_period_custom (start, end);
      end = start - 1;
      start = query->period.kind == SB_PERIOD_YEAR ? sb_date_add_months (end + 1, -12) : end - days + 1;
    }
}

static int
month_index (const Tally *tally, SbDate day)
{
  for (int i = RECORD_MONTHS - tally->n_months; i < RECORD_MONTHS; i++)
    if (day >= tally->months[i] && day < tally->months[i + 1])
      return i;
  return -1;
}

/* Earlier periods and months that lie wholly inside what is on record. */
static void
lay_out (Tally *tally)
{
  const SbNewQuery *query = tally->query;
  SbPeriod last = query->period;
  int year, month;
  SbDate running;

  for (int i = 0; i < 400 && last.end > query->as_of; i++)
    last = sb_period_shift (last, -1, tally->facts->fiscal);
  while (tally->n_earlier < most_periods (query->period.kind) && last.end <= query->as_of
         && last.start >= tally->first_on && tally->first_on != SB_DATE_NONE)
    {
      tally->earlier[tally->n_earlier++] = last;
      last = sb_period_shift (last, -1, tally->facts->fiscal);
    }
  if (tally->n_earlier == 0)
    lay_out_trailing (tally);
  sb_date_to_ymd (query->as_of, &year, &month, NULL);
  running = sb_date_from_ymd (year, month, 1);
  for (int i = 0; i <= RECORD_MONTHS; i++)
    tally->months[i] = sb_date_add_months (running, i - RECORD_MONTHS);
  for (int i = RECORD_MONTHS; i > 0 && tally->first_on != SB_DATE_NONE && tally->months[i - 1] >= tally->first_on; i--)
    tally->n_months++;
}

static void
count (Tally *tally, gsize member, const SbDealFact *deal)
{
  SbDate after = tally->query->as_of - tally->query->period.start;

  tally->winners[member] = 1;
  if (is_direct (deal))
    {
      int month = month_index (tally, deal->closed_on);

      if (month >= 0)
        tally->direct[member * RECORD_MONTHS + month] += (double) deal->amount_minor;
      return;
    }
  for (int i = 0; i < tally->n_earlier; i++)
    if (sb_period_contains (tally->earlier[i], deal->closed_on) && deal->created_on > tally->earlier[i].start + after)
      tally->created[member * PERIODS_MAX + i] += (double) deal->amount_minor;
}

/* The first of the month of the first win, in scope or not: records may begin with any of its days. */
static SbDate
first_record (const Tally *tally, const guint8 *pipelines)
{
  const SbFacts *facts = tally->facts;
  SbDate first = SB_DATE_NONE;
  int year, month;

  for (gsize i = 0; i < facts->n_deals; i++)
    if (is_win (facts, pipelines, &facts->deals[i], tally->query->as_of)
        && (first == SB_DATE_NONE || facts->deals[i].closed_on < first))
      first = facts->deals[i].closed_on;
  if (first == SB_DATE_NONE)
    return first;
  sb_date_to_ymd (first, &year, &month, NULL);
  return sb_date_from_ymd (year, month, 1);
}

static void
tally_deals (Tally *tally)
{
  const SbFacts *facts = tally->facts;
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  g_auto (SbScopeFilter) filter = { 0 };

  sb_scope_filter_init (&filter, facts, tally->query->scope);
  tally->first_on = first_record (tally, pipelines);
  lay_out (tally);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      const SbMemberFact *owner = deal->owner_id != 0 ? sb_facts_member (facts, deal->owner_id) : NULL;
      int month;

      if (!is_win (facts, pipelines, deal, tally->query->as_of))
        continue;
      month = is_direct (deal) ? month_index (tally, deal->closed_on) : -1;
      if (month >= 0)
        tally->everybody[month] += (double) deal->amount_minor;
      if (owner != NULL && sb_deal_in_scope (&filter, deal))
        count (tally, (gsize) (owner - facts->members), deal);
    }
}

static double
days_of_month (const Tally *tally, int i)
{
  return sb_working_days (tally->facts, tally->months[i], tally->months[i + 1] - 1);
}

/* Season of everybody's run rate over two years, a month's share against its working days, shrunk towards 1. */
static void
learn_season (Tally *tally)
{
  double sums[13] = { 0 }, days[13] = { 0 }, total = 0.0, total_days = 0.0, mean = 0.0;

  for (int m = 0; m < 13; m++)
    tally->season[m] = 1.0;
  if (tally->n_months < SEASON_MONTHS)
    return;
  for (int i = RECORD_MONTHS - SEASON_MONTHS; i < RECORD_MONTHS; i++)
    {
      int month = month_of_year (tally->months[i]);

      sums[month] += MAX (tally->everybody[i], 0.0);
      days[month] += days_of_month (tally, i);
    }
  for (int m = 1; m <= 12; m++)
    {
      total += sums[m];
      total_days += days[m];
    }
  if (!(total > 0.0) || !(total_days > 0.0))
    return;
  for (int m = 1; m <= 12; m++)
    {
      double raw = days[m] > 0.0 ? sums[m] / total / (days[m] / total_days) : 1.0;

      tally->season[m] = (2.0 * raw + 1.0) / 3.0;
      mean += tally->season[m] / 12.0;
    }
  for (int m = 1; m <= 12; m++)
    tally->season[m] /= mean;
  tally->has_season = TRUE;
}

/* The first month that counts for a member: of those on record, the last `most`, not before hiring. */
static int
first_month (const Tally *tally, const SbMemberFact *member, int most)
{
  int first = RECORD_MONTHS - MIN (tally->n_months, most);

  while (first < RECORD_MONTHS && member->hired_on != SB_DATE_NONE && tally->months[first] < member->hired_on)
    first++;
  return first;
}

/* The days of the query's period that are still to come and in which the member is there. */
static gboolean
rest_of (const Tally *tally, const SbMemberFact *member, SbDate *from, SbDate *to)
{
  *from = MAX (tally->query->period.start, tally->query->as_of + 1);
  *to = tally->query->period.end;
  if (member->hired_on != SB_DATE_NONE)
    *from = MAX (*from, member->hired_on);
  if (member->left_on != SB_DATE_NONE)
    *to = MIN (*to, member->left_on);
  return *from <= *to && !(member->flags & SB_FACT_INACTIVE);
}

/* Σ season × working days of the rest, and the sum of the squares of its months. */
static void
weigh_rest (const Tally *tally, SbDate from, SbDate to, double *sum, double *squares)
{
  *sum = *squares = 0.0;
  for (SbDate day = from; day <= to;)
    {
      int year, month;
      SbDate end;
      double weight;

      sb_date_to_ymd (day, &year, &month, NULL);
      end = MIN (to, sb_date_from_ymd (year, month, sb_date_days_in_month (year, month)));
      weight = tally->season[month] * sb_working_days (tally->facts, day, end);
      *sum += weight;
      *squares += weight * weight;
      day = end + 1;
    }
}

/* A month's amount for one working day of an average season; FALSE when the month had none. */
static gboolean
rate_of_month (const Tally *tally, gsize member, int i, double *rate)
{
  double weight = tally->season[month_of_year (tally->months[i])] * days_of_month (tally, i);

  *rate = weight > 0.0 ? tally->direct[member * RECORD_MONTHS + i] / weight : 0.0;
  return weight > 0.0;
}

/* Standard deviation of ln (month ÷ base) over the positive months; FALSE below FEW. */
static gboolean
residual_spread (const Tally *tally, gsize member, int first, double base, double *sigma)
{
  double sum = 0.0, squares = 0.0;
  int n = 0;

  for (int i = first; i < RECORD_MONTHS; i++)
    {
      double rate;

      if (rate_of_month (tally, member, i, &rate) && rate > 0.0)
        {
          double residual = sb_log (rate / base);

          sum += residual;
          squares += residual * residual;
          n++;
        }
    }
  if (n < FEW)
    return FALSE;
  *sigma = sqrt (MAX (0.0, (squares - sum * sum / n) / (n - 1)));
  return TRUE;
}

/* The part of one forecast month that is still to come; adds its mean and the square of its spread. */
static void
add_step (const Tally *tally, const SbSalesOutlook *outlook, guint i, SbPeriod rest, double moments[2])
{
  const SbSalesOutlookStep *step = &g_array_index (outlook->steps, SbSalesOutlookStep, i);
  SbDate end = sb_date_add_months (step->start, 1) - 1;
  int all = sb_working_days (tally->facts, step->start, end);
  int part = sb_working_days (tally->facts, MAX (step->start, rest.start), MIN (end, rest.end));
  double mean = all > 0 ? MAX ((double) step->point, 0.0) * part / all : 0.0, sigma = FEW_SIGMA;

  if (outlook->interval_reason == SB_REASON_NONE && step->lo80 > 0)
    sigma = MIN (1.0, sb_log ((double) step->hi80 / (double) step->lo80) / WIDTH_80);
  moments[0] += mean;
  moments[1] += mean * mean * (sb_exp (sigma * sigma) - 1.0);
}

/* From 24 months on: the time series of monthly sales, its season and its own bands (ENGINE 3.9). FALSE when there are
 * fewer, or the series says nothing. */
static gboolean
run_rate_of_series (const Tally *tally, gsize position, SbPeriod rest, SbNewLine *line)
{
  const SbMemberFact *member = &tally->facts->members[position];
  int first = first_month (tally, member, RECORD_MONTHS), n = RECORD_MONTHS - first;
  int horizon = 1 + sb_date_months_between (tally->months[RECORD_MONTHS], rest.end);
  g_autofree gint64 *minor = g_new (gint64, RECORD_MONTHS);
  g_autofree int *workdays = g_new (int, RECORD_MONTHS + MAX (horizon, 1));
  g_autofree SbDate *starts = g_new (SbDate, RECORD_MONTHS + MAX (horizon, 1));
  SbSalesOutlookInput input = { minor, NULL, workdays, starts, (gsize) n, (guint) horizon, 12, FALSE,
                                tally->query->scope, tally->query->as_of };
  g_autoptr (SbSalesOutlook) outlook = NULL;
  double moments[2] = { 0.0, 0.0 };

  if (n < SEASON_MONTHS || horizon < 1 || horizon > 366)
    return FALSE;
  for (int i = 0; i < n; i++)
    minor[i] = llround (tally->direct[position * RECORD_MONTHS + first + i]);
  for (int i = 0; i < n + horizon; i++)
    {
      starts[i] = sb_date_add_months (tally->months[RECORD_MONTHS], i - n);
      workdays[i] = sb_working_days (tally->facts, starts[i], sb_date_add_months (starts[i], 1) - 1);
    }
  outlook = sb_sales_outlook_compute (&input);
  if (outlook->reason != SB_REASON_NONE)
    return FALSE;
  for (guint i = 0; i < outlook->steps->len; i++)
    add_step (tally, outlook, i, rest, moments);
  if (!(moments[0] > 0.0))
    return FALSE;
  *line = (SbNewLine) { moments[0], sqrt (sb_log (1.0 + moments[1] / (moments[0] * moments[0]))), n,
                        SB_NEW_SERIES };
  return TRUE;
}

static SbNewLine
run_rate_of (const Tally *tally, gsize position)
{
  const SbMemberFact *member = &tally->facts->members[position];
  SbNewLine line = { .flags = tally->has_season ? 0 : SB_NEW_NO_SEASON };
  double base = 0.0, weights = 0.0, sum, squares, sigma = FEW_SIGMA, variance;
  int first = first_month (tally, member, MONTHS);
  SbDate from, to;

  for (int i = first; i < RECORD_MONTHS; i++)
    {
      double rate, weight = i - first + 1;

      if (!rate_of_month (tally, position, i, &rate))
        continue;
      base += weight * rate;
      weights += weight;
      line.n++;
    }
  if (!rest_of (tally, member, &from, &to) || !(base > 0.0))
    {
      line.flags |= base > 0.0 ? 0 : SB_NEW_NO_HISTORY;
      return line;
    }
  if (run_rate_of_series (tally, position, sb_period_custom (from, to), &line))
    return line;
  base /= weights;
  if (line.n < FIRST_MONTHS || !residual_spread (tally, position, first, base, &sigma))
    line.flags |= SB_NEW_FEW_POINTS;
  sigma = MIN (sigma, 1.0);
  weigh_rest (tally, from, to, &sum, &squares);
  line.mean = base * sum;
  /* The months' errors are independent: the spread of their sum (Fenton 1960). */
  variance = sum > 0.0 ? (sb_exp (sigma * sigma) - 1.0) * squares / (sum * sum) : 0.0;
  line.sigma = sqrt (sb_log (1.0 + variance));
  return line;
}

/* Was the member there in the earlier period from its counted day on? */
static gboolean
was_there (const Tally *tally, const SbMemberFact *member, int i)
{
  SbDate start = tally->earlier[i].start;

  return (member->hired_on == SB_DATE_NONE || member->hired_on <= start)
         && (member->left_on == SB_DATE_NONE || member->left_on >= tally->earlier[i].end);
}

static SbNewLine
created_of (const Tally *tally, gsize position)
{
  const SbMemberFact *member = &tally->facts->members[position];
  SbNewLine line = { 0 };
  double sum = 0.0, squares = 0.0, cv;
  SbDate from, to;

  for (int i = 0; i < tally->n_earlier; i++)
    if (was_there (tally, member, i))
      {
        double value = MAX (tally->created[position * PERIODS_MAX + i], 0.0);

        sum += value;
        squares += value * value;
        line.n++;
      }
  if (!(sum > 0.0))
    line.flags |= SB_NEW_NO_HISTORY;
  if (!(sum > 0.0) || !rest_of (tally, member, &from, &to))
    return line;
  line.mean = sum / line.n;
  line.sigma = FEW_SIGMA;
  if (line.n < FEW)
    {
      line.flags |= SB_NEW_FEW_POINTS;
      return line;
    }
  cv = sqrt (MAX (0.0, (squares - sum * sum / line.n) / (line.n - 1))) / line.mean;
  line.sigma = sqrt (sb_log (1.0 + MIN (cv, CV_MAX) * MIN (cv, CV_MAX)));
  return line;
}

/* Mean over the members of one team (0: everywhere) who were there for an earlier period; FALSE when there are none. */
static gboolean
team_mean (const Tally *tally, const GArray *rows, gint32 team_id, double *run_rate, double *created)
{
  int n = 0;

  *run_rate = *created = 0.0;
  for (guint i = 0; i < rows->len; i++)
    {
      const SbNewBusiness *row = &g_array_index (rows, SbNewBusiness, i);

      if (!row->has_history || row->created.n == 0 || (team_id != 0 && tally->facts->members[i].team_id != team_id)
          || (tally->facts->members[i].flags & SB_FACT_INACTIVE))
        continue;
      *run_rate += row->run_rate.mean;
      *created += row->created.mean;
      n++;
    }
  *run_rate /= MAX (n, 1);
  *created /= MAX (n, 1);
  return n > 0;
}

static void
lend (SbNewLine *line, double mean, double share)
{
  line->mean = TEAM_SHARE * mean * share;
  line->sigma = FEW_SIGMA;
  line->flags = mean > 0.0 ? SB_NEW_TEAM_MEAN | SB_NEW_FEW_POINTS : SB_NEW_NO_HISTORY;
}

/* A seller who was there for no earlier period gets the team's mean × 0.8 for the share of the rest in which the member
 * is there; a run rate of one's own is kept. */
static void
lend_team_mean (const Tally *tally, GArray *rows, gint32 member_id)
{
  const SbMemberFact *member = sb_facts_member (tally->facts, member_id);
  SbNewBusiness *row;
  double run_rate, created, share;
  SbDate from, to, start = MAX (tally->query->period.start, tally->query->as_of + 1);
  int all;

  if (member == NULL)
    return;
  row = &g_array_index (rows, SbNewBusiness, member - tally->facts->members);
  if ((row->has_history && row->created.n > 0) || !rest_of (tally, member, &from, &to)
      || !(team_mean (tally, rows, member->team_id, &run_rate, &created)
           || team_mean (tally, rows, 0, &run_rate, &created)))
    return;
  all = sb_working_days (tally->facts, start, tally->query->period.end);
  share = all > 0 ? (double) sb_working_days (tally->facts, from, to) / all : 1.0;
  if (!row->has_history)
    lend (&row->run_rate, run_rate, share);
  lend (&row->created, created, share);
}

GArray *
sb_new_business_compute (const SbFacts *facts, const SbNewQuery *query)
{
  Tally tally = { facts, query };
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (SbNewBusiness));

  g_return_val_if_fail (facts != NULL && query != NULL, rows);

  tally.created = g_new0 (double, (facts->n_members + 1) * PERIODS_MAX);
  tally.direct = g_new0 (double, (facts->n_members + 1) * RECORD_MONTHS);
  tally.winners = g_new0 (guint8, facts->n_members + 1);
  tally_deals (&tally);
  learn_season (&tally);
  g_array_set_size (rows, (guint) facts->n_members);
  for (gsize m = 0; m < facts->n_members; m++)
    {
      SbNewBusiness *row = &g_array_index (rows, SbNewBusiness, m);

      row->member_id = facts->members[m].id;
      row->run_rate = run_rate_of (&tally, m);
      row->created = created_of (&tally, m);
      row->has_history = tally.winners[m] != 0;
    }
  for (gsize i = 0; i < query->n_sellers; i++)
    lend_team_mean (&tally, rows, query->sellers[i]);
  g_free (tally.created);
  g_free (tally.direct);
  g_free (tally.winners);
  return rows;
}
