/* SPDX-License-Identifier: GPL-3.0-or-later */
/* allocate: quotas of a period for every member and month, computed as the planner computes them; nothing is written.
 */
#include "sb-config.h"

#include "cli/sb-cli-allocation.h"
#include "cli/sb-cli-record.h"

#include "analysis/sb-rational.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OVER_MOST 1000 /* per cent */
#define MILLION 1000000
#define FEWEST_STEPS 50

typedef struct {
  char      *period, *method, *over, *target;
  GPtrArray *locks;
  gint64     step, samples, seed;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->period);
  g_free (arguments->method);
  g_free (arguments->over);
  g_free (arguments->target);
  g_clear_pointer (&arguments->locks, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
read_minor (const char *text, gint64 *minor)
{
  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, minor, NULL);
}

/* "7.5" per cent as parts per million; FALSE: no such percentage. */
static gboolean
read_over (const char *text, gint64 *ppm)
{
  SbRational percent;

  return sb_rational_parse (text, &percent) && percent.num >= 0
         && sb_rational_compare (percent, (SbRational) { OVER_MOST, 1 }) <= 0
         && sb_wide_round ((SbWide) percent.num * (MILLION / 100), percent.den, ppm);
}

/* "member=MINOR", the member by id or name. FALSE: told, *status is the exit status. */
static gboolean
set_lock (SbCli *cli, SbReader *reader, const SbPlanBook *book, SbPlanHand *hand, const char *text, int *status)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *who = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  gint64 minor;
  gint32 id;
  int index;

  if (who == NULL || *who == '\0' || !read_minor (equals + 1, &minor))
    {
      *status = sb_cli_usage (cli, _("“--lock” takes a member and minor units, such as --lock \"Li Wei=1200000\", not "
                                     "“%s”."),
                              text);
      return FALSE;
    }
  id = sb_cli_find (reader, sb_record_type_find ("member"), who);
  index = id > 0 ? sb_plan_book_find (book, id) : -1;
  if (id <= 0)
    *status = sb_cli_fail (cli, SB_EXIT_DATA, _("There is no member “%s”. “list --type member” shows them."), who);
  else if (index < 0)
    *status = sb_cli_fail (cli, SB_EXIT_DATA,
                           _("“%s” carries no quota in this period: nobody who sells then has this name."), who);
  else
    {
      hand->locked[index] = TRUE;
      hand->typed[index] = minor;
    }
  return index >= 0;
}

/* Options that need no workspace. FALSE: told. */
static gboolean
check (SbCli *cli, const Arguments *arguments, SbPlanHand *wanted)
{
  wanted->method = SB_PLAN_BLEND;
  if (arguments->target == NULL || !read_minor (arguments->target, &wanted->target))
    sb_cli_usage (cli, "%s", _("“--target” is what the quotas add up to, in minor units, such as --target 120000000."));
  else if (arguments->method != NULL && !sb_plan_method_parse (arguments->method, &wanted->method))
    sb_cli_usage (cli, "%s", _("“--method” is blend, equal-chance, equal, history, capacity or pipeline."));
  else if (arguments->over != NULL && !read_over (arguments->over, &wanted->over_ppm))
    sb_cli_usage (cli, _("“--over” is a percentage from 0 to %d."), OVER_MOST);
  else if (arguments->step < 0 || arguments->samples < 1 || arguments->samples > MILLION)
    sb_cli_usage (cli, _("“--step” is 0 or more minor units, “--samples” a number from 1 to %d."), MILLION);
  else
    return TRUE;
  return FALSE;
}

static SbPlanHand *
make_hand (const SbPlanBook *book, const SbPlanHand *wanted, gint64 step)
{
  SbPlanHand *hand = sb_plan_hand_new (book);

  hand->target = wanted->target;
  hand->method = wanted->method;
  hand->over_ppm = wanted->over_ppm;
  if (step > 0)
    hand->step = step;
  else if (book->n > 0 && hand->step > 1 && hand->target / hand->step < FEWEST_STEPS * (gint64) book->n)
    hand->step = 1;
  return hand;
}

static int
run (SbCli *cli, const SbFigures *figures, const Arguments *arguments, const SbPlanHand *wanted)
{
  SbPlanQuery query = { figures->window, figures->scope, cli->as_of, (guint) arguments->samples, SB_SIM_RHO_PPM,
                        (guint64) arguments->seed, NULL };
  g_autoptr (SbPlanBook) book = sb_plan_book_new (figures->facts, &query);
  g_autoptr (SbPlanHand) hand = NULL;
  g_autoptr (SbPlan) plan = NULL;
  g_autoptr (SbReader) reader = NULL;
  int status = SB_EXIT_OK;

  if (book == NULL)
    return sb_cli_fail (cli, SB_EXIT_DATA, "%s",
                        _("The amounts are too large to be added up. “list --type deal” shows them."));
  if (book->n == 0)
    return sb_cli_fail (cli, SB_EXIT_DATA, "%s",
                        _("Nobody sells in this period: no member has deals or a target. “list --type member” shows "
                          "the members."));
  hand = make_hand (book, wanted, arguments->step);
  if (arguments->locks != NULL)
    {
      reader = sb_cli_open_reader (cli, &status);
      if (reader == NULL)
        return status;
      for (guint i = 0; i < arguments->locks->len; i++)
        if (!set_lock (cli, reader, book, hand, g_ptr_array_index (arguments->locks, i), &status))
          return status;
    }
  plan = sb_plan_compute (book, hand);
  if (plan == NULL)
    return sb_cli_fail (cli, SB_EXIT_DATA, "%s", _("The quotas are too large to be added up. Give a smaller target."));
  sb_cli_print_allocation (cli, figures, plan);
  return SB_EXIT_OK;
}

int
sb_cmd_allocate (SbCli *cli, int argc, char **argv)
{
  g_auto (Arguments) arguments = { .samples = SB_SIM_DRAWS, .seed = 1 };
  const SbOption options[] = { { "period", SB_OPTION_TEXT, &arguments.period },
                               { "target", SB_OPTION_TEXT, &arguments.target },
                               { "method", SB_OPTION_TEXT, &arguments.method },
                               { "over", SB_OPTION_TEXT, &arguments.over },
                               { "lock", SB_OPTION_LIST, &arguments.locks },
                               { "step", SB_OPTION_INT, &arguments.step },
                               { "samples", SB_OPTION_INT, &arguments.samples },
                               { "seed", SB_OPTION_INT, &arguments.seed },
                               { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_auto (SbFigures) figures = { NULL };
  SbPlanHand wanted = { 0 };
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0)
      || !check (cli, &arguments, &wanted))
    return SB_EXIT_USAGE;
  if (!sb_figures_init (&figures, cli, &(SbFiguresQuery) { NULL, SB_DATE_NONE, SB_DATE_NONE, SB_PERIOD_QUARTER },
                        &status))
    return status;
  if (arguments.period != NULL && !sb_period_parse (arguments.period, figures.facts->fiscal, &figures.window))
    return sb_cli_usage (cli, _("“%s” is no period. Write 2026, 2026-H2, 2026-Q4, 2026-11 or 2026-W47."),
                         arguments.period);
  return run (cli, &figures, &arguments, &wanted);
}
