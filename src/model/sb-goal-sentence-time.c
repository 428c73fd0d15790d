/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From when until when, and how often: "within three months", "本季度", "by end of March", "2027 Q1", "每月". Inside
 * sb-goal-sentence only. */
#include "sb-config.h"

#include "model/sb-goal-sentence-private.h"

#include "model/sb-parse.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MONTH_WORD \
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|" \
  "nov(?:ember)?|dec(?:ember)?)"
#define ZH_MONTH "(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
#define YEAR "(?<year>20\\d\\d)"
#define UNIT_EN "(?<unit>day|week|month|quarter|half|year)s?"
#define UNIT_ZH "(?<unit>天|日|周|星期|月|季度|季|年)"
#define BY "\\b(?:by|before|until|till|up to|no later than)(?: the)? "

typedef gboolean (*TimeFunc) (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period);

typedef struct {
  const char *pattern;
  TimeFunc    read;
} TimeRule;

static int
month_of (const char *text)
{
  static const char *const names = "janfebmaraprmayjunjulaugsepoctnovdec";
  int number = sb_goal_small_number (text);

  if (number < 0 && strlen (text) >= 3)
    for (int i = 0; i < 12 && number < 0; i++)
      if (strncmp (text, names + 3 * i, 3) == 0)
        number = i + 1;
  return number >= 1 && number <= 12 ? number : 0;
}

static SbPeriodKind
kind_of (const char *unit)
{
  static const struct { const char *word; SbPeriodKind kind; } words[] = {
    { "day", SB_PERIOD_CUSTOM }, { "天", SB_PERIOD_CUSTOM }, { "日", SB_PERIOD_CUSTOM }, { "week", SB_PERIOD_WEEK },
    { "周", SB_PERIOD_WEEK }, { "星期", SB_PERIOD_WEEK }, { "month", SB_PERIOD_MONTH }, { "月", SB_PERIOD_MONTH },
    { "quarter", SB_PERIOD_QUARTER }, { "季", SB_PERIOD_QUARTER }, { "half", SB_PERIOD_HALF }, { "year", SB_PERIOD_YEAR },
    { "年", SB_PERIOD_YEAR }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (unit, words[i].word))
      return words[i].kind;
  return SB_PERIOD_CUSTOM;
}

/* From today to the day before today + n units. */
static gboolean
read_within (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  static const int months[] = { 12, 6, 3, 1, 0, 0 };
  const char *count = sb_goal_part (match, SB_GOAL_N);
  SbPeriodKind kind = kind_of (sb_goal_part (match, SB_GOAL_UNIT));
  SbDate today = reading->context->today, end;
  int n = sb_goal_small_number (count);

  if (strcmp (count, "半") == 0 || strcmp (count, "half") == 0)
    end = sb_date_add_months (today, 6);
  else if (n < 1 || n > 1000)
    return FALSE;
  else if (kind == SB_PERIOD_CUSTOM)
    end = today + n;
  else if (kind == SB_PERIOD_WEEK)
    end = today + 7 * n;
  else
    end = sb_date_add_months (today, n * months[kind]);
  *period = sb_period_custom (today, end - 1);
  return TRUE;
}

static gboolean
read_half_year (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  *period = sb_period_custom (reading->context->today, sb_date_add_months (reading->context->today, 6) - 1);
  return TRUE;
}

/* This or the next week, month, quarter, year. */
static gboolean
read_running (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  const char *rel = sb_goal_part (match, SB_GOAL_REL), *unit = sb_goal_part (match, SB_GOAL_UNIT);
  SbFiscal fiscal = reading->context->facts->fiscal;
  gboolean next = strstr (rel, "next") != NULL || strstr (rel, "下") != NULL || strstr (rel, "明") != NULL;

  *period = sb_period_containing (kind_of (unit), reading->context->today, fiscal);
  if (next)
    *period = sb_period_shift (*period, 1, fiscal);
  return TRUE;
}

/* From today to the end of the running week, month, quarter, year. */
static gboolean
read_to_end (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  gboolean ok = read_running (reading, match, period);

  if (period->start <= reading->context->today)
    *period = sb_period_custom (reading->context->today, period->end);
  return ok;
}

static gboolean
read_half (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  SbFiscal fiscal = reading->context->facts->fiscal;
  const char *which = sb_goal_part (match, SB_GOAL_QUARTER), *year = sb_goal_part (match, SB_GOAL_YEAR);
  g_autofree char *code = NULL;
  SbPeriod running = sb_period_containing (SB_PERIOD_YEAR, reading->context->today, fiscal);
  gboolean second = strchr ("2", which[0]) != NULL || g_str_has_prefix (which, "下");
  g_autofree char *running_code = sb_period_code (running, fiscal);

  code = g_strdup_printf ("%s-H%d", year[0] != '\0' ? year : running_code, second ? 2 : 1);
  return sb_period_parse (code, fiscal, period);
}

