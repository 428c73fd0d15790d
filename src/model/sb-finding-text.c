/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings as sentences, for the overview, the palette and paper. The order of a finding's values is written beside its
 * kind in analysis/sb-attention.h; every sentence names the values it stands on. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "model/sb-finding-text.h"

typedef struct
{
  SbFormatter *formatter;
  const SbFinding *finding;
  char *v[SB_FINDING_VALUES]; /* every value, formatted */
  gulong n;                   /* the count that decides a plural */
} Words;

static void
words_init (Words *words, SbFormatter *formatter, const SbFinding *finding)
{
  *words = (Words){ .formatter = formatter, .finding = finding };
  for (guint i = 0; i < SB_FINDING_VALUES; i++)
    words->v[i] = i < finding->n_values ? sb_formatter_quantity (formatter, &finding->values[i]) : g_strdup ("—");
  for (guint i = 0; i < finding->n_values && words->n == 0; i++)
    if (finding->values[i].unit == SB_UNIT_COUNT)
      words->n = (gulong) MAX (finding->values[i].integer, 0);
}

static void
words_clear (Words *words)
{
  for (guint i = 0; i < SB_FINDING_VALUES; i++)
    g_free (words->v[i]);
}

static void
say_worst_stage (Words *w, SbFindingText *text)
{
  text->title = g_strdup_printf (_("%s loses %s of the value that reaches it"), w->v[0], w->v[4]);
  g_autofree char *lost = g_strdup_printf (_("%s of %s deals lost there, %s"), w->v[1], w->v[2], w->v[3]);
  const SbQuantity *baseline = &w->finding->values[5];
  const SbQuantity *worth = &w->finding->values[7];
  g_autofree char *against
    = sb_quantity_is_defined (baseline)
        ? g_strdup_printf (_("conversion %s against a 12-month baseline of %s"), w->v[6], w->v[5])
        : g_strdup_printf (_("conversion %s"), w->v[6]);
  text->reason = sb_quantity_is_defined (worth) && worth->integer > 0
                   ? g_strdup_printf (_("%s · %s · worth %s at five points more"), lost, against, w->v[7])
                   : g_strdup_printf ("%s · %s", lost, against);
  text->button = g_strdup (_("Open the funnel"));
  text->rows = g_strdup_printf (_("Deals lost at %s"), w->v[0]);
}

static void
say_concentration (Words *w, SbFindingText *text)
{
  switch (w->finding->kind)
    {
    case SB_FINDING_TOP_CUSTOMER:
      text->title = g_strdup_printf (_("%s is %s of the revenue"), w->v[0], w->v[1]);
      text->reason = g_strdup_printf (_("Effective number of customers %s; the limit is %s"), w->v[2], w->v[3]);
      text->rows = g_strdup_printf (_("Business won with %s"), w->v[0]);
      break;
    case SB_FINDING_FEW_CUSTOMERS:
      text->title = g_strdup_printf (_("The revenue rests on %s customers"), w->v[0]);
      text->reason
        = g_strdup_printf (_("Effective number, below the limit of %s; the largest is %s"), w->v[1], w->v[2]);
      text->rows = g_strdup (_("Business of the largest customer"));
      break;
    default:
      text->title = g_strdup_printf (_("%s brings %s of the result"), w->v[0], w->v[1]);
      text->reason
        = g_strdup_printf (_("Attainment %s, without this member %s; the limit is %s"), w->v[2], w->v[3], w->v[4]);
      text->rows = g_strdup_printf (_("Deals won by %s"), w->v[0]);
      break;
    }
  text->button = g_strdup (_("Show"));
}

