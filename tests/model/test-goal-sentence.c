/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals typed as one sentence, in both languages, and what is refused with a reason. */
#include "model/sb-goal-sentence.h"

#include <math.h>
#include <string.h>

#define TODAY sb_date_from_ymd (2026, 11, 25) /* a Wednesday */

enum { REVENUE = 1, WIN_RATE, CUSTOMERS, ACTIVITIES, CYCLE, NPS, COMPLAINTS, DEALS, MARGIN, TRAINING };

static SbFacts *
make_facts (void)
{
  static const SbMetricFact metrics[] = {
    { REVENUE, SB_METRIC_UNIT_MONEY, SB_METRIC_LAGGING, SB_AGGREGATE_SUM, FALSE, FALSE, "Revenue won", "revenue_won" },
    { WIN_RATE, SB_METRIC_UNIT_PERCENT, SB_METRIC_LAGGING, SB_AGGREGATE_RATIO, FALSE, FALSE, "Win rate", "win_rate" },
    { CUSTOMERS, SB_METRIC_UNIT_COUNT, SB_METRIC_LAGGING, SB_AGGREGATE_SUM, FALSE, FALSE, "New customers",
      "new_customers" },
    { ACTIVITIES, SB_METRIC_UNIT_COUNT, SB_METRIC_LEADING, SB_AGGREGATE_SUM, FALSE, FALSE, "Activities", "activities" },
    { CYCLE, SB_METRIC_UNIT_DAYS, SB_METRIC_LAGGING, SB_AGGREGATE_MEAN, TRUE, FALSE, "Sales cycle", "sales_cycle" },
    { NPS, SB_METRIC_UNIT_SCORE, SB_METRIC_LAGGING, SB_AGGREGATE_RATIO, FALSE, FALSE, "NPS", "nps" },
    { COMPLAINTS, SB_METRIC_UNIT_COUNT, SB_METRIC_LAGGING, SB_AGGREGATE_SUM, TRUE, TRUE, "客户投诉", "" },
    { DEALS, SB_METRIC_UNIT_COUNT, SB_METRIC_LAGGING, SB_AGGREGATE_SUM, FALSE, FALSE, "Deals won", "deals_won" },
    { MARGIN, SB_METRIC_UNIT_MONEY, SB_METRIC_LAGGING, SB_AGGREGATE_SUM, FALSE, FALSE, "Gross margin", "gross_margin" },
    { TRAINING, SB_METRIC_UNIT_HOURS, SB_METRIC_DEVELOPMENT, SB_AGGREGATE_SUM, FALSE, FALSE, "Training hours",
      "training_hours" },
  };
  SbFacts *facts = sb_facts_new ();

  facts->exponent = 2;
  facts->metrics = g_memdup2 (metrics, sizeof metrics);
  facts->n_metrics = G_N_ELEMENTS (metrics);
  facts->members = g_new0 (SbMemberFact, 2);
  facts->n_members = 2;
  facts->members[0] = (SbMemberFact) { .id = 7, .name = "Li Wei" };
  facts->members[1] = (SbMemberFact) { .id = 8, .name = "王磊" };
  facts->teams = g_new0 (SbTeamFact, 2);
  facts->n_teams = 2;
  facts->teams[0] = (SbTeamFact) { 3, 0, 0, "Team North" };
  facts->teams[1] = (SbTeamFact) { 4, 0, 0, "华东团队" };
  return facts;
}

static SbGoalSentence *
parse (const char *text, GError **error)
{
  g_autoptr (SbFacts) facts = make_facts ();
  SbGoalSentenceContext context = { facts, TODAY, '.', FALSE };
  SbGoalSentence *sentence = sb_goal_sentence_parse (text, &context, error);

  /* The facts go away here: keep what the tests look at. */
  if (sentence != NULL)
    {
      static const SbMetricFact *metrics;
      g_autoptr (SbFacts) kept = make_facts ();

      if (metrics == NULL)
        metrics = g_memdup2 (kept->metrics, kept->n_metrics * sizeof (SbMetricFact));
      sentence->metric = &metrics[sentence->metric->id - 1];
    }
  return sentence;
}