/* Without a year: the next one that is not over. */
static gboolean
read_quarter (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  SbFiscal fiscal = reading->context->facts->fiscal;
  const char *year = sb_goal_part (match, SB_GOAL_YEAR);
  int quarter = sb_goal_small_number (sb_goal_part (match, SB_GOAL_QUARTER));
  g_autofree char *code = NULL, *running = NULL;

  if (quarter < 1 || quarter > 4)
    return FALSE;
  running = sb_period_code (sb_period_containing (SB_PERIOD_YEAR, reading->context->today, fiscal), fiscal);
  code = g_strdup_printf ("%s-Q%d", year[0] != '\0' ? year : running, quarter);
  if (!sb_period_parse (code, fiscal, period))
    return FALSE;
  if (year[0] == '\0' && period->end < reading->context->today)
    *period = sb_period_shift (*period, 4, fiscal);
  return TRUE;
}

static gboolean
read_month (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  SbFiscal fiscal = reading->context->facts->fiscal;
  const char *year = sb_goal_part (match, SB_GOAL_YEAR);
  int month = month_of (sb_goal_part (match, SB_GOAL_MONTH)), now;

  if (month == 0)
    return FALSE;
  sb_date_to_ymd (reading->context->today, &now, NULL, NULL);
  *period = sb_period_containing (SB_PERIOD_MONTH, sb_date_from_ymd (year[0] != '\0' ? atoi (year) : now, month, 1),
                                  fiscal);
  if (year[0] == '\0' && period->end < reading->context->today)
    *period = sb_period_shift (*period, 12, fiscal);
  return TRUE;
}

static gboolean
read_by_month (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  if (!read_month (reading, match, period))
    return FALSE;
  *period = sb_period_custom (reading->context->today, period->end);
  return TRUE;
}

static gboolean
read_by_quarter (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  if (!read_quarter (reading, match, period))
    return FALSE;
  *period = sb_period_custom (reading->context->today, period->end);
  return TRUE;
}

static gboolean
read_year (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  return sb_period_parse (sb_goal_part (match, SB_GOAL_YEAR), reading->context->facts->fiscal, period);
}

static gboolean
read_by_year (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  if (!read_year (reading, match, period))
    return FALSE;
  *period = sb_period_custom (reading->context->today, period->end);
  return TRUE;
}

static gboolean
read_by_day (SbGoalReading *reading, const SbGoalMatch *match, SbPeriod *period)
{
  SbDate end = SB_DATE_NONE;

  if (!sb_parse_date (sb_goal_part (match, SB_GOAL_DATE), reading->context->today, reading->context->month_first, &end,
                      NULL))
    return FALSE;
  *period = sb_period_custom (reading->context->today, end);
  return TRUE;
}

#define DAY_TEXT \
  "(?:20\\d\\d[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{1,2}月\\d{1,2}日?|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?|" \
  "\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?|\\d{1,2} [a-z]{3,9}(?: 20\\d\\d)?|[a-z]{3,9} \\d{1,2}(?:,? 20\\d\\d)?|tomorrow|(?:next )?(?:mon|tues|wednes|thurs|" \
  "fri|satur|sun)day|下?周[一二三四五六日])"

