/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU time of training the win model on 60,000 deals × 17 columns and of scoring them. Both are printed with their
 * limit; a run over twice the limit fails, so that a busy machine does not. */
#include "core/sb-random.h"

#include "analysis/sb-win-model.h"

#include <math.h>
#include <time.h>

#define ROWS 60000
#define NUMBERS 11
#define CATEGORIES 6

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* Chances follow four columns, alone and together. */
static void
fill (SbWinColumn *columns, guint8 *won)
{
  SbRandom random;

  sb_random_init (&random, 1, 0, 1);
  for (guint j = 0; j < NUMBERS + CATEGORIES; j++)
    {
      columns[j] = (SbWinColumn) { .name = "column", .kind = j < NUMBERS ? SB_WIN_NUMBER : SB_WIN_CATEGORY, .n_codes = 9 };
      columns[j].numbers = j < NUMBERS ? g_new (double, ROWS) : NULL;
      columns[j].codes = j < NUMBERS ? NULL : g_new (gint32, ROWS);
    }
  for (gsize i = 0; i < ROWS; i++)
    {
      double odds;

      for (guint j = 0; j < NUMBERS; j++)
        ((double *) columns[j].numbers)[i] = sb_random_unit (&random);
      for (guint j = NUMBERS; j < NUMBERS + CATEGORIES; j++)
        ((gint32 *) columns[j].codes)[i] = (gint32) sb_random_below (&random, 9);
      odds = -2 + 3 * sin (9 * columns[0].numbers[i]) + 2 * columns[1].numbers[i] * columns[2].numbers[i]
             + (columns[NUMBERS].codes[i] > 5 ? 2 * columns[3].numbers[i] : 0);
      won[i] = sb_random_unit (&random) < 1 / (1 + exp (-odds));
    }
}

static gboolean
report (const char *what, double measured, double limit)
{
  g_print ("%-24s %8.3f s (limit %.3f)\n", what, measured, limit);
  return measured <= 2 * limit;
}

int
main (void)
{
  SbWinColumn columns[NUMBERS + CATEGORIES];
  g_autofree guint8 *won = g_new (guint8, ROWS);
  g_autofree double *p = g_new (double, ROWS);
  g_autoptr (SbWinModel) model = NULL;
  SbWinTable table = { .n = ROWS, .columns = columns, .n_columns = NUMBERS + CATEGORIES, .won = won };
  double start;
  gboolean good;

  fill (columns, won);
  start = cpu_seconds ();
  model = sb_win_model_train (&table, 1, NULL);
  good = report ("training 60,000 x 17", cpu_seconds () - start, 5);
  g_print ("%u trees, AUC %.4f\n", sb_win_model_get_card (model)->rounds, sb_win_model_get_card (model)->auc);
  start = cpu_seconds ();
  sb_win_model_score (model, columns, ROWS, p);
  good &= report ("scoring 60,000", cpu_seconds () - start, ROWS / 200000.0);
  for (guint j = 0; j < NUMBERS + CATEGORIES; j++)
    {
      g_free ((gpointer) columns[j].numbers);
      g_free ((gpointer) columns[j].codes);
    }
  return good ? 0 : 1;
}
