/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills a workspace with the sample company. Each file is a record type, each column a field of its description, and a
 * reference names the key of a row; what a new workspace brings along (stages, metrics, need classes, loss reasons) has
 * keys made from its position or kind. So a new type needs a file here and no code. Called by the start page and by
 * "new --sample". */
#include "sb-config.h"

#include "exchange/sb-sample.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/sb-sample-table.h"
#include "store/sb-bulk.h"
#include "store/sb-setting.h"

typedef struct {
  gint32 id;
  char  *uid;
} Target;

typedef struct {
  SbBulk     *bulk;
  int         exponent;
  gboolean    chinese;
  GHashTable *targets; /* "type key" → Target */
  GHashTable *terms;   /* English → Chinese */
  GCancellable *cancellable;
} Filler;

static void
free_target (gpointer data)
{
  Target *target = data;

  g_free (target->uid);
  g_free (target);
}

static void
clear_filler (Filler *filler)
{
  g_clear_pointer (&filler->targets, g_hash_table_unref);
  g_clear_pointer (&filler->terms, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filler, clear_filler)

static void
remember (Filler *filler, const char *type, const char *key, gint32 id, const char *uid)
{
  Target *target = g_new (Target, 1);

  *target = (Target) { id, g_strdup (uid) };
  g_hash_table_replace (filler->targets, g_strconcat (type, " ", key, NULL), target);
}

/* A version 5 UUID of type and key: the sample has the same uids in every workspace. */
static char *
make_uid (const char *type, const char *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 d[20];
  gsize size = sizeof d;

  g_checksum_update (checksum, (const guchar *) "com.example.SalesBalance/sample/", -1);
  g_checksum_update (checksum, (const guchar *) type, -1);
  g_checksum_update (checksum, (const guchar *) "/", -1);
  g_checksum_update (checksum, (const guchar *) key, -1);
  g_checksum_get_digest (checksum, d, &size);
  d[6] = (guint8) ((d[6] & 0x0f) | 0x50);
  d[8] = (guint8) ((d[8] & 0x3f) | 0x80);
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", d[0], d[1], d[2],
                          d[3], d[4], d[5], d[6], d[7], d[8], d[9], d[10], d[11], d[12], d[13], d[14], d[15]);
}

/* --- What the workspace brings along */

static GPtrArray *
load_all (Filler *filler, const char *type_name, const char *sort, GError **error)
{
  const SbRecordType *type = sb_record_type_find (type_name);
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;
  SbReader *reader = sb_bulk_get_reader (filler->bulk);

  if (sort != NULL)
    sb_query_sort (query, sort, FALSE);
  ids = sb_reader_ids (reader, query, NULL, error);
  if (ids == NULL)
    return NULL;
  return sb_reader_load (reader, type, (const gint32 *) ids->data, ids->len, error);
}

/* Records keyed by one of their fields: "loss:price", "need:2", "revenue_won". The first of a kind wins. */
static gboolean
remember_by_field (Filler *filler, const char *type, const char *field, const char *prefix, GError **error)
{
  g_autoptr (GPtrArray) records = load_all (filler, type, NULL, error);

  if (records == NULL)
    return FALSE;
  for (guint i = records->len; i-- > 0;)
    {
      const SbRecord *record = g_ptr_array_index (records, i);
      const SbValue *value = sb_record_get (record, field);
      g_autofree char *text = sb_field_to_text (sb_record_type_field (record->type, field), value, 0);
      g_autofree char *key = text != NULL ? g_strconcat (prefix, text, NULL) : NULL;

      if (key != NULL)
        remember (filler, type, key, record->id, record->uid);
    }
  return TRUE;
}

/* The first pipeline of an object is "deal", its open stages are "deal:1", "deal:2" …, the others "deal:won" …. */
static gboolean
remember_pipelines (Filler *filler, GError **error)
{
  g_autoptr (GPtrArray) pipelines = load_all (filler, "pipeline", "position", error);
  g_autoptr (GPtrArray) stages = pipelines != NULL ? load_all (filler, "stage", "position", error) : NULL;

  if (stages == NULL)
    return FALSE;
  for (guint i = 0; i < pipelines->len; i++)
    {
      const SbRecord *pipeline = g_ptr_array_index (pipelines, i);
      const char *object = sb_record_text (pipeline, "object");
      g_autofree char *known = g_strconcat ("pipeline ", object, NULL);
      int open = 0;

      if (g_hash_table_contains (filler->targets, known))
        continue;
      remember (filler, "pipeline", object, pipeline->id, pipeline->uid);
      for (guint j = 0; j < stages->len; j++)
        {
          const SbRecord *stage = g_ptr_array_index (stages, j);
          const char *status = sb_record_text (stage, "status");
          g_autofree char *key = NULL;

          if (sb_record_int (stage, "pipeline", 0) != pipeline->id)
            continue;
          if (strcmp (status, "open") == 0)
            key = g_strdup_printf ("%s:%d", object, ++open);
          else
            key = g_strdup_printf ("%s:%s", object, status);
          remember (filler, "stage", key, stage->id, stage->uid);
        }
    }
  return TRUE;
}