typedef struct {
  const char *text;
  int         metric;
  SbGoalAsk   ask;
  double      value;
  const char *start, *end; /* NULL: no period */
} Case;

static void
assert_case (const Case *one)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbGoalSentence) sentence = parse (one->text, &error);
  char start[SB_DATE_TEXT_SIZE], end[SB_DATE_TEXT_SIZE];

  g_test_message ("%s", one->text);
  g_assert_no_error (error);
  g_assert_cmpint (sentence->metric->id, ==, one->metric);
  g_assert_cmpint (sentence->ask, ==, one->ask);
  if (fabs (sentence->value - one->value) > 1e-9 * MAX (1.0, fabs (one->value)))
    g_error ("%s: %g, not %g", one->text, sentence->value, one->value);
  g_assert_cmpint (sentence->has_period, ==, one->start != NULL);
  if (one->start == NULL)
    return;
  g_assert_cmpstr (sb_date_format_iso (sentence->period.start, start), ==, one->start);
  g_assert_cmpstr (sb_date_format_iso (sentence->period.end, end), ==, one->end);
}

static const Case chinese[] = {
  { "三个月内销售额增长20%", REVENUE, SB_GOAL_ASK_PERCENT, 0.2, "2026-11-25", "2027-02-24" },
  { "销售额３个月内增长２０％", REVENUE, SB_GOAL_ASK_PERCENT, 0.2, "2026-11-25", "2027-02-24" },
  { "半年内毛利提高百分之十五", MARGIN, SB_GOAL_ASK_PERCENT, 0.15, "2026-11-25", "2027-05-24" },
  { "本季度销售额达到500万元", REVENUE, SB_GOAL_ASK_LEVEL, 500000000, "2026-10-01", "2026-12-31" },
  { "明年销售额做到1200万", REVENUE, SB_GOAL_ASK_LEVEL, 1200000000, "2027-01-01", "2027-12-31" },
  { "下个月新增12.5万销售额", REVENUE, SB_GOAL_ASK_LEVEL, 12500000, "2026-12-01", "2026-12-31" },
  { "2027年第一季度赢单率达到45%", WIN_RATE, SB_GOAL_ASK_LEVEL, 0.45, "2027-01-01", "2027-03-31" },
  { "第一季度赢单率提高5个百分点", WIN_RATE, SB_GOAL_ASK_POINTS, 0.05, "2027-01-01", "2027-03-31" },
  { "每月拜访30家客户", ACTIVITIES, SB_GOAL_ASK_LEVEL, 30, NULL, NULL },
  { "明年每周拜访五家客户", ACTIVITIES, SB_GOAL_ASK_LEVEL, 5, "2027-01-01", "2027-12-31" },
  { "3月底前开发新客户20家", CUSTOMERS, SB_GOAL_ASK_LEVEL, 20, "2026-11-25", "2027-03-31" },
  { "年底前销售周期缩短10天", CYCLE, SB_GOAL_ASK_AMOUNT, -10, "2026-11-25", "2026-12-31" },
  { "明年客户投诉不超过8个", COMPLAINTS, SB_GOAL_ASK_LEVEL, 8, "2027-01-01", "2027-12-31" },
  { "明年销售额翻一番", REVENUE, SB_GOAL_ASK_FACTOR, 2, "2027-01-01", "2027-12-31" },
  { "提高销售额", REVENUE, SB_GOAL_ASK_NOTHING, 0, NULL, NULL },
  { "12月31日前签单80单", DEALS, SB_GOAL_ASK_LEVEL, 80, "2026-11-25", "2026-12-31" },
  { "2027年上半年净推荐值达到40", NPS, SB_GOAL_ASK_LEVEL, 40, "2027-01-01", "2027-06-30" },
  { "明年培训时数达到40小时", TRAINING, SB_GOAL_ASK_LEVEL, 40, "2027-01-01", "2027-12-31" },
  { "未来两个月销售额增加30万", REVENUE, SB_GOAL_ASK_AMOUNT, 30000000, "2026-11-25", "2027-01-24" },
  { "本月销售额增长两成", REVENUE, SB_GOAL_ASK_PERCENT, 0.2, "2026-11-01", "2026-11-30" },
};

