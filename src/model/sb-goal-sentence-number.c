/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much: "20%", "12.5万", "to 45 %", "by 5 points", "翻一番", "不超过8个". Inside sb-goal-sentence only. */
#include "sb-config.h"

#include "model/sb-goal-sentence-private.h"

#include "core/sb-money.h"
#include "model/sb-parse.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_VALUE 1e15

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SB_GOAL_SENTENCE_ERROR, SB_GOAL_SENTENCE_ERROR_NUMBER, message);
  return FALSE;
}

/* Which way the words point. */
typedef struct {
  gboolean up, down; /* a verb of change: "grow", "减少" */
  gboolean to;       /* a level: "to", "达到" */
  gboolean by;       /* a difference: "by", "了" */
} Direction;

static gboolean
says (const char *text, const char *pattern)
{
  return g_regex_match_simple (pattern, text, 0, 0);
}

static Direction
direction_of (const char *rest)
{
  Direction direction = { FALSE };

  direction.up = says (rest, "增长|提高|提升|增加|上升|扩大|多|\\+|\\b(?:grow|increase|raise|improve|boost|lift|more|add|gain|"
                             "up|expand)(?:s|d|ed|ing|th)?\\b");
  direction.down = says (rest, "减少|降低|下降|缩短|降|压缩|\\b(?:reduce|cut|lower|decrease|shorten|drop|less|down|decline)"
                               "(?:s|d|ed|ing)?\\b");
  direction.to = says (rest, "达到|达成|完成|做到|到|至|实现|不低于|不少于|以上|至少|不超过|不高于|以内|以下|控制在|目标|"
                             "\\b(?:to|reach|hit|achieve|at least|at most|below|under|above|of|no more than|keep|stay)\\b");
  direction.by = says (rest, "\\bby\\b");
  return direction;
}

static gboolean
is_at_most (const char *rest)
{
  return says (rest, "不超过|不高于|以内|以下|控制在|少于|低于|\\b(?:at most|below|under|no more than|less than)\\b")
         && !says (rest, "不低于|不少于");
}

/* "百分之二十", "两成", "翻一番", "double": written out. */
static gboolean
read_words (SbGoalReading *reading)
{
  SbGoalSentence *sentence = reading->sentence;
  g_auto (SbGoalMatch) match = { { NULL }, NULL };
  int n;

  if (sb_goal_take (reading, "百分之(?<n>[零一二两三四五六七八九十百]+)", &match))
    {
      n = sb_goal_small_number (sb_goal_part (&match, SB_GOAL_N));
      sentence->ask = SB_GOAL_ASK_PERCENT;
      sentence->value = n / 100.0;
      return n > 0;
    }
  if (sb_goal_take (reading, "(?<n>[一二两三四五六七八九])成(?!交|单|本)", &match))
    {
      sentence->ask = SB_GOAL_ASK_PERCENT;
      sentence->value = sb_goal_small_number (sb_goal_part (&match, SB_GOAL_N)) / 10.0;
      return TRUE;
    }
  sentence->ask = SB_GOAL_ASK_FACTOR;
  if (sb_goal_take (reading, "翻两番|\\bquadruple\\b", &match))
    sentence->value = 4.0;
  else if (sb_goal_take (reading, "\\btriple\\b", &match))
    sentence->value = 3.0;
  else if (sb_goal_take (reading, "翻一?番|翻一?倍|\\b(?:double|twice)\\b", &match))
    sentence->value = 2.0;
  else
    sentence->ask = SB_GOAL_ASK_NOTHING;
  return sentence->ask != SB_GOAL_ASK_NOTHING;
}

