/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The win model over arrays: what it learns, what it refuses to learn, what must not change it, and that explanations
 * add up. */
#include "core/sb-random.h"

#include "analysis/sb-win-cell.h"
#include "analysis/sb-win-model.h"

#include <math.h>
#include <string.h>

#define MAX_COLUMNS 8

/* A table that owns its columns. */
typedef struct {
  SbWinTable  table;
  SbWinColumn columns[MAX_COLUMNS];
  guint8     *won;
} Deals;

static double *
number_column (Deals *deals, const char *name)
{
  double *numbers = g_new0 (double, deals->table.n);

  deals->columns[deals->table.n_columns++] = (SbWinColumn) { .name = name, .kind = SB_WIN_NUMBER, .numbers = numbers };
  return numbers;
}

static gint32 *
category_column (Deals *deals, const char *name, gint32 n_codes)
{
  gint32 *codes = g_new0 (gint32, deals->table.n);

  deals->columns[deals->table.n_columns++]
    = (SbWinColumn) { .name = name, .kind = SB_WIN_CATEGORY, .codes = codes, .n_codes = n_codes };
  return codes;
}

static void
deals_init (Deals *deals, gsize n)
{
  *deals = (Deals) { .table = { .n = n }, .won = g_new0 (guint8, n) };
  deals->table.columns = deals->columns;
  deals->table.won = deals->won;
}

static void
deals_clear (Deals *deals)
{
  for (guint j = 0; j < deals->table.n_columns; j++)
    {
      g_free ((gpointer) deals->columns[j].numbers);
      g_free ((gpointer) deals->columns[j].codes);
    }
  g_free (deals->won);
}

/* Amount, region, source, a number that says nothing. strength 0: nothing says anything. */
static void
deals_random (Deals *deals, gsize n, guint64 seed, double strength)
{
  SbRandom random;
  double *amount, *noise;
  gint32 *region, *source;

  deals_init (deals, n);
  amount = number_column (deals, "amount");
  region = category_column (deals, "region", 4);
  source = category_column (deals, "source", 3);
  noise = number_column (deals, "noise");
  sb_random_init (&random, seed, 0, 1);
  for (gsize i = 0; i < n; i++)
    {
      double chance = 0.3;

      amount[i] = floor (exp (8 + 3 * sb_random_unit (&random)));
      region[i] = (gint32) sb_random_below (&random, 4);
      source[i] = sb_random_unit (&random) < 0.1 ? SB_WIN_EMPTY : (gint32) sb_random_below (&random, 3);
      noise[i] = sb_random_unit (&random) < 0.2 ? NAN : sb_random_unit (&random);
      chance += strength * ((region[i] == 2 ? 0.3 : -0.1) + (source[i] == 0 && amount[i] > 12000 ? 0.35 : -0.1));
      deals->won[i] = sb_random_unit (&random) < chance;
    }
}

static double *
score (const SbWinModel *model, const Deals *deals)
{
  double *p = g_new (double, deals->table.n + 1);

  sb_win_model_score (model, deals->columns, deals->table.n, p);
  return p;
}

static void
test_learns (void)
{
  Deals deals, others;
  g_autoptr (SbWinModel) model = NULL;
  g_autofree double *p = NULL;
  const SbWinCard *card;
  double brier = 0, base = 0;
  gint64 rows = 0;

  deals_random (&deals, 4000, 1, 1);
  deals_random (&others, 4000, 2, 1);
  model = sb_win_model_train (&deals.table, 1, NULL);
  card = sb_win_model_get_card (model);
  g_assert_true (card->signal && card->judged);
  g_assert_cmpint (card->reason, ==, SB_REASON_NONE);
  g_assert_cmpint (card->method, !=, SB_WIN_BASE_RATE);
  g_assert_cmpfloat (card->auc, >, 0.68);
  g_assert_cmpfloat (card->ece, <, 0.025);
  g_assert_cmpfloat (card->base_lo, <, card->base_rate);
  g_assert_cmpfloat (card->base_hi, >, card->base_rate);
  for (guint b = 0; b < SB_WIN_CARD_BINS; b++)
    rows += card->bins[b].n;
  g_assert_cmpint (rows, ==, 4000);
  p = score (model, &others);
  for (gsize i = 0; i < others.table.n; i++)
    {
      brier += pow (p[i] - others.won[i], 2) / 4000;
      base += pow (card->base_rate - others.won[i], 2) / 4000;
    }
  g_assert_cmpfloat (brier, <, base);
  g_assert_cmpfloat (fabs (brier - card->brier), <, 0.015);
  if (card->method == SB_WIN_BOOSTING)
    g_assert_cmpfloat (sb_win_model_get_share (model, 1), >, sb_win_model_get_share (model, 3));
  deals_clear (&deals);
  deals_clear (&others);
}

