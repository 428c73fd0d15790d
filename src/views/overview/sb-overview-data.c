/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers what the overview shows and puts it into sentences. It calls analysis and nothing else: no widget, no
 * workspace, so that the page and its PDF cannot differ. */
#include "sb-config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "views/overview/sb-overview-data.h"

static SbSeries *
month_series (const SbContext *context, SbMetric metric, int months_back)
{
  SbPeriod last = sb_period_containing (SB_PERIOD_MONTH, MIN (context->as_of, context->period.end), context->fiscal);
  last = sb_period_shift (last, -months_back, context->fiscal);
  SbPeriod first = sb_period_shift (last, -(SB_OVERVIEW_MONTHS - 1), context->fiscal);
  SbKpiQuery query = { sb_period_custom (first.start, last.end), context->scope, context->as_of, 0 };
  return sb_kpi_series_compute (context->facts, metric, SB_PERIOD_MONTH, &query);
}

static void
find_month_targets (SbOverviewData *data)
{
  for (guint i = 0; i < SB_OVERVIEW_MONTHS; i++)
    {
      data->month_target[i] = -1;
      if (i >= data->months->points->len)
        continue;
      SbTargetQuery query = { "revenue_won", g_array_index (data->months->points, SbSeriesPoint, i).period,
                              data->context->scope, data->context->as_of };
      SbPlanTarget target = sb_plan_target_find (data->context->facts, &query);
      if (target.reason == SB_REASON_NONE && target.minor > 0)
        data->month_target[i] = target.minor;
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const SbMemberResult *x = a, *y = b;
  int order = g_utf8_collate (x->name != NULL ? x->name : "", y->name != NULL ? y->name : "");
  return order != 0 ? order : (x->member_id > y->member_id) - (x->member_id < y->member_id);
}

/* Name order: nothing ranks people. */
static void
gather_members (SbOverviewData *data)
{
  const SbContext *context = data->context;
  SbKpiQuery query = { context->period, context->scope, context->as_of, 0 };
  g_autoptr (GArray) parts = sb_kpi_split_compute (context->facts, SB_METRIC_REVENUE_WON, SB_SPLIT_MEMBER, &query);
  data->members = g_array_new (FALSE, TRUE, sizeof (SbMemberResult));
  for (guint i = 0; i < parts->len; i++)
    {
      const SbKpiPart *part = &g_array_index (parts, SbKpiPart, i);
      if (part->id <= 0)
        continue;
      SbScope scope = context->scope;
      scope.member_id = part->id;
      scope.team_id = 0;
      SbTargetQuery target_query = { "revenue_won", context->period, scope, context->as_of };
      SbPlanTarget target = sb_plan_target_find (context->facts, &target_query);
      gboolean has_target = target.reason == SB_REASON_NONE && target.minor > 0;
      SbMemberResult member = { part->id, part->name, sb_quantity_is_defined (&part->value) ? part->value.integer : 0,
                                has_target ? target.minor : 0, has_target };
      g_array_append_val (data->members, member);
    }
  g_array_sort (data->members, compare_names);
}

gpointer
sb_overview_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (context != NULL, NULL);
  SbOverviewData *data = g_new0 (SbOverviewData, 1);
  SbKpiQuery query = { context->period, context->scope, context->as_of, 0 };
  SbAttentionQuery attention = { context->period, context->scope, context->as_of, 0, SB_ATTENTION_DEFAULTS };
  data->context = sb_context_ref ((SbContext *) context);
  data->overview = sb_overview_compute (context->facts, &attention);
  data->win_rate = sb_kpi_compute (context->facts, SB_METRIC_WIN_RATE, &query);
  data->revenue = sb_kpi_compute (context->facts, SB_METRIC_REVENUE_WON, &query);
  data->months = month_series (context, SB_METRIC_REVENUE_WON, 0);
  data->year_ago = month_series (context, SB_METRIC_REVENUE_WON, 12);
  data->win_months = month_series (context, SB_METRIC_WIN_RATE, 0);
  find_month_targets (data);
  gather_members (data);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&data, sb_overview_data_free);
  return data;
}

void
sb_overview_data_free (SbOverviewData *data)
{
  if (data == NULL)
    return;
  g_clear_pointer (&data->overview, sb_overview_free);
  g_clear_pointer (&data->win_rate, sb_kpi_free);
  g_clear_pointer (&data->revenue, sb_kpi_free);
  g_clear_pointer (&data->months, sb_series_free);
  g_clear_pointer (&data->year_ago, sb_series_free);
  g_clear_pointer (&data->win_months, sb_series_free);
  g_clear_pointer (&data->members, g_array_unref);
  g_clear_pointer (&data->context, sb_context_unref);
  g_free (data);
}

