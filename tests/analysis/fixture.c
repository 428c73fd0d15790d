/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts made by hand and at random for the tests and benchmarks of the analysis room. */
#include "fixture.h"

#include "core/sb-random.h"

static const SbStageFact stages[] = {
  { 11, 1, 1, SB_STATUS_OPEN, 0, 100000, -1, -1, "Prospecting" },
  { 12, 1, 2, SB_STATUS_OPEN, 0, 300000, -1, -1, "Proposal" },
  { 13, 1, 3, SB_STATUS_OPEN, 0, 600000, -1, -1, "Negotiation" },
  { 14, 1, 4, SB_STATUS_WON, 0, 1000000, -1, -1, "Won" },
  { 15, 1, 5, SB_STATUS_LOST, 0, 0, -1, -1, "Lost" },
};

static const SbMemberFact members[] = {
  { 1, 0, 0, G_MININT32, G_MININT32, 1000000, 1000000, 0, "Ada" },
  { 2, 0, 0, G_MININT32, G_MININT32, 1000000, 1000000, 0, "Ben" },
  { 3, 0, 0, G_MININT32, G_MININT32, 1000000, 1000000, 0, "Cleo" },
};

SbFacts *
fixture_new (gsize n_deals)
{
  SbFacts *facts = sb_facts_new ();

  facts->calendar = sb_calendar_new (SB_WEEK_MON_FRI);
  facts->pipelines = g_new0 (SbPipelineFact, 1);
  facts->pipelines[0] = (SbPipelineFact) { 1, SB_OBJECT_DEAL, 1, "Sales" };
  facts->n_pipelines = 1;
  facts->stages = g_memdup2 (stages, sizeof stages);
  facts->n_stages = G_N_ELEMENTS (stages);
  facts->members = g_memdup2 (members, sizeof members);
  facts->n_members = G_N_ELEMENTS (members);
  facts->deals = g_new0 (SbDealFact, n_deals + 1);
  facts->n_deals = n_deals;
  return facts;
}

SbDealFact
fixture_deal (gint32 id, SbDealStatus status, gint64 minor, const char *created, const char *closed)
{
  SbDealFact deal = { 0 };

  deal.id = id;
  deal.pipeline_id = 1;
  deal.stage_id = status == SB_STATUS_WON ? 14 : status == SB_STATUS_OPEN ? 11 : 15;
  deal.status = (guint8) status;
  deal.amount_minor = minor;
  deal.flags = SB_FACT_HAS_AMOUNT;
  deal.owner_id = 1;
  deal.source = deal.region = -1;
  deal.created_on = sb_date_parse_iso (created);
  deal.closed_on = sb_date_parse_iso (closed);
  deal.expected_close_on = deal.stage_since_on = deal.last_activity_on = SB_DATE_NONE;
  deal.manual_ppm = -1;
  deal.furthest = deal.last_open = -1;
  return deal;
}

SbFacts *
fixture_random (gsize n_deals, guint64 seed)
{
  SbFacts *facts = fixture_new (n_deals);
  SbDate start = sb_date_from_ymd (2024, 1, 1);
  SbRandom random;

  sb_random_init (&random, seed, 1, 1);
  for (gsize i = 0; i < n_deals; i++)
    {
      SbDealFact *deal = &facts->deals[i];
      gint16 last = (gint16) (1 + sb_random_below (&random, 3));
      SbDealStatus status = (SbDealStatus) sb_random_below (&random, 4);

      *deal = fixture_deal ((gint32) i + 1, status, (gint64) sb_random_below (&random, 10000000), NULL, NULL);
      deal->owner_id = (gint32) (1 + sb_random_below (&random, 3));
      deal->account_id = (gint32) sb_random_below (&random, 50);
      deal->created_on = start + (SbDate) sb_random_below (&random, 700);
      deal->expected_close_on = deal->created_on + (SbDate) sb_random_below (&random, 200);
      deal->flags = sb_random_below (&random, 10) == 0 ? 0 : SB_FACT_HAS_AMOUNT;
      if (status != SB_STATUS_OPEN)
        deal->closed_on = deal->created_on + (SbDate) sb_random_below (&random, 200);
      if (sb_random_below (&random, 20) != 0)
        {
          deal->last_open = last;
          deal->furthest = (gint16) MIN (3, last + (gint16) sb_random_below (&random, 2));
        }
      if (status == SB_STATUS_OPEN)
        deal->stage_id = 10 + last;
    }
  return facts;
}
