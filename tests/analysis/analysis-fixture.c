/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes facts without a workspace. Called by the tests and benchmarks of analysis. */
#include "analysis-fixture.h"

#include "core/sb-random.h"

#include <math.h>

static void
add_stages (SbFacts *facts)
{
  static const char *const names[] = { "A", "B", "C", "D", "Won", "Lost", "Void" };
  static const SbDealStatus status[] = { SB_STATUS_OPEN, SB_STATUS_OPEN, SB_STATUS_OPEN, SB_STATUS_OPEN,
                                         SB_STATUS_WON,  SB_STATUS_LOST, SB_STATUS_VOID };

  facts->n_pipelines = 2;
  facts->pipelines = g_new0 (SbPipelineFact, 2);
  facts->pipelines[0] = (SbPipelineFact) { FIX_PIPELINE, SB_OBJECT_DEAL, 0, "Sales" };
  facts->pipelines[1] = (SbPipelineFact) { FIX_LEADS, SB_OBJECT_LEAD, 1, "Leads" };
  facts->n_stages = 9;
  facts->stages = g_new0 (SbStageFact, 9);
  for (int i = 0; i < 9; i++)
    {
      int position = i < 7 ? i : i - 7;
      SbStageFact stage = { FIX_STAGE_A + i, FIX_PIPELINE, (gint16) position, status[position], 0, -1, -1, -1,
                            names[position] };

      if (i >= 7)
        {
          stage.id = FIX_STAGE_LEAD + i - 7;
          stage.pipeline_id = FIX_LEADS;
          stage.status = i == 7 ? SB_STATUS_OPEN : SB_STATUS_WON;
        }
      facts->stages[i] = stage;
    }
}

static void
add_people (SbFacts *facts)
{
  static const char *const names[] = { "Ann", "Ben", "Cai", "Dai" };

  facts->n_teams = 3;
  facts->teams = g_new0 (SbTeamFact, 3);
  for (int i = 0; i < 3; i++)
    facts->teams[i] = (SbTeamFact) { i + 1, i == 0 ? 0 : 1, 0, "Team" };
  facts->n_members = 4;
  facts->members = g_new0 (SbMemberFact, 4);
  for (int i = 0; i < 4; i++)
    facts->members[i] = (SbMemberFact) { .id = i + 1, .team_id = i < 3 ? 2 : 3, .hired_on = SB_DATE_NONE,
                                         .left_on = SB_DATE_NONE, .fte_ppm = 1000000, .name = names[i] };
  facts->n_loss_reasons = 2;
  facts->loss_reasons = g_new0 (SbNameFact, 2);
  facts->loss_reasons[0] = (SbNameFact) { 1, 0, "Price" };
  facts->loss_reasons[1] = (SbNameFact) { 2, 0, "Timing" };
}

static void
add_accounts (SbFacts *facts, gsize n)
{
  facts->n_accounts = n;
  facts->accounts = g_new0 (SbAccountFact, n);
  facts->account_names = g_new0 (const char *, n);
  for (gsize i = 0; i < n; i++)
    {
      facts->accounts[i]
        = (SbAccountFact) { .id = (gint32) i + 1, .owner_id = 1, .industry = -1, .region = -1, .retention_ppm = -1 };
      facts->account_names[i] = "Customer";
    }
}

static SbFacts *
make (gsize accounts, gsize room)
{
  SbFacts *facts = sb_facts_new ();

  g_strlcpy (facts->currency, "CNY", sizeof facts->currency);
  facts->exponent = 2;
  facts->fiscal = SB_FISCAL_DEFAULT;
  if (facts->calendar == NULL)
    facts->calendar = sb_calendar_new (SB_WEEK_MON_FRI);
  add_stages (facts);
  add_people (facts);
  add_accounts (facts, accounts);
  facts->deals = g_new0 (SbDealFact, room);
  facts->visits = g_new0 (SbVisitFact, 4 * room);
  facts->orders = g_new0 (SbOrderFact, room);
  facts->feedback = g_new0 (SbFeedbackFact, room);
  facts->activities = g_new0 (SbActivityFact, room);
  facts->targets = g_new0 (SbTargetFact, room);
  facts->pushes = g_new0 (SbPushFact, room);
  return facts;
}

SbFacts *
fixture_new (void)
{
  return make (12, FIX_ROOM);
}

static SbDate
day (const char *text)
{
  return text != NULL ? sb_date_parse_iso (text) : SB_DATE_NONE;
}

