/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes records as CSV or JSON, page by page. Called by the command and the window; knows records by their
 * descriptions only. */
#include "sb-config.h"

#include "exchange/sb-export.h"

#include "core/sb-money.h"
#include "exchange/sb-csv-text.h"
#include "exchange/sb-import-dictionary.h"
#include "exchange/sb-json-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PAGE 256

/* What a reference shows and which record it is. */
typedef struct {
  char *title;
  char *uid;
} Target;

typedef struct {
  SbReader              *reader;
  const SbRecordType    *type;
  const SbExportOptions *options;
  FILE                  *file;
  SbImportDictionary    *dictionary;
  GHashTable            *targets; /* "type id" hash → Target */
  gint64                 n;
} Export;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_free (target->title);
  g_free (target->uid);
  g_free (target);
}

static const Target *
find_target (Export *export, const char *type_name, gint32 id)
{
  const SbRecordType *type = sb_record_type_find (type_name);
  gint64 key = (gint64) (((guint64) g_str_hash (type_name) << 32) | (guint32) id);
  Target *target = g_hash_table_lookup (export->targets, &key);
  g_autoptr (SbRecord) record = NULL;

  if (target != NULL || type == NULL)
    return target;
  record = sb_reader_get (export->reader, type, id, NULL);
  target = g_new0 (Target, 1);
  target->title = sb_reader_title (export->reader, type, id);
  target->uid = g_strdup (record == NULL || record->uid == NULL ? "" : record->uid);
  g_hash_table_insert (export->targets, g_memdup2 (&key, sizeof key), target);
  return target;
}

static int
exponent_of (const Export *export, const SbRecord *record)
{
  const char *currency = sb_record_type_field (export->type, "currency") == NULL ? NULL
                                                                                : sb_record_text (record, "currency");
  int exponent = currency == NULL ? -1 : sb_currency_exponent (currency);

  return exponent >= 0 ? exponent : export->options->exponent;
}

/* transfer full; NULL for the empty value. id: the uid of a reference instead of its title. */
static char *
value_text (Export *export, const SbRecord *record, guint at, gboolean id)
{
  const SbField *field = &export->type->fields[at];
  const SbValue *value = &record->values[at];
  const Target *target;
  char *text;

  if (value->type == SB_VALUE_NULL)
    return NULL;
  if (field->kind != SB_KIND_REFERENCE)
    text = sb_field_to_text (field, value, exponent_of (export, record));
  else
    {
      target = find_target (export, field->target, (gint32) value->i);
      text = target == NULL ? NULL : g_strdup (id ? target->uid : target->title);
    }
  if (text != NULL && !id && export->options->mask != NULL)
    {
      char *masked = export->options->mask (record, field, text, export->options->mask_data);

      if (masked != NULL)
        {
          g_free (text);
          return masked;
        }
    }
  return text;
}

static gboolean
is_text (const SbField *field)
{
  return field->kind == SB_KIND_TEXT || field->kind == SB_KIND_NOTE || field->kind == SB_KIND_REFERENCE;
}

static void
put_cell (Export *export, const char *text, gboolean guard, gboolean first)
{
  g_autofree char *guarded = text == NULL ? g_strdup ("") : guard ? sb_csv_guard (text) : g_strdup (text);
  g_autofree char *quoted = sb_import_csv_quote (guarded);

  if (!first)
    fputc (',', export->file);
  fputs (quoted, export->file);
}

/* Bookkeeping rows have no uid of their own. */
static gboolean
has_uid (const SbRecordType *type)
{
  return (type->flags & SB_RECORD_LEAN) == 0;
}

/* The import's name of a field where it differs from the record's. */
static const char *
technical_name (const SbField *field)
{
  return g_str_equal (field->name, "manual_probability") ? "probability" : field->name;
}