/* --- Chinese */

/* The second column of a file by its first. */
static gboolean
load_pairs (const char *name, GHashTable *pairs, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SbSampleTable) table = sb_sample_table_load (name, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint row = 0; table != NULL && row < table->rows->len; row++)
    g_hash_table_replace (pairs, g_strdup (sb_sample_table_cell (table, row, 0)),
                          g_strdup (sb_sample_table_cell (table, row, 1)));
  return TRUE;
}

static const char *
translate (Filler *filler, const SbField *field, const char *key, const char *text, GHashTable *titles)
{
  const char *found = NULL;

  if (!filler->chinese || (field->kind != SB_KIND_TEXT && field->kind != SB_KIND_NOTE))
    return text;
  if (field->flags & SB_FIELD_TITLE)
    found = g_hash_table_lookup (titles, key);
  if (found == NULL)
    found = g_hash_table_lookup (filler->terms, text);
  return found != NULL ? found : text;
}

/* --- Rows */

static gboolean
refuse_cell (const SbSampleTable *table, guint row, const SbField *field, const char *text, GError **error)
{
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_DAMAGED,
               _("The sample company is damaged: %s, row %u, column %s: “%s”. Install the program again."), table->name,
               row + 2, field->name, text);
  return FALSE;
}

static gboolean
read_reference (Filler *filler, const SbField *field, const char *text, SbValue *value)
{
  g_autofree char *name = g_strconcat (field->target, " ", text, NULL);
  const Target *target = g_hash_table_lookup (filler->targets, name);

  if (target == NULL)
    return FALSE;
  *value = sb_value_int (target->id);
  return TRUE;
}

/* "type key" → "type uid" */
static gboolean
read_any (Filler *filler, const char *text, SbValue *value)
{
  const Target *target = g_hash_table_lookup (filler->targets, text);
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  g_autofree char *uid = NULL;

  if (g_strv_length (parts) != 2)
    return FALSE;
  uid = target != NULL ? g_strdup (target->uid) : make_uid (parts[0], parts[1]);
  *value = sb_value_take_text (g_strconcat (parts[0], " ", uid, NULL));
  return TRUE;
}

static gboolean
read_cell (Filler *filler, const SbSampleTable *table, guint row, const SbField *field, const char *text,
           SbValue *value, GError **error)
{
  gboolean ok;

  if (*text == '\0')
    {
      *value = sb_field_initial (field);
      return TRUE;
    }
  if (field->kind == SB_KIND_REFERENCE)
    ok = read_reference (filler, field, text, value);
  else if (field->kind == SB_KIND_ANY)
    ok = read_any (filler, text, value);
  else
    ok = sb_field_from_text (field, text, filler->exponent, value, NULL);
  return ok || refuse_cell (table, row, field, text, error);
}

static gboolean
fill_row (Filler *filler, const SbRecordType *type, const SbSampleTable *table, guint row, GHashTable *titles,
          GError **error)
{
  gsize n = sb_record_type_n_fields (type);
  g_autofree SbValue *values = g_new0 (SbValue, n);
  const char *key = sb_sample_table_cell (table, row, sb_sample_table_column (table, "key"));
  g_autofree char *uid = *key != '\0' ? make_uid (type->name, key) : NULL;
  gboolean ok = TRUE;
  gint32 id = 0;

  for (gsize i = 0; i < n && ok; i++)
    {
      const SbField *field = &type->fields[i];
      const char *text = sb_sample_table_cell (table, row, sb_sample_table_column (table, field->name));

      ok = read_cell (filler, table, row, field, translate (filler, field, key, text, titles), &values[i], error);
    }
  if (ok)
    id = sb_bulk_insert (filler->bulk, type, values, type->flags & SB_RECORD_LEAN ? NULL : uid, error);
  if (id != 0 && uid != NULL)
    remember (filler, type->name, key, id, uid);
  for (gsize i = 0; i < n; i++)
    sb_value_clear (&values[i]);
  return id != 0;
}