static SbDealFact *
next_deal (SbFacts *facts, SbDealStatus status, SbDate created, SbDate closed)
{
  static const gint32 stages[] = { FIX_STAGE_A, FIX_STAGE_WON, FIX_STAGE_LOST, FIX_STAGE_VOID };
  SbDealFact *deal = &facts->deals[facts->n_deals++];

  *deal = (SbDealFact) { .id = (gint32) facts->n_deals, .account_id = 1, .owner_id = 1, .team_id = 2,
                         .pipeline_id = FIX_PIPELINE, .stage_id = stages[status], .source = -1, .region = -1,
                         .created_on = created, .expected_close_on = SB_DATE_NONE, .closed_on = closed,
                         .stage_since_on = SB_DATE_NONE, .last_activity_on = SB_DATE_NONE, .manual_ppm = -1,
                         .furthest = -1, .last_open = -1, .status = (guint8) status };
  return deal;
}

SbDealFact *
fixture_deal (SbFacts *facts, SbDealStatus status, gint64 minor, const char *created, const char *closed)
{
  SbDealFact *deal = next_deal (facts, status, day (created), day (closed));

  g_assert_cmpuint (facts->n_deals, <=, FIX_ROOM);
  deal->amount_minor = minor;
  deal->flags = SB_FACT_HAS_AMOUNT;
  return deal;
}

void
fixture_place (SbDealFact *deal, int furthest, int last_open)
{
  deal->furthest = (gint16) furthest;
  deal->last_open = (gint16) last_open;
  if (deal->status == SB_STATUS_OPEN)
    deal->stage_id = FIX_STAGE_A + last_open;
}

void
fixture_visit (SbFacts *facts, gint32 stage_id, const char *entered, const char *left, SbVisitOutcome outcome)
{
  facts->visits[facts->n_visits++]
    = (SbVisitFact) { (gint32) facts->n_deals, stage_id, day (entered), day (left), (guint8) outcome };
}

void
fixture_order (SbFacts *facts, gint32 account_id, gint64 minor, const char *on)
{
  gsize i = facts->n_orders++;

  facts->orders[i] = (SbOrderFact) { minor, 0, (gint32) i + 1, account_id, 1, day (on), 0 };
}

void
fixture_feedback (SbFacts *facts, int kind, int score, int scale, const char *on)
{
  gsize i = facts->n_feedback++;

  facts->feedback[i] = (SbFeedbackFact) { (gint32) i + 1, 1, day (on), score < 0 ? -1 : score * 1000, (gint16) scale,
                                          (guint8) kind, 0 };
}

SbPeriod
fixture_period (const char *code)
{
  SbPeriod period;

  g_assert_true (sb_period_parse (code, SB_FISCAL_DEFAULT, &period));
  return period;
}

void
fixture_target (SbFacts *facts, const char *code, gint32 member_id, gint64 minor)
{
  SbPeriod period = fixture_period (code);

  facts->targets[facts->n_targets++] = (SbTargetFact) { .target_minor = minor, .target_value = (double) minor,
                                                        .goal_id = 1, .member_id = member_id,
                                                        .start_on = period.start, .end_on = period.end,
                                                        .period_kind = (guint8) period.kind,
                                                        .flags = SB_FACT_HAS_AMOUNT, .metric = "revenue_won" };
}

/* Walks the stages: mostly one further, sometimes one skipped or one back. Fills furthest and last_open. */
static void
wander (SbFacts *facts, SbDealFact *deal, SbRandom *random)
{
  int steps = 1 + (int) sb_random_below (random, 4), position = 0;
  SbDate at = deal->created_on;

  for (int s = 0; s < steps; s++)
    {
      SbDate left = at + (SbDate) sb_random_below (random, 30);
      int next = MIN (position + (sb_random_below (random, 6) == 0 ? 2 : 1), 3);
      static const guint8 ends[] = { SB_VISIT_OPEN, SB_VISIT_WON, SB_VISIT_LOST, SB_VISIT_VOID };
      guint8 outcome = SB_VISIT_ADVANCED;

      if (position > 0 && sb_random_below (random, 8) == 0)
        {
          next = position - 1;
          outcome = SB_VISIT_BACK;
        }
      if (s == steps - 1 || next == position)
        outcome = ends[deal->status];
      deal->furthest = MAX (deal->furthest, (gint16) position);
      deal->last_open = (gint16) position;
      facts->visits[facts->n_visits++] = (SbVisitFact) { deal->id, FIX_STAGE_A + position, at,
                                                         outcome == SB_VISIT_OPEN ? SB_DATE_NONE : left, outcome };
      if (outcome != SB_VISIT_ADVANCED && outcome != SB_VISIT_BACK)
        break;
      position = next;
      at = left;
    }
  if (deal->status == SB_STATUS_OPEN)
    {
      deal->stage_id = FIX_STAGE_A + deal->last_open;
      deal->stage_since_on = at;
    }
}

