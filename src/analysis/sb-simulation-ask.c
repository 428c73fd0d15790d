/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which deals decide a target, and what would have to be true to reach it. Both ask the same draws again. Called by the
 * forecast page, the planner and the command. */
#include "analysis/sb-simulation-private.h"

#include "analysis/sb-rational.h"

/* One bit a draw: is the target reached? Draws beyond n_draws are left out of both words. */
typedef struct {
  guint64 *reached;
  guint64 *counted;
} Reach;

static void
fill_reach (Reach *reach, const SbSimRun *run, const gint64 *sums, gint64 target)
{
  reach->reached = g_new0 (guint64, run->n_blocks);
  reach->counted = g_new0 (guint64, run->n_blocks);
  for (gsize k = 0; k < run->input->n_draws; k++)
    {
      reach->counted[k / SB_SIM_BLOCK] |= G_GUINT64_CONSTANT (1) << k % SB_SIM_BLOCK;
      reach->reached[k / SB_SIM_BLOCK] |= (guint64) (sums[k] >= target) << k % SB_SIM_BLOCK;
    }
}

static SbSimDecider
decide (const SbSimRun *run, gsize position, const Reach *reach)
{
  SbSimDecider decider = { .deal = position };
  guint won_reached = 0, reached = 0, lost;
  guint64 wins[SB_SIM_CHUNK];

  for (gsize block = 0; block < run->n_blocks; block += SB_SIM_CHUNK)
    {
      gsize n = sb_sim_run_wins (run, position, block, wins);

      for (gsize b = 0; b < n; b++)
        {
          guint64 hit = reach->reached[block + b];

          decider.n_won += (guint) __builtin_popcountll (wins[b] & reach->counted[block + b]);
          won_reached += (guint) __builtin_popcountll (wins[b] & hit);
          reached += (guint) __builtin_popcountll (hit);
        }
    }
  lost = run->input->n_draws - decider.n_won;
  decider.defined = decider.n_won > 0 && lost > 0;
  if (decider.n_won > 0)
    decider.if_won = (double) won_reached / decider.n_won;
  if (lost > 0)
    decider.if_lost = (double) (reached - won_reached) / lost;
  if (decider.defined)
    decider.points = decider.if_won - decider.if_lost;
  return decider;
}

static int
by_points (gconstpointer a, gconstpointer b, gpointer data)
{
  const SbSimDecider *left = a, *right = b;
  const SbSimDeal *deals = data, *one = &deals[left->deal], *two = &deals[right->deal];

  if (left->defined != right->defined)
    return left->defined ? -1 : 1;
  if (left->points != right->points)
    return left->points > right->points ? -1 : 1;
  if (one->minor != two->minor)
    return one->minor > two->minor ? -1 : 1;
  return one->id < two->id ? -1 : one->id > two->id;
}

GArray *
sb_simulation_deciders (const SbSimInput *input, gsize group, gint64 target)
{
  g_autoptr (GArray) deciders = g_array_new (FALSE, FALSE, sizeof (SbSimDecider));
  g_auto (SbSimRun) run = { NULL };
  g_autofree guint8 *below = NULL;
  g_autofree gint64 *sums = NULL;
  g_autofree guint64 *reached = NULL;
  g_autofree guint64 *counted = NULL;
  Reach reach;

  g_return_val_if_fail (input != NULL && group < input->n_groups, NULL);

  if (!sb_sim_run_init (&run, input) || (sums = sb_sim_run_below (&run, group)) == NULL)
    return NULL;
  below = sb_sim_below (input, group);
  fill_reach (&reach, &run, sums, target);
  reached = reach.reached;
  counted = reach.counted;
  for (gsize i = 0; i < input->n_deals; i++)
    if (below[input->deals[i].group] && !sb_sim_certain (&input->deals[i]))
      {
        SbSimDecider decider = decide (&run, i, &reach);

        if (input->cancelled != NULL && g_atomic_int_get (input->cancelled) != 0)
          return NULL;
        g_array_append_val (deciders, decider);
      }
  g_array_sort_with_data (deciders, by_points, (gpointer) input->deals);
  return g_steal_pointer (&deciders);
}

/* Changes the copy of the deals to what step `x` of a question says. */
typedef struct Question Question;
struct Question {
  const SbSimInput     *input;
  const SbSimMustQuery *query;
  const guint8         *below;
  GArray               *deals; /* SbSimDeal */
  gboolean            (*change) (Question *question, gint32 x);
};

#define STEP_PPM 1000

static gboolean
change_points (Question *question, gint32 x)
{
  for (gsize i = 0; i < question->input->n_deals; i++)
    {
      const SbSimDeal *before = &question->input->deals[i];
      SbSimDeal *deal = &g_array_index (question->deals, SbSimDeal, i);

      if (question->below[before->group] && !sb_sim_certain (before))
        deal->q = MIN (before->q + (double) x * STEP_PPM / 1e6, 1.0);
    }
  return TRUE;
}

