/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a named encoding to UTF-8, strictly, in blocks. Called by the table reader and by encoding detection; knows
 * nothing of records. UTF-8 is handed through as it is: its errors are a matter of single records. */
#include "exchange/sb-text-decoder.h"
#include "exchange/sb-import-issue.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define RAW_SIZE (1 << 16)

struct _SbTextDecoder {
  SbInputFile *input;
  char        *encoding;
  iconv_t      iconv;    /* (iconv_t) −1: hand through */
  gboolean     lenient;
  guint        unit;     /* bytes skipped after a broken one */
  guint64      offset;   /* of the file, next to read */
  guint64      lines;    /* line ends handed out, for messages */
  char        *raw;
  gsize        raw_start, raw_end;
  gboolean     raw_eof;
};

/* Names of the border, and the table that also covers what the systems in question really write. */
static const char *
iconv_name (const char *encoding)
{
  static const char * const names[][2] = {
    { "SHIFT_JIS", "CP932" },     { "EUC-KR", "CP949" },  { "BIG5", "CP950" },  { "WINDOWS-1252", "CP1252" },
    { "ISO-8859-1", "CP1252" },   { "GB2312", "GB18030" }, { "GBK", "GB18030" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (encoding, names[i][0]) == 0)
      return names[i][1];
  return encoding;
}

static gboolean
passes_through (const char *encoding)
{
  return g_ascii_strcasecmp (encoding, "UTF-8") == 0 || g_ascii_strcasecmp (encoding, "US-ASCII") == 0;
}

gboolean
sb_text_encoding_is_known (const char *encoding)
{
  g_return_val_if_fail (encoding != NULL, FALSE);

  iconv_t test;

  if (passes_through (encoding))
    return TRUE;
  test = iconv_open ("UTF-8", iconv_name (encoding));
  if (test == (iconv_t) -1)
    return FALSE;
  iconv_close (test);
  return TRUE;
}

/* Length of the mark of this encoding at the start of the file. */
static guint
mark_length (const char *encoding, const char *head, gssize n)
{
  static const struct {
    const char *prefix, *mark;
    guint       length;
  } marks[] = {
    { "UTF-8", "\xEF\xBB\xBF", 3 },     { "GB18030", "\x84\x31\x95\x33", 4 }, { "UTF-32LE", "\xFF\xFE\0\0", 4 },
    { "UTF-32BE", "\0\0\xFE\xFF", 4 }, { "UTF-16LE", "\xFF\xFE", 2 },        { "UTF-16BE", "\xFE\xFF", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_ascii_strcasecmp (encoding, marks[i].prefix) == 0 && n >= (gssize) marks[i].length &&
        memcmp (head, marks[i].mark, marks[i].length) == 0)
      return marks[i].length;
  return 0;
}

SbTextDecoder *
sb_text_decoder_new (SbInputFile *input, const char *encoding, gboolean lenient, GError **error)
{
  g_return_val_if_fail (input != NULL && encoding != NULL, NULL);

  g_autoptr (SbTextDecoder) self = g_new0 (SbTextDecoder, 1);
  char head[4];
  gssize n;

  self->input = sb_input_file_ref (input);
  self->encoding = g_strdup (encoding);
  self->iconv = (iconv_t) -1;
  self->lenient = lenient;
  self->unit = g_str_has_prefix (encoding, "UTF-16") ? 2 : g_str_has_prefix (encoding, "UTF-32") ? 4 : 1;
  if (!passes_through (encoding))
    {
      self->iconv = iconv_open ("UTF-8", iconv_name (encoding));
      if (self->iconv == (iconv_t) -1)
        {
          sb_import_set_error (error, SB_ISSUE_ENCODING_UNKNOWN, sb_input_file_get_path (input), 0, encoding);
          return NULL;
        }
      self->raw = g_malloc (RAW_SIZE);
    }
  n = sb_input_file_read (input, 0, head, sizeof head, error);
  if (n < 0)
    return NULL;
  self->offset = mark_length (encoding, head, n);
  return g_steal_pointer (&self);
}

void
sb_text_decoder_free (SbTextDecoder *self)
{
  if (self == NULL)
    return;
  if (self->iconv != (iconv_t) -1)
    iconv_close (self->iconv);
  sb_input_file_unref (self->input);
  g_free (self->encoding);
  g_free (self->raw);
  g_free (self);
}

static gboolean
refill (SbTextDecoder *self, GError **error)
{
  gssize n;

  memmove (self->raw, self->raw + self->raw_start, self->raw_end - self->raw_start);
  self->raw_end -= self->raw_start;
  self->raw_start = 0;
  n = sb_input_file_read (self->input, self->offset, self->raw + self->raw_end, RAW_SIZE - self->raw_end, error);
  if (n < 0)
    return FALSE;
  self->raw_eof = n == 0;
  self->offset += (guint64) n;
  self->raw_end += (gsize) n;
  return TRUE;
}

/* A byte that is no character: an error, or U+FFFD. FALSE for the error. */
static gboolean
replace_broken (SbTextDecoder *self, char **out, gsize *left, GError **error)
{
  if (!self->lenient)
    {
      g_autoptr (SbImportIssue) issue = sb_import_issue_new (SB_ISSUE_ENCODING_FAILED, NULL, 0, self->lines + 1,
                                                             self->encoding);
      issue->file = g_strdup (sb_input_file_get_path (self->input));
      g_autofree char *message = sb_import_issue_dup_message (issue);
      g_set_error_literal (error, SB_IMPORT_ERROR, SB_ISSUE_ENCODING_FAILED, message);
      return FALSE;
    }
  memcpy (*out, "\xEF\xBF\xBD", 3);
  *out += 3;
  *left -= 3;
  self->raw_start = MIN (self->raw_start + self->unit, self->raw_end);
  return TRUE;
}

static void
count_lines (SbTextDecoder *self, const char *text, gsize length)
{
  const char *end = text + length;

  while ((text = memchr (text, '\n', (gsize) (end - text))) != NULL)
    text++, self->lines++;
}

static gssize
read_converted (SbTextDecoder *self, char *out, gsize length, GError **error)
{
  char *at = out;
  gsize left = length;

  /* Room for one more character or replacement each time round. */
  while (left > 8)
    {
      char *raw, *before = at;
      gsize n, result;

      if (self->raw_end - self->raw_start < 8 && !self->raw_eof && !refill (self, error))
        return -1;
      if (self->raw_start == self->raw_end)
        {
          if (self->raw_eof || at > out)
            break;
          continue;
        }
      raw = self->raw + self->raw_start;
      n = self->raw_end - self->raw_start;
      result = iconv (self->iconv, &raw, &n, &at, &left);
      self->raw_start = (gsize) (raw - self->raw);
      count_lines (self, before, (gsize) (at - before));
      if (result != (gsize) -1 || errno == E2BIG)
        continue;
      if (errno == EINVAL && !self->raw_eof)
        {
          if (!refill (self, error))
            return -1;
        }
      else if (!replace_broken (self, &at, &left, error))
        return -1;
    }
  return at - out;
}

gssize
sb_text_decoder_read (SbTextDecoder *self, char *out, gsize length, GError **error)
{
  g_return_val_if_fail (self != NULL && out != NULL && length >= 64, -1);

  gssize n;

  if (self->iconv != (iconv_t) -1)
    return read_converted (self, out, length, error);
  n = sb_input_file_read (self->input, self->offset, out, length, error);
  if (n > 0)
    self->offset += (guint64) n;
  return n;
}

guint64
sb_text_decoder_get_offset (const SbTextDecoder *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->offset - (self->raw_end - self->raw_start);
}
