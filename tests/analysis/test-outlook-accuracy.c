/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How good are the forecasts? sMAPE, MASE and OWA against Naive2 and the coverage of the intervals (ENGINE 3.9) on own
 * series, and on the real sets when SB_REAL_DATA names their folder. */
#include "analysis/sb-outlook-private.h"
#include "analysis/sb-outlook.h"

#include <math.h>

#define M 12
#define H 18

typedef struct {
  double points, smape, smape2; /* with 2: Naive2 */
  double scaled, mase, mase2;
  double in80, in95;
} Score;

typedef struct {
  const char *set;
  double      owa;          /* at most */
  double      lo80, hi80, lo95, hi95;
} Bar;

static GHashTable *
read_series (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strstrip (lines[i]), ",", -1);
      GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint k = 1; cells[0] != NULL && cells[k] != NULL && *cells[k] != '\0'; k++)
        {
          double value = g_ascii_strtod (cells[k], NULL);

          g_array_append_val (values, value);
        }
      if (values->len > 0)
        g_hash_table_insert (table, g_strdup (cells[0]), values);
      else
        g_array_unref (values);
    }
  return table;
}

/* Classical multiplicative indices, normalised to mean 1: written apart from the forecaster's. */
static void
plain_indices (const double *y, gsize n, double *index)
{
  double sum[M] = { 0.0 }, all = 0.0;
  guint count[M] = { 0 };

  for (gsize t = M / 2; t + M / 2 < n; t++)
    {
      double trend = (y[t - M / 2] + y[t + M / 2]) / 2.0;

      for (gsize i = t - M / 2 + 1; i < t + M / 2; i++)
        trend += y[i];
      sum[t % M] += y[t] / (trend / M);
      count[t % M]++;
    }
  for (guint j = 0; j < M; j++)
    {
      index[j] = sum[j] / count[j];
      all += index[j] / M;
    }
  for (guint j = 0; j < M; j++)
    index[j] /= all;
}

static void
naive2 (const double *y, gsize n, double *forecast)
{
  double index[M];
  gboolean seasonal = sb_season_test (y, n, M);

  if (seasonal)
    plain_indices (y, n, index);
  for (guint j = 0; j < H; j++)
    forecast[j] = seasonal ? y[n - 1] / index[(n - 1) % M] * index[(n + j) % M] : y[n - 1];
}

static double
symmetric (double y, double f)
{
  double size = fabs (y) + fabs (f);

  return size > 0.0 ? 200.0 * fabs (y - f) / size : 0.0;
}

static void
score_one (const GArray *train, const GArray *test, Score *score)
{
  const double *x = (const double *) (gpointer) train->data, *y = (const double *) (gpointer) test->data;
  SbOutlookInput input = { x, train->len, M, H, FALSE };
  g_autoptr (SbOutlook) forecast = sb_outlook_compute (&input);
  double base[H], scale = 0.0;

  naive2 (x, train->len, base);
  for (gsize t = M; t < train->len; t++)
    scale += fabs (x[t] - x[t - M]) / (double) (train->len - M);
  for (guint j = 0; j < MIN (H, test->len); j++)
    {
      score->points++;
      score->smape += symmetric (y[j], forecast->point[j]);
      score->smape2 += symmetric (y[j], base[j]);
      score->in80 += forecast->lo80[j] <= y[j] && y[j] <= forecast->hi80[j];
      score->in95 += forecast->lo95[j] <= y[j] && y[j] <= forecast->hi95[j];
      if (!(scale > 0.0))
        continue;
      score->scaled++;
      score->mase += fabs (y[j] - forecast->point[j]) / scale;
      score->mase2 += fabs (y[j] - base[j]) / scale;
    }
}

static void
score_set (const char *folder, const Bar *bar)
{
  g_autoptr (GHashTable) train = read_series (folder, "train.csv"), test = read_series (folder, "test.csv");
  GHashTableIter iter;
  gpointer id, values;
  Score score = { 0 };
  double owa;

  g_hash_table_iter_init (&iter, test);
  while (g_hash_table_iter_next (&iter, &id, &values))
    {
      GArray *history = g_hash_table_lookup (train, id);

      g_assert_nonnull (history);
      score_one (history, values, &score);
    }
  owa = 0.5 * (score.smape / score.smape2 + score.mase / score.mase2);
  g_test_message ("%s: %u series, sMAPE %.3f (Naive2 %.3f), MASE %.4f (%.4f), OWA %.4f, 80 %%: %.4f, 95 %%: %.4f",
                  bar->set, g_hash_table_size (test), score.smape / score.points, score.smape2 / score.points,
                  score.mase / score.scaled, score.mase2 / score.scaled, owa, score.in80 / score.points,
                  score.in95 / score.points);
  g_assert_cmpfloat (owa, <=, bar->owa);
  g_assert_cmpfloat (score.in80 / score.points, >=, bar->lo80);
  g_assert_cmpfloat (score.in80 / score.points, <=, bar->hi80);
  g_assert_cmpfloat (score.in95 / score.points, >=, bar->lo95);
  g_assert_cmpfloat (score.in95 / score.points, <=, bar->hi95);
}

static void
test_own (void)
{
  static const Bar bar = { "own", 0.95, 0.74, 0.88, 0.90, 0.98 };
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "series", NULL);

  score_set (folder, &bar);
}

/* The last few values of every series only: a trend that they seem to have must not run away. */
static void
test_short (void)
{
  static const gsize kept[] = { 6, 8, 12, 20 };
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "series", NULL);
  g_autoptr (GHashTable) train = read_series (folder, "train.csv"), test = read_series (folder, "test.csv");

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      GHashTableIter iter;
      gpointer id, values;
      double ours = 0.0, last = 0.0;

      g_hash_table_iter_init (&iter, test);
      while (g_hash_table_iter_next (&iter, &id, &values))
        {
          GArray *history = g_hash_table_lookup (train, id), *future = values;
          const double *x = (const double *) (gpointer) history->data + history->len - kept[i];
          SbOutlookInput input = { x, kept[i], M, H, FALSE };
          g_autoptr (SbOutlook) forecast = sb_outlook_compute (&input);

          for (guint j = 0; j < H; j++)
            {
              double y = g_array_index (future, double, j);

              ours += symmetric (y, forecast->point[j]);
              last += symmetric (y, x[kept[i] - 1]);
            }
        }
      g_test_message ("%u values: %.3f of the last value's error", (guint) kept[i], ours / last);
      g_assert_cmpfloat (ours, <, last);
    }
}

static void
test_real (gconstpointer data)
{
  const Bar *bar = data;
  const char *root = g_getenv ("SB_REAL_DATA");
  g_autofree char *folder = NULL, *path = NULL;

  if (root == NULL)
    {
      g_test_skip ("SB_REAL_DATA does not name the folder of real data");
      return;
    }
  folder = g_build_filename (root, "series", bar->set, NULL);
  path = g_build_filename (folder, "train.csv", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("this set is not among the real data");
      return;
    }
  score_set (folder, bar);
}

int
main (int argc, char **argv)
{
  static const Bar m3 = { "m3_monthly", 0.825, 0.77, 0.84, 0.93, 0.97 };
  static const Bar m4 = { "m4_monthly", 0.890, 0.75, 0.85, 0.92, 0.97 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/outlook-accuracy/own", test_own);
  g_test_add_func ("/analysis/outlook-accuracy/short", test_short);
  g_test_add_data_func ("/analysis/outlook-accuracy/m3-monthly", &m3, test_real);
  g_test_add_data_func ("/analysis/outlook-accuracy/m4-monthly", &m4, test_real);
  return g_test_run ();
}