static void
say_pipeline (Words *w, SbFindingText *text)
{
  switch (w->finding->kind)
    {
    case SB_FINDING_OVERDUE_DEALS:
      text->title = g_strdup_printf (
        ngettext ("%s open deal is past its close date", "%s open deals are past their close date", w->n), w->v[0]);
      text->reason = g_strdup_printf (_("%s, %s of the open pipeline; the oldest by %s"), w->v[1], w->v[3], w->v[2]);
      text->rows = g_strdup (_("Open deals past their close date"));
      break;
    case SB_FINDING_PUSHED_DEALS:
      text->title = g_strdup_printf (
        ngettext ("%s open deal was put off again and again", "%s open deals were put off again and again", w->n),
        w->v[0]);
      text->reason = g_strdup_printf (_("%s; close date moved %s times or more"), w->v[1], w->v[2]);
      text->rows = g_strdup (_("Open deals put off again and again"));
      break;
    case SB_FINDING_NO_NEXT_STEP:
      text->title = g_strdup_printf (
        ngettext ("%s open deal is without contact", "%s open deals are without contact", w->n), w->v[0]);
      text->reason = g_strdup_printf (_("No activity for %s; %s"), w->v[1], w->v[2]);
      text->rows = g_strdup (_("Open deals without contact"));
      break;
    default:
      text->title = g_strdup_printf (_("The pipeline covers %s of what is missing"), w->v[0]);
      text->reason = g_strdup_printf (_("Needed by your own history: %s; %s to go, %s of pipeline missing"), w->v[1],
                                      w->v[2], w->v[3]);
      text->rows = g_strdup (_("Open deals due in the period"));
      break;
    }
  text->button = g_strdup (_("Show deals"));
}

static void
say_results (Words *w, SbFindingText *text)
{
  switch (w->finding->kind)
    {
    case SB_FINDING_BEHIND_PLAN:
      text->title = g_strdup_printf (_("The result stands at %s of the plan to date"), w->v[0]);
      text->reason = g_strdup_printf (_("Needed a working day: %s, achieved: %s; gap %s"), w->v[1], w->v[2], w->v[3]);
      text->button = g_strdup (_("Open key figures"));
      break;
    case SB_FINDING_WIN_RATE_SIGNAL:
      text->title = g_strdup_printf (_("The win rate left its usual range: %s"), w->v[0]);
      text->reason = g_strdup_printf (_("Usual range %s to %s, mean %s"), w->v[1], w->v[2], w->v[3]);
      text->button = g_strdup (_("Open key figures"));
      break;
    case SB_FINDING_RAMPING:
      text->title = g_strdup_printf (_("%s is finding the way in"), w->v[0]);
      text->reason
        = g_strdup_printf (_("%s months since joining, %s won, first win after %s"), w->v[1], w->v[2], w->v[3]);
      text->button = g_strdup (_("Show"));
      break;
    case SB_FINDING_COMPLAINTS_OPEN:
      text->title = g_strdup_printf (
        ngettext ("%s complaint waits for an answer", "%s complaints wait for an answer", w->n), w->v[0]);
      text->reason = g_strdup_printf (_("The oldest for %s; the limit is %s"), w->v[1], w->v[2]);
      text->button = g_strdup (_("Show"));
      break;
    default:
      text->title
        = g_strdup_printf (ngettext ("%s customer may be leaving", "%s customers may be leaving", w->n), w->v[0]);
      text->reason
        = g_strdup_printf (_("Longer without a purchase than usual; %s bought in the 12 months before, first %s (%s)"),
                           w->v[1], w->v[2], w->v[3]);
      text->button = g_strdup (_("Show customers"));
      break;
    }
  text->rows = g_strdup (text->title);
}

SbFindingText *
sb_finding_text_new (SbFormatter *formatter, const SbFinding *finding)
{
  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && finding != NULL, NULL);
  SbFindingText *text = g_new0 (SbFindingText, 1);
  Words words;
  words_init (&words, formatter, finding);
  text->key = g_strdup_printf ("%s.%d", sb_finding_key (finding->kind), finding->subject_id);
  switch (finding->kind)
    {
    case SB_FINDING_WORST_STAGE:
      say_worst_stage (&words, text);
      break;
    case SB_FINDING_TOP_CUSTOMER:
    case SB_FINDING_FEW_CUSTOMERS:
    case SB_FINDING_MEMBER_CARRIES:
      say_concentration (&words, text);
      break;
    case SB_FINDING_OVERDUE_DEALS:
    case SB_FINDING_PUSHED_DEALS:
    case SB_FINDING_COVERAGE_SHORT:
    case SB_FINDING_NO_NEXT_STEP:
      say_pipeline (&words, text);
      break;
    default:
      say_results (&words, text);
      break;
    }
  words_clear (&words);
  return text;
}

void
sb_finding_text_free (SbFindingText *text)
{
  if (text == NULL)
    return;
  g_free (text->key);
  g_free (text->title);
  g_free (text->reason);
  g_free (text->button);
  g_free (text->rows);
  g_free (text);
}