static gboolean
change_amounts (Question *question, gint32 x)
{
  for (gsize i = 0; i < question->input->n_deals; i++)
    {
      const SbSimDeal *before = &question->input->deals[i];
      SbSimDeal *deal = &g_array_index (question->deals, SbSimDeal, i);

      if (question->below[before->group] && !sb_sim_certain (before)
          && !sb_wide_round ((SbWide) before->minor * (1000 + x), 1000, &deal->minor))
        return FALSE;
    }
  return TRUE;
}

static gboolean
change_number (Question *question, gint32 x)
{
  g_array_set_size (question->deals, (guint) question->input->n_deals);
  for (gint32 i = 1; i <= x; i++)
    {
      SbSimDeal deal = question->query->typical;

      deal.id = -i;
      g_array_append_val (question->deals, deal);
    }
  return TRUE;
}

/* 1 reached, 0 not, −1 cancelled or beyond the range. */
static int
answer (Question *question, gint32 x)
{
  SbSimInput input = *question->input;
  g_auto (SbSimRun) run = { NULL };
  g_autofree gint64 *sums = NULL;
  guint reached = 0;

  if (!question->change (question, x))
    return -1;
  input.deals = (const SbSimDeal *) (gpointer) question->deals->data;
  input.n_deals = question->deals->len;
  if (!sb_sim_run_init (&run, &input) || (sums = sb_sim_run_below (&run, question->query->group)) == NULL)
    return -1;
  for (guint k = 0; k < input.n_draws; k++)
    reached += sums[k] >= question->query->target;
  return (double) reached >= question->query->level * input.n_draws * (1.0 - 1e-12);
}

/* The smallest x of 0 … most whose answer is yes; once yes, always yes. FALSE: stopped. */
static gboolean
solve (Question *question, gint32 most, gboolean *found, gint32 *x)
{
  gint32 no = -1, yes = 0;
  int got = answer (question, 0);

  while (got == 0 && yes < most)
    {
      no = yes;
      yes = MIN (MAX (1, 2 * yes), most);
      got = answer (question, yes);
    }
  *found = got > 0;
  while (got >= 0 && *found && yes - no > 1)
    {
      gint32 middle = no + (yes - no) / 2;

      got = answer (question, middle);
      if (got > 0)
        yes = middle;
      else
        no = middle;
    }
  *x = *found ? yes : 0;
  return got >= 0;
}

gboolean
sb_simulation_must (const SbSimInput *input, const SbSimMustQuery *query, SbSimMust *must)
{
  g_autofree guint8 *below = NULL;
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (SbSimDeal));
  Question question = { input, query, NULL, deals, change_points };
  gboolean ok;

  g_return_val_if_fail (input != NULL && query != NULL && must != NULL && query->group < input->n_groups, FALSE);

  *must = (SbSimMust) { 0 };
  question.below = below = sb_sim_below (input, query->group);
  if (input->n_deals > 0)
    g_array_append_vals (deals, input->deals, (guint) input->n_deals);
  ok = solve (&question, 1000000 / STEP_PPM, &must->points_found, &must->points_ppm);
  g_array_set_size (deals, 0);
  if (input->n_deals > 0)
    g_array_append_vals (deals, input->deals, (guint) input->n_deals);
  question.change = change_amounts;
  ok = ok && solve (&question, 10000000 / STEP_PPM, &must->amount_found, &must->amount_ppm);
  g_array_set_size (deals, 0);
  if (input->n_deals > 0)
    g_array_append_vals (deals, input->deals, (guint) input->n_deals);
  question.change = change_number;
  ok = ok && solve (&question, 1000, &must->deals_found, &must->new_deals);
  must->points_ppm *= STEP_PPM;
  must->amount_ppm *= STEP_PPM;
  return ok;
}

/* Poisson-binomial: the number that reach, one member after the other. */
void
sb_reaching_band (const double *p, gsize n, double level, int *lo, int *hi, double *mean)
{
  g_autofree double *mass = g_new0 (double, n + 1);
  double tail = (1.0 - level) / 2.0, sum = 0.0;
  gboolean found = FALSE;

  g_return_if_fail (lo != NULL && hi != NULL && mean != NULL && (n == 0 || p != NULL));

  mass[0] = 1.0;
  *lo = *hi = 0;
  *mean = 0.0;
  for (gsize i = 0; i < n; i++)
    {
      *mean += p[i];
      for (gsize k = i + 1; k > 0; k--)
        mass[k] = mass[k] * (1.0 - p[i]) + mass[k - 1] * p[i];
      mass[0] *= 1.0 - p[i];
    }
  for (gsize k = 0; k <= n; k++)
    {
      sum += mass[k];
      if (!found && sum >= tail - 1e-12)
        *lo = (int) k;
      found = found || sum >= tail - 1e-12;
      *hi = (int) k;
      if (sum >= 1.0 - tail - 1e-12)
        return;
    }
}
