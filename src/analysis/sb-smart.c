/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The five letters of a goal. Called for the sentence while it is typed, for the tree and the command; knows no locale:
 * reasons and fixes are msgids. */
#include "sb-config.h"

#include "analysis/sb-smart.h"

#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MIN_PERIODS 6
#define MIN_DEALS 10

static const char *const vague[] = {
  "improve", "increase", "boost", "grow", "raise", "enhance", "strengthen", "optimise", "optimize", "better", "more",
  "maximise", "maximize", "提高", "提升", "加强", "增加", "改善", "优化", "增长", "强化", "促进", "扩大", "做好", "努力"
};

static const char *const numerals[] = { "百分之", "翻番", "翻倍", "成以上", "double", "triple" };

gboolean
sb_smart_is_vague (const char *title)
{
  g_autofree char *folded = sb_text_fold (title);

  for (gsize i = 0; i < G_N_ELEMENTS (vague); i++)
    if (strstr (folded, vague[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
sb_smart_has_number (const char *title)
{
  g_autofree char *folded = sb_text_fold (title);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isdigit (g_utf8_get_char (at)))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (strstr (folded, numerals[i]) != NULL)
      return TRUE;
  return FALSE;
}

static SbSmartLetter
letter (SbSmartColor color, const char *reason, const char *fix, SbSmartFix action)
{
  return (SbSmartLetter) { color, reason, fix, action, sb_quantity_undefined (SB_UNIT_COUNT, SB_REASON_NO_DATA) };
}

static SbSmartLetter
specific (const SbSmartInput *in)
{
  if (!in->has_metric)
    return letter (SB_SMART_RED, N_("It does not say what is measured."), N_("Name the metric, for example revenue."),
                   SB_SMART_FIX_TITLE);
  if (!in->has_target && sb_smart_is_vague (in->title) && !sb_smart_has_number (in->title))
    return letter (SB_SMART_RED, N_("A direction without a number: nobody can say when it is reached."),
                   N_("Say how much: an amount, or a change in per cent."), SB_SMART_FIX_TARGET);
  if (!in->has_scope)
    return letter (SB_SMART_RED, N_("It does not say whose goal it is."), N_("Choose the team or the member."),
                   SB_SMART_FIX_SCOPE);
  if (sb_text_is_blank (in->title))
    return letter (SB_SMART_RED, N_("It has no title."), N_("Give it a title."), SB_SMART_FIX_TITLE);
  if (!in->has_owner)
    return letter (SB_SMART_AMBER, N_("Nobody answers for it."), N_("Name who answers for it."), SB_SMART_FIX_OWNER);
  return letter (SB_SMART_GREEN, N_("Metric, owner and scope are named."), NULL, SB_SMART_FIX_NONE);
}

static SbSmartLetter
measurable (const SbSmartInput *in)
{
  if (!in->has_target)
    return letter (SB_SMART_RED, N_("No target is set: there is nothing to measure against."), N_("Set the target."),
                   SB_SMART_FIX_TARGET);
  if (in->manual && !in->has_check_in && !in->has_value)
    return letter (SB_SMART_RED, N_("The metric is typed in, and nobody has typed a value yet."),
                   N_("Make the first check-in."), SB_SMART_FIX_CHECK_IN);
  if (in->manual && in->overdue)
    return letter (SB_SMART_AMBER, N_("The metric is typed in, and its check-in is overdue."), N_("Check in now."),
                   SB_SMART_FIX_CHECK_IN);
  if (!in->manual && !in->has_value)
    return letter (SB_SMART_RED, N_("The data gave no value in the last two periods."),
                   N_("Import the data it is counted from, or choose another metric."), SB_SMART_FIX_NONE);
  return letter (SB_SMART_GREEN, N_("Its value comes from the data of the last two periods."), NULL, SB_SMART_FIX_NONE);
}

static SbSmartLetter
achievable (const SbSmartInput *in)
{
  SbSmartLetter result;
  double p = in->chance.value;

  if (!in->has_target)
    return letter (SB_SMART_GREY, N_("Without a target there is no chance to judge."), NULL, SB_SMART_FIX_NONE);
  if (!sb_ratio_is_defined (&in->chance)
      || (in->history_periods < MIN_PERIODS && in->history_deals < MIN_DEALS))
    {
      result = letter (SB_SMART_GREY, N_("Too little is known to judge the chance."), NULL, SB_SMART_FIX_NONE);
      if (sb_ratio_is_defined (&in->last_year))
        {
          result.reason = N_("The chance cannot be judged yet. The target is {value} of the same period last year.");
          result.value = sb_quantity_ratio (SB_UNIT_PERCENT, &in->last_year);
        }
      return result;
    }
  if (p < 0.10)
    result = letter (SB_SMART_RED, N_("The chance is {value}: unrealistic."),
                     N_("Lower the target, or add people and time."), SB_SMART_FIX_TARGET);
  else if (p < 0.35)
    result = letter (SB_SMART_AMBER, N_("The chance is {value}: very ambitious."),
                     N_("Keep it as a stretch goal, or lower the target."), SB_SMART_FIX_TARGET);
  else if (p <= 0.75)
    result = letter (SB_SMART_GREEN, N_("The chance is {value}: ambitious and achievable."), NULL, SB_SMART_FIX_NONE);
  else if (p <= 0.90)
    result = letter (SB_SMART_GREEN, N_("The chance is {value}: safe."), NULL, SB_SMART_FIX_NONE);
  else
    result = letter (SB_SMART_AMBER, N_("The chance is {value}: not a stretch."), N_("Raise the target."),
                     SB_SMART_FIX_TARGET);
  result.value = sb_quantity_ratio (SB_UNIT_PERCENT, &in->chance);
  return result;
}

static SbSmartLetter
relevant (const SbSmartInput *in)
{
  if (in->has_parent)
    return letter (SB_SMART_GREEN, N_("It is part of a larger goal."), NULL, SB_SMART_FIX_NONE);
  if (in->has_weight)
    return letter (SB_SMART_GREEN, N_("It has a weight in the scorecard."), NULL, SB_SMART_FIX_NONE);
  if (in->has_theme)
    return letter (SB_SMART_GREEN, N_("It belongs to a theme."), NULL, SB_SMART_FIX_NONE);
  if (in->is_top)
    return letter (SB_SMART_AMBER, N_("It stands alone: no theme says what it is for."),
                   N_("Give it a theme or a weight."), SB_SMART_FIX_PARENT);
  return letter (SB_SMART_AMBER, N_("It is part of no larger goal."), N_("Choose the goal it is part of."),
                 SB_SMART_FIX_PARENT);
}

static SbSmartLetter
timed (const SbSmartInput *in)
{
  SbSmartLetter result;

  if (!in->has_dates)
    return letter (SB_SMART_RED, N_("It does not say until when."),
                   N_("Say until when, for example “by end of March”."), SB_SMART_FIX_DATES);
  if (!in->dates_in_order)
    return letter (SB_SMART_RED, N_("It ends before it begins."), N_("Correct the dates."), SB_SMART_FIX_DATES);
  if (in->has_stages && sb_quantity_is_defined (&in->stage_gap) && sb_quantity_as_real (&in->stage_gap) != 0.0)
    {
      result = letter (SB_SMART_RED, N_("Its stages do not add up to the target; {value} is missing or too much."),
                       N_("Spread the target over its stages again."), SB_SMART_FIX_STAGES);
      result.value = in->stage_gap;
      return result;
    }
  if (!in->has_stages)
    return letter (SB_SMART_GREEN, N_("It has a first and a last day; the target is spread by working days."), NULL,
                   SB_SMART_FIX_NONE);
  return letter (SB_SMART_GREEN, N_("It has a first and a last day, and its stages add up to the target."), NULL,
                 SB_SMART_FIX_NONE);
}

void
sb_smart_judge (const SbSmartInput *input, SbSmart *smart)
{
  g_return_if_fail (input != NULL && smart != NULL);

  smart->letters[SB_SMART_S] = specific (input);
  smart->letters[SB_SMART_M] = measurable (input);
  smart->letters[SB_SMART_A] = achievable (input);
  smart->letters[SB_SMART_R] = relevant (input);
  smart->letters[SB_SMART_T] = timed (input);
  smart->last_year = input->last_year;
}