/* The more exact first: a rule takes its words out. */
static const TimeRule rules[] = {
  { BY "(?:the )?(?:end|close) of " MONTH_WORD "(?: " YEAR ")?\\b", read_by_month },
  { BY "(?:the )?(?:end|close) of (?:the )?(?<rel>this |current |next )?" UNIT_EN "\\b", read_to_end },
  { BY "(?:the )?(?:end|close) of (?:fy ?)?" YEAR "\\b", read_by_year },
  { BY "(?:the )?(?:end|close) of " YEAR " ?q(?<q>[1-4])\\b", read_by_quarter },
  { BY "(?:the )?(?:end|close) of q(?<q>[1-4])(?: " YEAR ")?\\b", read_by_quarter },
  { BY "(?<rel>this |next )?(?<unit>week|month|quarter|year)[- ]?end\\b", read_to_end },
  { "(?:到|至|截至|截止到?|在)?" YEAR "年?" ZH_MONTH "(?:底|末)(?:之?前|以前|为止)?", read_by_month },
  { "(?:到|至|截至|截止到?|在)?" ZH_MONTH "(?:底|末)(?:之?前|以前|为止)?", read_by_month },
  { "(?:到|至|截至|截止到?|在)?" YEAR "年(?:底|末)(?:之?前|以前|为止)?", read_by_year },
  { "(?:到|至|截至|截止到?|在)?(?<rel>明|今|本|下)?(?:财|个)?(?<unit>年|季度|季|月|周)(?:底|末)(?:之?前|以前|为止)?", read_to_end },
  { "(?:到|至|截至|截止到?|在)?(?<date>" DAY_TEXT ")(?:之?前|以前|为止)", read_by_day },
  { "(?<![达做提涨升增降加])(?:到|至|截至|截止到?)(?<date>" DAY_TEXT ")", read_by_day },
  { BY "(?<date>" DAY_TEXT ")(?![a-z0-9])", read_by_day },
  { BY MONTH_WORD "(?: " YEAR ")?\\b", read_by_month },
  { BY "(?:fy ?)?" YEAR "\\b", read_by_year },
  { BY "q(?<q>[1-4])(?: " YEAR ")?\\b", read_by_quarter },
  { "(?:在|未来|接下来|今后|之后)?的?" SB_GOAL_COUNT "个?半?" UNIT_ZH "(?:之内|以内|内|里|期间)", read_within },
  { "(?:未来|接下来|今后)的?" SB_GOAL_COUNT "个?" UNIT_ZH, read_within },
  { "\\b(?:within|in|over|during|for)(?: the)?(?: next| coming)? " SB_GOAL_COUNT " " UNIT_EN "\\b", read_within },
  { "\\b(?:within|in|over)(?: the)?(?: next| coming)? half (?:a )?year\\b", read_half_year },
  { "(?<rel>next|this|current|the) " UNIT_EN "\\b", read_running },
  { "(?<rel>本|这|当前|今|明|下)(?:个)?(?:财|自然)?(?<unit>周|星期|月|季度|季|年)(?:度)?(?:内|之内|里)?", read_running },
  { "(?:" YEAR "年?|今年)?(?<q>上|下)半年(?:内|之内)?", read_half },
  { "(?:" YEAR "[ -]?)?\\bh(?<q>[12])\\b", read_half },
  { YEAR "年?第?(?<q>[一二三四1-4])(?:个)?季度?(?:内|之内)?", read_quarter },
  { "第(?<q>[一二三四1-4])(?:个)?季度?(?:内|之内)?", read_quarter },
  { "(?<q>[一二三四])季度(?:内|之内)?", read_quarter },
  { YEAR "年?[ -]?q(?<q>[1-4])(?![0-9])", read_quarter },
  { "\\bq(?<q>[1-4])(?:[ -]?" YEAR ")?(?![0-9])", read_quarter },
  { YEAR "年" ZH_MONTH "(?:内|之内)?", read_month },
  { ZH_MONTH "(?:内|之内)?", read_month },
  { "\\b(?:in|during|for) " MONTH_WORD "(?: " YEAR ")?\\b", read_month },
  { "\\b(?:in|during|for|fy) ?" YEAR "\\b", read_year },
  { YEAR "年(?:度|内)?", read_year },
  { SB_GOAL_COUNT "个(?<unit>月|季度|星期)", read_within },
};

static gboolean
check_period (SbGoalReading *reading, SbPeriod period, GError **error)
{
  if (period.end < reading->context->today)
    {
      g_set_error_literal (error, SB_GOAL_SENTENCE_ERROR, SB_GOAL_SENTENCE_ERROR_PERIOD,
                           _("That time is over. Name a day or period that is still to come."));
      return FALSE;
    }
  if (reading->sentence->has_period)
    {
      g_set_error_literal (error, SB_GOAL_SENTENCE_ERROR, SB_GOAL_SENTENCE_ERROR_PERIOD,
                           _("Two times in one sentence. Keep one, for example “by end of March”."));
      return FALSE;
    }
  reading->sentence->has_period = TRUE;
  reading->sentence->period = period;
  return TRUE;
}

/* "每月", "per month", "monthly": the value is for one of them. */
static void
read_cadence (SbGoalReading *reading)
{
  static const char *const patterns[] = {
    "每(?:个)?(?<unit>天|日|周|星期|月|季度|季|年)(?:度)?(?!内|之内|以内|里|前|底|末)",
    "\\b(?:per|every|each|a) " UNIT_EN "\\b",
  };
  static const struct { const char *word; SbPeriodKind kind; } words[] = {
    { "\\bweekly\\b", SB_PERIOD_WEEK }, { "\\bmonthly\\b", SB_PERIOD_MONTH }, { "\\bquarterly\\b", SB_PERIOD_QUARTER },
    { "\\b(?:yearly|annually)\\b", SB_PERIOD_YEAR }
  };
  g_auto (SbGoalMatch) match = { { NULL }, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (sb_goal_take (reading, patterns[i], &match))
      {
        reading->sentence->every = kind_of (sb_goal_part (&match, SB_GOAL_UNIT));
        return;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (sb_goal_take (reading, words[i].word, &match))
      reading->sentence->every = words[i].kind;
}

/* Applies one rule as often as it fits; words that only look like a time ("by 5 points") stay. */
static gboolean
apply_rule (SbGoalReading *reading, const TimeRule *rule, GError **error)
{
  g_auto (SbGoalMatch) match = { { NULL }, NULL };
  g_autofree char *before = g_strdup (reading->rest);

  while (sb_goal_take (reading, rule->pattern, &match))
    {
      SbPeriod period;

      if (!rule->read (reading, &match, &period))
        {
          memcpy (reading->rest, before, strlen (before));
          return TRUE;
        }
      if (!check_period (reading, period, error))
        return FALSE;
      memcpy (before, reading->rest, strlen (before));
    }
  return TRUE;
}

gboolean
sb_goal_read_time (SbGoalReading *reading, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (!apply_rule (reading, &rules[i], error))
      return FALSE;
  read_cadence (reading);
  return TRUE;
}
