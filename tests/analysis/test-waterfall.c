/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The waterfall: one deal a bucket, and the identity over random states. */
#include "analysis-fixture.h"

#include "analysis/sb-waterfall.h"
#include "core/sb-random.h"

#define FROM "2025-10-15"
#define TO "2025-11-15"

static SbDealStand
stand (gint32 id, int status, gint64 minor, const char *due, gint32 owner)
{
  return (SbDealStand) { .amount_minor = minor, .id = id, .owner_id = owner, .created_on = D ("2025-10-01"),
                         .expected_close_on = D (due), .closed_on = SB_DATE_NONE, .status = (guint8) status,
                         .flags = SB_FACT_HAS_AMOUNT, .probability_ppm = -1 };
}

static SbWaterfall *
fall (const SbFacts *facts, const GArray *before, const GArray *after, SbScope scope)
{
  SbWaterfallQuery query = { before, after, D (FROM), D (TO), fixture_period ("2025-Q4"), scope };

  return sb_waterfall_compute (facts, &query);
}

/* Owner 1 of team 2; before and after of one deal a bucket. */
static void
test_buckets (void)
{
  static const struct { SbFall fall; int before, after; gint64 old_minor, minor; const char *old_due, *due;
                        gint32 old_owner, owner; } cases[] = {
    { SB_FALL_NEW, SB_STAND_ABSENT, SB_STATUS_OPEN, 0, 101, "2025-12-01", "2025-12-01", 1, 1 },
    { SB_FALL_REOPENED, SB_STATUS_LOST, SB_STATUS_OPEN, 102, 102, "2025-12-01", "2025-12-01", 1, 1 },
    { SB_FALL_PULLED_IN, SB_STATUS_OPEN, SB_STATUS_OPEN, 103, 103, "2026-02-01", "2025-12-01", 1, 1 },
    { SB_FALL_TRANSFERRED_IN, SB_STATUS_OPEN, SB_STATUS_OPEN, 104, 104, "2025-12-01", "2025-12-01", 4, 1 },
    { SB_FALL_INCREASE, SB_STATUS_OPEN, SB_STATUS_OPEN, 100, 205, "2025-12-01", "2025-12-01", 1, 1 },
    { SB_FALL_DECREASE, SB_STATUS_OPEN, SB_STATUS_OPEN, 206, 100, "2025-12-01", "2025-12-01", 1, 1 },
    { SB_FALL_PUSHED_OUT, SB_STATUS_OPEN, SB_STATUS_OPEN, 107, 107, "2025-12-01", "2026-01-05", 1, 1 },
    { SB_FALL_TRANSFERRED_OUT, SB_STATUS_OPEN, SB_STATUS_OPEN, 108, 108, "2025-12-01", "2025-12-01", 1, 4 },
    { SB_FALL_WON, SB_STATUS_OPEN, SB_STATUS_WON, 109, 109, "2025-12-01", "2025-12-01", 1, 1 },
    { SB_FALL_LOST, SB_STATUS_OPEN, SB_STATUS_LOST, 110, 110, "2025-12-01", "2025-12-01", 1, 1 },
    { SB_FALL_VOID, SB_STATUS_OPEN, SB_STAND_ABSENT, 111, 111, "2025-12-01", "2025-12-01", 1, 1 },
  };
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (SbDealStand));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (SbDealStand));
  g_autoptr (SbWaterfall) waterfall = NULL;
  SbScope team = SB_SCOPE_ALL;

  team.team_id = 2;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SbDealStand was = stand ((gint32) i + 1, cases[i].before, cases[i].old_minor, cases[i].old_due, cases[i].old_owner);
      SbDealStand now = stand ((gint32) i + 1, cases[i].after, cases[i].minor, cases[i].due, cases[i].owner);

      fixture_deal (facts, SB_STATUS_OPEN, 1, NULL, NULL);
      now.closed_on = now.status == SB_STATUS_WON || now.status == SB_STATUS_LOST ? D ("2025-11-01") : SB_DATE_NONE;
      g_array_append_val (before, was);
      g_array_append_val (after, now);
    }
  waterfall = fall (facts, before, after, team);
  g_assert_true (waterfall->balanced);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SbFallBucket *bucket = &waterfall->buckets[cases[i].fall];

      g_assert_cmpint (bucket->n, ==, 1);
      g_assert_cmpint (bucket->minor, ==, cases[i].fall == SB_FALL_DECREASE ? 106 : 101 + (gint64) i);
      g_assert_cmpint (g_array_index (bucket->deals, SbFallDeal, 0).id, ==, (gint32) i + 1);
    }
  g_assert_cmpint (waterfall->open_before, ==, 100 + 206 + 107 + 108 + 109 + 110 + 111);
  g_assert_cmpint (waterfall->open_after, ==, 101 + 102 + 103 + 104 + 205 + 100);
}

