/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals in the reader's language. Computes nothing: analysis says what, this says it. */
#include "sb-config.h"

#include "model/sb-goal-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char *key, *label;
} statuses[] = {
  [SB_PACE_UNKNOWN] = { "unknown", N_("too early to say") }, [SB_PACE_ACHIEVED] = { "achieved", N_("achieved") },
  [SB_PACE_ON_TRACK] = { "on-track", N_("on track") },       [SB_PACE_AT_RISK] = { "at-risk", N_("at risk") },
  [SB_PACE_BEHIND] = { "behind", N_("behind") },             [SB_PACE_MISSED] = { "missed", N_("missed") },
};

const char *
sb_goal_status_label (SbPaceStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), "");

  return _(statuses[status].label);
}

const char *
sb_goal_status_key (SbPaceStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), "");

  return statuses[status].key;
}

const char *
sb_smart_color_key (SbSmartColor color)
{
  static const char *const keys[] = { "green", "amber", "red", "grey" };

  g_return_val_if_fail ((guint) color < G_N_ELEMENTS (keys), "");

  return keys[color];
}

const char *
sb_smart_letter_name (int letter)
{
  static const char *const names[] = { N_("Specific"), N_("Measurable"), N_("Achievable"), N_("Relevant"), N_("Timed") };

  g_return_val_if_fail (letter >= 0 && letter < SB_N_SMART_LETTERS, "");

  return _(names[letter]);
}

/* Puts a text in the place of {name}. */
static char *
fill (const char *template, const char *name, const char *value)
{
  GString *text = g_string_new (template);
  g_autofree char *place = g_strdup_printf ("{%s}", name);

  g_string_replace (text, place, value, 0);
  return g_string_free (text, FALSE);
}

char *
sb_smart_reason_text (SbFormatter *formatter, const SbSmartLetter *letter)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && letter != NULL, NULL);

  value = sb_formatter_quantity (formatter, &letter->value);
  return fill (_(letter->reason), "value", value);
}

char *
sb_smart_fix_text (const SbSmartLetter *letter)
{
  g_return_val_if_fail (letter != NULL, NULL);

  return letter->fix != NULL ? g_strdup (_(letter->fix)) : NULL;
}

static const char *
color_label (SbSmartColor color)
{
  static const char *const labels[] = { N_("good"), N_("to mend"), N_("fails"), N_("cannot be judged") };

  return _(labels[color]);
}

char *
sb_smart_spoken (SbFormatter *formatter, const SbSmart *smart)
{
  GString *text;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && smart != NULL, NULL);

  text = g_string_new (NULL);
  for (int i = 0; i < SB_N_SMART_LETTERS; i++)
    {
      g_autofree char *reason = sb_smart_reason_text (formatter, &smart->letters[i]);

      g_string_append_printf (text, _("%s: %s. %s"), sb_smart_letter_name (i), color_label (smart->letters[i].color),
                              reason);
      g_string_append_c (text, i + 1 < SB_N_SMART_LETTERS ? '\n' : '\0');
    }
  return g_string_free (text, FALSE);
}

char *
sb_goal_title (SbFormatter *formatter, const SbGoalFact *goal)
{
  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && goal != NULL, NULL);

  return sb_formatter_name (formatter, "goal", goal->id, goal->title);
}

char *
sb_goal_whose (SbFormatter *formatter, const SbFacts *facts, const SbGoalFact *goal)
{
  const SbMemberFact *member;
  const SbTeamFact *team;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && facts != NULL && goal != NULL, NULL);

  if (goal->vacant)
    return g_strdup (_("Not assigned yet"));
  member = sb_facts_member (facts, goal->member_id);
  if (member != NULL)
    return sb_formatter_name (formatter, "member", member->id, member->name);
  team = sb_facts_team (facts, goal->team_id);
  if (team != NULL)
    return sb_formatter_name (formatter, "team", team->id, team->name);
  return g_strdup (_("Whole company"));
}

static const struct {
  const char *key, *text;
} conflicts[] = {
  [SB_GOAL_CONFLICT_CHILDREN] = { "children", N_("“{goal}” asks for {a}, its parts add up to {b}.") },
  [SB_GOAL_CONFLICT_OVER] = { "over-assigned", N_("The parts of “{goal}” ask for {a} more than the goal itself.") },
  [SB_GOAL_CONFLICT_STAGES] = { "stages", N_("“{goal}” asks for {a}, its months add up to {b}.") },
  [SB_GOAL_CONFLICT_CONTRADICTION]
  = { "contradiction", N_("“{goal}” ({a}) and “{other}” ({b}) want different things of the same metric.") },
  [SB_GOAL_CONFLICT_CAPACITY]
  = { "capacity", N_("“{goal}” asks for {a}; the working days at the yield of a year carry {b}.") },
  [SB_GOAL_CONFLICT_LEAVER] = { "leaver", N_("“{goal}” goes on after the last day of its owner, {a}.") },
};

const char *
sb_goal_conflict_key (SbGoalConflictKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (conflicts), "");

  return conflicts[kind].key;
}

