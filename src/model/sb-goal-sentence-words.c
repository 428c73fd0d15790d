/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which metric and whose goal: the workspace's own names first, then what people call the built-in metrics in both
 * languages. Inside sb-goal-sentence only. */
#include "sb-config.h"

#include "model/sb-goal-sentence-private.h"

#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Weak words give way to any strong one: "win rate of big deals" is about the win rate. */
typedef struct {
  const char *code, *strong, *weak;
} Vocabulary;

static const Vocabulary words[] = {
  { "revenue_won", "销售额|销售收入|营业额|营收|业绩|revenue|turnover", "销售|收入|sales|bookings" },
  { "gross_margin", "毛利润|毛利额|毛利|gross margin|gross profit", "利润|margin|profit" },
  { "deals_won", "成交数|成交量|赢单数|签单数|成单数|deals won|won deals|closed deals", "签单|成交|订单|deals|wins|orders" },
  { "win_rate", "赢单率|成交率|胜率|win rate|close rate|closing rate|hit rate", NULL },
  { "stage_conversion", "转化率|conversion rate|conversion", NULL },
  { "new_customers", "新客户数|新客户|新客|开发客户|new customers|new accounts|new clients", NULL },
  { "average_deal", "客单价|平均客单价|平均成交额|average deal|deal size|average order|average sale", NULL },
  { "sales_cycle", "销售周期|成交周期|sales cycle|cycle time", NULL },
  { "pipeline_created", "新增商机额|新增商机|商机额|pipeline created|new pipeline", "商机|pipeline" },
  { "pipeline_coverage", "管道覆盖率|商机覆盖率|pipeline coverage", "coverage" },
  { "collections", "回款额|回款|collections|cash collected|cash-in", "payments" },
  { "collection_rate", "回款率|collection rate", NULL },
  { "discount", "折扣率|平均折扣|discount rate|discounts|discount", "折扣" },
  { "csat", "客户满意度|满意度|csat|customer satisfaction|satisfaction", NULL },
  { "nps", "净推荐值|net promoter score|nps", NULL },
  { "retention", "客户留存率|留存率|续约率|复购率|retention rate|retention|renewal rate|repurchase rate", NULL },
  { "activities", "活动量|拜访量|activities|customer visits", "拜访|电话|visits|visit|calls|call|meetings" },
  { "training_hours", "培训时数|培训小时|培训时长|training hours|hours of training", "培训|training" },
  { "skill_readiness", "技能达标率|skill readiness", NULL },
  { "one_on_ones", "一对一面谈|一对一|one-on-ones?|1:1s?", NULL },
};

typedef struct {
  const SbMetricFact *metric;
  int                 start, end;
  gboolean            strong;
} Found;

static const SbMetricFact *
metric_of_code (const SbFacts *facts, const char *code)
{
  for (gsize i = 0; i < facts->n_metrics; i++)
    if (strcmp (facts->metrics[i].code, code) == 0)
      return &facts->metrics[i];
  return NULL;
}

/* Latin words stand alone, Chinese ones anywhere. Every match is noted. */
static void
look_for (const char *rest, const char *pattern, const SbMetricFact *metric, gboolean strong, GArray *found)
{
  g_autofree char *bounded = g_strdup_printf ("(?<![a-z])(?:%s)(?![a-z])", pattern);
  g_autoptr (GRegex) regex = g_regex_new (bounded, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (regex == NULL || metric == NULL)
    return;
  g_regex_match (regex, rest, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      Found one = { metric, 0, 0, strong };

      g_match_info_fetch_pos (match, 0, &one.start, &one.end);
      g_array_append_val (found, one);
    }
}

static void
look_for_name (const char *rest, const SbMetricFact *metric, GArray *found)
{
  g_autofree char *folded = sb_text_fold (metric->name);
  g_autofree char *escaped = g_regex_escape_string (folded, -1);

  if (g_utf8_strlen (folded, -1) >= 2)
    look_for (rest, escaped, metric, TRUE, found);
}

/* What lies inside a longer match says nothing of its own: "sales" of "sales cycle". */
static gboolean
is_inside (const GArray *found, const Found *one)
{
  for (guint i = 0; i < found->len; i++)
    {
      const Found *other = &g_array_index (found, Found, i);

      if (other->start <= one->start && other->end >= one->end && other->end - other->start > one->end - one->start)
        return TRUE;
    }
  return FALSE;
}

static GArray *
find_metrics (SbGoalReading *reading)
{
  const SbFacts *facts = reading->context->facts;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Found));

  for (gsize i = 0; i < facts->n_metrics; i++)
    look_for_name (reading->rest, &facts->metrics[i], found);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const SbMetricFact *metric = metric_of_code (facts, words[i].code);

      look_for (reading->rest, words[i].strong, metric, TRUE, found);
      if (words[i].weak != NULL)
        look_for (reading->rest, words[i].weak, metric, FALSE, found);
    }
  return found;
}

static gboolean
refuse_two (const SbMetricFact *a, const SbMetricFact *b, GError **error)
{
  g_set_error (error, SB_GOAL_SENTENCE_ERROR, SB_GOAL_SENTENCE_ERROR_METRIC,
               _("Two metrics in one goal: “%s” and “%s”. Write one goal for each."), a->name, b->name);
  return FALSE;
}

gboolean
sb_goal_read_metric (SbGoalReading *reading, GError **error)
{
  g_autoptr (GArray) found = find_metrics (reading);
  const SbMetricFact *strong = NULL, *weak = NULL;

  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);

      if (is_inside (found, one))
        continue;
      if (one->strong && strong != NULL && strong != one->metric)
        return refuse_two (strong, one->metric, error);
      if (one->strong)
        strong = one->metric;
      else if (weak == NULL)
        weak = one->metric;
    }
  reading->sentence->metric = strong != NULL ? strong : weak;
  if (reading->sentence->metric == NULL)
    {
      g_set_error_literal (error, SB_GOAL_SENTENCE_ERROR, SB_GOAL_SENTENCE_ERROR_METRIC,
                           _("What is measured? Name a metric, for example revenue, win rate or new customers."));
      return FALSE;
    }
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);

      if (one->metric == reading->sentence->metric)
        memset (reading->rest + one->start, '\x1f', (gsize) (one->end - one->start));
    }
  return TRUE;
}

/* Takes a name out of the text when it stands there. */
static gboolean
take_name (SbGoalReading *reading, const char *name)
{
  g_autofree char *folded = sb_text_fold (name), *escaped = g_regex_escape_string (folded, -1);
  g_autofree char *pattern = g_strdup_printf ("(?<![a-z])%s(?![a-z])", escaped);
  g_auto (SbGoalMatch) match = { { NULL }, NULL };

  return g_utf8_strlen (folded, -1) >= 2 && sb_goal_take (reading, pattern, &match);
}

void
sb_goal_read_people (SbGoalReading *reading)
{
  const SbFacts *facts = reading->context->facts;
  g_auto (SbGoalMatch) match = { { NULL }, NULL };

  for (gsize i = 0; i < facts->n_members && reading->sentence->member_id == 0; i++)
    if (!(facts->members[i].flags & SB_FACT_ARCHIVED) && take_name (reading, facts->members[i].name))
      reading->sentence->member_id = facts->members[i].id;
  for (gsize i = 0; i < facts->n_teams && reading->sentence->team_id == 0; i++)
    if (take_name (reading, facts->teams[i].name))
      reading->sentence->team_id = facts->teams[i].id;
  reading->sentence->stretch = sb_goal_take (reading, "冲刺|挑战目标|\\bstretch\\b", &match);
}
