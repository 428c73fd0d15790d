/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The series forecast: which method a series gets, its properties under scaling and shifting, hostile series, and the
 * numerics under it. */
#include "analysis/sb-elementary.h"
#include "analysis/sb-outlook-private.h"
#include "analysis/sb-outlook.h"
#include "analysis/sb-simplex.h"
#include "analysis/sb-student.h"
#include "core/sb-random.h"

#include <math.h>

#define MAX_VALUES 400

static SbOutlook *
run (const double *values, gsize n, guint frequency, guint horizon)
{
  SbOutlookInput input = { values, n, frequency, horizon, FALSE };

  return sb_outlook_compute (&input);
}

static void
assert_sound (const SbOutlook *forecast)
{
  g_assert_nonnull (forecast);
  if (forecast->method == SB_OUTLOOK_NONE)
    {
      g_assert_null (forecast->point);
      g_assert_cmpint (forecast->reason, ==, SB_REASON_NO_HISTORY);
      return;
    }
  g_assert_nonnull (forecast->point);
  g_assert_true ((forecast->lo80 == NULL) == (forecast->interval_reason != SB_REASON_NONE));
  for (guint j = 0; j < forecast->horizon; j++)
    {
      g_assert_true (isfinite (forecast->point[j]));
      if (forecast->lo80 == NULL)
        continue;
      g_assert_true (isfinite (forecast->lo95[j]) && isfinite (forecast->hi95[j]));
      g_assert_cmpfloat (forecast->lo95[j], <=, forecast->lo80[j]);
      g_assert_cmpfloat (forecast->lo80[j], <=, forecast->point[j]);
      g_assert_cmpfloat (forecast->point[j], <=, forecast->hi80[j]);
      g_assert_cmpfloat (forecast->hi80[j], <=, forecast->hi95[j]);
    }
}

static void
assert_method (const char *code, guint frequency, const double *values, gsize n)
{
  g_autoptr (SbOutlook) forecast = run (values, n, frequency, 6);

  assert_sound (forecast);
  g_assert_cmpstr (sb_outlook_method_code (forecast->method), ==, code);
}

#define METHOD(code, frequency, ...)                                                                                  \
  assert_method (code, frequency, (const double[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const double[]){ __VA_ARGS__ })))