/* Would the import read this head as this field? A label may be another field's usual name in CRM files. */
static gboolean
reads_back (Export *export, const char *head, const SbField *field, gboolean id)
{
  const SbImportType *type = sb_import_dictionary_type (export->dictionary, export->type->name);
  g_auto (SbHeaderKey) key = { 0 };
  SbHeaderMatch match;

  if (type == NULL)
    return TRUE;
  sb_header_key_init (&key, head, NULL);
  return sb_import_dictionary_match (export->dictionary, type, "csv", &key, &match) && !match.by_id == !id &&
         g_str_equal (match.field->name, field->name);
}

static void
put_head_cell (Export *export, const SbField *field, gboolean id, gboolean first)
{
  g_autofree char *technical =
    g_strconcat (export->type->name, ".", technical_name (field), id ? ".id" : NULL, NULL);
  g_autofree char *label = g_strconcat (field->label, id ? " ID" : NULL, NULL);
  gboolean plain = !export->options->technical && reads_back (export, label, field, id);

  put_cell (export, plain ? label : technical, FALSE, first);
}

static void
put_head (Export *export)
{
  gboolean first = TRUE;

  if (export->options->bom)
    fputs ("\xef\xbb\xbf", export->file);
  if (has_uid (export->type))
    {
      g_autofree char *head = export->options->technical ? g_strconcat (export->type->name, ".ext_id", NULL)
                                                         : g_strdup ("ID");

      put_cell (export, head, FALSE, TRUE);
      first = FALSE;
    }
  for (guint i = 0; export->type->fields[i].name != NULL; i++)
    {
      const SbField *field = &export->type->fields[i];

      if (field->kind == SB_KIND_FILE)
        continue;
      put_head_cell (export, field, FALSE, first);
      first = FALSE;
      if (field->kind == SB_KIND_REFERENCE)
        put_head_cell (export, field, TRUE, FALSE);
    }
  fputs ("\r\n", export->file);
}

static void
put_csv (Export *export, const SbRecord *record)
{
  gboolean first = TRUE;

  if (has_uid (export->type))
    {
      put_cell (export, record->uid, FALSE, TRUE);
      first = FALSE;
    }
  for (guint i = 0; export->type->fields[i].name != NULL; i++)
    {
      const SbField *field = &export->type->fields[i];
      g_autofree char *text = NULL;

      if (field->kind == SB_KIND_FILE)
        continue;
      text = value_text (export, record, i, FALSE);
      put_cell (export, text, is_text (field), first);
      first = FALSE;
      if (field->kind == SB_KIND_REFERENCE)
        {
          g_autofree char *uid = value_text (export, record, i, TRUE);

          put_cell (export, uid, FALSE, FALSE);
        }
    }
  fputs ("\r\n", export->file);
}

static void
json_value (Export *export, JsonBuilder *json, const SbRecord *record, guint at)
{
  const SbField *field = &export->type->fields[at];
  const SbValue *value = &record->values[at];
  g_autofree char *text = NULL;

  json_builder_set_member_name (json, field->kind == SB_KIND_REFERENCE ? field->name : field->column);
  switch (field->kind)
    {
    case SB_KIND_MONEY:
    case SB_KIND_PERCENT:
    case SB_KIND_INTEGER:
    case SB_KIND_MINUTES:
      if (value->type == SB_VALUE_NULL || export->options->mask != NULL)
        break;
      json_builder_add_int_value (json, value->i);
      return;
    case SB_KIND_NUMBER:
      if (value->type == SB_VALUE_NULL || export->options->mask != NULL)
        break;
      json_builder_add_double_value (json, value->d);
      return;
    case SB_KIND_BOOL:
      if (value->type == SB_VALUE_NULL)
        break;
      json_builder_add_boolean_value (json, value->i != 0);
      return;
    default:
      break;
    }
  text = value_text (export, record, at, FALSE);
  if (text == NULL)
    json_builder_add_null_value (json);
  else
    json_builder_add_string_value (json, text);
}