char *
sb_goal_conflict_text (SbFormatter *formatter, const SbFacts *facts, const SbGoalConflict *conflict)
{
  const SbGoalFact *goal, *other;
  g_autofree char *a = NULL, *b = NULL, *title = NULL, *second = NULL, *one = NULL, *two = NULL, *three = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && facts != NULL && conflict != NULL, NULL);
  g_return_val_if_fail ((guint) conflict->kind < G_N_ELEMENTS (conflicts), NULL);

  goal = sb_facts_goal (facts, conflict->goal_id);
  other = sb_facts_goal (facts, conflict->other_id);
  title = goal != NULL ? sb_goal_title (formatter, goal) : g_strdup ("");
  second = other != NULL ? sb_goal_title (formatter, other) : g_strdup ("");
  a = sb_formatter_quantity (formatter, &conflict->a);
  b = sb_formatter_quantity (formatter, &conflict->b);
  one = fill (_(conflicts[conflict->kind].text), "a", a);
  two = fill (one, "b", b);
  three = fill (two, "other", second);
  return fill (three, "goal", title);
}

static void
say_standing (SbFormatter *formatter, SbSentence *sentence, const SbGoalState *main)
{
  SbRatio gone = sb_ratio (main->days_gone, main->days_total, SB_REASON_ZERO_DENOMINATOR);
  g_autofree char *attainment = sb_formatter_ratio (formatter, &main->attainment, SB_FORMAT_PERCENT);
  g_autofree char *days = sb_formatter_ratio (formatter, &gone, SB_FORMAT_PERCENT);

  if (!sb_ratio_is_defined (&main->attainment))
    {
      g_autofree char *reason = sb_formatter_reason (formatter, main->attainment.reason);

      sb_sentence_add_strong (sentence, _("The target stands; the attainment cannot be told: {reason}"), "reason",
                              reason, NULL, NULL);
      return;
    }
  if (main->days_left > 0 && main->days_gone > 0)
    sb_sentence_add_strong (sentence, _("{attainment} of the target with {days} of its working days gone."),
                            "attainment", attainment, "attainment", "days", days, "pace", NULL);
  else if (main->days_left <= 0)
    sb_sentence_add_strong (sentence, main->met ? _("The target was reached: {attainment}.")
                                                : _("The target was missed: {attainment} of it was reached."),
                            "attainment", attainment, "attainment", NULL);
  else
    sb_sentence_add_strong (sentence, _("The period of this target has not begun."), NULL);
}

static void
say_landing (SbFormatter *formatter, SbSentence *sentence, const SbGoalState *main)
{
  g_autofree char *landing = sb_formatter_quantity (formatter, &main->run_rate);
  g_autofree char *target = sb_formatter_quantity (formatter, &main->target);
  g_autofree char *weighted = sb_formatter_quantity (formatter, &main->weighted);
  g_autofree char *chance = sb_formatter_ratio (formatter, &main->chance.chance, SB_FORMAT_PERCENT);

  if (main->days_left <= 0 || main->met || !sb_quantity_is_defined (&main->run_rate))
    return;
  if (sb_ratio_is_defined (&main->chance.chance))
    {
      g_autofree char *low = sb_formatter_amount (formatter, &main->chance.p10);
      g_autofree char *high = sb_formatter_amount (formatter, &main->chance.p90);

      sb_sentence_add (sentence, _("Likely landing {low} to {high}; the chance to reach {target} is {chance}."),
                       "low", low, "chance", "high", high, "chance", "target", target, NULL, "chance", chance, "chance", NULL);
    }
  else if (sb_quantity_is_defined (&main->weighted))
    sb_sentence_add (sentence, _("At this rate it lands at {landing}, with the open deals at {weighted}, of {target}."),
                     "landing", landing, "landing", "weighted", weighted, "weighted", "target", target, NULL, NULL);
  else
    sb_sentence_add (sentence, _("At this rate it lands at {landing} of {target}."), "landing", landing, "landing",
                     "target", target, NULL, NULL);
}

SbSentence *
sb_goal_answer (SbFormatter *formatter, const SbGoalTree *tree, const SbGoalState *main)
{
  SbSentence *sentence;
  guint counts[SB_PACE_MISSED + 1], late;
  g_autofree char *n = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && tree != NULL, NULL);

  sentence = sb_sentence_new ();
  sb_goal_tree_count (tree, counts);
  late = counts[SB_PACE_AT_RISK] + counts[SB_PACE_BEHIND] + counts[SB_PACE_MISSED];
  n = sb_formatter_count (formatter, late);
  if (main != NULL)
    {
      say_standing (formatter, sentence, main);
      say_landing (formatter, sentence, main);
    }
  else
    sb_sentence_add_strong (sentence, _("No revenue target is set for this period and scope."), NULL);
  if (late > 0)
    sb_sentence_add (sentence, ngettext ("{n} goal is behind its plan.", "{n} goals are behind their plan.", late),
                     "n", n, NULL, NULL);
  else if (counts[SB_PACE_ON_TRACK] + counts[SB_PACE_ACHIEVED] > 0)
    sb_sentence_add (sentence, _("No goal is behind its plan."), NULL);
  return sentence;
}