static void
test_methods (void)
{
  assert_method ("none", 12, NULL, 0);
  METHOD ("none", 12, NAN, NAN, INFINITY);
  METHOD ("naive", 12, 5.0);
  METHOD ("naive", 12, 0.0, 5.0, NAN);
  METHOD ("naive", 12, 5.0, 7.0);
  METHOD ("mean", 12, 5.0, 7.0, 6.0);
  METHOD ("mean", 12, 5.0, 7.0, 6.0, 0.0, 0.0);
  METHOD ("combination", 12, 5.0, 7.0, 6.0, 8.0, 7.0, 9.0);
  METHOD ("constant", 12, 5.0, 5.0, 5.0);
  METHOD ("constant", 12, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
  METHOD ("constant", 12, 5.0, NAN, NAN, 5.0, 5.0);
  METHOD ("naive", 12, 5.0, NAN, 6.0, NAN, 5.0, 7.0, 4.0, 6.0);
  METHOD ("combination", 12, 5.0, NAN, 6.0, 7.0, 5.0, 7.0, 4.0, 6.0);
  METHOD ("intermittent", 12, 4.0, 0.0, 0.0, 5.0, 0.0, 4.0, 3.0, 6.0, 0.0);
  METHOD ("intermittent", 12, -4.0, 0.0, 0.0, 5.0, 0.0, 4.0, 3.0, 6.0, 0.0);
  METHOD ("seasonal-naive", 4, 1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 3.0, 4.0);
  METHOD ("combination", 4, -1.0, 2.0, -3.0, 4.0, -5.0, 2.0, 3.0, -4.0);
}

static void
test_small (void)
{
  static const double two[] = { 5.0, 7.0 }, five[] = { 4.0, 8.0, 6.0, 2.0, 5.0 }, lead[] = { NAN, 0.0, 0.0, 3.0, 4.0 };
  g_autoptr (SbOutlook) naive = run (two, 2, 12, 3);
  g_autoptr (SbOutlook) mean = run (five, 5, 12, 3);
  g_autoptr (SbOutlook) late = run (lead, 5, 12, 3);

  g_assert_cmpfloat (naive->point[2], ==, 7.0);
  g_assert_cmpint (naive->interval_reason, ==, SB_REASON_TOO_FEW);
  g_assert_null (naive->hi95);
  g_assert_cmpfloat (mean->point[1], ==, 5.0);
  g_assert_cmpuint (mean->flags & SB_OUTLOOK_SHORT, !=, 0);
  g_assert_cmpfloat (mean->hi80[2], >, mean->hi80[0]);
  g_assert_cmpfloat (mean->lo95[2], >=, 0.0);
  g_assert_cmpuint (late->n_leading, ==, 3);
  g_assert_cmpuint (late->n_used, ==, 2);
}

/* A seeded series with level, trend, season and noise. */
static void
make (double *y, gsize n, guint m, guint64 seed)
{
  SbRandom random;
  double slope, amplitude;

  sb_random_init (&random, seed, 0, 0);
  slope = 0.01 * (sb_random_unit (&random) - 0.3);
  amplitude = sb_random_unit (&random) * 0.4;
  for (gsize t = 0; t < n; t++)
    {
      double season = sin (2.0 * G_PI * (double) (t % m) / m);

      y[t] = 100.0 * (1.0 + slope * (double) t + amplitude * season + 0.2 * (sb_random_unit (&random) - 0.5));
    }
}

static void
test_scaling (void)
{
  static const double factors[] = { 1e-9, 0.001, 7.0, 1e6, 1e13 };

  for (guint64 seed = 1; seed <= 40; seed++)
    {
      gsize n = 20 + 3 * seed;
      double y[MAX_VALUES], scaled[MAX_VALUES];
      g_autoptr (SbOutlook) forecast = NULL;

      make (y, n, 12, seed);
      forecast = run (y, n, 12, 18);
      for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
        {
          g_autoptr (SbOutlook) other = NULL;

          for (gsize t = 0; t < n; t++)
            scaled[t] = factors[i] * y[t];
          other = run (scaled, n, 12, 18);
          for (guint j = 0; j < 18; j++)
            {
              g_assert_cmpfloat (fabs (other->point[j] / factors[i] / forecast->point[j] - 1.0), <, 1e-6);
              g_assert_cmpfloat (fabs (other->hi95[j] / factors[i] / forecast->hi95[j] - 1.0), <, 1e-6);
            }
        }
    }
}

static void
test_shift (void)
{
  for (guint64 seed = 1; seed <= 40; seed++)
    {
      gsize n = 20 + 3 * seed;
      double y[MAX_VALUES], shifted[MAX_VALUES];
      g_autoptr (SbOutlook) forecast = NULL;
      g_autoptr (SbOutlook) other = NULL;

      make (y, n, 12, seed);
      for (gsize t = 0; t < n; t++)
        {
          y[t] -= 200.0;
          shifted[t] = y[t] - 1000.0;
        }
      forecast = run (y, n, 12, 18);
      other = run (shifted, n, 12, 18);
      for (guint j = 0; j < 18; j++)
        {
          g_assert_cmpfloat (fabs (other->point[j] + 1000.0 - forecast->point[j]), <, 1e-6);
          g_assert_cmpfloat (fabs (other->lo80[j] + 1000.0 - forecast->lo80[j]), <, 1e-6);
        }
    }
}

static void
test_pure_season (void)
{
  for (guint m = 2; m <= 52; m += 5)
    for (int sign = -1; sign <= 1; sign += 2)
      {
        double y[MAX_VALUES];
        gsize n = 3 * (gsize) m + m / 2;
        g_autoptr (SbOutlook) forecast = NULL;

        for (gsize t = 0; t < n; t++)
          y[t] = sign * (10.0 + (double) ((t % m) * (t % m)));
        forecast = run (y, n, m, 30);
        assert_sound (forecast);
        for (guint j = 0; j < 30; j++)
          g_assert_cmpfloat (fabs (forecast->point[j] - y[(n + j) % m]), <, 1e-6);
      }
}

static void
test_gaps (void)
{
  double y[MAX_VALUES], holed[MAX_VALUES];
  g_autoptr (SbOutlook) full = NULL;
  g_autoptr (SbOutlook) gaps = NULL;

  for (gsize t = 0; t < 96; t++)
    holed[t] = y[t] = (100.0 + (double) t) * (1.0 + 0.3 * sin (2.0 * G_PI * (double) t / 12.0));
  holed[30] = holed[31] = holed[50] = NAN;
  full = run (y, 96, 12, 12);
  gaps = run (holed, 96, 12, 12);
  g_assert_cmpuint (gaps->n_missing, ==, 3);
  g_assert_cmpuint (gaps->flags & SB_OUTLOOK_GAPS, !=, 0);
  g_assert_cmpuint (gaps->flags & SB_OUTLOOK_SEASONAL, !=, 0);
  for (guint j = 0; j < 12; j++)
    g_assert_cmpfloat (fabs (gaps->point[j] / full->point[j] - 1.0), <, 0.02);
}

static void
test_forced_season (void)
{
  double y[MAX_VALUES];
  SbOutlookInput input = { y, 30, 12, 12, TRUE };
  g_autoptr (SbOutlook) forced = NULL;
  g_autoptr (SbOutlook) plain = NULL;

  for (gsize t = 0; t < 30; t++)
    y[t] = 100.0 + (t % 12 == 5 ? 60.0 : 0.0) + 3.0 * (double) ((t * 7) % 5);
  forced = sb_outlook_compute (&input);
  plain = run (y, 30, 12, 12);
  g_assert_cmpuint (forced->flags & SB_OUTLOOK_WEAK_SEASON, !=, 0);
  g_assert_cmpuint (plain->flags & SB_OUTLOOK_SEASONAL, ==, 0);
  /* the sixth month of the year is 11 steps after the 30th */
  g_assert_cmpfloat (forced->point[11], >, forced->point[10] + 10.0);
}

static void
test_outliers (void)
{
  double y[MAX_VALUES];
  g_autoptr (SbOutlook) odd = NULL;
  g_autoptr (SbOutlook) shift = NULL;

  make (y, 60, 12, 3);
  y[40] *= 3.0;
  odd = run (y, 60, 12, 6);
  g_assert_cmpuint (odd->flags & SB_OUTLOOK_OUTLIERS, !=, 0);
  g_assert_cmpuint (g_array_index (odd->outliers, gsize, 0), ==, 40);
  g_assert_cmpint (odd->level_shift, ==, -1);
  make (y, 60, 12, 3);
  for (gsize t = 30; t < 60; t++)
    y[t] *= 3.0;
  shift = run (y, 60, 12, 6);
  g_assert_cmpuint (shift->flags & SB_OUTLOOK_LEVEL_SHIFT, !=, 0);
  g_assert_cmpint (shift->level_shift, ==, 30);
}

/* A straight line is carried on, also when it is short; a slope that a few noisy values seem to have is not. */
static void
test_trend (void)
{
  static const double noisy[] = { 10.0, 14.0, 9.0, 13.0, 15.0, 12.0, 16.0 };
  double line[MAX_VALUES];
  g_autoptr (SbOutlook) straight = NULL;
  g_autoptr (SbOutlook) careful = run (noisy, G_N_ELEMENTS (noisy), 12, 24);

  for (gsize t = 0; t < 24; t++)
    line[t] = 100.0 + 5.0 * (double) t;
  straight = run (line, 24, 12, 12);
  g_assert_cmpfloat (straight->point[11], >, 100.0 + 5.0 * 29.0);
  g_assert_cmpfloat (straight->point[11], <, 100.0 + 5.0 * 36.0);
  g_assert_cmpfloat (careful->point[23], <, 18.0);
  g_assert_cmpfloat (careful->point[23], >, 11.0);
}

/* Every kind of value that a file may hold. */
static double
odd_value (SbRandom *random, guint kind)
{
  double unit = sb_random_unit (random);

  switch (kind)
    {
    case 0:
      return unit < 0.4 ? 0.0 : floor (unit * 20.0);
    case 1:
      return (unit - 0.5) * 1e15;
    case 2:
      return unit * 1e-9;
    case 3:
      return unit < 0.1 ? NAN : unit * 100.0;
    case 4:
      return unit < 0.02 ? 1e15 : unit;
    case 5:
      return unit < 0.5 ? 1.0 : 1.0 + 1e-13;
    case 6:
      return (unit - 0.3) * 1e308;
    case 7:
      return sb_exp (40.0 * (unit - 0.5));
    default:
      return unit < 0.05 ? -1.0 : 100.0;
    }
}

static void
test_hostile (void)
{
  static const guint frequencies[] = { 1, 2, 4, 7, 12, 24, 52, 366 }, horizons[] = { 1, 6, 18, 60 };
  SbRandom random;

  sb_random_init (&random, 11, 0, 0);
  for (guint round = 0; round < 2000; round++)
    {
      double y[MAX_VALUES];
      gsize n = (gsize) sb_random_below (&random, round % 20 == 0 ? MAX_VALUES : 60);
      guint m = frequencies[sb_random_below (&random, G_N_ELEMENTS (frequencies))];
      guint h = horizons[sb_random_below (&random, G_N_ELEMENTS (horizons))], kind = round % 9;
      g_autoptr (SbOutlook) forecast = NULL;
      gboolean negative = FALSE;

      for (gsize t = 0; t < n; t++)
        {
          y[t] = odd_value (&random, kind);
          negative = negative || y[t] < 0.0;
        }
      forecast = run (y, n, m, h);
      assert_sound (forecast);
      for (guint j = 0; j < h && forecast->point != NULL && !negative; j++)
        g_assert_true (forecast->point[j] >= 0.0 && (forecast->lo95 == NULL || forecast->lo95[j] >= 0.0));
    }
}

static void
test_spread_grows (void)
{
  for (guint64 seed = 1; seed <= 10; seed++)
    {
      double y[MAX_VALUES];
      g_autoptr (SbOutlook) forecast = NULL;

      make (y, 40, 1, seed);
      for (gsize t = 0; t < 40; t++)
        y[t] -= 150.0;
      forecast = run (y, 40, 1, 18);
      for (guint j = 1; j < 18; j++)
        g_assert_cmpfloat (forecast->hi95[j] - forecast->lo95[j], >=, forecast->hi95[j - 1] - forecast->lo95[j - 1] - 1e-9);
    }
}

static void
test_student (void)
{
  g_assert_cmpfloat (fabs (sb_student_quantile (0.975, 1e9) - 1.959963984540054), <, 1e-6);
  g_assert_cmpfloat (fabs (sb_student_quantile (0.9, 1e9) - 1.2815515655446004), <, 1e-6);
  g_assert_cmpfloat (fabs (sb_student_quantile (0.975, 10.0) - 2.2281388519649385), <, 1e-3);
  g_assert_cmpfloat (fabs (sb_student_quantile (0.9, 5.0) - 1.4758840488244815), <, 1e-3);
  g_assert_cmpfloat (fabs (sb_student_quantile (0.975, 2.0) - 4.302652729749464), <, 1e-12);
  g_assert_cmpfloat (fabs (sb_student_quantile (0.975, 3.0) - 3.182446305284263), <, 2e-2);
}

static double
valley (const double *x, gpointer data)
{
  double a = x[1] - x[0] * x[0], b = 1.0 - x[0];

  (*(guint *) data)++;
  return 100.0 * a * a + b * b;
}

static double
bowl (const double *x, gpointer data)
{
  return (x[0] - 1.0) * (x[0] - 1.0) + 2.0 * (x[1] - 0.2) * (x[1] - 0.2);
}

static void
test_simplex (void)
{
  static const double lo[] = { -2.0, -2.0 }, hi[] = { 2.0, 2.0 }, low[] = { 0.5, 0.5 }, start[] = { -1.2, 1.0 },
                      step[] = { 0.3, 0.3 };
  SbSimplex simplex = { 2, lo, hi, start, step, 400, 0.0 };
  guint calls = 0;
  double x[2];

  g_assert_cmpfloat (sb_simplex_minimise (&simplex, valley, &calls, x), <, 1e-12);
  g_assert_cmpfloat (fabs (x[0] - 1.0), <, 1e-5);
  g_assert_cmpuint (calls, <=, 403);
  simplex.hi = low;
  sb_simplex_minimise (&simplex, bowl, NULL, x);
  g_assert_cmpfloat (fabs (x[0] - 0.5), <, 1e-6);
  g_assert_cmpfloat (fabs (x[1] - 0.2), <, 1e-4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/outlook/methods", test_methods);
  g_test_add_func ("/analysis/outlook/small", test_small);
  g_test_add_func ("/analysis/outlook/scaling", test_scaling);
  g_test_add_func ("/analysis/outlook/shift", test_shift);
  g_test_add_func ("/analysis/outlook/pure-season", test_pure_season);
  g_test_add_func ("/analysis/outlook/gaps", test_gaps);
  g_test_add_func ("/analysis/outlook/forced-season", test_forced_season);
  g_test_add_func ("/analysis/outlook/outliers", test_outliers);
  g_test_add_func ("/analysis/outlook/trend", test_trend);
  g_test_add_func ("/analysis/outlook/hostile", test_hostile);
  g_test_add_func ("/analysis/outlook/spread-grows", test_spread_grows);
  g_test_add_func ("/analysis/outlook/student", test_student);
  g_test_add_func ("/analysis/outlook/simplex", test_simplex);
  return g_test_run ();
}
