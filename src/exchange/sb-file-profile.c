/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profiles the files of one call: opens them, walks the steps of sb-file-private.h with each, decides types over all
 * of them, and hands the results out in import order. The one entry for the writer, the window and the command. */
#include "exchange/sb-file-private.h"

#include <string.h>

/* ---- one profile ----------------------------------------------------------------------------------------------- */

static SbFileProfile *
profile_new (const char *file, SbInputFile *input, const SbProfileRequest *request)
{
  SbFileProfile *self = g_new0 (SbFileProfile, 1);
  const SbImportOptions *options = NULL;

  if (request->file_options != NULL)
    options = g_hash_table_lookup (request->file_options, file);
  self->ref_count = 1;
  self->file = g_strdup (file);
  self->input = input;
  self->entry = input == NULL ? NULL : g_strdup (sb_input_file_get_entry (input));
  self->options = sb_import_options_copy (options != NULL ? options : request->options);
  self->dictionary = sb_import_dictionary_ref (request->dictionary);
  self->issues = sb_import_issues_new ();
  self->id_column = self->year_column = self->deleted_column = -1;
  self->as_of = SB_DATE_NONE;
  self->as_of_from = "mtime";
  return self;
}

SbFileProfile *
sb_file_profile_ref (SbFileProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
sb_file_profile_unref (SbFileProfile *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_columns; i++)
    {
      SbFileColumn *column = &self->columns[i];

      g_free (column->header);
      g_free (column->name);
      g_free (column->stage);
      g_free (column->pipeline);
      sb_header_key_clear (&column->key);
      for (guint j = 0; j < SB_IMPORT_SAMPLES; j++)
        g_free (column->samples[j]);
    }
  for (guint i = 0; self->preview != NULL && i < SB_IMPORT_SAMPLES * self->n_columns; i++)
    g_free (self->preview[i]);
  g_free (self->preview);
  g_free (self->columns);
  sb_input_file_unref (self->input);
  g_free (self->file);
  g_free (self->entry);
  g_free (self->source);
  sb_encoding_clear (&self->encoding);
  g_ptr_array_unref (self->issues);
  sb_import_dictionary_unref (self->dictionary);
  sb_import_options_free (self->options);
  g_free (self);
}

int
sb_file_profile_column (const SbFileProfile *self, const char *field, gboolean by_id)
{
  g_return_val_if_fail (self != NULL && field != NULL, -1);

  for (guint i = 0; i < self->n_columns; i++)
    {
      const SbFileColumn *column = &self->columns[i];

      if (column->role == SB_COLUMN_FIELD && column->by_id == by_id && g_str_equal (column->field->name, field))
        return (int) i;
    }
  return -1;
}

char *
sb_file_column_dup_target (const SbFileColumn *column)
{
  g_return_val_if_fail (column != NULL, NULL);
  if (column->role != SB_COLUMN_FIELD)
    return NULL;
  return g_strconcat (column->field->type->name, ".", column->field->name, column->by_id ? ".id" : NULL, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

char *
sb_file_mapping_key (const SbFileProfile *profile, const SbImportType *type)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GString *text = g_string_new (type->name);

  for (guint i = 0; i < profile->n_columns; i++)
    g_ptr_array_add (keys, profile->columns[i].key.key);
  g_ptr_array_sort (keys, compare_names);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (text, "|%s", (const char *) g_ptr_array_index (keys, i));
  return g_string_free (text, FALSE);
}

char *
sb_file_profile_dup_mapping_key (const SbFileProfile *self)
{
  g_return_val_if_fail (self != NULL && self->type != NULL, NULL);
  return sb_file_mapping_key (self, self->type);
}

char *
sb_file_profile_dup_mapping_text (const SbFileProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++)
    {
      const SbFileColumn *column = &self->columns[i];
      g_autofree char *target = sb_file_column_dup_target (column);

      /* What was found by itself will be found again; only decisions of a person are kept. */
      if (column->by == SB_MAPPED_OPTION || column->by == SB_MAPPED_REMEMBERED)
        g_string_append_printf (text, "%s\t%s\n", column->name,
                                target != NULL ? target : column->role == SB_COLUMN_EXTRA ? "extra" : "");
    }
  return g_string_free (text, FALSE);
}