static const Case english[] = {
  { "grow sales 20 % within three months", REVENUE, SB_GOAL_ASK_PERCENT, 0.2, "2026-11-25", "2027-02-24" },
  { "Grow revenue by 20% in 3 months", REVENUE, SB_GOAL_ASK_PERCENT, 0.2, "2026-11-25", "2027-02-24" },
  { "Increase revenue by 1.2m by end of March", REVENUE, SB_GOAL_ASK_AMOUNT, 120000000, "2026-11-25", "2027-03-31" },
  { "Revenue of 4,600,000 this quarter", REVENUE, SB_GOAL_ASK_LEVEL, 460000000, "2026-10-01", "2026-12-31" },
  { "reach ¥ 5m revenue in 2027", REVENUE, SB_GOAL_ASK_LEVEL, 500000000, "2027-01-01", "2027-12-31" },
  { "win rate to 45 % by the end of Q2 2027", WIN_RATE, SB_GOAL_ASK_LEVEL, 0.45, "2026-11-25", "2027-06-30" },
  { "raise the win rate by 5 points next quarter", WIN_RATE, SB_GOAL_ASK_POINTS, 0.05, "2027-01-01", "2027-03-31" },
  { "Improve the win rate by 10 %  next year", WIN_RATE, SB_GOAL_ASK_PERCENT, 0.1, "2027-01-01", "2027-12-31" },
  { "20 new customers before 31 Jan", CUSTOMERS, SB_GOAL_ASK_LEVEL, 20, "2026-11-25", "2027-01-31" },
  { "30 customer visits per month in 2027", ACTIVITIES, SB_GOAL_ASK_LEVEL, 30, "2027-01-01", "2027-12-31" },
  { "12 calls a week", ACTIVITIES, SB_GOAL_ASK_LEVEL, 12, NULL, NULL },
  { "shorten the sales cycle by 10 days by year-end", CYCLE, SB_GOAL_ASK_AMOUNT, -10, "2026-11-25", "2026-12-31" },
  { "keep the sales cycle under 45 days in Q1", CYCLE, SB_GOAL_ASK_LEVEL, 45, "2027-01-01", "2027-03-31" },
  { "double revenue within two years", REVENUE, SB_GOAL_ASK_FACTOR, 2, "2026-11-25", "2028-11-24" },
  { "NPS of 40 by end of year", NPS, SB_GOAL_ASK_LEVEL, 40, "2026-11-25", "2026-12-31" },
  { "Improve sales", REVENUE, SB_GOAL_ASK_NOTHING, 0, NULL, NULL },
  { "cut revenue 5 % next year", REVENUE, SB_GOAL_ASK_PERCENT, -0.05, "2027-01-01", "2027-12-31" },
  { "close 80 deals in December", DEALS, SB_GOAL_ASK_LEVEL, 80, "2026-12-01", "2026-12-31" },
  { "200k revenue until 15/1/2027", REVENUE, SB_GOAL_ASK_LEVEL, 20000000, "2026-11-25", "2027-01-15" },
};

static void
test_chinese (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (chinese); i++)
    assert_case (&chinese[i]);
}

static void
test_english (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (english); i++)
    assert_case (&english[i]);
}

