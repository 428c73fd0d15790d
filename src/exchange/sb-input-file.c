/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One regular file held open from the first look to the last row. Called by the profile and the readers; knows nothing
 * of encodings or tables beyond refusing what is plainly no text table. Archives are sb-input-archive.c's. */
#include "sb-config.h"

#include "exchange/sb-input-file.h"
#include "exchange/sb-input-private.h"
#include "exchange/sb-import-issue.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _SbInputFile {
  gint    ref_count;
  int     fd;
  char   *path;
  char   *entry;
  char   *name;
  guint64 size;
  gint64  mtime_ns;
  SbDate  day;
};

static SbDate
local_day (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  if (time == NULL)
    return SB_DATE_NONE;
  return sb_date_from_ymd (g_date_time_get_year (time), g_date_time_get_month (time),
                           g_date_time_get_day_of_month (time));
}

static gint64
stat_mtime (const struct stat *st)
{
  return (gint64) st->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + st->st_mtim.tv_nsec;
}

SbInputFile *
sb_input_file_new_fd (int fd, const char *path, const char *entry, GError **error)
{
  struct stat st;
  SbInputFile *self;

  if (fstat (fd, &st) != 0)
    {
      sb_import_set_error (error, SB_ISSUE_CANNOT_OPEN, path, 0, g_strerror (errno));
      close (fd);
      return NULL;
    }
  self = g_new0 (SbInputFile, 1);
  self->ref_count = 1;
  self->fd = fd;
  self->path = g_strdup (path);
  self->entry = g_strdup (entry);
  self->name = g_path_get_basename (entry != NULL ? entry : path);
  self->size = (guint64) st.st_size;
  self->mtime_ns = stat_mtime (&st);
  self->day = local_day (st.st_mtim.tv_sec);
  return self;
}

void
sb_input_file_set_time (SbInputFile *self, gint64 seconds)
{
  self->day = local_day (seconds);
}

int
sb_input_temp_fd (GError **error)
{
  int fd = open (g_get_tmp_dir (), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_autofree char *name = g_build_filename (g_get_tmp_dir (), "sales-balance-XXXXXX", NULL);

      fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
      if (fd >= 0)
        g_unlink (name);
    }
  if (fd < 0)
    sb_import_set_error (error, errno == ENOSPC ? SB_ISSUE_DISK_FULL : SB_ISSUE_CANNOT_OPEN, g_get_tmp_dir (), 0,
                         g_strerror (errno));
  return fd;
}

