/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a ZIP archive as input files. Called by sb-input-file.c; every limit is checked against the bytes that
 * really come out, not against what the archive claims. No name of an entry ever becomes a path. */
#include "sb-config.h"

#include "exchange/sb-input-private.h"
#include "exchange/sb-import-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#define CHUNK (1 << 16)
#define SMALL (1 << 20) /* below this a high ratio is no harm */

typedef struct {
  zip_t        *zip;
  SbInputFile  *archive;
  GPtrArray    *files;
  GCancellable *cancellable;
  guint64       total;
} Unpack;

static gboolean
refuse (Unpack *unpack, SbIssueCode code, const char *value, GError **error)
{
  sb_import_set_error (error, code, sb_input_file_get_path (unpack->archive), 0, value);
  return FALSE;
}

/* Names are UTF-8, or what a Chinese Windows writes; anything else is shown as well as it can be. */
static char *
entry_name (const char *raw)
{
  char *name;

  if (g_utf8_validate (raw, -1, NULL))
    return g_strdup (raw);
  name = g_convert (raw, -1, "UTF-8", "GB18030", NULL, NULL, NULL);
  return name != NULL ? name : g_utf8_make_valid (raw, -1);
}

static gboolean
has_suffix (const char *name, const char * const *suffixes)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (; *suffixes != NULL; suffixes++)
    if (g_str_has_suffix (lower, *suffixes))
      return TRUE;
  return FALSE;
}

static gboolean
is_table_name (const char *name)
{
  static const char * const tables[] = { ".csv", ".tsv", ".tab", ".txt", NULL };
  g_autofree char *base = g_path_get_basename (name);

  return has_suffix (name, tables) && !g_str_has_prefix (name, "__MACOSX/") && base[0] != '.';
}

static gboolean
is_archive_name (const char *name)
{
  static const char * const archives[] = { ".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst",
                                           ".xlsx", ".ods", NULL };
  return has_suffix (name, archives) && !g_str_has_prefix (name, "__MACOSX/");
}

static gboolean
unpack_bytes (Unpack *unpack, zip_file_t *file, const zip_stat_t *st, int fd, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  guint64 size = 0;
  zip_int64_t n;

  while ((n = zip_fread (file, buffer, CHUNK)) > 0)
    {
      size += (guint64) n;
      unpack->total += (guint64) n;
      if (unpack->total > SB_INPUT_MAX_BYTES)
        return refuse (unpack, SB_ISSUE_TOO_BIG, st->name, error);
      if (size > SMALL && size / SB_INPUT_MAX_RATIO > st->comp_size)
        return refuse (unpack, SB_ISSUE_ARCHIVE_BOMB, st->name, error);
      if (g_cancellable_is_cancelled (unpack->cancellable))
        return refuse (unpack, SB_ISSUE_CANCELLED, NULL, error);
      if (!sb_input_write_all (fd, buffer, (gsize) n, error))
        return FALSE;
    }
  if (n < 0)
    return refuse (unpack, SB_ISSUE_CANNOT_OPEN, zip_file_strerror (file), error);
  return TRUE;
}

static gboolean
unpack_entry (Unpack *unpack, zip_uint64_t index, const zip_stat_t *st, const char *name, GError **error)
{
  g_autoptr (SbInputFile) input = NULL;
  zip_file_t *file = zip_fopen_index (unpack->zip, index, 0);
  gboolean good;
  int fd;

  if (file == NULL)
    return refuse (unpack, SB_ISSUE_CANNOT_OPEN, zip_strerror (unpack->zip), error);
  fd = sb_input_temp_fd (error);
  good = fd >= 0 && unpack_bytes (unpack, file, st, fd, error);
  zip_fclose (file);
  if (!good)
    {
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  input = sb_input_file_new_fd (fd, sb_input_file_get_path (unpack->archive), name, error);
  if (input == NULL || !sb_input_file_sniff_entry (input, error))
    return FALSE;
  if (st->valid & ZIP_STAT_MTIME)
    sb_input_file_set_time (input, (gint64) st->mtime);
  g_ptr_array_add (unpack->files, g_steal_pointer (&input));
  return TRUE;
}

static gboolean
unpack_all (Unpack *unpack, GError **error)
{
  zip_int64_t n = zip_get_num_entries (unpack->zip, 0);

  if (zip_name_locate (unpack->zip, "[Content_Types].xml", 0) >= 0)
    {
      g_set_error (error, SB_IMPORT_ERROR, SB_ISSUE_LOOKS_LIKE_XLS,
                   _("“%s” is a workbook, which cannot be read yet. Save its sheet as CSV."),
                   sb_input_file_get_path (unpack->archive));
      return FALSE;
    }
  if (n > SB_INPUT_MAX_ENTRIES)
    return refuse (unpack, SB_ISSUE_ARCHIVE_BOMB, NULL, error);
  for (zip_int64_t i = 0; i < n; i++)
    {
      zip_stat_t st;
      g_autofree char *name = NULL;

      if (zip_stat_index (unpack->zip, (zip_uint64_t) i, ZIP_FL_ENC_RAW, &st) != 0)
        return refuse (unpack, SB_ISSUE_CANNOT_OPEN, zip_strerror (unpack->zip), error);
      name = entry_name (st.name);
      if (is_archive_name (name))
        return refuse (unpack, SB_ISSUE_ARCHIVE_NESTED, name, error);
      if (is_table_name (name) && !unpack_entry (unpack, (zip_uint64_t) i, &st, name, error))
        return FALSE;
    }
  if (unpack->files->len == 0)
    return refuse (unpack, SB_ISSUE_NOT_TEXT, NULL, error);
  return TRUE;
}

GPtrArray *
sb_input_archive_open (SbInputFile *archive, int fd, GCancellable *cancellable, GError **error)
{
  Unpack unpack = { .archive = archive, .cancellable = cancellable };
  int code = 0;
  int copy = dup (fd);
  gboolean good;

  unpack.zip = copy < 0 ? NULL : zip_fdopen (copy, ZIP_CHECKCONS, &code);
  if (unpack.zip == NULL)
    {
      if (copy >= 0)
        close (copy);
      sb_import_set_error (error, SB_ISSUE_CANNOT_OPEN, sb_input_file_get_path (archive), 0,
                           _("the archive is damaged"));
      return NULL;
    }
  unpack.files = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_input_file_unref);
  good = unpack_all (&unpack, error);
  zip_discard (unpack.zip);
  if (!good)
    g_clear_pointer (&unpack.files, g_ptr_array_unref);
  return unpack.files;
}