/* ---- the day of the content ------------------------------------------------------------------------------------ */

/* A day in the name of the file: 2026-11-15, 2026_11_15 or 20261115, not part of a longer number. */
static SbDate
day_in_name (const char *name)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?<![0-9])((?:19|20)[0-9]{2})([-_.]?)([0-9]{2})\\2([0-9]{2})(?![0-9])", 0, 0,
                                          NULL);
  g_autoptr (GMatchInfo) info = NULL;

  for (g_regex_match (regex, name, 0, &info); g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *year = g_match_info_fetch (info, 1), *month = g_match_info_fetch (info, 3),
                      *day = g_match_info_fetch (info, 4);
      SbDate date = sb_date_from_ymd (atoi (year), atoi (month), atoi (day));

      if (date != SB_DATE_NONE)
        return date;
    }
  return SB_DATE_NONE;
}

static void
find_as_of (SbFileProfile *profile)
{
  profile->as_of = profile->options->as_of;
  profile->as_of_from = "option";
  if (profile->as_of != SB_DATE_NONE)
    return;
  profile->as_of = day_in_name (sb_input_file_get_name (profile->input));
  profile->as_of_from = "name";
  if (profile->as_of == SB_DATE_NONE && sb_input_file_get_entry (profile->input) != NULL)
    profile->as_of = day_in_name (sb_input_file_get_path (profile->input));
  if (profile->as_of != SB_DATE_NONE)
    return;
  profile->as_of = sb_input_file_get_day (profile->input);
  profile->as_of_from = "mtime";
}

/* ---- the call -------------------------------------------------------------------------------------------------- */

typedef struct {
  const SbProfileRequest *request;
  GPtrArray              *works;  /* of SbFileWork */
  guint64                 done, total;
} Call;

static void
work_free (gpointer data)
{
  SbFileWork *work = data;

  sb_file_profile_unref (work->profile);
  g_ptr_array_unref (work->head);
  g_free (work->header_prefix);
  g_free (work);
}

static SbFileWork *
add_work (Call *call, const char *file, SbInputFile *input)
{
  SbFileWork *work = g_new0 (SbFileWork, 1);

  work->profile = profile_new (file, input, call->request);
  work->head = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (input != NULL)
    {
      find_as_of (work->profile);
      call->total += sb_input_file_get_size (input);
    }
  g_ptr_array_add (call->works, work);
  return work;
}

/* --map names a header and a field; either may exist nowhere. */
static void
check_maps (Call *call)
{
  const SbImportOptions *options = call->request->options;
  SbFileWork *first = call->works->len > 0 ? g_ptr_array_index (call->works, 0) : NULL;

  for (guint i = 0; first != NULL && i < options->maps->len; i++)
    {
      const SbImportMap *map = g_ptr_array_index (options->maps, i);
      gboolean found = FALSE, readable = FALSE, by_id;

      if (g_str_has_prefix (map->target, "seed:") || g_str_has_prefix (map->header, "Stage:"))
        continue;
      for (guint j = 0; j < call->works->len; j++)
        {
          SbFileWork *work = g_ptr_array_index (call->works, j);

          readable = readable || work->profile->n_columns > 0;
          found = found || sb_header_names_column (work->profile, map->header);
        }
      if (*map->target != '\0' && !g_str_equal (map->target, "extra") &&
          sb_import_dictionary_field (call->request->dictionary, map->target, &by_id) == NULL)
        sb_file_work_refuse (first, SB_ISSUE_MAP_UNKNOWN_FIELD, map->target);
      else if (!found && readable)
        sb_file_work_refuse (first, SB_ISSUE_MAP_UNKNOWN_HEADER, map->header);
    }
}

static void
scan_progress_cb (guint64 bytes, gpointer data)
{
  Call *call = data;

  call->request->progress (MIN (call->done + bytes, call->total), call->total, call->request->progress_data);
}

/* A file that cannot be scanned still shows its first rows. */
static void
scan_work (Call *call, SbFileWork *work, GCancellable *cancellable)
{
  SbFileFacts facts = { 0 };

  if (!work->failed && work->profile->n_columns > 0)
    {
      sb_file_scan (work, &facts, call->request->progress != NULL ? scan_progress_cb : NULL, call, cancellable);
      sb_file_conclude (&facts);
      sb_file_facts_clear (&facts);
    }
  if (work->profile->input != NULL)
    call->done += sb_input_file_get_size (work->profile->input);
}

