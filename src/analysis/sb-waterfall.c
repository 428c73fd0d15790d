/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts every deal that was or is in the pipeline of a period into the buckets of a waterfall. Called by the page of
 * changes and the command; knows no snapshots, only two states. */
#include "sb-config.h"

#include "analysis/sb-waterfall.h"

#include "analysis/sb-deal-state.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *key;
  const char *label;
} falls[SB_N_FALLS] = {
  { "new", N_("New") },
  { "reopened", N_("Reopened") },
  { "pulled_in", N_("Pulled in") },
  { "transferred_in", N_("Transferred in") },
  { "increases", N_("Amount increased") },
  { "decreases", N_("Amount decreased") },
  { "pushed_out", N_("Pushed out") },
  { "transferred_out", N_("Transferred out") },
  { "won", N_("Won") },
  { "lost", N_("Lost") },
  { "void", N_("Void") },
};

typedef struct {
  const SbFacts          *facts;
  const SbWaterfallQuery *query;
  SbScopeFilter           filter;
  guint8                 *pipelines;
  SbWaterfall            *waterfall;
} Fall;

const char *
sb_fall_key (SbFall fall)
{
  g_return_val_if_fail (fall < SB_N_FALLS, NULL);

  return falls[fall].key;
}

const char *
sb_fall_label (SbFall fall)
{
  g_return_val_if_fail (fall < SB_N_FALLS, NULL);

  return falls[fall].label;
}

gboolean
sb_fall_adds (SbFall fall)
{
  return fall < SB_FALL_DECREASE;
}

static void
add (Fall *fall, gint64 *sum, gint64 minor)
{
  if (__builtin_add_overflow (*sum, minor, sum))
    fall->waterfall->overflow = TRUE;
}

static void
put (Fall *fall, SbFall where, gint32 id, gint64 minor)
{
  SbFallBucket *bucket = &fall->waterfall->buckets[where];
  SbFallDeal deal = { id, minor };

  add (fall, &bucket->minor, minor);
  bucket->n++;
  g_array_append_val (bucket->deals, deal);
}

/* Team and owner of the day; the team is the deal's own, else the owner's. */
static gboolean
in_scope (const Fall *fall, const SbDealFact *fact, const SbDealStand *stand)
{
  SbDealFact then = *fact;
  const SbMemberFact *owner = stand->owner_id != 0 ? sb_facts_member (fall->facts, stand->owner_id) : NULL;

  then.owner_id = stand->owner_id;
  then.team_id = stand->team_id != 0 ? stand->team_id : owner != NULL ? owner->team_id : 0;
  return sb_deal_in_scope (&fall->filter, &then);
}

static gboolean
is_due (const Fall *fall, const SbDealStand *stand)
{
  return sb_date_in (stand->expected_close_on, fall->query->period.start, fall->query->period.end);
}

static gboolean
is_in (const Fall *fall, const SbDealFact *fact, const SbDealStand *stand)
{
  return stand != NULL && stand->status == SB_STATUS_OPEN && is_due (fall, stand) && in_scope (fall, fact, stand);
}

static gint64
value_of (const SbDealStand *stand)
{
  return (stand->flags & (SB_FACT_HAS_AMOUNT | SB_FACT_NO_RATE)) == SB_FACT_HAS_AMOUNT ? stand->amount_minor : 0;
}

static void
note_value (Fall *fall, const SbDealStand *stand)
{
  if (stand->flags & SB_FACT_NO_RATE)
    fall->waterfall->no_rate++;
  else if (!(stand->flags & SB_FACT_HAS_AMOUNT))
    fall->waterfall->no_amount++;
}

static void
put_change (Fall *fall, gint32 id, gint64 before, gint64 after)
{
  gint64 change;

  if (__builtin_sub_overflow (after, before, &change))
    fall->waterfall->overflow = TRUE;
  else if (change > 0)
    put (fall, SB_FALL_INCREASE, id, change);
  else if (change < 0)
    put (fall, SB_FALL_DECREASE, id, -change);
}

static SbFall
closed_as (const SbDealStand *stand)
{
  return stand->status == SB_STATUS_WON ? SB_FALL_WON : stand->status == SB_STATUS_LOST ? SB_FALL_LOST : SB_FALL_VOID;
}

/* Was in, is not: to another owner, closed, or due at another time. What was archived went void. */
static SbFall
way_out (const Fall *fall, const SbDealFact *fact, const SbDealStand *after)
{
  if (after == NULL || after->status == SB_STAND_ABSENT)
    return SB_FALL_VOID;
  if (!in_scope (fall, fact, after))
    return SB_FALL_TRANSFERRED_OUT;
  return after->status == SB_STATUS_OPEN ? SB_FALL_PUSHED_OUT : closed_as (after);
}

/* Was not in: it did not exist, was closed, belonged to others, or was due at another time. */
static SbFall
way_in (const Fall *fall, const SbDealFact *fact, const SbDealStand *before)
{
  if (before == NULL || before->status == SB_STAND_ABSENT)
    return SB_FALL_NEW;
  if (before->status != SB_STATUS_OPEN)
    return SB_FALL_REOPENED;
  return in_scope (fall, fact, before) ? SB_FALL_PULLED_IN : SB_FALL_TRANSFERRED_IN;
}

/* Neither day shows it in, and yet it went through: it closed in between, inside the period and the scope. A loss or a
 * void counts only of what appeared in between; one of another period's says nothing about this one. */