static void
test_no_signal (void)
{
  for (guint64 seed = 10; seed < 20; seed++)
    {
      Deals deals;
      g_autoptr (SbWinModel) model = NULL;
      g_autofree double *p = NULL;
      const SbWinCard *card;

      deals_random (&deals, 900, seed, 0);
      model = sb_win_model_train (&deals.table, seed, NULL);
      card = sb_win_model_get_card (model);
      g_assert_false (card->signal);
      g_assert_cmpint (card->method, ==, SB_WIN_BASE_RATE);
      g_assert_cmpint (card->reason, ==, SB_REASON_CANNOT_JUDGE);
      p = score (model, &deals);
      for (gsize i = 0; i < deals.table.n; i++)
        g_assert_cmpfloat (p[i], ==, (double) card->wins / (double) card->n);
      deals_clear (&deals);
    }
}

static void
test_few (void)
{
  static const struct { gsize n, wins; SbReason reason; } cases[]
    = { { 0, 0, SB_REASON_NO_CLOSED_DEALS }, { 1, 1, SB_REASON_TOO_FEW },   { 299, 100, SB_REASON_TOO_FEW },
        { 400, 49, SB_REASON_TOO_FEW },      { 400, 351, SB_REASON_TOO_FEW }, { 400, 0, SB_REASON_TOO_FEW },
        { 400, 50, SB_REASON_CANNOT_JUDGE } };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      Deals deals;
      g_autoptr (SbWinModel) model = NULL;
      SbWinExplanation explanation;

      deals_init (&deals, cases[c].n);
      number_column (&deals, "constant");
      for (gsize i = 0; i < cases[c].wins; i++)
        deals.won[i] = 1;
      model = sb_win_model_train (&deals.table, 1, NULL);
      g_assert_cmpint (sb_win_model_get_card (model)->reason, ==, cases[c].reason);
      g_assert_false (sb_win_model_get_card (model)->signal);
      if (cases[c].n > 0)
        {
          sb_win_model_explain (model, deals.columns, 0, &explanation);
          g_assert_cmpfloat (explanation.p, ==, (double) cases[c].wins / (double) cases[c].n);
          g_assert_cmpfloat (explanation.contributions[0], ==, 0);
          sb_win_explanation_clear (&explanation);
        }
      deals_clear (&deals);
    }
}

/* The same deals with rows, columns and categories moved about, and a constant between the columns. */
static void
shuffle (const Deals *deals, Deals *other, const guint32 *order)
{
  static const guint columns[] = { 3, 1, 0, 2 };
  gsize n = deals->table.n;

  deals_init (other, n);
  for (guint k = 0; k < 4; k++)
    {
      const SbWinColumn *from = &deals->columns[columns[k]];

      if (k == 2)
        number_column (other, "constant");
      if (from->kind == SB_WIN_NUMBER)
        {
          double *numbers = number_column (other, "x");

          for (gsize i = 0; i < n; i++)
            numbers[i] = from->numbers[order[i]];
        }
      else
        {
          gint32 *codes = category_column (other, "y", from->n_codes + 2);

          for (gsize i = 0; i < n; i++)
            codes[i] = from->codes[order[i]] < 0 ? SB_WIN_EMPTY : from->n_codes + 1 - from->codes[order[i]];
        }
    }
  for (gsize i = 0; i < n; i++)
    other->won[i] = deals->won[order[i]];
}

static void
test_unchanged (void)
{
  for (guint64 seed = 30; seed < 34; seed++)
    {
      Deals deals, other;
      g_autoptr (SbWinModel) model = NULL, again = NULL;
      g_autofree double *p = NULL, *q = NULL;
      g_autofree guint32 *order = NULL;
      SbRandom random;

      deals_random (&deals, 1000, seed, 1);
      order = g_new (guint32, deals.table.n);
      sb_random_init (&random, seed, 0, 2);
      for (guint32 i = 0; i < deals.table.n; i++)
        {
          guint32 at = (guint32) sb_random_below (&random, i + 1);

          order[i] = order[at];
          order[at] = i;
        }
      shuffle (&deals, &other, order);
      model = sb_win_model_train (&deals.table, 7, NULL);
      again = sb_win_model_train (&other.table, 7, NULL);
      g_assert_true (sb_win_model_get_card (model)->signal);
      p = score (model, &deals);
      q = score (again, &other);
      for (gsize i = 0; i < deals.table.n; i++)
        g_assert_cmpfloat_with_epsilon (q[i], p[order[i]], 1e-12);
      deals_clear (&deals);
      deals_clear (&other);
    }
}

