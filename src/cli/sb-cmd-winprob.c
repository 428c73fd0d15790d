/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `winprob`: learns from one file of closed deals which deals of another will be won, and prints a
 * probability for each. Knows no workspace. Contract: options and output are fixed, other programs read them. */
#include "sb-config.h"

#include "cli/sb-cli.h"
#include "cli/sb-win-file.h"

#include "analysis/sb-win-text.h"
#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define BLOCK 4096 /* rows scored at a time */

typedef struct {
  char      *train, *test, *target, *positive;
  GPtrArray *ignore;  /* char*, as given */
  gint64     seed;
  gboolean   header;
} Options;

typedef struct {
  Options     options;
  SbWinFile   train, test;
  GPtrArray  *names;      /* of the columns of the training file but the target; borrowed */
  GArray     *places;     /* int: where they stand in the training file */
  guint8     *asked;      /* to be ignored; one a name */
  SbWinText  *text;
  GByteArray *won;
  gint64      skipped;    /* rows without a result */
  SbWinColumn *columns;   /* those that are not ignored */
  GArray     *features;   /* guint: their index in names */
  SbWinModel *model;
  GArray     *p;
} Work;

static void
work_clear (Work *work)
{
  g_free (work->options.train);
  g_free (work->options.test);
  g_free (work->options.target);
  g_free (work->options.positive);
  g_clear_pointer (&work->options.ignore, g_ptr_array_unref);
  sb_win_file_close (&work->train);
  sb_win_file_close (&work->test);
  g_clear_pointer (&work->names, g_ptr_array_unref);
  g_clear_pointer (&work->places, g_array_unref);
  g_clear_pointer (&work->features, g_array_unref);
  g_clear_pointer (&work->p, g_array_unref);
  g_clear_pointer (&work->won, g_byte_array_unref);
  g_clear_pointer (&work->text, sb_win_text_free);
  g_clear_pointer (&work->model, sb_win_model_unref);
  g_free (work->columns);
  g_free (work->asked);
}

/* --- options --- */