static void
test_people (void)
{
  static const struct { const char *text; gint32 member, team; gboolean stretch; } cases[] = {
    { "Li Wei grows sales 20 % within three months", 7, 0, FALSE }, { "王磊三个月内销售额增长20%", 8, 0, FALSE },
    { "Team North: revenue of 2m next quarter", 0, 3, FALSE }, { "华东团队明年销售额达到800万", 0, 4, FALSE },
    { "grow sales 20 % within three months", 0, 0, FALSE }, { "冲刺：明年销售额达到2000万", 0, 0, TRUE },
    { "Stretch: revenue of 9m in 2027", 0, 0, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SbGoalSentence) sentence = parse (cases[i].text, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_assert_cmpint (sentence->member_id, ==, cases[i].member);
      g_assert_cmpint (sentence->team_id, ==, cases[i].team);
      g_assert_cmpint (sentence->stretch, ==, cases[i].stretch);
      g_assert_cmpstr (sentence->title, ==, cases[i].text);
    }
}

static void
test_details (void)
{
  g_autoptr (SbGoalSentence) most = parse ("明年客户投诉不超过8个", NULL), monthly = parse ("每月拜访30家客户", NULL);
  g_autoptr (SbGoalSentence) weekly = parse ("12 calls a week", NULL), exact = parse ("本季度销售额达到12.5万", NULL);

  g_assert_true (most->at_most);
  g_assert_cmpint (monthly->every, ==, SB_PERIOD_MONTH);
  g_assert_cmpint (weekly->every, ==, SB_PERIOD_WEEK);
  g_assert_cmpint (exact->minor, ==, 12500000);
  g_assert_cmpint (exact->every, ==, -1);
}

/* Refused, each with a sentence that says what to write. */
static void
test_refused (void)
{
  static const struct { const char *text; int code; } cases[] = {
    { "", SB_GOAL_SENTENCE_ERROR_BLANK }, { "   ", SB_GOAL_SENTENCE_ERROR_BLANK }, { "　", SB_GOAL_SENTENCE_ERROR_BLANK },
    { "by end of March", SB_GOAL_SENTENCE_ERROR_METRIC }, { "三个月内增长20%", SB_GOAL_SENTENCE_ERROR_METRIC },
    { "20 %", SB_GOAL_SENTENCE_ERROR_METRIC }, { "hello world", SB_GOAL_SENTENCE_ERROR_METRIC },
    { "revenue and win rate +20 % next year", SB_GOAL_SENTENCE_ERROR_METRIC },
    { "销售额和毛利增长20%", SB_GOAL_SENTENCE_ERROR_METRIC },
    { "grow sales 20 % to 5m next year", SB_GOAL_SENTENCE_ERROR_NUMBER },
    { "销售额增长20%达到500万", SB_GOAL_SENTENCE_ERROR_NUMBER },
    { "win rate to 145 %", SB_GOAL_SENTENCE_ERROR_NUMBER }, { "赢单率达到200%", SB_GOAL_SENTENCE_ERROR_NUMBER },
    { "grow sales 0 % next year", SB_GOAL_SENTENCE_ERROR_NUMBER },
    { "cut sales by 120 % next year", SB_GOAL_SENTENCE_ERROR_NUMBER },
    { "revenue of 99999999999999999999 next year", SB_GOAL_SENTENCE_ERROR_NUMBER },
    { "grow sales 20 % by end of March 2020", SB_GOAL_SENTENCE_ERROR_PERIOD },
    { "2025年销售额增长20%", SB_GOAL_SENTENCE_ERROR_PERIOD },
    { "grow sales 20 % this quarter within three months", SB_GOAL_SENTENCE_ERROR_PERIOD },
    { "本季度销售额明年增长20%", SB_GOAL_SENTENCE_ERROR_PERIOD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SbGoalSentence) sentence = parse (cases[i].text, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_null (sentence);
      g_assert_error (error, SB_GOAL_SENTENCE_ERROR, cases[i].code);
      g_assert_cmpuint (strlen (error->message), >, 20);
    }
}

/* Whatever is typed is read or refused, never a crash: prefixes, as they come while typing. */
static void
test_typing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (chinese) + G_N_ELEMENTS (english); i++)
    {
      const char *text = i < G_N_ELEMENTS (chinese) ? chinese[i].text : english[i - G_N_ELEMENTS (chinese)].text;

      for (const char *end = text; *end != '\0'; end = g_utf8_next_char (end))
        {
          g_autofree char *typed = g_strndup (text, (gsize) (end - text));
          g_autoptr (GError) error = NULL;
          g_autoptr (SbGoalSentence) sentence = parse (typed, &error);

          g_assert_true ((sentence == NULL) == (error != NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/goal-sentence/chinese", test_chinese);
  g_test_add_func ("/model/goal-sentence/english", test_english);
  g_test_add_func ("/model/goal-sentence/people", test_people);
  g_test_add_func ("/model/goal-sentence/details", test_details);
  g_test_add_func ("/model/goal-sentence/refused", test_refused);
  g_test_add_func ("/model/goal-sentence/typing", test_typing);
  return g_test_run ();
}