static int
compare_profiles (gconstpointer a, gconstpointer b)
{
  const SbFileProfile *x = *(SbFileProfile * const *) a, *y = *(SbFileProfile * const *) b;
  int left = x->type != NULL ? (int) x->type->order : G_MAXINT;
  int right = y->type != NULL ? (int) y->type->order : G_MAXINT;

  return left < right ? -1 : left > right;
}

/* Files of one type whose names carry days: the older content first. Otherwise as given (the sort is stable). */
static int
compare_content (gconstpointer a, gconstpointer b)
{
  const SbFileProfile *x = *(SbFileProfile * const *) a, *y = *(SbFileProfile * const *) b;
  int by_type = compare_profiles (a, b);

  if (by_type != 0 || !g_str_equal (x->as_of_from, "name") || !g_str_equal (y->as_of_from, "name"))
    return by_type;
  return x->as_of < y->as_of ? -1 : x->as_of > y->as_of;
}

static void
check_call_rows (Call *call)
{
  guint64 rows = 0;

  for (guint i = 0; i < call->works->len; i++)
    rows += ((SbFileWork *) g_ptr_array_index (call->works, i))->profile->n_rows;
  if (rows > SB_IMPORT_MAX_CALL_ROWS)
    {
      g_autofree char *limit = g_strdup_printf ("%d", SB_IMPORT_MAX_CALL_ROWS);
      sb_file_work_refuse (g_ptr_array_index (call->works, call->works->len - 1), SB_ISSUE_TOO_MANY_ROWS, limit);
    }
}

static GPtrArray *
run_call (Call *call, GCancellable *cancellable, GError **error)
{
  GPtrArray *profiles;

  for (guint i = 0; i < call->works->len; i++)
    sb_file_sniff (g_ptr_array_index (call->works, i), cancellable);
  check_maps (call);
  sb_file_types_decide (call->works);
  for (guint i = 0; i < call->works->len; i++)
    scan_work (call, g_ptr_array_index (call->works, i), cancellable);
  check_call_rows (call);
  if (g_cancellable_is_cancelled (cancellable))
    {
      sb_import_set_error (error, SB_ISSUE_CANCELLED, NULL, 0, NULL);
      return NULL;
    }
  profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_file_profile_unref);
  for (guint i = 0; i < call->works->len; i++)
    g_ptr_array_add (profiles, sb_file_profile_ref (((SbFileWork *) g_ptr_array_index (call->works, i))->profile));
  g_ptr_array_sort (profiles, compare_content);
  return profiles;
}

GPtrArray *
sb_file_profile_read_all (const char * const *paths, const SbProfileRequest *request, GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (paths != NULL && request != NULL && request->options != NULL && request->dictionary != NULL,
                        NULL);

  Call call = { .request = request, .works = g_ptr_array_new_with_free_func (work_free) };
  GPtrArray *profiles;

  for (; *paths != NULL; paths++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GPtrArray) inputs = sb_input_file_open_all (*paths, cancellable, &failure);

      if (inputs == NULL)
        sb_file_work_fail (add_work (&call, *paths, NULL), &failure);
      for (guint i = 0; inputs != NULL && i < inputs->len; i++)
        add_work (&call, *paths, sb_input_file_ref (g_ptr_array_index (inputs, i)));
    }
  profiles = run_call (&call, cancellable, error);
  g_ptr_array_unref (call.works);
  return profiles;
}

GPtrArray *
sb_file_profile_read_inputs (GPtrArray *inputs, const SbProfileRequest *request, GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (inputs != NULL && request != NULL && request->options != NULL && request->dictionary != NULL,
                        NULL);

  Call call = { .request = request, .works = g_ptr_array_new_with_free_func (work_free) };
  GPtrArray *profiles;

  for (guint i = 0; i < inputs->len; i++)
    {
      SbInputFile *input = g_ptr_array_index (inputs, i);

      add_work (&call, sb_input_file_get_path (input), sb_input_file_ref (input));
    }
  profiles = run_call (&call, cancellable, error);
  g_ptr_array_unref (call.works);
  return profiles;
}