/* Created and won in between is new and won; won from another quarter is pulled in and won; lost from there is not. */
static void
test_passed_through (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (SbDealStand));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (SbDealStand));
  g_autoptr (SbWaterfall) waterfall = NULL;
  SbDealStand was[] = { stand (1, SB_STAND_ABSENT, 0, "2025-12-01", 1), stand (2, SB_STATUS_OPEN, 20, "2026-02-01", 1),
                        stand (3, SB_STATUS_OPEN, 30, "2026-02-01", 1), stand (4, SB_STATUS_WON, 40, "2025-10-02", 1) };
  SbDealStand now[] = { stand (1, SB_STATUS_WON, 11, "2025-12-01", 1), stand (2, SB_STATUS_WON, 22, "2026-02-01", 1),
                        stand (3, SB_STATUS_LOST, 33, "2026-02-01", 1), stand (4, SB_STATUS_WON, 40, "2025-10-02", 1) };

  for (int i = 0; i < 4; i++)
    {
      fixture_deal (facts, SB_STATUS_WON, 1, NULL, NULL);
      was[i].closed_on = i == 3 ? D ("2025-10-02") : SB_DATE_NONE;
      now[i].closed_on = i == 3 ? D ("2025-10-02") : D ("2025-11-03");
    }
  g_array_append_vals (before, was, 4);
  g_array_append_vals (after, now, 4);
  waterfall = fall (facts, before, after, SB_SCOPE_ALL);
  g_assert_true (waterfall->balanced);
  g_assert_cmpint (waterfall->buckets[SB_FALL_WON].minor, ==, 33);
  g_assert_cmpint (waterfall->buckets[SB_FALL_NEW].minor, ==, 11);
  g_assert_cmpint (waterfall->buckets[SB_FALL_PULLED_IN].minor, ==, 22);
  g_assert_cmpint (waterfall->buckets[SB_FALL_LOST].n, ==, 0);
}

/* 2,000 times 60 deals in any states: the identity holds to the minor unit, whatever the scope. */
static void
test_identity (void)
{
  static const char *const dues[] = { "2025-10-02", "2025-12-31", "2026-01-01", "2025-09-30", "" };
  static const int statuses[] = { SB_STATUS_OPEN, SB_STATUS_OPEN, SB_STATUS_OPEN, SB_STATUS_WON, SB_STATUS_LOST,
                                  SB_STATUS_VOID, SB_STAND_ABSENT };
  g_autoptr (SbFacts) facts = fixture_new ();
  SbRandom random;

  sb_random_init (&random, 4, 0, 0);
  for (int i = 0; i < 60; i++)
    fixture_deal (facts, SB_STATUS_OPEN, 1, NULL, NULL);
  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (SbDealStand));
      g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (SbDealStand));
      g_autoptr (SbWaterfall) waterfall = NULL;
      SbScope scope = SB_SCOPE_ALL;

      scope.member_id = round % 3 == 0 ? 1 : 0;
      for (int s = 0; s < 2; s++)
        for (int i = 1; i <= 60; i++)
          {
            SbDealStand row = stand (i, statuses[sb_random_below (&random, G_N_ELEMENTS (statuses))],
                                     (gint64) sb_random_below (&random, 1000000) - 1000,
                                     dues[sb_random_below (&random, G_N_ELEMENTS (dues))],
                                     1 + (gint32) sb_random_below (&random, 4));

            row.closed_on = row.status == SB_STATUS_OPEN ? SB_DATE_NONE : D ("2025-11-01");
            row.flags = sb_random_below (&random, 10) > 0 ? SB_FACT_HAS_AMOUNT : 0;
            if (sb_random_below (&random, 20) > 0)
              g_array_append_vals (s == 0 ? before : after, &row, 1);
          }
      waterfall = fall (facts, before, after, scope);
      g_assert_true (waterfall->balanced);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/waterfall/buckets", test_buckets);
  g_test_add_func ("/waterfall/passed-through", test_passed_through);
  g_test_add_func ("/waterfall/identity", test_identity);
  return g_test_run ();
}
