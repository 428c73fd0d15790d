/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a planning meeting starts from: the people of the period, what each realistically brings, what each carried
 * before, how many days each has. Reads facts and the forecast once; nothing here follows a slider. */
#include "analysis/sb-plan.h"

#include "analysis/sb-probability.h"
#include "analysis/sb-replan-table.h"
#include "analysis/sb-working-days.h"

#include <math.h>

#define N_RAMP 4
static const int ramp_percent[N_RAMP] = { 0, 25, 50, 75 }; /* by whole months since the first day; 100 after */

/* What the deals say of one member. */
typedef struct {
  gint64   sales;
  gboolean open;
} Seller;

typedef struct {
  SbFacts           *facts;
  const SbPlanQuery *query;
  SbPlanBook        *book;
  Seller            *sellers; /* parallel to facts->members */
} Work;

static gsize
member_index (const SbFacts *facts, gint32 id)
{
  const SbMemberFact *member = sb_facts_member (facts, id);

  return member == NULL ? G_MAXSIZE : (gsize) (member - facts->members);
}

static gboolean
counts (const SbDealFact *deal)
{
  return (deal->flags & SB_FACT_HAS_AMOUNT) != 0 && (deal->flags & (SB_FACT_NO_RATE | SB_FACT_ARCHIVED)) == 0;
}

/* The same period a year ago where anything was won in it, else the period before. */
static SbPeriod
period_before (const SbFacts *facts, SbPeriod period)
{
  SbPeriod before = sb_period_year_ago (period, facts->fiscal);

  for (gsize i = 0; i < facts->n_deals; i++)
    if (facts->deals[i].status == SB_STATUS_WON && sb_period_contains (before, facts->deals[i].closed_on))
      return before;
  return sb_period_shift (period, -1, facts->fiscal);
}

static void
read_deals (Work *work)
{
  const SbFacts *facts = work->facts;

  work->sellers = g_new0 (Seller, facts->n_members);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      gsize at = member_index (facts, deal->owner_id);

      if (at == G_MAXSIZE)
        continue;
      if (deal->status == SB_STATUS_OPEN && (deal->flags & SB_FACT_ARCHIVED) == 0)
        work->sellers[at].open = TRUE;
      else if (deal->status == SB_STATUS_WON && counts (deal) && deal->closed_on <= work->query->as_of
               && sb_period_contains (work->book->before, deal->closed_on))
        work->sellers[at].sales += deal->amount_minor;
    }
}

static gint64
target_of (Work *work, gint32 member_id, SbPeriod period)
{
  SbTargetQuery query = { .metric = "revenue_won", .period = period, .scope = SB_SCOPE_ALL,
                          .as_of = work->query->as_of };
  SbPlanTarget target;

  query.scope.member_id = member_id;
  target = sb_plan_target_find (work->facts, &query);
  return target.reason == SB_REASON_NONE && !target.partial ? target.minor : 0;
}

static gboolean
is_there (const SbMemberFact *member, SbPeriod period)
{
  return (member->hired_on == SB_DATE_NONE || member->hired_on <= period.end)
         && (member->left_on == SB_DATE_NONE || member->left_on > period.start);
}

/* What belongs to a part of the period before, as if for all of it: who came in its course, or a period that still
 * runs (last: the day up to which it counts). */
static gint64
for_all_of_it (Work *work, const SbMemberFact *fact, gint64 amount, SbDate last)
{
  SbPeriod before = work->book->before;
  SbDate first = fact->hired_on == SB_DATE_NONE ? before.start : MAX (before.start, fact->hired_on);
  int all = sb_working_days (work->facts, before.start, before.end);
  int part = sb_working_days (work->facts, first, MIN (before.end, last));
  gint64 whole = amount;

  if (part > 0 && part < all)
    sb_mul_div (amount, all, part, &whole);
  return whole;
}

