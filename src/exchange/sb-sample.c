/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the sample company through one bulk; see the header. Its parts are in sb-sample-company.c (people, customers),
 * sb-sample-deals.c (what happened) and sb-sample-plans.c (targets, feedback, absences). */
#include "sb-config.h"

#include "exchange/sb-sample-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SEED 2
#define EXPECTED_RECORDS 12000

/* --- records ---------------------------------------------------------------------------------------------------- */

gboolean
sample_failed (Sample *sample)
{
  if (!sample->error)
    g_cancellable_set_error_if_cancelled (sample->cancellable, &sample->error);
  return sample->error != NULL;
}

void
sample_begin (Sample *sample, const char *type)
{
  gsize n;

  sample->type = sb_record_type_find (type);
  n = sb_record_type_n_fields (sample->type);
  sample->values = g_new0 (SbValue, n);
  for (gsize i = 0; i < n; i++)
    sample->values[i] = sb_field_initial (&sample->type->fields[i]);
}

static void
set (Sample *sample, const char *field, SbValue value)
{
  int index = sb_record_type_field_index (sample->type, field);

  g_assert (index >= 0);
  sb_value_clear (&sample->values[index]);
  sample->values[index] = value;
}

void
sample_int (Sample *sample, const char *field, gint64 value)
{
  set (sample, field, sb_value_int (value));
}

void
sample_real (Sample *sample, const char *field, double value)
{
  set (sample, field, sb_value_real (value));
}

void
sample_text (Sample *sample, const char *field, const char *value)
{
  set (sample, field, sb_value_text (value));
}

void
sample_date (Sample *sample, const char *field, SbDate value)
{
  char text[SB_DATE_TEXT_SIZE];

  if (value != SB_DATE_NONE)
    set (sample, field, sb_value_text (sb_date_format_iso (value, text)));
}

gint32
sample_end (Sample *sample)
{
  gsize n = sb_record_type_n_fields (sample->type);
  gint32 id = sample->error ? 0 : sb_bulk_insert (sample->bulk, sample->type, sample->values, NULL, &sample->error);

  for (gsize i = 0; i < n; i++)
    sb_value_clear (&sample->values[i]);
  g_clear_pointer (&sample->values, g_free);
  return id;
}

/* --- chance ----------------------------------------------------------------------------------------------------- */

int
sample_below (Sample *sample, int bound)
{
  return (int)sb_random_below (&sample->random, (guint64)bound);
}

double
sample_unit (Sample *sample)
{
  return sb_random_unit (&sample->random);
}

double
sample_size (Sample *sample)
{
  double sum = 0;

  /* Twelve uniform draws are as good as a normal one here, and the same on every machine. */
  for (int i = 0; i < 12; i++)
    sum += sample_unit (sample);
  return exp ((sum - 6) * 0.55 - 0.15);
}

SbDate
sample_workday (Sample *sample, SbDate day)
{
  int weekday = sb_date_weekday (day);

  day += weekday == 6 ? 2 : weekday == 7 ? 1 : 0;
  return MIN (day, sample->today);
}

/* --- what the workspace already has ----------------------------------------------------------------------------- */

static gint32
find_one (Sample *sample, const char *type, const char *field, const char *text)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find (type));
  g_autoptr (GArray) ids = NULL;
  g_auto (SbValue) value = sb_value_text (text);

  sb_query_where (query, field, SB_QUERY_EQUAL, value);
  sb_query_sort (query, "id", FALSE);
  if (!sample->error)
    ids = sb_reader_ids (sb_bulk_get_reader (sample->bulk), query, NULL, &sample->error);
  return ids && ids->len ? g_array_index (ids, gint32, 0) : 0;
}

static void
take_stage (Sample *sample, const SbRecord *stage)
{
  const char *status = sb_record_text (stage, "status");
  gint64 position = sb_record_int (stage, "position", 0);

  if (g_strcmp0 (status, "won") == 0)
    sample->won_stage = stage->id;
  else if (g_strcmp0 (status, "lost") == 0)
    sample->lost_stage = stage->id;
  else if (g_strcmp0 (status, "void") == 0)
    sample->void_stage = stage->id;
  else if (position >= 1 && position <= SAMPLE_OPEN_STAGES)
    sample->open_stages[position - 1] = stage->id;
}

static void
read_stages (Sample *sample)
{
  const SbRecordType *type = sb_record_type_find ("stage");
  SbReader *reader = sb_bulk_get_reader (sample->bulk);
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) stages = NULL;

  sb_query_where (query, "pipeline", SB_QUERY_EQUAL, sb_value_int (sample->pipeline));
  ids = sample->error ? NULL : sb_reader_ids (reader, query, NULL, &sample->error);
  if (ids)
    stages = sb_reader_load (reader, type, (const gint32 *)(gpointer)ids->data, ids->len, &sample->error);
  for (guint i = 0; stages && i < stages->len; i++)
    if (g_ptr_array_index (stages, i))
      take_stage (sample, g_ptr_array_index (stages, i));
}

static void
read_seed (Sample *sample)
{
  static const char *const kinds[SAMPLE_REASONS]
      = { "price", "product", "timing", "relationship", "competitor", "no decision", "internal" };

  sample->pipeline = find_one (sample, "pipeline", "object", "deal");
  for (int i = 0; i < SAMPLE_REASONS; i++)
    sample->reasons[i] = find_one (sample, "loss_reason", "kind", kinds[i]);
  sample->revenue_metric = find_one (sample, "metric", "code", "revenue_won");
  sample->deals_metric = find_one (sample, "metric", "code", "deals_won");
  read_stages (sample);
}

static gint64
minor_per_unit (SbWorkspace *workspace)
{
  gint64 unit = 1;

  /* A yen buys less than a yuan: the story keeps its size. */
  if (sb_workspace_get_exponent (workspace) == 0)
    return 20;
  for (int i = 0; i < sb_workspace_get_exponent (workspace); i++)
    unit *= 10;
  return unit;
}

gboolean
sb_sample_fill (SbWorkspace *workspace, SbDate today, const char *language, GCancellable *cancellable, GError **error)
{
  Sample sample = { .cancellable = cancellable, .today = today };
  const char *name = language ? language : g_get_language_names ()[0];

  g_return_val_if_fail (SB_IS_WORKSPACE (workspace) && today != SB_DATE_NONE, FALSE);

  sample.chinese = g_str_has_prefix (name, "zh");
  sample.unit = minor_per_unit (workspace);
  sb_random_init (&sample.random, SEED, 1, 1);
  sample.bulk = sb_workspace_begin_bulk (workspace, _ ("Sample company"), error);
  if (!sample.bulk)
    return FALSE;
  sb_bulk_expect (sample.bulk, EXPECTED_RECORDS);
  read_seed (&sample);
  sample_write_company (&sample);
  sample_write_deals (&sample);
  sample_write_plans (&sample);
  if (!sample_failed (&sample) && sb_bulk_take_snapshot (sample.bulk, today, &sample.error))
    return sb_bulk_commit (sample.bulk, NULL, error);
  sb_bulk_rollback (sample.bulk);
  g_propagate_error (error, sample.error);
  return FALSE;
}
