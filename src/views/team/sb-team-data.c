/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks analysis for each member's numbers. Runs in a worker; the result is immutable and shared by the page and the
 * page of one member. Former members stay while they have results in the period, so that a total never hides anybody.
 */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/team/sb-team-data.h"

static gint64
part_money (GArray *parts, gint32 member_id)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const SbKpiPart *part = &g_array_index (parts, SbKpiPart, i);
      if (part->id == member_id)
        return sb_quantity_is_defined (&part->value) ? part->value.integer : 0;
    }
  return 0;
}

static SbRatio
part_ratio (GArray *parts, gint32 member_id)
{
  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, SbKpiPart, i).id == member_id)
      return g_array_index (parts, SbKpiPart, i).ratio;
  return sb_ratio_undefined (SB_REASON_NO_CLOSED_DEALS);
}

static void
judge (SbMemberNumbers *numbers, const SbContext *context)
{
  SbScope scope = SB_SCOPE_ALL;
  scope.member_id = numbers->member->id;
  SbTargetQuery query = { "revenue_won", context->period, scope, context->as_of };
  g_autoptr (SbPacing) pacing = sb_pacing_compute (context->facts, &query, numbers->won);
  numbers->has_target = pacing->source.reason == SB_REASON_NONE && pacing->target > 0;
  numbers->target = numbers->has_target ? pacing->target : 0;
  numbers->attainment = pacing->attainment;
  numbers->pace = pacing->pace;
}

static gboolean
is_shown (const SbMemberNumbers *numbers, const SbContext *context)
{
  const SbMemberFact *member = numbers->member;
  gboolean present = !(member->flags & (SB_FACT_INACTIVE | SB_FACT_ARCHIVED))
                     && (member->left_on == SB_DATE_NONE || member->left_on >= context->period.start);
  return present || numbers->won != 0 || numbers->open_deals > 0;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const SbMemberFact *x = ((const SbMemberNumbers *) a)->member, *y = ((const SbMemberNumbers *) b)->member;
  int order = g_utf8_collate (x->name, y->name);
  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

static void
gather (SbTeamData *data)
{
  const SbContext *context = data->context;
  const SbFacts *facts = context->facts;
  SbKpiQuery query = { context->period, context->scope, context->as_of, 0 };
  SbKpiQuery year = { sb_period_custom (sb_date_add_months (context->as_of, -12) + 1, context->as_of), context->scope,
                      context->as_of, 0 };
  g_autoptr (GArray) won = sb_kpi_split_compute (facts, SB_METRIC_REVENUE_WON, SB_SPLIT_MEMBER, &query);
  g_autoptr (GArray) pipeline = sb_kpi_split_compute (facts, SB_METRIC_OPEN_PIPELINE, SB_SPLIT_MEMBER, &query);
  g_autoptr (GArray) open = sb_kpi_split_compute (facts, SB_METRIC_OPEN_DEALS, SB_SPLIT_MEMBER, &query);
  g_autoptr (GArray) rates = sb_kpi_split_compute (facts, SB_METRIC_WIN_RATE, SB_SPLIT_MEMBER, &year);
  g_auto (SbScopeFilter) filter = { 0 };
  sb_scope_filter_init (&filter, facts, context->scope);
  for (gsize i = 0; i < facts->n_members; i++)
    {
      const SbMemberFact *member = &facts->members[i];
      if (context->scope.member_id != 0 && context->scope.member_id != member->id)
        continue;
      if (context->scope.team_id != 0 && !sb_scope_has_team (&filter, member->team_id))
        continue;
      SbMemberNumbers numbers = { .member = member,
                                  .won = part_money (won, member->id),
                                  .open_pipeline = part_money (pipeline, member->id),
                                  .open_deals = part_money (open, member->id),
                                  .win_rate = part_ratio (rates, member->id),
                                  .months = member->hired_on != SB_DATE_NONE && member->hired_on <= context->as_of
                                              ? sb_date_months_between (member->hired_on, context->as_of)
                                              : -1 };
      if (!is_shown (&numbers, context))
        continue;
      judge (&numbers, context);
      g_array_append_val (data->members, numbers);
    }
  g_array_sort (data->members, compare_names);
}

gpointer
sb_team_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (context != NULL, NULL);
  SbTeamData *data = g_new0 (SbTeamData, 1);
  SbTargetQuery target = { "revenue_won", context->period, context->scope, context->as_of };
  SbKpiQuery query = { context->period, context->scope, context->as_of, 0 };
  g_autoptr (SbKpi) revenue = sb_kpi_compute (context->facts, SB_METRIC_REVENUE_WON, &query);
  data->ref_count = 1;
  data->context = sb_context_ref ((SbContext *) context);
  data->members = g_array_new (FALSE, TRUE, sizeof (SbMemberNumbers));
  data->pacing = sb_pacing_compute (context->facts, &target,
                                    sb_quantity_is_defined (&revenue->value) ? revenue->value.integer : 0);
  data->carry = sb_carry_compute (context->facts, &target);
  gather (data);
  for (guint i = 0; i < data->members->len; i++)
    {
      const SbMemberNumbers *numbers = &g_array_index (data->members, SbMemberNumbers, i);
      const SbRatio *measure = context->as_of > context->period.end ? &numbers->attainment : &numbers->pace;
      data->with_target += numbers->has_target;
      data->on_pace += numbers->has_target && sb_ratio_is_defined (measure) && measure->value >= 1.0;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&data, sb_team_data_unref);
  return data;
}