static gboolean
passed_through (const Fall *fall, const SbDealFact *fact, const SbDealStand *before, const SbDealStand *after)
{
  const SbWaterfallQuery *query = fall->query;
  gboolean appeared = before == NULL || before->status == SB_STAND_ABSENT;

  if (after == NULL || after->status == SB_STAND_ABSENT || after->status == SB_STATUS_OPEN
      || (!appeared && before->status != SB_STATUS_OPEN))
    return FALSE;
  return sb_date_in (after->closed_on, MAX (query->period.start, query->from + 1), MIN (query->period.end, query->to))
         && in_scope (fall, fact, after) && (appeared || after->status == SB_STATUS_WON);
}

static void
fall_deal (Fall *fall, const SbDealFact *fact, const SbDealStand *before, const SbDealStand *after)
{
  gboolean was_in = is_in (fall, fact, before), now_in = is_in (fall, fact, after);
  gint64 old_value = before != NULL ? value_of (before) : 0, new_value = after != NULL ? value_of (after) : 0;

  if (was_in)
    {
      add (fall, &fall->waterfall->open_before, old_value);
      fall->waterfall->n_before++;
    }
  if (now_in)
    {
      add (fall, &fall->waterfall->open_after, new_value);
      fall->waterfall->n_after++;
    }
  if (was_in && after == NULL)
    put (fall, SB_FALL_VOID, fact->id, old_value);
  else if (was_in)
    {
      put_change (fall, fact->id, old_value, new_value);
      if (!now_in)
        put (fall, way_out (fall, fact, after), fact->id, new_value);
    }
  else if (now_in)
    put (fall, way_in (fall, fact, before), fact->id, new_value);
  else if (passed_through (fall, fact, before, after))
    {
      put (fall, way_in (fall, fact, before), fact->id, new_value);
      put (fall, closed_as (after), fact->id, new_value);
    }
  else
    return;
  note_value (fall, after != NULL ? after : before);
}

static const SbDealStand *
stand_at (const GArray *stands, guint *at, gint32 id)
{
  while (*at < stands->len && g_array_index (stands, SbDealStand, *at).id < id)
    (*at)++;
  return *at < stands->len && g_array_index (stands, SbDealStand, *at).id == id
           ? &g_array_index (stands, SbDealStand, *at)
           : NULL;
}

static void
check_identity (Fall *fall)
{
  SbWaterfall *waterfall = fall->waterfall;
  gint64 sum = waterfall->open_before;

  for (int i = 0; i < SB_N_FALLS; i++)
    add (fall, &sum, sb_fall_adds ((SbFall) i) ? waterfall->buckets[i].minor : -waterfall->buckets[i].minor);
  waterfall->balanced = !waterfall->overflow && sum == waterfall->open_after;
}

static void
explain (SbWaterfall *waterfall, const SbWaterfallQuery *query)
{
  SbExplain *explained = sb_explain_new ("waterfall", N_("Open pipeline of the period"),
                                         N_("Open at the start + what entered and grew − what shrank and left"));

  waterfall->explain = explained;
  sb_explain_filter (explained, query->period, query->scope, query->to);
  sb_explain_input (explained, N_("Open at the start"), sb_quantity_money (waterfall->open_before));
  for (int i = 0; i < SB_N_FALLS; i++)
    if (waterfall->buckets[i].n > 0)
      sb_explain_input (explained, falls[i].label, sb_quantity_money (waterfall->buckets[i].minor));
  sb_explain_exclude (explained, N_("Open deals without an amount"), waterfall->no_amount);
  sb_explain_exclude (explained, N_("Amounts without an exchange rate"), waterfall->no_rate);
  if (!waterfall->balanced)
    sb_explain_note (explained, N_("The parts do not add up to the end: an error of the program. Please report it."));
  sb_explain_seal (explained, sb_quantity_money (waterfall->open_after));
}

SbWaterfall *
sb_waterfall_compute (const SbFacts *facts, const SbWaterfallQuery *query)
{
  SbWaterfall *waterfall;
  Fall fall = { facts, query };
  guint before = 0, after = 0;

  g_return_val_if_fail (facts != NULL && query != NULL && query->before != NULL && query->after != NULL, NULL);

  waterfall = g_new0 (SbWaterfall, 1);
  for (int i = 0; i < SB_N_FALLS; i++)
    waterfall->buckets[i].deals = g_array_new (FALSE, TRUE, sizeof (SbFallDeal));
  fall.waterfall = waterfall;
  fall.pipelines = sb_deal_pipelines_new (facts);
  sb_scope_filter_init (&fall.filter, facts, query->scope);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      SbDealFact fact = facts->deals[i];
      const SbDealStand *was = stand_at (query->before, &before, fact.id);
      const SbDealStand *now = stand_at (query->after, &after, fact.id);

      /* Whether it is archived is the states' business. */
      fact.flags &= (guint8) ~SB_FACT_ARCHIVED;
      if ((was != NULL || now != NULL) && sb_deal_counts (facts, fall.pipelines, 0, &fact))
        fall_deal (&fall, &fact, was, now);
    }
  check_identity (&fall);
  explain (waterfall, query);
  sb_scope_filter_clear (&fall.filter);
  g_free (fall.pipelines);
  return waterfall;
}

void
sb_waterfall_free (SbWaterfall *waterfall)
{
  g_return_if_fail (waterfall != NULL);

  for (int i = 0; i < SB_N_FALLS; i++)
    g_array_unref (waterfall->buckets[i].deals);
  g_clear_pointer (&waterfall->explain, sb_explain_unref);
  g_free (waterfall);
}