static void
put_json (Export *export, const SbRecord *record)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "id");
  json_builder_add_int_value (json, record->id);
  if (has_uid (export->type))
    {
      json_builder_set_member_name (json, "uid");
      json_builder_add_string_value (json, record->uid == NULL ? "" : record->uid);
    }
  for (guint i = 0; export->type->fields[i].name != NULL; i++)
    {
      if (export->type->fields[i].kind == SB_KIND_FILE)
        continue;
      json_value (export, json, record, i);
      if (export->type->fields[i].kind == SB_KIND_REFERENCE)
        {
          g_autofree char *uid = value_text (export, record, i, TRUE);
          g_autofree char *name = g_strconcat (export->type->fields[i].name, "_uid", NULL);

          json_builder_set_member_name (json, name);
          if (uid == NULL)
            json_builder_add_null_value (json);
          else
            json_builder_add_string_value (json, uid);
        }
    }
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = sb_json_to_text (root);
  fputs (export->n == 0 ? "[\n" : ",\n", export->file);
  fputs (text, export->file);
}

static gboolean
put_records (Export *export, const SbQuery *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = sb_reader_ids (export->reader, query, cancellable, error);

  if (ids == NULL)
    return FALSE;
  for (gsize at = 0; at < ids->len; at += PAGE)
    {
      gsize n = MIN (PAGE, ids->len - at);
      g_autoptr (GPtrArray) records =
        sb_reader_load (export->reader, export->type, &g_array_index (ids, gint32, at), n, error);

      if (records == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < records->len; i++)
        {
          const SbRecord *record = g_ptr_array_index (records, i);

          if (record == NULL)
            continue;
          if (export->options->format == SB_EXPORT_CSV)
            put_csv (export, record);
          else
            put_json (export, record);
          export->n++;
        }
    }
  return TRUE;
}

static gboolean
put_all (Export *export, const SbQuery *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (SbQuery) every = NULL;

  if (query == NULL)
    {
      every = sb_query_new (export->type);
      sb_query_sort (every, "id", FALSE);
      sb_query_with_archived (every, export->options->with_archived);
      query = every;
    }
  if (export->options->format == SB_EXPORT_CSV)
    put_head (export);
  if (!put_records (export, query, cancellable, error))
    return FALSE;
  if (export->options->format == SB_EXPORT_JSON)
    fputs (export->n == 0 ? "[]\n" : "\n]\n", export->file);
  return TRUE;
}

static gboolean
fail (const char *path, int code, GError **error)
{
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_WRITE,
               _("“%s” cannot be written: %s. Choose another place or make room there."), path, g_strerror (code));
  return FALSE;
}

/* Syncs and closes; the errno of what went wrong, 0 nothing. */
static int
finish (FILE *file)
{
  int failed = ferror (file) || fflush (file) != 0 || fsync (fileno (file)) != 0 ? (errno != 0 ? errno : EIO) : 0;

  if (fclose (file) != 0 && failed == 0)
    failed = errno;
  return failed;
}

gboolean
sb_export_records (SbReader *reader, const SbRecordType *type, const SbQuery *query, const SbExportOptions *options,
                   const char *path, gint64 *n_records, GCancellable *cancellable, GError **error)
{
  Export export = { .reader = reader, .type = type, .options = options };
  g_autofree char *partial = NULL;
  gboolean ok;
  int fd, failed;

  g_return_val_if_fail (reader != NULL && type != NULL && options != NULL && path != NULL, FALSE);
  partial = g_strconcat (path, ".partial", NULL);
  unlink (partial);
  fd = open (partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  export.file = fd < 0 ? NULL : fdopen (fd, "w");
  if (export.file == NULL)
    return fail (path, errno, error);
  export.targets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, target_free);
  export.dictionary = sb_import_dictionary_new ();
  errno = 0;
  ok = put_all (&export, query, cancellable, error);
  failed = finish (export.file);
  g_hash_table_unref (export.targets);
  sb_import_dictionary_unref (export.dictionary);
  if (ok && failed == 0 && rename (partial, path) == 0)
    {
      if (n_records != NULL)
        *n_records = export.n;
      return TRUE;
    }
  if (failed == 0)
    failed = errno;
  unlink (partial);
  return ok ? fail (path, failed, error) : FALSE;
}