SbTeamData *
sb_team_data_ref (SbTeamData *data)
{
  g_return_val_if_fail (data != NULL, NULL);
  g_atomic_int_inc (&data->ref_count);
  return data;
}

void
sb_team_data_unref (SbTeamData *data)
{
  if (data == NULL || !g_atomic_int_dec_and_test (&data->ref_count))
    return;
  g_clear_pointer (&data->members, g_array_unref);
  g_clear_pointer (&data->pacing, sb_pacing_free);
  g_clear_pointer (&data->carry, sb_carry_free);
  g_clear_pointer (&data->context, sb_context_unref);
  g_free (data);
}

SbSentence *
sb_team_data_sentence (const SbTeamData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  SbSentence *sentence = sb_sentence_new ();
  g_autofree char *n = sb_formatter_count (formatter, data->members->len);
  if (data->with_target == 0)
    {
      sb_sentence_add_strong (sentence,
                              ngettext ("{n} member, no targets in this period.",
                                        "{n} members, no targets in this period.", data->members->len),
                              "n", n, NULL, NULL);
      return sentence;
    }
  g_autofree char *on_pace = sb_formatter_count (formatter, data->on_pace);
  g_autofree char *with_target = sb_formatter_count (formatter, data->with_target);
  sb_sentence_add_strong (sentence,
                          data->context->as_of > data->context->period.end
                            ? ngettext ("{on} of {n} member with a target reached it.",
                                        "{on} of {n} members with a target reached it.", data->with_target)
                            : ngettext ("{on} of {n} member with a target is on pace.",
                                        "{on} of {n} members with a target are on pace.", data->with_target),
                          "on", on_pace, NULL, "n", with_target, NULL, NULL);
  if (sb_ratio_is_defined (&data->pacing->attainment))
    {
      g_autofree char *attainment = sb_formatter_ratio (formatter, &data->pacing->attainment, SB_FORMAT_PERCENT);
      if (sb_ratio_is_defined (&data->carry->carry))
        {
          g_autofree char *without = sb_formatter_ratio (formatter, &data->carry->carry, SB_FORMAT_PERCENT);
          sb_sentence_add (
            sentence,
            _("Together they stand at {attainment} of the target; without the largest contributor at {without}."),
            "attainment", attainment, "attainment", "without", without, "carry", NULL);
        }
      else
        sb_sentence_add (sentence, _("Together they stand at {attainment} of the target."), "attainment", attainment,
                         "attainment", NULL);
    }
  return sentence;
}

const SbMemberNumbers *
sb_team_data_find (const SbTeamData *data, gint32 member_id)
{
  g_return_val_if_fail (data != NULL, NULL);
  for (guint i = 0; i < data->members->len; i++)
    if (g_array_index (data->members, SbMemberNumbers, i).member->id == member_id)
      return &g_array_index (data->members, SbMemberNumbers, i);
  return NULL;
}