static void
check_explanations (const SbWinModel *model, const Deals *deals)
{
  guint n = sb_win_model_n_columns (model);
  g_autofree double *p = score (model, deals);

  for (gsize i = 0; i < 200; i++)
    {
      SbWinExplanation explanation;
      guint largest[3];
      double sum;

      sb_win_model_explain (model, deals->columns, i, &explanation);
      sum = explanation.base + explanation.adjustment;
      for (guint j = 0; j < n; j++)
        sum += explanation.contributions[j];
      g_assert_cmpfloat_with_epsilon (explanation.p, p[i], 1e-12);
      g_assert_cmpfloat_with_epsilon (1 / (1 + exp (-sum)), p[i], 1e-9);
      g_assert_cmpuint (sb_win_explanation_largest (&explanation, n, largest, 3), ==, 3);
      g_assert_cmpfloat (fabs (explanation.contributions[largest[0]]), >=, fabs (explanation.contributions[largest[1]]));
      g_assert_cmpfloat (fabs (explanation.contributions[largest[1]]), >=, fabs (explanation.contributions[largest[2]]));
      sb_win_explanation_clear (&explanation);
    }
}

static void
test_explains (void)
{
  Deals deals;
  g_autoptr (SbWinModel) boosting = NULL, logistic = NULL;
  g_autoptr (GArray) odds = NULL;
  double region = 0;

  deals_random (&deals, 6000, 40, 1);
  boosting = sb_win_model_train (&deals.table, 1, NULL);
  g_assert_cmpint (sb_win_model_get_card (boosting)->method, ==, SB_WIN_BOOSTING);
  check_explanations (boosting, &deals);
  deals_clear (&deals);
  /* Region alone works, and it works by itself: the regression is as good. */
  deals_random (&deals, 3000, 41, 0);
  for (gsize i = 0; i < deals.table.n; i++)
    if (deals.columns[1].codes[i] == 3)
      deals.won[i] |= i % 2 == 0;
  logistic = sb_win_model_train (&deals.table, 1, NULL);
  g_assert_cmpint (sb_win_model_get_card (logistic)->method, ==, SB_WIN_LOGISTIC);
  check_explanations (logistic, &deals);
  odds = sb_win_model_dup_odds (logistic);
  for (guint i = 0; i < odds->len; i++)
    {
      const SbWinOdds *line = &g_array_index (odds, SbWinOdds, i);

      if (line->column == 1 && line->code == 3)
        region = line->odds_ratio;
      else if (line->column == 1)
        g_assert_cmpfloat (line->odds_ratio, <, 1.1);
    }
  g_assert_cmpfloat (region, >, 2);
  deals_clear (&deals);
}

/* Everything that repeats a record would otherwise look learnable. */
static void
test_copies (void)
{
  Deals once, deals;
  g_autoptr (SbWinModel) model = NULL;
  g_autofree gint32 *record = NULL;
  double *amount, *noise;

  deals_random (&once, 300, 50, 0);
  deals_init (&deals, 1500);
  amount = number_column (&deals, "amount");
  noise = number_column (&deals, "noise");
  record = g_new (gint32, 1500);
  for (gsize i = 0; i < 1500; i++)
    {
      amount[i] = once.columns[0].numbers[i % 300];
      noise[i] = (double) (i % 300) / 300;
      deals.won[i] = once.won[i % 300];
      record[i] = (gint32) (i % 300);
    }
  model = sb_win_model_train (&deals.table, 1, NULL);
  g_assert_false (sb_win_model_get_card (model)->signal);
  g_clear_pointer (&model, sb_win_model_unref);
  /* Now the copies differ a little, and only the record number tells. */
  for (gsize i = 0; i < 1500; i++)
    noise[i] += (double) i * 1e-9;
  deals.table.record = record;
  model = sb_win_model_train (&deals.table, 1, NULL);
  g_assert_false (sb_win_model_get_card (model)->signal);
  deals_clear (&once);
  deals_clear (&deals);
}