static gboolean
read_options (SbCli *cli, Options *options, int argc, char **argv)
{
  const SbOption list[] = { { "train", SB_OPTION_TEXT, &options->train },
                            { "test", SB_OPTION_TEXT, &options->test },
                            { "target", SB_OPTION_TEXT, &options->target },
                            { "positive", SB_OPTION_TEXT, &options->positive },
                            { "ignore", SB_OPTION_LIST, &options->ignore },
                            { "seed", SB_OPTION_INT, &options->seed },
                            { "header", SB_OPTION_FLAG, &options->header },
                            { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;

  options->seed = 1;
  if (!sb_cli_parse (cli, list, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return FALSE;
  for (int i = 0; i < 4; i++)
    if (*(char **) list[i].target == NULL)
      {
        sb_cli_usage (cli, _("“winprob” needs --%s."), list[i].name);
        return FALSE;
      }
  return TRUE;
}

/* Is name asked for in one of the lists? A name that holds commas may be given alone. */
static gboolean
is_listed (const Options *options, const char *name)
{
  for (guint i = 0; options->ignore != NULL && i < options->ignore->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (options->ignore->pdata[i], ",", -1);

      if (g_str_equal (options->ignore->pdata[i], name))
        return TRUE;
      for (char **part = parts; *part != NULL; part++)
        if (g_str_equal (g_strstrip (*part), name))
          return TRUE;
    }
  return FALSE;
}

/* --- training --- */

static gboolean
choose_columns (Work *work, int *target, GError **error)
{
  const GPtrArray *names = work->train.names;

  *target = sb_win_file_find (&work->train, work->options.target, 0);
  if (*target < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” has no column “%s”."), work->train.path,
                   work->options.target);
      return FALSE;
    }
  work->names = g_ptr_array_new ();
  work->places = g_array_new (FALSE, FALSE, sizeof (int));
  work->asked = g_malloc0 (names->len + 1);
  for (int i = 0; i < (int) names->len; i++)
    if (i != *target)
      {
        work->asked[work->names->len] = is_listed (&work->options, names->pdata[i]);
        g_ptr_array_add (work->names, names->pdata[i]);
        g_array_append_val (work->places, i);
      }
  work->text = sb_win_text_new (work->names->len, (const char *const *) work->names->pdata);
  return TRUE;
}

static void
add_row (Work *work, const SbTableRecord *record, int target, const char *positive)
{
  g_autofree char *result = sb_text_trim ((guint) target < record->n_cells ? record->cells[target].text : "");
  guint8 won = g_str_equal (result, positive);

  if (*result == '\0')
    {
      work->skipped++;
      return;
    }
  g_byte_array_append (work->won, &won, 1);
  for (guint j = 0; j < work->names->len; j++)
    {
      guint place = (guint) g_array_index (work->places, int, j);

      if (place < record->n_cells)
        sb_win_text_add (work->text, j, record->cells[place].text, record->cells[place].length);
      else
        sb_win_text_add (work->text, j, "", 0);
    }
}

static gboolean
read_train (Work *work, GError **error)
{
  g_autofree char *positive = sb_text_trim (work->options.positive);
  GError *failure = NULL;
  SbTableRecord record;
  int target;

  if (!sb_win_file_open (&work->train, work->options.train, error) || !choose_columns (work, &target, error))
    return FALSE;
  work->won = g_byte_array_new ();
  while (sb_win_file_next (&work->train, &record, &failure))
    add_row (work, &record, target, positive);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (work->won->len > 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” has no row with a result in “%s”."),
               work->train.path, work->options.target);
  return FALSE;
}

static void
train (Work *work)
{
  const SbWinColumn *typed = sb_win_text_type (work->text);
  g_autofree gint32 *record = NULL;
  g_autofree guint8 *ids = g_malloc0 (work->names->len + 1);
  SbWinTable table = { .n = work->won->len, .won = work->won->data };

  work->features = g_array_new (FALSE, FALSE, sizeof (guint));
  work->columns = g_new0 (SbWinColumn, work->names->len + 1);
  for (guint j = 0; j < work->names->len; j++)
    {
      /* What numbers the records is ignored either way; a measure is not asked. */
      ids[j] = work->asked[j] || typed[j].kind == SB_WIN_CATEGORY;
      if (work->asked[j])
        continue;
      work->columns[work->features->len] = typed[j];
      g_array_append_val (work->features, j);
    }
  record = sb_win_text_dup_records (work->text, ids, table.n);
  table.columns = work->columns;
  table.n_columns = work->features->len;
  table.record = record;
  work->model = sb_win_model_train (&table, (guint64) work->options.seed, NULL);
}

/* --- scoring --- */

/* Where each feature stands in the other file, −1 for one that the model ignores. FALSE: one is missing. */
static gboolean
find_features (Work *work, int *places, GError **error)
{
  for (guint k = 0; k < work->features->len; k++)
    {
      guint j = g_array_index (work->features, guint, k), before = 0;
      const char *name = work->names->pdata[j];

      for (guint i = 0; i < j; i++)
        before += g_str_equal (work->names->pdata[i], name);
      places[k] = sb_win_file_find (&work->test, name, before);
      if (places[k] < 0 && sb_win_model_get_use (work->model, k) == SB_WIN_USED)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("“%s” has no column “%s”, which “%s” has; add it, or leave it out with --ignore."),
                       work->test.path, name, work->train.path);
          return FALSE;
        }
    }
  return TRUE;
}

typedef struct {
  SbWinColumn *columns; /* their arrays hold BLOCK cells */
  guint        n_columns, n;
} Block;

static void
block_init (Block *block, const Work *work)
{
  block->n_columns = work->features->len;
  block->n = 0;
  block->columns = g_memdup2 (work->columns, sizeof (SbWinColumn) * (block->n_columns + 1));
  for (guint k = 0; k < block->n_columns; k++)
    {
      block->columns[k].numbers = g_new (double, BLOCK);
      block->columns[k].codes = g_new (gint32, BLOCK);
    }
}

static void
block_clear (Block *block)
{
  for (guint k = 0; k < block->n_columns; k++)
    {
      g_free ((gpointer) block->columns[k].numbers);
      g_free ((gpointer) block->columns[k].codes);
    }
  g_free (block->columns);
}

static void
block_add (Block *block, const Work *work, const int *places, const SbTableRecord *record)
{
  for (guint k = 0; k < block->n_columns; k++)
    {
      const SbCell *cell = (guint) places[k] < record->n_cells ? &record->cells[places[k]] : NULL;

      sb_win_text_read (work->text, g_array_index (work->features, guint, k), cell != NULL ? cell->text : "",
                        cell != NULL ? cell->length : 0, (double *) &block->columns[k].numbers[block->n],
                        (gint32 *) &block->columns[k].codes[block->n]);
    }
  block->n++;
}

static void
block_score (Block *block, Work *work)
{
  guint before = work->p->len;

  g_array_set_size (work->p, before + block->n);
  sb_win_model_score (work->model, block->columns, block->n, &g_array_index (work->p, double, before));
  block->n = 0;
}

static gboolean
score (Work *work, GError **error)
{
  g_autofree int *places = g_new0 (int, work->features->len + 1);
  GError *failure = NULL;
  SbTableRecord record;
  Block block;

  if (!find_features (work, places, error))
    return FALSE;
  work->p = g_array_new (FALSE, FALSE, sizeof (double));
  block_init (&block, work);
  while (sb_win_file_next (&work->test, &record, &failure))
    {
      block_add (&block, work, places, &record);
      if (block.n == BLOCK)
        block_score (&block, work);
    }
  block_score (&block, work);
  block_clear (&block);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* --- output --- */

/* 17 significant digits without an exponent: reading it gives the same number. */
static void
print_probability (double p)
{
  int decimals = 16;

  for (double power = 1; p > 0 && p < power && decimals < 40; power /= 10)
    decimals++;
  printf ("%.*f\n", p > 0 && p < 1 ? decimals : 6, p);
}

static const char *
method_name (SbWinMethod method)
{
  static const char *const names[] = { "boosting", "logistic", "base-rate" };

  return names[method];
}

static const char *
use_name (SbWinUse use)
{
  static const char *const names[] = { "used", "constant", "mostly-empty", "too-many-values" };

  return names[use];
}

static void
print_figure (const SbWinCard *card, const char *name, double value)
{
  if (card->judged)
    fprintf (stderr, "%s %.6f\n", name, value);
  else
    fprintf (stderr, "%s %s\n", name, sb_reason_code (card->reason));
}

static void
print_card (const Work *work)
{
  const SbWinCard *card = sb_win_model_get_card (work->model);

  fprintf (stderr, "rows_train %" G_GINT64_FORMAT "\nrows_test %u\nrows_skipped %" G_GINT64_FORMAT "\n", card->n,
           work->p->len, work->skipped);
  fprintf (stderr, "base_rate %.6f\nbase_rate_low %.6f\nbase_rate_high %.6f\n", card->base_rate, card->base_lo,
           card->base_hi);
  fprintf (stderr, "signal %s\nmodel %s\n", card->signal ? "yes" : "no", method_name (card->method));
  print_figure (card, "cv_auc", card->auc);
  print_figure (card, "cv_brier", card->brier);
  fprintf (stderr, "base_brier %.6f\n", card->base_brier);
  print_figure (card, "ece", card->ece);
  for (guint j = 0, k = 0; j < work->names->len; j++)
    {
      const char *reason = "asked";

      if (!work->asked[j])
        {
          SbWinUse use = sb_win_model_get_use (work->model, k++);

          if (use == SB_WIN_USED)
            continue;
          reason = use_name (use);
        }
      fprintf (stderr, "ignored %s %s\n", (const char *) work->names->pdata[j], reason);
    }
}

static gboolean
run (Work *work, GError **error)
{
  if (!read_train (work, error) || !sb_win_file_open (&work->test, work->options.test, error))
    return FALSE;
  train (work);
  return score (work, error);
}

int
sb_cmd_winprob (SbCli *cli, int argc, char **argv)
{
  Work work = { 0 };
  g_autoptr (GError) error = NULL;
  int status = SB_EXIT_USAGE;

  if (read_options (cli, &work.options, argc, argv))
    {
      if (run (&work, &error))
        {
          if (work.options.header)
            puts ("p");
          for (guint i = 0; i < work.p->len; i++)
            print_probability (g_array_index (work.p, double, i));
          print_card (&work);
          status = SB_EXIT_OK;
        }
      else
        sb_cli_fail (cli, status, "%s", error->message);
    }
  work_clear (&work);
  return status;
}