static void
add_members (Work *work, GArray *members)
{
  const SbFacts *facts = work->facts;
  g_auto (SbScopeFilter) filter = { 0 };

  sb_scope_filter_init (&filter, facts, work->query->scope);
  for (gsize i = 0; i < facts->n_members; i++)
    {
      const SbMemberFact *fact = &facts->members[i];
      SbPlanMember member = { .member_id = fact->id, .team_id = fact->team_id, .name = fact->name, .row = -1,
                              .joins = SB_DATE_NONE, .leaves = SB_DATE_NONE };
      gboolean hired = fact->hired_on != SB_DATE_NONE && fact->hired_on > work->query->as_of;

      if (!is_there (fact, work->query->period) || !sb_scope_has_team (&filter, fact->team_id)
          || (work->query->scope.member_id != 0 && work->query->scope.member_id != fact->id))
        continue;
      member.current = target_of (work, fact->id, work->book->before);
      if ((fact->flags & SB_FACT_INACTIVE) != 0 && !hired)
        continue;
      if (!hired && !work->sellers[i].open && work->sellers[i].sales <= 0 && member.current <= 0
          && sb_replan_find_goal (facts, work->query->period, 0, fact->id) == NULL)
        continue;
      member.sales = for_all_of_it (work, fact, work->sellers[i].sales, work->query->as_of);
      member.comparable = for_all_of_it (work, fact, member.current, work->book->before.end);
      if (fact->hired_on != SB_DATE_NONE && fact->hired_on > work->query->period.start)
        member.joins = fact->hired_on;
      if (fact->left_on != SB_DATE_NONE && fact->left_on < work->query->period.end)
        member.leaves = fact->left_on;
      g_array_append_val (members, member);
    }
}

/* Hundredths of productive days of a member between two days. */
static gint64
productive_days (const SbFacts *facts, const SbMemberFact *member, SbDate from, SbDate to)
{
  gint64 days, ramp = 100;
  int tenure;

  if (member->hired_on != SB_DATE_NONE)
    from = MAX (from, member->hired_on);
  if (member->left_on != SB_DATE_NONE)
    to = MIN (to, member->left_on);
  days = sb_working_days (facts, from, to);
  if (days <= 0)
    return 0;
  tenure = member->hired_on == SB_DATE_NONE ? N_RAMP : sb_date_months_between (member->hired_on, from);
  if (tenure < N_RAMP)
    ramp = ramp_percent[MAX (tenure, 0)];
  return days * ramp * (member->fte_ppm > 0 ? member->fte_ppm : 1000000) / 1000000
         * (member->selling_share_ppm > 0 ? member->selling_share_ppm : 1000000) / 1000000;
}

static void
fill_days (Work *work)
{
  SbPlanBook *book = work->book;

  book->days = g_new0 (gint64, book->n * book->n_months);
  for (gsize i = 0; i < book->n; i++)
    {
      const SbMemberFact *fact = sb_facts_member (work->facts, book->members[i].member_id);

      for (gsize m = 0; m < book->n_months; m++)
        {
          gint64 days = productive_days (work->facts, fact, book->months[m].start, book->months[m].end);

          book->days[i * book->n_months + m] = days;
          book->members[i].capacity += (double) days / 100.0;
        }
    }
}

/* Sales and working days by month of the complete fiscal years before as_of, at most five. */
static void
learn_season (Work *work)
{
  enum { MOST = 5 };
  const SbFacts *facts = work->facts;
  gint64 sales[MOST * 12] = { 0 }, days[MOST * 12] = { 0 };
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, work->query->as_of, facts->fiscal);
  g_auto (SbScopeFilter) filter = { 0 };
  gsize n = 0;

  sb_scope_filter_init (&filter, facts, work->query->scope);
  for (int back = 1; back <= MOST; back++)
    {
      SbPeriod past = sb_period_shift (year, -back, facts->fiscal);
      gboolean any = FALSE;

      for (gsize i = 0; i < facts->n_deals; i++)
        {
          const SbDealFact *deal = &facts->deals[i];

          if (deal->status != SB_STATUS_WON || !counts (deal) || !sb_period_contains (past, deal->closed_on)
              || !sb_scope_has_deal (&filter, deal))
            continue;
          sales[n * 12 + (gsize) sb_date_months_between (past.start, deal->closed_on)] += deal->amount_minor;
          any = TRUE;
        }
      if (!any)
        break;
      for (int m = 0; m < 12; m++)
        days[n * 12 + (gsize) m] = sb_working_days (facts, sb_date_add_months (past.start, m),
                                                    sb_date_add_months (past.start, m + 1) - 1);
      n++;
    }
  sb_season_compute (sales, days, n, &work->book->season);
}