/* "三十家", "五百万元": a Chinese number written out, with its scale. */
static gboolean
read_chinese (SbGoalReading *reading, double *value)
{
  static const struct { const char *word; double scale; } scales[] = {
    { "千万", 1e7 }, { "百万", 1e6 }, { "万", 1e4 }, { "亿", 1e8 }, { "千", 1e3 }, { "", 1.0 }
  };
  g_auto (SbGoalMatch) match = { { NULL }, NULL };
  int n;

  if (!sb_goal_take (reading, "(?<n>[一二两三四五六七八九十百]+)(?<unit>千万|百万|万|亿|千)?(?:元|块|家|个|次|单|小时|天|场|人)",
                     &match))
    return FALSE;
  n = sb_goal_small_number (sb_goal_part (&match, SB_GOAL_N));
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    if (strcmp (sb_goal_part (&match, SB_GOAL_UNIT), scales[i].word) == 0)
      *value = n * scales[i].scale;
  return n > 0;
}

#define FIGURE "(?<n>[+-]?(?:\\d{1,3}(?:[,.']\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?))"
#define SCALE "(?<unit> ?(?:%|percent|per cent|percentage points?|points?|pp|个?百分点|千万|百万|万|亿|千|倍|x|×|k|m|mio|million|" \
              "bn|billion|thousand)(?![a-z]))?"

static gboolean
is_one_of (const char *unit, const char *words)
{
  g_autofree char *needle = g_strdup_printf ("|%s|", unit);

  return *unit != '\0' && strstr (words, needle) != NULL;
}

/* The exact minor units of "12.5万" for money; FALSE when they do not fit. */
static gboolean
set_amount (SbGoalReading *reading, const char *figure, const char *unit, GError **error)
{
  SbGoalSentence *sentence = reading->sentence;
  g_autofree char *text = g_strconcat (figure, strcmp (unit, "thousand") == 0 ? "k" : unit, NULL);
  g_autofree char *decimal = sb_parse_decimal (text, reading->context->decimal, error);
  gboolean money = sentence->metric->unit == SB_METRIC_UNIT_MONEY;

  if (decimal == NULL)
    return FALSE;
  sentence->value = g_ascii_strtod (decimal, NULL);
  if (fabs (sentence->value) > MAX_VALUE)
    return refuse (error, _("This number is too large for a goal."));
  if (money && sb_money_parse (decimal, reading->context->facts->exponent, TRUE, &sentence->minor) != SB_MONEY_OK)
    return refuse (error, _("This number is too large for a goal."));
  if (money)
    sentence->value = (double) sentence->minor;
  return TRUE;
}

/* A percentage or an amount, by what the metric is and what the words say. */
static void
decide (SbGoalReading *reading, const Direction *direction, gboolean percent)
{
  SbGoalSentence *sentence = reading->sentence;
  gboolean rate = sentence->metric->unit == SB_METRIC_UNIT_PERCENT;
  gboolean change = (direction->up || direction->down || direction->by) && !direction->to;

  if (percent && rate)
    sentence->ask = change ? SB_GOAL_ASK_PERCENT : SB_GOAL_ASK_LEVEL;
  else if (percent)
    sentence->ask = SB_GOAL_ASK_PERCENT;
  else
    sentence->ask = change && sentence->every < 0 ? SB_GOAL_ASK_AMOUNT : SB_GOAL_ASK_LEVEL;
  if (rate && !percent)
    sentence->value /= 100.0;
  if (sentence->ask == SB_GOAL_ASK_LEVEL)
    sentence->at_most = is_at_most (reading->rest);
}

