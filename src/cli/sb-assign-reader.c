/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads account balancing and generalized assignment instances: numbers between white space, an allowed rep and its
 * cost joined by a colon. Called by the command `assign`; knows nothing of how they are solved. */
#include "sb-config.h"

#include "cli/sb-assign-reader.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *start, *at, *end;
  GError    **error;
  gboolean    failed;
} Input;

static void
refuse (Input *input, const char *message)
{
  gsize line = 1;

  if (input->failed)
    return;
  input->failed = TRUE;
  for (const char *c = input->start; c < input->at; c++)
    line += *c == '\n';
  g_set_error (input->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s", "");
  g_prefix_error (input->error, _("Line %llu: %s"), (unsigned long long) line, message);
}

static void
skip_blanks (Input *input)
{
  while (input->at < input->end && g_ascii_isspace (*input->at))
    input->at++;
}

static gint32
read_int (Input *input)
{
  gint64 value = 0;
  const char *digits;

  skip_blanks (input);
  digits = input->at;
  while (input->at < input->end && g_ascii_isdigit (*input->at) && value <= G_MAXINT32)
    value = value * 10 + (*input->at++ - '0');
  if (input->at == digits && input->at == input->end)
    refuse (input, _("the file ends too early."));
  else if (input->at == digits
           || (input->at < input->end && !g_ascii_isspace (*input->at) && *input->at != ':'
               && !g_ascii_isdigit (*input->at)))
    refuse (input, _("a whole number that is not negative is expected."));
  else if (value >= G_MAXINT32)
    refuse (input, _("a number is too large; numbers are below 2147483647."));
  return input->failed ? 0 : (gint32) value;
}

static gint32
read_owner (Input *input)
{
  skip_blanks (input);
  if (input->end - input->at >= 2 && input->at[0] == '-' && input->at[1] == '1'
      && (input->end - input->at == 2 || g_ascii_isspace (input->at[2])))
    {
      input->at += 2;
      return -1;
    }
  return read_int (input);
}

static double
read_price (Input *input)
{
  const char *c;
  char *end = NULL;
  double value;

  skip_blanks (input);
  c = input->at;
  value = c < input->end && (g_ascii_isdigit (*c) || *c == '.') ? g_ascii_strtod (c, &end) : -1;
  if (end == NULL || end == c || value < 0 || !isfinite (value) || memchr (c, 'x', (gsize) (end - c)) != NULL
      || (end < input->end && !g_ascii_isspace (*end)))
    refuse (input, c >= input->end ? _("the file ends too early.") : _("a number that is not negative is expected."));
  else
    input->at = end;
  return input->failed ? 0 : value;
}

static void
expect_colon (Input *input)
{
  skip_blanks (input);
  if (input->at < input->end && *input->at == ':')
    input->at++;
  else
    refuse (input, _("a rep and a cost joined by a colon are expected."));
}

/* How many numbers the first line with any holds. */
static guint
count_first_line (const char *text, const char *end)
{
  guint n = 0;

  while (text < end && g_ascii_isspace (*text))
    text++;
  while (text < end && *text != '\n')
    {
      n++;
      while (text < end && !g_ascii_isspace (*text))
        text++;
      while (text < end && *text != '\n' && g_ascii_isspace (*text))
        text++;
    }
  return n;
}

/* Room for so many numbers must be in the text: two characters each. */
static gboolean
has_room (Input *input, gsize numbers)
{
  if (numbers <= (gsize) (input->end - input->at) / 2 + 1)
    return TRUE;
  input->at = input->end;
  refuse (input, _("the file ends too early."));
  return FALSE;
}

static gint64 *
new_targets (SbAssignModel *model)
{
  return g_new0 (gint64, model->n_reps + 1);
}

static void
make_arrays (SbAssignModel *model)
{
  model->hours_target = new_targets (model);
  model->potential_target = new_targets (model);
  model->capacity = new_targets (model);
  model->hours = g_new0 (gint32, model->n_accounts + 1);
  model->potential = g_new0 (gint64, model->n_accounts + 1);
  model->owner = g_new0 (gint32, model->n_accounts + 1);
  model->first = g_new0 (gsize, model->n_accounts + 1);
}

static void
read_account (Input *input, SbAssignModel *model, gsize j, GArray *reps, GArray *costs)
{
  gint32 k, last = -1;

  ((gint32 *) model->hours)[j] = read_int (input);
  ((gint64 *) model->potential)[j] = read_int (input);
  ((gint32 *) model->owner)[j] = read_owner (input);
  if (model->owner[j] >= 0 && (gsize) model->owner[j] >= model->n_reps)
    refuse (input, _("there is no rep of this number."));
  k = read_int (input);
  if ((gsize) k > model->n_reps)
    refuse (input, _("an account has more allowed reps than there are."));
  for (gint32 i = 0; i < k && !input->failed; i++)
    {
      gint32 rep = read_int (input), cost;

      expect_colon (input);
      cost = read_int (input);
      if (!input->failed && (rep <= last || (gsize) rep >= model->n_reps))
        refuse (input, rep <= last ? _("the allowed reps must be ascending.") : _("there is no rep of this number."));
      last = rep;
      g_array_append_val (reps, rep);
      g_array_append_val (costs, cost);
    }
  ((gsize *) model->first)[j + 1] = reps->len;
}

static void
read_accounts (Input *input, SbAssignModel *model)
{
  GArray *reps = g_array_new (FALSE, TRUE, sizeof (gint32)), *costs = g_array_new (FALSE, TRUE, sizeof (gint32));

  model->n_reps = (gsize) read_int (input);
  model->n_accounts = (gsize) read_int (input);
  model->alpha = read_price (input);
  model->beta = read_price (input);
  if (!input->failed && has_room (input, model->n_reps * 3 + model->n_accounts * 4))
    make_arrays (model);
  for (gsize i = 0; i < model->n_reps && !input->failed; i++)
    {
      ((gint64 *) model->hours_target)[i] = read_int (input);
      ((gint64 *) model->potential_target)[i] = read_int (input);
      ((gint64 *) model->capacity)[i] = read_int (input);
    }
  for (gsize j = 0; j < model->n_accounts && !input->failed; j++)
    read_account (input, model, j, reps, costs);
  model->rep = (gint32 *) g_array_free (reps, FALSE);
  model->cost = (gint32 *) g_array_free (costs, FALSE);
}

/* The table is written rep by rep and kept account by account. */
static void
read_table (Input *input, const SbAssignModel *model, gint32 *table)
{
  for (gsize i = 0; i < model->n_reps && !input->failed; i++)
    for (gsize j = 0; j < model->n_accounts && !input->failed; j++)
      table[j * model->n_reps + i] = read_int (input);
}

static void
read_gap (Input *input, SbAssignModel *model)
{
  gsize pairs;

  model->n_reps = (gsize) read_int (input);
  model->n_accounts = (gsize) read_int (input);
  if (input->failed || !has_room (input, model->n_reps * model->n_accounts * 2 + model->n_reps))
    return;
  pairs = model->n_reps * model->n_accounts;
  make_arrays (model);
  model->rep = g_new0 (gint32, pairs + 1);
  model->cost = g_new0 (gint32, pairs + 1);
  model->pair_hours = g_new0 (gint32, pairs + 1);
  for (gsize j = 0; j < model->n_accounts; j++)
    {
      ((gint32 *) model->owner)[j] = -1;
      ((gsize *) model->first)[j + 1] = (j + 1) * model->n_reps;
      for (gsize i = 0; i < model->n_reps; i++)
        ((gint32 *) model->rep)[j * model->n_reps + i] = (gint32) i;
    }
  read_table (input, model, (gint32 *) model->cost);
  read_table (input, model, (gint32 *) model->pair_hours);
  for (gsize i = 0; i < model->n_reps && !input->failed; i++)
    ((gint64 *) model->capacity)[i] = read_int (input);
}

SbAssignFile *
sb_assign_file_read (const char *text, gsize length, SbAssignFormat format, GError **error)
{
  g_autoptr (SbAssignFile) file = g_new0 (SbAssignFile, 1);
  Input input = { text, text, text + length, error, FALSE };
  guint numbers;

  g_return_val_if_fail (text != NULL, NULL);

  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    input.at += 3;
  numbers = count_first_line (input.at, input.end);
  file->format = format != SB_ASSIGN_FORMAT_AUTO ? format
                 : numbers == 4                  ? SB_ASSIGN_FORMAT_ACCOUNTS
                 : numbers == 2                  ? SB_ASSIGN_FORMAT_GAP
                                                 : SB_ASSIGN_FORMAT_AUTO;
  skip_blanks (&input);
  if (input.at == input.end)
    refuse (&input, _("there is nothing to read."));
  else if (file->format == SB_ASSIGN_FORMAT_AUTO)
    refuse (&input, _("the first line must hold four numbers (accounts) or two (gap)."));
  else if (file->format == SB_ASSIGN_FORMAT_ACCOUNTS)
    read_accounts (&input, &file->model);
  else
    read_gap (&input, &file->model);
  skip_blanks (&input);
  if (!input.failed && input.at < input.end)
    refuse (&input, _("there is more than the first line announces."));
  if (!input.failed && !sb_assign_model_is_sound (&file->model))
    refuse (&input, _("the sums are too large."));
  return input.failed ? NULL : g_steal_pointer (&file);
}

void
sb_assign_file_free (SbAssignFile *file)
{
  SbAssignModel *model = &file->model;

  g_free ((gpointer) model->hours_target);
  g_free ((gpointer) model->potential_target);
  g_free ((gpointer) model->capacity);
  g_free ((gpointer) model->hours);
  g_free ((gpointer) model->potential);
  g_free ((gpointer) model->owner);
  g_free ((gpointer) model->first);
  g_free ((gpointer) model->rep);
  g_free ((gpointer) model->cost);
  g_free ((gpointer) model->pair_hours);
  g_free (file);
}