static void
fill_months (Work *work)
{
  SbPlanBook *book = work->book;
  g_autoptr (GArray) months = sb_period_split (SB_PERIOD_MONTH, book->query.period.start, book->query.period.end,
                                               work->facts->fiscal);
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, book->query.period.start, work->facts->fiscal);

  book->n_months = months->len;
  book->months = g_new (SbPeriod, months->len);
  book->month_season = g_new (gint64, months->len);
  for (guint m = 0; m < months->len; m++)
    {
      SbPeriod month = g_array_index (months, SbPeriod, m);

      book->month_season[m] = book->season.ppm[MAX (sb_date_months_between (year.start, month.start), 0) % 12];
      month.start = MAX (month.start, book->query.period.start);
      month.end = MIN (month.end, book->query.period.end);
      book->months[m] = month;
    }
}

static int
node_of_team (const SbPlanBook *book, gint32 team_id)
{
  for (gsize i = 0; i < book->n_nodes; i++)
    if (book->nodes[i].team_id == team_id)
      return (int) i;
  return -1;
}

/* The teams from the whole down to this one become nodes; returns the team's. */
static int
add_team (Work *work, GArray *nodes, gint32 team_id)
{
  const SbTeamFact *team = sb_facts_team (work->facts, team_id);
  SbPlanNode node = { .team_id = team_id, .row = -1 };
  int known;

  work->book->nodes = (SbPlanNode *) (gpointer) nodes->data;
  work->book->n_nodes = nodes->len;
  known = node_of_team (work->book, team_id);
  if (known >= 0 || team == NULL)
    return MAX (known, 0);
  /* A ring of teams ends at the whole. */
  g_array_append_val (nodes, node);
  known = (int) nodes->len - 1;
  node.parent = team->parent_id == 0 || work->query->scope.team_id == team_id ? 0
                                                                              : add_team (work, nodes, team->parent_id);
  node.name = team->name;
  g_array_index (nodes, SbPlanNode, known) = node;
  return known;
}

/* Parents stand before children: found in any order, then sorted by depth. */
static void
order_nodes (SbPlanBook *book, GArray *nodes)
{
  g_autofree int *place = g_new (int, nodes->len);
  guint n = 0;

  book->nodes = g_new (SbPlanNode, nodes->len);
  book->n_nodes = nodes->len;
  for (int depth = 0; n < nodes->len && depth <= (int) nodes->len; depth++)
    for (guint i = 0; i < nodes->len; i++)
      {
        int up = (int) i, steps = 0;

        while (up > 0 && steps <= depth)
          {
            up = g_array_index (nodes, SbPlanNode, up).parent;
            steps++;
          }
        if (steps != depth)
          continue;
        place[i] = (int) n;
        book->nodes[n] = g_array_index (nodes, SbPlanNode, i);
        n++;
      }
  for (guint i = 0; i < n; i++)
    if (book->nodes[i].parent >= 0)
      book->nodes[i].parent = place[book->nodes[i].parent];
  for (gsize i = 0; i < book->n; i++)
    book->members[i].node = place[book->members[i].node];
}

static void
fill_nodes (Work *work)
{
  SbPlanBook *book = work->book;
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (SbPlanNode));
  SbPlanNode whole = { .team_id = book->query.scope.team_id, .parent = -1, .row = -1 };

  g_array_append_val (nodes, whole);
  for (gsize i = 0; i < book->n; i++)
    book->members[i].node = book->members[i].team_id == 0 ? 0 : add_team (work, nodes, book->members[i].team_id);
  order_nodes (book, nodes);
}

static gboolean
run_forecast (Work *work)
{
  SbPlanBook *book = work->book;
  g_autofree gint32 *ids = g_new (gint32, book->n + 1);
  SbForecastQuery query = SB_FORECAST_QUERY (book->query.period, book->query.scope, book->query.as_of);

  for (gsize i = 0; i < book->n; i++)
    ids[i] = book->members[i].member_id;
  query.members = ids;
  query.n_members = book->n;
  query.seed = book->query.seed;
  query.n_draws = book->query.n_draws;
  query.rho_ppm = book->query.rho_ppm;
  query.cancelled = book->query.cancelled;
  book->forecast = sb_forecast_compute (work->facts, &query);
  return book->forecast != NULL;
}