/* A rule that turns round in time: folds that look ahead would believe in it. */
static void
test_time (void)
{
  Deals deals;
  g_autoptr (SbWinModel) model = NULL, blind = NULL;
  g_autofree SbDate *closed = NULL;
  double *day;
  SbRandom random;

  deals_init (&deals, 3000);
  day = number_column (&deals, "opened");
  closed = g_new (SbDate, 3000);
  sb_random_init (&random, 60, 0, 1);
  for (gsize i = 0; i < 3000; i++)
    {
      closed[i] = (SbDate) (20000 + i / 3);
      day[i] = closed[i] - 30;
      deals.won[i] = sb_random_unit (&random) < (i / 250 % 2 == 0 ? 0.2 : 0.7);
    }
  blind = sb_win_model_train (&deals.table, 1, NULL);
  g_assert_true (sb_win_model_get_card (blind)->signal);
  deals.table.closed_on = closed;
  model = sb_win_model_train (&deals.table, 1, NULL);
  g_assert_true (sb_win_model_get_card (model)->by_time);
  g_assert_false (sb_win_model_get_card (model)->signal);
  deals_clear (&deals);
}

static void
note_progress (double done, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (done, >=, *last);
  g_assert_cmpfloat (done, <=, 1);
  *last = done;
}

static void
test_control (void)
{
  Deals deals;
  g_autoptr (SbWinModel) model = NULL;
  gint cancelled = 1;
  double last = 0;
  SbWinControl stop = { .cancelled = &cancelled }, watch = { .progress = note_progress, .data = &last };

  deals_random (&deals, 1000, 70, 1);
  g_assert_null (sb_win_model_train (&deals.table, 1, &stop));
  model = sb_win_model_train (&deals.table, 1, &watch);
  g_assert_cmpfloat (last, ==, 1);
  deals_clear (&deals);
}

static void
test_cells (void)
{
  static const struct { const char *text; double value; } numbers[]
    = { { "0", 0 }, { "-12.5", -12.5 }, { "+7", 7 }, { ".5", 0.5 }, { "3.", 3 }, { "1e3", 1000 }, { "0.1", 0.1 },
        { "123456789012345", 123456789012345.0 }, { "0.123456789012345678", 0.123456789012345678 } };
  static const char *const none[] = { "", "-", ".", "e5", "1e", "1,000", "0x10", "inf", "nan", "1e999", "12 3", "½" };
  const char *blank = "\xC2\xA0 x \xC2\xA0";
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_true (sb_win_cell_number (numbers[i].text, strlen (numbers[i].text), &value));
      g_assert_cmpfloat (value, ==, numbers[i].value);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (sb_win_cell_number (none[i], strlen (none[i]), &value));
  g_assert_cmpuint (sb_win_cell_trim (&blank, strlen (blank)), ==, 1);
  g_assert_cmpint (*blank, ==, 'x');
  g_assert_true (sb_win_cell_day ("2026-03-05", 10, SB_WIN_DAY_YMD, &value));
  g_assert_cmpfloat (value, ==, sb_date_from_ymd (2026, 3, 5));
  g_assert_true (sb_win_cell_day ("5.3.2026", 8, SB_WIN_DAY_DMY, &value));
  g_assert_cmpfloat (value, ==, sb_date_from_ymd (2026, 3, 5));
  g_assert_true (sb_win_cell_day ("3/5/2026 12:00", 14, SB_WIN_DAY_MDY, &value));
  g_assert_cmpfloat (value, ==, sb_date_from_ymd (2026, 3, 5) + 0.5);
  g_assert_false (sb_win_cell_day ("2026-02-30", 10, SB_WIN_DAY_YMD, &value));
  g_assert_false (sb_win_cell_day ("2026-03/05", 10, SB_WIN_DAY_YMD, &value));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/win/learns", test_learns);
  g_test_add_func ("/win/no-signal", test_no_signal);
  g_test_add_func ("/win/few", test_few);
  g_test_add_func ("/win/unchanged", test_unchanged);
  g_test_add_func ("/win/explains", test_explains);
  g_test_add_func ("/win/copies", test_copies);
  g_test_add_func ("/win/time", test_time);
  g_test_add_func ("/win/control", test_control);
  g_test_add_func ("/win/cells", test_cells);
  return g_test_run ();
}