static void
random_deal (SbFacts *facts, SbRandom *random, SbDate first)
{
  static const SbDealStatus status[] = { SB_STATUS_OPEN, SB_STATUS_WON, SB_STATUS_WON, SB_STATUS_LOST,
                                         SB_STATUS_LOST, SB_STATUS_LOST, SB_STATUS_VOID };
  SbDealStatus chosen = status[sb_random_below (random, G_N_ELEMENTS (status))];
  SbDate created = first + (SbDate) sb_random_below (random, 1096);
  SbDate closed = chosen == SB_STATUS_OPEN ? SB_DATE_NONE : created + (SbDate) sb_random_below (random, 200);
  SbDealFact *deal = next_deal (facts, chosen, created, closed);

  deal->owner_id = (gint32) sb_random_below (random, 5);
  deal->team_id = deal->owner_id == 0 ? 0 : deal->owner_id < 4 ? 2 : 3;
  deal->account_id = (gint32) sb_random_below (random, facts->n_accounts + 1);
  deal->loss_reason_id = (gint32) sb_random_below (random, 3);
  deal->pushes = (gint16) sb_random_below (random, 5);
  deal->last_activity_on = created + 3;
  deal->expected_close_on = created + (SbDate) sb_random_below (random, 250);
  if (sb_random_below (random, 20) != 0)
    {
      deal->flags = SB_FACT_HAS_AMOUNT | (sb_random_below (random, 40) == 0 ? SB_FACT_NO_RATE : 0);
      deal->amount_minor = 1000 + (gint64) sb_random_below (random, 5000000);
    }
  if (sb_random_below (random, 50) == 0)
    deal->flags |= SB_FACT_ARCHIVED;
  if (sb_random_below (random, 10) != 0)
    wander (facts, deal, random);
  if (deal->pushes > 0 && facts->n_pushes < facts->n_deals)
    facts->pushes[facts->n_pushes++]
      = (SbPushFact) { deal->id, created + 20, deal->expected_close_on - 15, deal->expected_close_on };
}

SbFacts *
fixture_random (guint64 seed, gsize n)
{
  SbFacts *facts = make (n / 20 + 5, n + 100);
  SbDate first = sb_date_from_ymd (2023, 1, 1);
  SbRandom random;

  sb_random_init (&random, seed, 1, 1);
  for (gsize i = 0; i < n; i++)
    random_deal (facts, &random, first);
  for (gsize i = 0; i < n / 4; i++)
    {
      gint32 account = 1 + (gint32) sb_random_below (&random, facts->n_accounts);
      SbDate on = first + (SbDate) sb_random_below (&random, 1096);
      int scale = sb_random_below (&random, 2) == 0 ? 5 : 10;

      facts->feedback[facts->n_feedback++]
        = (SbFeedbackFact) { (gint32) i + 1, account, on, 1000 * (gint32) sb_random_below (&random, (guint64) scale + 1),
                             (gint16) scale, (guint8) sb_random_below (&random, 3), 0 };
      facts->activities[facts->n_activities++]
        = (SbActivityFact) { (gint32) i + 1, account, 1 + (gint32) sb_random_below (&random, 4), 0, on, 45, 0,
                             SB_FACT_DONE };
    }
  fixture_target (facts, "2025", 0, 500000000);
  return facts;
}

void
assert_near (double value, double want, double tolerance)
{
  if (!(fabs (value - want) <= tolerance))
    g_error ("%.12g is not within %g of %.12g", value, tolerance, want);
}

void
assert_ratio (const SbRatio *ratio, gint64 numerator, gint64 denominator)
{
  g_assert_cmpint (ratio->reason, ==, SB_REASON_NONE);
  g_assert_cmpint (ratio->numerator, ==, numerator);
  g_assert_cmpint (ratio->denominator, ==, denominator);
  assert_near (ratio->value, (double) numerator / (double) denominator, 1e-12);
}

void
assert_reason (const SbRatio *ratio, SbReason reason)
{
  g_assert_cmpstr (sb_reason_code (ratio->reason), ==, sb_reason_code (reason));
  g_assert_false (sb_ratio_is_defined (ratio));
}

void
assert_sane (const SbRatio *ratio)
{
  g_assert_true (isfinite (ratio->value));
  g_assert_cmpint (ratio->reason, <, SB_N_REASONS);
}

void
assert_sane_quantity (const SbQuantity *quantity)
{
  g_assert_true (isfinite (quantity->real) && isfinite (quantity->lo) && isfinite (quantity->hi));
  g_assert_true (isfinite (sb_quantity_as_real (quantity)));
  g_assert_cmpint (quantity->reason, <, SB_N_REASONS);
  if (quantity->has_range)
    g_assert_true (quantity->lo <= quantity->hi);
}