/* A joiner's share of the team's mean follows the days that are left. */
static double
share_of_days (Work *work, const SbPlanMember *member)
{
  const SbMemberFact *fact = sb_facts_member (work->facts, member->member_id);
  double full = sb_working_days (work->facts, work->query->period.start, work->query->period.end);

  full *= (double) (fact->fte_ppm > 0 ? fact->fte_ppm : 1000000) / 1e6;
  full *= (double) (fact->selling_share_ppm > 0 ? fact->selling_share_ppm : 1000000) / 1e6;
  return member->joins == SB_DATE_NONE || full <= 0 ? 1.0 : MIN (member->capacity / full, 1.0);
}

static void
take_rows (Work *work)
{
  SbPlanBook *book = work->book;

  for (gsize i = 0; i < book->n; i++)
    {
      SbPlanMember *member = &book->members[i];
      int row = sb_forecast_find (book->forecast, SB_FORECAST_MEMBER, member->member_id);
      const SbForecastRow *found = row < 0 ? NULL : &g_array_index (book->forecast->rows, SbForecastRow, row);

      if (found != NULL)
        {
          member->won = found->won;
          member->pipeline = found->weighted;
        }
      if (found != NULL && found->reason == SB_REASON_NONE)
        {
          member->row = row;
          member->bottom_up = (gint64) llround (found->mean * share_of_days (work, member));
        }
      member->base = member->comparable > 0 ? member->comparable
                     : member->sales > 0    ? member->sales
                                            : member->bottom_up;
    }
  for (gsize i = 1; i < book->n_nodes; i++)
    book->nodes[i].row = sb_forecast_find (book->forecast, SB_FORECAST_TEAM, book->nodes[i].team_id);
  book->nodes[0].row = (int) book->forecast->rows->len - 1;
}

SbPlanBook *
sb_plan_book_new (SbFacts *facts, const SbPlanQuery *query)
{
  SbPlanBook *book = g_new0 (SbPlanBook, 1);
  Work work = { .facts = facts, .query = query, .book = book };
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (SbPlanMember));
  gboolean ok;

  g_return_val_if_fail (facts != NULL && query != NULL, NULL);

  book->ref_count = 1;
  book->facts = sb_facts_ref (facts);
  book->query = *query;
  book->before = period_before (facts, query->period);
  read_deals (&work);
  add_members (&work, members);
  book->n = members->len;
  book->members = g_memdup2 (members->data, sizeof (SbPlanMember) * members->len);
  learn_season (&work);
  fill_months (&work);
  fill_days (&work);
  fill_nodes (&work);
  ok = run_forecast (&work);
  if (ok)
    take_rows (&work);
  book->query.cancelled = NULL;
  g_free (work.sellers);
  if (!ok)
    g_clear_pointer (&book, sb_plan_book_unref);
  return book;
}

SbPlanBook *
sb_plan_book_ref (SbPlanBook *book)
{
  g_return_val_if_fail (book != NULL, NULL);

  g_atomic_int_inc (&book->ref_count);
  return book;
}

void
sb_plan_book_unref (SbPlanBook *book)
{
  if (book == NULL || !g_atomic_int_dec_and_test (&book->ref_count))
    return;
  g_clear_pointer (&book->forecast, sb_forecast_free);
  g_free (book->months);
  g_free (book->month_season);
  g_free (book->members);
  g_free (book->days);
  g_free (book->nodes);
  sb_facts_unref (book->facts);
  g_free (book);
}

int
sb_plan_book_find (const SbPlanBook *book, gint32 member_id)
{
  for (gsize i = 0; i < book->n; i++)
    if (book->members[i].member_id == member_id)
      return (int) i;
  return -1;
}

gint64
sb_plan_book_expected (const SbPlanBook *book)
{
  gint64 sum = 0;

  for (gsize i = 0; i < book->n; i++)
    sum += MAX (book->members[i].bottom_up, 0);
  return sum;
}

gint64
sb_plan_book_usual (const SbPlanBook *book)
{
  gint64 current = sb_plan_book_current (book), expected = sb_plan_book_expected (book), sales = 0;

  for (gsize i = 0; i < book->n; i++)
    sales += MAX (book->members[i].sales, 0);
  return current > 0 ? current : expected > 0 ? expected : sales;
}

gint64
sb_plan_book_current (const SbPlanBook *book)
{
  gint64 sum = 0;

  for (gsize i = 0; i < book->n; i++)
    sum += MAX (book->members[i].current, 0);
  return sum;
}