gboolean
sb_input_write_all (int fd, const void *bytes, gsize length, GError **error)
{
  const char *at = bytes;

  while (length > 0)
    {
      gssize n = write (fd, at, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          sb_import_set_error (error, errno == ENOSPC ? SB_ISSUE_DISK_FULL : SB_ISSUE_CANNOT_OPEN, g_get_tmp_dir (), 0,
                               g_strerror (errno));
          return FALSE;
        }
      at += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* Standard input may be a pipe: it is kept in a private file, so that it can be read more than once. */
static SbInputFile *
open_stdin (GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (1 << 16);
  guint64 total = 0;
  int fd = sb_input_temp_fd (error);

  if (fd < 0)
    return NULL;
  for (;;)
    {
      gssize n = read (STDIN_FILENO, buffer, 1 << 16);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        return sb_input_file_new_fd (fd, "-", NULL, error);
      total += n > 0 ? (guint64) n : 0;
      if (n < 0)
        sb_import_set_error (error, SB_ISSUE_CANNOT_OPEN, "-", 0, g_strerror (errno));
      else if (total > SB_INPUT_MAX_BYTES)
        sb_import_set_error (error, SB_ISSUE_TOO_BIG, "-", 0, NULL);
      else if (g_cancellable_is_cancelled (cancellable))
        sb_import_set_error (error, SB_ISSUE_CANCELLED, "-", 0, NULL);
      else if (sb_input_write_all (fd, buffer, (gsize) n, error))
        continue;
      close (fd);
      return NULL;
    }
}

static SbInputFile *
open_path (const char *path, GError **error)
{
  struct stat st;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    {
      sb_import_set_error (error, errno == ENXIO ? SB_ISSUE_NOT_A_FILE : SB_ISSUE_CANNOT_OPEN, path, 0,
                           g_strerror (errno));
      return NULL;
    }
  if (fstat (fd, &st) == 0 && !S_ISREG (st.st_mode))
    sb_import_set_error (error, SB_ISSUE_NOT_A_FILE, path, 0, NULL);
  else if ((guint64) st.st_size > SB_INPUT_MAX_BYTES)
    sb_import_set_error (error, SB_ISSUE_TOO_BIG, path, 0, NULL);
  else
    return sb_input_file_new_fd (fd, path, NULL, error);
  close (fd);
  return NULL;
}

/* ---- what is plainly no table ---------------------------------------------------------------------------------- */

static gboolean
starts_nocase (const char *text, gsize length, const char *prefix)
{
  gsize n = strlen (prefix);
  return length >= n && g_ascii_strncasecmp (text, prefix, n) == 0;
}

static SbIssueCode
sniff_text (const char *text, gsize length)
{
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    text += 3, length -= 3;
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  if (starts_nocase (text, length, "<!doctype") || starts_nocase (text, length, "<html") ||
      starts_nocase (text, length, "<table") || starts_nocase (text, length, "<?xml") ||
      starts_nocase (text, length, "<head") || starts_nocase (text, length, "<meta") ||
      starts_nocase (text, length, "<body") || starts_nocase (text, length, "<!--"))
    return SB_ISSUE_LOOKS_LIKE_HTML;
  if (length > 1 && (*text == '{' || *text == '['))
    {
      char open = *text;

      do
        text++, length--;
      while (length > 0 && g_ascii_isspace (*text));
      if (length > 0 && (*text == '"' || *text == '}' || (open == '[' && strchr ("{[]", *text) != NULL)))
        return SB_ISSUE_LOOKS_LIKE_JSON;
    }
  return SB_ISSUE_NONE;
}

/* TRUE with *is_zip, or with nothing: go on. FALSE: refused. */
static gboolean
sniff (SbInputFile *self, gboolean *is_zip, GError **error)
{
  char head[512];
  const char *file = self->entry != NULL ? self->entry : self->path;
  gssize n = sb_input_file_read (self, 0, head, sizeof head - 1, error);
  SbIssueCode code;

  *is_zip = FALSE;
  if (n < 0)
    return FALSE;
  head[n] = '\0';
  code = sniff_text (head, (gsize) n);
  if (n == 0)
    sb_import_set_error (error, SB_ISSUE_EMPTY_FILE, file, 0, NULL);
  else if (n >= 8 && memcmp (head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
    sb_import_set_error (error, SB_ISSUE_LOOKS_LIKE_XLS, file, 0, "Excel 97");
  else if (n >= 5 && memcmp (head, "%PDF-", 5) == 0)
    sb_import_set_error (error, SB_ISSUE_NOT_TEXT, file, 0, NULL);
  else if (code != SB_ISSUE_NONE)
    sb_import_set_error (error, code, file, 0, NULL);
  else
    {
      *is_zip = n >= 4 && memcmp (head, "PK", 2) == 0 && (memcmp (head + 2, "\3\4", 2) == 0 ||
                                                           memcmp (head + 2, "\5\6", 2) == 0);
      return TRUE;
    }
  return FALSE;
}

gboolean
sb_input_file_sniff_entry (SbInputFile *self, GError **error)
{
  gboolean is_zip;

  if (!sniff (self, &is_zip, error))
    return FALSE;
  if (is_zip)
    sb_import_set_error (error, SB_ISSUE_ARCHIVE_NESTED, self->path, 0, self->entry);
  return !is_zip;
}

/* ---- public ---------------------------------------------------------------------------------------------------- */

GPtrArray *
sb_input_file_open_all (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (SbInputFile) self = g_str_equal (path, "-") ? open_stdin (cancellable, error) : open_path (path, error);
  gboolean is_zip;

  if (self == NULL || !sniff (self, &is_zip, error))
    return NULL;
  if (is_zip)
    return sb_input_archive_open (self, self->fd, cancellable, error);
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_input_file_unref);
  g_ptr_array_add (files, g_steal_pointer (&self));
  return files;
}

SbInputFile *
sb_input_file_new_bytes (const char *name, const void *bytes, gsize length, GError **error)
{
  g_return_val_if_fail (name != NULL && (bytes != NULL || length == 0), NULL);

  int fd = sb_input_temp_fd (error);

  if (fd < 0)
    return NULL;
  if (!sb_input_write_all (fd, bytes, length, error))
    {
      close (fd);
      return NULL;
    }
  return sb_input_file_new_fd (fd, name, NULL, error);
}

SbInputFile *
sb_input_file_ref (SbInputFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
sb_input_file_unref (SbInputFile *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  close (self->fd);
  g_free (self->path);
  g_free (self->entry);
  g_free (self->name);
  g_free (self);
}

const char *
sb_input_file_get_path (const SbInputFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->path;
}

const char *
sb_input_file_get_entry (const SbInputFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->entry;
}

const char *
sb_input_file_get_name (const SbInputFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->name;
}

guint64
sb_input_file_get_size (const SbInputFile *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->size;
}

SbDate
sb_input_file_get_day (const SbInputFile *self)
{
  g_return_val_if_fail (self != NULL, SB_DATE_NONE);
  return self->day;
}

gssize
sb_input_file_read (SbInputFile *self, guint64 offset, void *bytes, gsize length, GError **error)
{
  g_return_val_if_fail (self != NULL && bytes != NULL, -1);

  gssize n;

  do
    n = pread (self->fd, bytes, length, (off_t) offset);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    sb_import_set_error (error, SB_ISSUE_CANNOT_OPEN, self->path, 0, g_strerror (errno));
  return n;
}

gboolean
sb_input_file_check (SbInputFile *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  struct stat st;

  if (fstat (self->fd, &st) == 0 && (guint64) st.st_size == self->size && stat_mtime (&st) == self->mtime_ns)
    return TRUE;
  sb_import_set_error (error, SB_ISSUE_FILE_CHANGED, self->path, 0, NULL);
  return FALSE;
}
