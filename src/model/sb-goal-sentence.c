/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a goal out of one sentence: time, metric, people, number, in this order. Called by the line of the goals page
 * at every key and by the command; must not read a clock. */
#include "sb-config.h"

#include "model/sb-goal-sentence-private.h"

#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LENGTH 400 /* characters; more is not a sentence */

G_DEFINE_QUARK (sb-goal-sentence-error-quark, sb_goal_sentence_error)

gboolean
sb_goal_take (SbGoalReading *reading, const char *pattern, SbGoalMatch *match)
{
  static const char *const names[] = { "n", "unit", "year", "month", "day", "q", "date", "rel" };
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DUPNAMES, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;
  int start, end;

  g_assert (regex != NULL);
  sb_goal_match_clear (match);
  if (!g_regex_match (regex, reading->rest, 0, &info))
    return FALSE;
  for (int i = 0; i < SB_GOAL_PARTS; i++)
    match->parts[i] = g_match_info_fetch_named (info, names[i]);
  g_match_info_fetch_pos (info, 0, &start, &end);
  match->whole = g_match_info_fetch (info, 0);
  g_clear_pointer (&info, g_match_info_free);
  /* A mark, not a blank: what stood on both sides does not grow together. */
  memset (reading->rest + start, '\x1f', (gsize) (end - start));
  return TRUE;
}

const char *
sb_goal_part (const SbGoalMatch *match, int part)
{
  return match->parts[part] != NULL ? match->parts[part] : "";
}

void
sb_goal_match_clear (SbGoalMatch *match)
{
  for (int i = 0; i < SB_GOAL_PARTS; i++)
    g_clear_pointer (&match->parts[i], g_free);
  g_clear_pointer (&match->whole, g_free);
}

static int
chinese_number (const char *text)
{
  static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  int total = 0, digit = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gboolean known = FALSE;

      if (g_str_has_prefix (at, "十") || g_str_has_prefix (at, "百"))
        {
          total += (digit == 0 ? 1 : digit) * (g_str_has_prefix (at, "百") ? 100 : 10);
          digit = 0;
          continue;
        }
      for (int i = 0; i < 10 && !known; i++)
        if (g_str_has_prefix (at, digits[i]))
          {
            digit = i;
            known = TRUE;
          }
      if (!known && g_str_has_prefix (at, "两"))
        digit = 2;
      else if (!known)
        return -1;
    }
  return total + digit;
}

int
sb_goal_small_number (const char *text)
{
  static const char *const words[] = { "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
                                       "eleven", "twelve" };

  if (g_ascii_isdigit (text[0]))
    return strlen (text) <= 6 ? atoi (text) : -1;
  if (strcmp (text, "a") == 0 || strcmp (text, "an") == 0)
    return 1;
  for (int i = 1; i < (int) G_N_ELEMENTS (words); i++)
    if (strcmp (text, words[i]) == 0)
      return i;
  return text[0] == '\0' ? -1 : chinese_number (text);
}

static gboolean
read_all (SbGoalReading *reading, GError **error)
{
  if (!sb_goal_read_time (reading, error) || !sb_goal_read_metric (reading, error))
    return FALSE;
  sb_goal_read_people (reading);
  return sb_goal_read_number (reading, error);
}

SbGoalSentence *
sb_goal_sentence_parse (const char *text, const SbGoalSentenceContext *context, GError **error)
{
  g_autoptr (SbGoalSentence) sentence = NULL;
  g_autofree char *folded = NULL;
  SbGoalReading reading = { context, NULL, NULL };
  gboolean ok;

  g_return_val_if_fail (text != NULL && context != NULL && context->facts != NULL, NULL);

  if (sb_text_is_blank (text))
    {
      g_set_error_literal (error, SB_GOAL_SENTENCE_ERROR, SB_GOAL_SENTENCE_ERROR_BLANK,
                           _("Write the goal in one sentence, for example “grow sales 20 % within three months”."));
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > MAX_LENGTH)
    {
      g_set_error_literal (error, SB_GOAL_SENTENCE_ERROR, SB_GOAL_SENTENCE_ERROR_BLANK,
                           _("This is too long for a goal. Say it in one sentence; details belong into the note."));
      return NULL;
    }
  sentence = g_new0 (SbGoalSentence, 1);
  sentence->title = sb_text_trim (text);
  sentence->every = -1;
  sentence->period = sb_period_containing (SB_PERIOD_QUARTER, context->today, context->facts->fiscal);
  folded = sb_text_fold (text);
  reading.sentence = sentence;
  reading.rest = folded;
  ok = read_all (&reading, error);
  return ok ? g_steal_pointer (&sentence) : NULL;
}

void
sb_goal_sentence_free (SbGoalSentence *sentence)
{
  g_return_if_fail (sentence != NULL);

  g_free (sentence->title);
  g_free (sentence);
}