static const char *
headline (const SbOverview *overview)
{
  switch (overview->verdict)
    {
    case SB_OVERVIEW_ACHIEVED:
      return overview->leans ? N_("The target of {period} is reached, but it leans on one person.")
                             : N_("The target of {period} is reached.");
    case SB_OVERVIEW_ON_PACE:
      return overview->leans ? N_("{period} is on pace, but it leans on one person.") : N_("{period} is on pace.");
    case SB_OVERVIEW_AT_RISK:
      return N_("{period} is slightly behind plan.");
    case SB_OVERVIEW_BEHIND:
      return N_("{period} is behind plan.");
    case SB_OVERVIEW_MISSED:
      return N_("{period} ended below its target.");
    case SB_OVERVIEW_TOO_EARLY:
      return N_("{period} has just begun.");
    default:
      return N_("{period} has no target yet.");
    }
}

static void
say_result (const SbOverviewData *data, SbFormatter *formatter, SbSentence *sentence)
{
  const SbOverview *overview = data->overview;
  const SbPacing *pacing = overview->pacing;
  g_autofree char *won = sb_formatter_money_short (formatter, overview->won);
  if (!sb_ratio_is_defined (&pacing->attainment))
    {
      g_autofree char *deals = sb_formatter_count (formatter, overview->deals_won);
      sb_sentence_add (
        sentence,
        ngettext ("{won} is won with {deals} deal.", "{won} is won with {deals} deals.", (gulong) overview->deals_won),
        "won", won, "won", "deals", deals, NULL, NULL);
      return;
    }
  g_autofree char *attainment = sb_formatter_ratio (formatter, &pacing->attainment, SB_FORMAT_PERCENT);
  g_autofree char *target = sb_formatter_money_short (formatter, pacing->target);
  if (pacing->days_left > 0 && sb_ratio_is_defined (&pacing->gone_share))
    {
      g_autofree char *gone = sb_formatter_ratio (formatter, &pacing->gone_share, SB_FORMAT_PERCENT);
      sb_sentence_add (sentence, _("{attainment} of {target} is won with {gone} of the working days gone."),
                       "attainment", attainment, "attainment", "target", target, NULL, "gone", gone, "pace", NULL);
    }
  else
    sb_sentence_add (sentence, _("{won} is won, {attainment} of the target of {target}."), "won", won, "won",
                     "attainment", attainment, "attainment", "target", target, NULL, NULL);
}

static void
say_weak_sides (const SbOverviewData *data, SbFormatter *formatter, SbSentence *sentence)
{
  const SbOverview *overview = data->overview;
  const SbCarry *carry = overview->carry;
  if (carry != NULL && carry->member_id != 0 && sb_ratio_is_defined (&carry->carry) && overview->leans)
    {
      g_autofree char *member = sb_formatter_name (formatter, "member", carry->member_id, carry->name);
      g_autofree char *without = sb_formatter_ratio (formatter, &carry->carry, SB_FORMAT_PERCENT);
      sb_sentence_add (sentence, _("Without {member} the team would stand at {without}."), "member", member, NULL,
                       "without", without, "carry", NULL);
    }
  if (overview->funnel == NULL || overview->weak_stage < 0
      || (guint) overview->weak_stage >= overview->funnel->n_stages)
    return;
  const SbFunnelStage *stage = &overview->funnel->stages[overview->weak_stage];
  g_autofree char *lost = sb_formatter_count (formatter, stage->n[SB_FUNNEL_LOST]);
  g_autofree char *reached = sb_formatter_count (formatter, stage->n[SB_FUNNEL_REACHED]);
  if (stage->minor[SB_FUNNEL_LOST] > 0)
    {
      g_autofree char *money = sb_formatter_money_short (formatter, stage->minor[SB_FUNNEL_LOST]);
      sb_sentence_add (sentence, _("Most value is lost at {stage}: {money} in {lost} of {reached} deals."), "stage",
                       stage->stage->name, "stage", "money", money, NULL, "lost", lost, NULL, "reached", reached, NULL,
                       NULL);
    }
  else
    sb_sentence_add (sentence, _("Most deals are lost at {stage}: {lost} of {reached}."), "stage", stage->stage->name,
                     "stage", "lost", lost, NULL, "reached", reached, NULL, NULL);
}

SbSentence *
sb_overview_data_sentence (const SbOverviewData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  SbSentence *sentence = sb_sentence_new ();
  g_autofree char *period = sb_formatter_period (formatter, data->context->period);
  sb_sentence_add_strong (sentence, _(headline (data->overview)), "period", period, NULL, NULL);
  say_result (data, formatter, sentence);
  say_weak_sides (data, formatter, sentence);
  return sentence;
}

SbExplain *
sb_overview_data_explain (const SbOverviewData *data, const char *key)
{
  g_return_val_if_fail (data != NULL && key != NULL, NULL);
  const SbOverview *overview = data->overview;
  if (g_str_equal (key, "attainment"))
    return overview->pacing->explain_attainment;
  if (g_str_equal (key, "pace"))
    return overview->pacing->explain_pace;
  if (g_str_equal (key, "carry"))
    return overview->carry != NULL ? overview->carry->explain : NULL;
  if (g_str_equal (key, "won"))
    return overview->explain_won;
  return NULL;
}