static gboolean
fill_type (Filler *filler, const SbRecordType *type, GError **error)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *name = g_strconcat (type->name, ".csv", NULL);
  g_autofree char *chinese = g_strconcat ("zh_CN/", name, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (SbSampleTable) table = sb_sample_table_load (name, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (table == NULL)
    return TRUE;
  if (filler->chinese && !load_pairs (chinese, titles, error))
    return FALSE;
  for (guint row = 0; row < table->rows->len; row++)
    if (!fill_row (filler, type, table, row, titles, error))
      return FALSE;
  return TRUE;
}

/* How fields came to be what they are: the moves of expected closing dates. */
static gboolean
fill_history (Filler *filler, GError **error)
{
  g_autoptr (SbSampleTable) table = sb_sample_table_load ("history.csv", error);
  const char * const columns[] = { "type", "record", "field", "old_value", "new_value", "as_of_on" };
  int at[G_N_ELEMENTS (columns)];

  if (table == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    at[i] = sb_sample_table_column (table, columns[i]);
  for (guint row = 0; row < table->rows->len; row++)
    {
      const SbRecordType *type = sb_record_type_find (sb_sample_table_cell (table, row, at[0]));
      g_autofree char *name = g_strconcat (type->name, " ", sb_sample_table_cell (table, row, at[1]), NULL);
      const Target *target = g_hash_table_lookup (filler->targets, name);
      int field = sb_record_type_field_index (type, sb_sample_table_cell (table, row, at[2]));
      g_auto (SbValue) before = SB_VALUE_EMPTY;
      g_auto (SbValue) after = SB_VALUE_EMPTY;

      if (target == NULL || field < 0)
        return refuse_cell (table, row, &type->fields[MAX (field, 0)], name, error);
      if (!read_cell (filler, table, row, &type->fields[field], sb_sample_table_cell (table, row, at[3]),
                         &before, error)
          || !read_cell (filler, table, row, &type->fields[field], sb_sample_table_cell (table, row, at[4]),
                         &after, error)
          || !sb_bulk_add_history (filler->bulk, type, target->id, (guint) field, &before, &after,
                                   sb_date_parse_iso (sb_sample_table_cell (table, row, at[5])), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (Filler *filler, GError **error)
{
  g_autofree char *me = make_uid ("member", "zhou-ming");
  gsize n;
  const SbRecordType * const *types = sb_record_types (&n);

  if (!remember_pipelines (filler, error) || !remember_by_field (filler, "metric", "code", "", error)
      || !remember_by_field (filler, "need_class", "position", "need:", error)
      || !remember_by_field (filler, "loss_reason", "kind", "loss:", error))
    return FALSE;
  if (filler->chinese && !load_pairs ("zh_CN/terms.csv", filler->terms, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (g_cancellable_set_error_if_cancelled (filler->cancellable, error) || !fill_type (filler, types[i], error))
      return FALSE;
  return fill_history (filler, error) && sb_bulk_set_setting (filler->bulk, SB_SETTING_ME, me, error)
         && sb_bulk_set_setting (filler->bulk, SB_SETTING_SAMPLE_AS_OF, SB_SAMPLE_AS_OF, error)
         && sb_bulk_take_snapshot (filler->bulk, sb_date_parse_iso (SB_SAMPLE_AS_OF), error);
}

gboolean
sb_sample_fill (SbWorkspace *workspace, const char *language, GCancellable *cancellable, GError **error)
{
  SbReader *reader;
  g_autofree char *own = NULL, *filled = NULL;
  g_auto (Filler) filler = { 0 };

  g_return_val_if_fail (SB_IS_WORKSPACE (workspace), FALSE);

  reader = sb_workspace_get_reader (workspace);
  filled = sb_reader_setting (reader, SB_SETTING_SAMPLE_AS_OF);
  if (filled != NULL)
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                   _("This workspace holds the sample company already. Make a new workspace for another one."));
      return FALSE;
    }

  own = sb_reader_setting (reader, SB_SETTING_LANGUAGE);
  filler.chinese = g_str_has_prefix (language != NULL ? language : own != NULL ? own : "en", "zh");
  filler.cancellable = cancellable;
  filler.exponent = sb_workspace_get_exponent (workspace);
  filler.targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_target);
  filler.terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  filler.bulk = sb_workspace_begin_bulk (workspace, _("Add the sample company"), error);
  if (filler.bulk == NULL)
    return FALSE;
  if (!fill (&filler, error))
    {
      sb_bulk_rollback (filler.bulk);
      return FALSE;
    }
  return sb_bulk_commit (filler.bulk, NULL, error);
}