static gboolean
read_figure (SbGoalReading *reading, const Direction *direction, GError **error)
{
  SbGoalSentence *sentence = reading->sentence;
  g_auto (SbGoalMatch) match = { { NULL }, NULL };
  g_autofree char *unit = NULL;
  const char *figure;

  if (!sb_goal_take (reading, FIGURE SCALE, &match))
    return TRUE;
  figure = sb_goal_part (&match, SB_GOAL_N);
  unit = g_strstrip (g_strdup (sb_goal_part (&match, SB_GOAL_UNIT)));
  if (is_one_of (unit, "|%|percent|per cent|"))
    {
      if (!set_amount (reading, figure, "", error))
        return FALSE;
      sentence->value = g_ascii_strtod (figure, NULL) / 100.0;
      decide (reading, direction, TRUE);
    }
  else if (is_one_of (unit, "|percentage point|percentage points|point|points|pp|个百分点|百分点|"))
    {
      sentence->ask = SB_GOAL_ASK_POINTS;
      sentence->value = g_ascii_strtod (figure, NULL);
      if (sentence->metric->unit == SB_METRIC_UNIT_PERCENT)
        sentence->value /= 100.0;
      if (sentence->metric->unit != SB_METRIC_UNIT_PERCENT)
        decide (reading, direction, FALSE);
    }
  else if (is_one_of (unit, "|倍|x|×|"))
    {
      sentence->ask = SB_GOAL_ASK_FACTOR;
      sentence->value = g_ascii_strtod (figure, NULL) + (direction->up && !direction->to ? 1.0 : 0.0);
    }
  else if (set_amount (reading, figure, unit, error))
    decide (reading, direction, FALSE);
  else
    return FALSE;
  return TRUE;
}

static gboolean
check_number (SbGoalReading *reading, const Direction *direction, GError **error)
{
  SbGoalSentence *sentence = reading->sentence;
  g_auto (SbGoalMatch) match = { { NULL }, NULL };

  if (sentence->ask == SB_GOAL_ASK_NOTHING)
    return TRUE;
  if (sb_goal_take (reading, "(?<![a-z0-9.,])\\d+", &match))
    return refuse (error, _("Two numbers in one sentence. Say one: how much, or by how many per cent."));
  if (sentence->metric->unit == SB_METRIC_UNIT_PERCENT && sentence->ask == SB_GOAL_ASK_LEVEL && sentence->value > 1.0
      && strcmp (sentence->metric->code, "pipeline_coverage") != 0)
    return refuse (error, _("This metric cannot be more than 100 %."));
  if (sentence->ask == SB_GOAL_ASK_LEVEL && sentence->value < 0.0
      && strcmp (sentence->metric->code, "nps") != 0)
    return refuse (error, _("A target below zero says nothing. Write what is to be reached."));
  if ((sentence->ask == SB_GOAL_ASK_PERCENT || sentence->ask == SB_GOAL_ASK_POINTS
       || sentence->ask == SB_GOAL_ASK_AMOUNT) && !(fabs (sentence->value) > 0.0))
    return refuse (error, _("A change of zero is no goal. Say by how much."));
  if (direction->down && !direction->up && sentence->value > 0.0
      && (sentence->ask == SB_GOAL_ASK_PERCENT || sentence->ask == SB_GOAL_ASK_POINTS
          || sentence->ask == SB_GOAL_ASK_AMOUNT))
    {
      sentence->value = -sentence->value;
      sentence->minor = -sentence->minor;
    }
  if (sentence->ask == SB_GOAL_ASK_PERCENT && sentence->value <= -1.0)
    return refuse (error, _("Nothing can fall by all of itself and more. Check the number."));
  return TRUE;
}

gboolean
sb_goal_read_number (SbGoalReading *reading, GError **error)
{
  SbGoalSentence *sentence = reading->sentence;
  Direction direction = direction_of (reading->rest);
  double value = 0.0;

  if (read_words (reading))
    {
      if (sentence->ask == SB_GOAL_ASK_PERCENT)
        decide (reading, &direction, TRUE);
      return check_number (reading, &direction, error);
    }
  sentence->value = 0.0;
  if (!says (reading->rest, "\\d") && read_chinese (reading, &value))
    {
      g_autofree char *figure = g_strdup_printf ("%.0f", value);

      if (!set_amount (reading, figure, "", error))
        return FALSE;
      decide (reading, &direction, FALSE);
      return check_number (reading, &direction, error);
    }
  return read_figure (reading, &direction, error) && check_number (reading, &direction, error);
}
