/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokenizer of delimited text. Called by the profile for every pass over a file; knows nothing of headers, types
 * or values.
 *
 * Why not libcsv: it trims blanks around unquoted cells, drops what follows a closing quote or joins it without
 * saying where, counts no lines, copies every cell and cannot go on behind a quote that is never closed. Each of
 * these is something an import has to report by row and line (row kept exactly, quote-junk, quote-unterminated with
 * resumption), so the state machine is here: a record is scanned without changing it, and only when its end is known
 * are its cells unescaped and ended with NUL in place. */
#include "exchange/sb-table-reader.h"
#include "exchange/sb-text-decoder.h"

#include <string.h>

#define BLOCK (1 << 18)

/* Offsets from the start of the record, so that the buffer may move while it is scanned. */
typedef struct {
  gsize    start, end;
  gboolean quoted;
  gboolean doubled;   /* holds "" */
} Span;

struct _SbTableReader {
  SbInputFile   *input;
  SbTextDecoder *decoder;
  SbDialect      dialect;
  gsize          delimiter_length;
  guint8         stops[256];  /* bytes that end or spoil an unquoted cell */

  char    *buffer;
  gsize    capacity;   /* one byte more is allocated */
  gsize    start, end; /* of what is not yet handed out */
  gboolean eof;

  guint64  number, line;
  guint    unterminated;
  guint64  first_unterminated;
  gboolean sep_done;

  Span    *spans;
  SbCell  *cells;
  guint    n_spans, spans_size;

  /* The scan of one record. */
  gsize    at;
  guint64  newlines;
  gsize    quote_at;        /* of the cell being scanned */
  guint64  quote_newlines;  /* before that quote */
  gboolean nul, stray;
  gboolean failed;          /* set with an error: not the end of a record but of everything */
  SbIssueCode error;
  guint    error_cell;
};

typedef enum { SCAN_CELL, SCAN_RECORD, SCAN_OPEN, SCAN_FAILED } ScanEnd;

SbTableReader *
sb_table_reader_new (SbInputFile *input, const char *encoding, const SbDialect *dialect, GError **error)
{
  g_return_val_if_fail (input != NULL && encoding != NULL && dialect != NULL, NULL);

  SbTextDecoder *decoder = sb_text_decoder_new (input, encoding, FALSE, error);
  SbTableReader *self;

  if (decoder == NULL)
    return NULL;
  self = g_new0 (SbTableReader, 1);
  self->input = sb_input_file_ref (input);
  self->decoder = decoder;
  self->dialect = *dialect;
  self->delimiter_length = strlen (dialect->delimiter);
  self->stops['\n'] = self->stops['\r'] = self->stops['"'] = self->stops['\0'] = 1;
  if (dialect->blanks)
    self->stops[' '] = self->stops['\t'] = 1;
  else if (self->delimiter_length > 0)
    self->stops[(guint8) dialect->delimiter[0]] = 1;
  self->capacity = BLOCK;
  self->buffer = g_malloc (self->capacity + 1);
  self->spans_size = 64;
  self->spans = g_new (Span, self->spans_size);
  self->cells = g_new (SbCell, self->spans_size);
  self->line = 1;
  return self;
}

void
sb_table_reader_free (SbTableReader *self)
{
  if (self == NULL)
    return;
  sb_text_decoder_free (self->decoder);
  sb_input_file_unref (self->input);
  g_free (self->buffer);
  g_free (self->spans);
  g_free (self->cells);
  g_free (self);
}

/* ---- the buffer ------------------------------------------------------------------------------------------------ */

/* More bytes behind end; nothing before start is kept. FALSE at the end of the file and on failure. */
static gboolean
fill (SbTableReader *self, GError **error)
{
  gssize n;

  if (self->eof || self->failed)
    return FALSE;
  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }
  if (self->capacity - self->end < BLOCK / 2)
    {
      self->capacity += MAX (BLOCK, self->capacity / 2);
      self->buffer = g_realloc (self->buffer, self->capacity + 1);
    }
  n = sb_text_decoder_read (self->decoder, self->buffer + self->end, self->capacity - self->end, error);
  self->failed = n < 0;
  self->eof = n == 0;
  if (n > 0)
    self->end += (gsize) n;
  /* The end mark of old systems. */
  if (self->eof && self->end > self->start && self->buffer[self->end - 1] == 0x1A)
    self->end--;
  return n > 0;
}

/* Is there a byte at offset `at` of the record? Reads on when needed. */
static inline gboolean
have (SbTableReader *self, gsize at, GError **error)
{
  while (self->start + at >= self->end)
    if (!fill (self, error))
      return FALSE;
  return TRUE;
}

static inline char
byte_at (const SbTableReader *self, gsize at)
{
  return self->buffer[self->start + at];
}

/* ---- scanning -------------------------------------------------------------------------------------------------- */

static void
add_span (SbTableReader *self, gsize start, gsize end, gboolean quoted, gboolean doubled)
{
  if (self->n_spans == self->spans_size)
    {
      self->spans_size *= 2;
      self->spans = g_renew (Span, self->spans, self->spans_size);
      self->cells = g_renew (SbCell, self->cells, self->spans_size);
    }
  self->spans[self->n_spans++] = (Span) { start, end, quoted, doubled };
}

static void
note_error (SbTableReader *self, SbIssueCode code)
{
  if (self->error != SB_ISSUE_NONE)
    return;
  self->error = code;
  self->error_cell = self->n_spans;
}

/* At a byte that may be the delimiter: its length, 0 when it is not. */
static gsize
delimiter_at (SbTableReader *self, gsize at, GError **error)
{
  if (self->dialect.blanks)
    return byte_at (self, at) == ' ' || byte_at (self, at) == '\t' ? 1 : 0;
  if (self->delimiter_length == 0 || byte_at (self, at) != self->dialect.delimiter[0])
    return 0;
  if (self->delimiter_length == 1)
    return 1;
  if (!have (self, at + self->delimiter_length - 1, error))
    return 0;
  return memcmp (self->buffer + self->start + at, self->dialect.delimiter, self->delimiter_length) == 0
             ? self->delimiter_length
             : 0;
}

/* Steps over a line end at self->at, of either form. */
static void
pass_newline (SbTableReader *self, GError **error)
{
  if (byte_at (self, self->at) == '\r' && have (self, self->at + 1, error) && byte_at (self, self->at + 1) == '\n')
    self->at++;
  self->at++;
  self->newlines++;
}

/* self->at stands behind the text of a cell: passes what ends it. In the blanks dialect a run of blanks at the end of
 * the line ends the record. */
static ScanEnd
end_cell (SbTableReader *self, GError **error)
{
  gsize n;

  if (!have (self, self->at, error))
    return self->failed ? SCAN_FAILED : SCAN_RECORD;
  n = delimiter_at (self, self->at, error);
  if (n > 0)
    {
      self->at += n;
      if (!self->dialect.blanks)
        return SCAN_CELL;
      while (have (self, self->at, error) && (byte_at (self, self->at) == ' ' || byte_at (self, self->at) == '\t'))
        self->at++;
      if (have (self, self->at, error) && byte_at (self, self->at) != '\n' && byte_at (self, self->at) != '\r')
        return SCAN_CELL;
      if (self->failed)
        return SCAN_FAILED;
      if (!have (self, self->at, error))
        return SCAN_RECORD;
    }
  pass_newline (self, error);
  return self->failed ? SCAN_FAILED : SCAN_RECORD;
}

/* Moves self->at to the next delimiter or line end, or to the end of the file. */
static void
scan_plain (SbTableReader *self, GError **error)
{
  for (;;)
    {
      const guint8 *text = (const guint8 *) self->buffer + self->start;
      gsize limit = self->end - self->start;
      gsize at = self->at;
      guint8 c;

      while (at < limit && !self->stops[text[at]])
        at++;
      self->at = at;
      if (at == limit)
        {
          if (limit <= SB_TABLE_MAX_RECORD && have (self, at, error))
            continue;
          /* The end mark was taken off. */
          self->at = MIN (at, self->end - self->start);
          return;
        }
      c = text[at];
      if (c == '\n' || c == '\r' || (c != '"' && c != '\0' && delimiter_at (self, at, error) > 0))
        return;
      self->stray |= c == '"';
      self->nul |= c == '\0';
      self->at++;
    }
}

/* Inside quotes, self->at behind the opening one: moves to the closing quote. FALSE when there is none. */
static gboolean
scan_quoted (SbTableReader *self, gboolean *doubled, GError **error)
{
  gsize open = self->at;
  guint64 first = self->newlines;

  for (; have (self, self->at, error) && self->at <= SB_TABLE_MAX_RECORD; self->at++)
    {
      char c = byte_at (self, self->at);

      if (c == '"')
        {
          if (!have (self, self->at + 1, error) || byte_at (self, self->at + 1) != '"')
            return !self->failed;
          *doubled = TRUE;
          self->at++;
        }
      else if (c == '\n' || c == '\r')
        {
          pass_newline (self, error);
          self->at--;
          if (self->newlines - first > SB_TABLE_MAX_QUOTE_LINES || self->at - open > SB_TABLE_MAX_CELL)
            return FALSE;
        }
      else
        self->nul |= c == '\0';
    }
  return FALSE;
}

/* One cell from self->at on. */
static ScanEnd
scan_cell (SbTableReader *self, GError **error)
{
  gsize start = self->at, open;
  gboolean doubled = FALSE;

  while (have (self, self->at, error) && byte_at (self, self->at) == ' ')
    self->at++;
  if (self->failed)
    return SCAN_FAILED;
  if (have (self, self->at, error) && byte_at (self, self->at) == '"')
    {
      self->quote_at = self->at;
      self->quote_newlines = self->newlines;
      open = ++self->at;
      if (!scan_quoted (self, &doubled, error))
        return self->failed ? SCAN_FAILED : SCAN_OPEN;
      gsize close = self->at++;

      while (have (self, self->at, error) && byte_at (self, self->at) == ' ' && !self->dialect.blanks)
        self->at++;
      if (!have (self, self->at, error) || byte_at (self, self->at) == '\n' || byte_at (self, self->at) == '\r' ||
          delimiter_at (self, self->at, error) > 0)
        {
          add_span (self, open, close, TRUE, doubled);
          return self->failed ? SCAN_FAILED : end_cell (self, error);
        }
      note_error (self, SB_ISSUE_QUOTE_JUNK);
      gboolean stray = self->stray;
      scan_plain (self, error);
      self->stray = stray;
    }
  else
    scan_plain (self, error);
  if (self->failed)
    return SCAN_FAILED;
  add_span (self, start, self->at, FALSE, FALSE);
  return end_cell (self, error);
}

/* An open quote takes its own line only; everything behind it is read again. */
static void
cut_at_quote (SbTableReader *self, SbTableRecord *record, GError **error)
{
  gsize start = self->n_spans == 0 ? 0 : self->spans[self->n_spans - 1].end;

  /* From the cell's own start: behind the delimiter that ended the one before. */
  while (start < self->quote_at && self->n_spans > 0 && delimiter_at (self, start, error) == 0)
    start++;
  if (self->n_spans > 0)
    start += delimiter_at (self, start, error);
  self->error = SB_ISSUE_QUOTE_UNTERMINATED;
  self->error_cell = self->n_spans;
  self->newlines = self->quote_newlines;
  record->error_line = self->line + self->newlines;
  for (self->at = self->quote_at; have (self, self->at, error); self->at++)
    if (byte_at (self, self->at) == '\n' || byte_at (self, self->at) == '\r')
      break;
  add_span (self, MIN (start, self->quote_at), self->at, FALSE, FALSE);
  if (have (self, self->at, error))
    pass_newline (self, error);
  self->unterminated++;
  if (self->unterminated == 1)
    self->first_unterminated = record->error_line;
}

/* The limits that refuse a file. */
static gboolean
check_limits (SbTableReader *self, GError **error)
{
  SbIssueCode code = SB_ISSUE_NONE;

  if (self->at > SB_TABLE_MAX_RECORD)
    code = SB_ISSUE_RECORD_TOO_LONG;
  else if (self->unterminated > SB_TABLE_MAX_UNTERMINATED)
    code = SB_ISSUE_TOO_BROKEN;
  if (code == SB_ISSUE_NONE)
    return TRUE;
  self->failed = TRUE;
  sb_import_set_error (error, code, sb_input_file_get_path (self->input),
                       code == SB_ISSUE_TOO_BROKEN ? self->first_unterminated : self->line, NULL);
  return FALSE;
}

/* ---- handing out ----------------------------------------------------------------------------------------------- */

static gsize
undouble (char *text, gsize length)
{
  char *to = memchr (text, '"', length);
  const char *from = to, *end = text + length;

  while (from < end)
    {
      *to++ = *from;
      from += *from == '"' && from + 1 < end && from[1] == '"' ? 2 : 1;
    }
  return (gsize) (to - text);
}

static gboolean
is_blank_cell (const SbCell *cell)
{
  for (gsize i = 0; i < cell->length; i++)
    {
      const guint8 *at = (const guint8 *) cell->text + i;

      if (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
        continue;
      if (*at == 0xC2 && at[1] == 0xA0)
        i++;
      else if (*at == 0xE3 && at[1] == 0x80 && at[2] == 0x80)
        i += 2;
      else
        return FALSE;
    }
  return TRUE;
}

/* Valid UTF-8; eight bytes at a time where they are ASCII. */
static gboolean
is_utf8 (const char *text, gsize length)
{
  gsize i = 0;

  for (; i + 8 <= length; i += 8)
    {
      guint64 word;

      memcpy (&word, text + i, 8);
      if (word & G_GUINT64_CONSTANT (0x8080808080808080))
        break;
    }
  while (i < length && (guint8) text[i] < 0x80)
    i++;
  return i == length || g_utf8_validate_len (text + i, length - i, NULL);
}

static void
finish_cells (SbTableReader *self, SbTableRecord *record)
{
  char *base = self->buffer + self->start;

  record->blank = self->error == SB_ISSUE_NONE && !self->nul;
  for (guint i = 0; i < self->n_spans; i++)
    {
      const Span *span = &self->spans[i];
      SbCell *cell = &self->cells[i];

      cell->text = base + span->start;
      cell->length = span->end - span->start;
      cell->quoted = span->quoted;
      if (cell->length > SB_TABLE_MAX_CELL && self->error == SB_ISSUE_NONE)
        {
          self->error = SB_ISSUE_CELL_TOO_LONG;
          self->error_cell = i;
        }
      if (span->doubled)
        cell->length = undouble (base + span->start, cell->length);
      base[span->start + cell->length] = '\0';
      record->blank = record->blank && is_blank_cell (cell);
    }
}

/* Broken cells are made showable. */
static void
mend_encoding (SbTableReader *self)
{
  for (guint i = 0; i < self->n_spans; i++)
    {
      SbCell *cell = &self->cells[i];
      char *text = (char *) cell->text;

      /* One byte stays one byte, so that nothing moves: broken ones become '?'. NUL bytes are left. */
      for (gsize at = 0; at < cell->length;)
        {
          const char *bad = NULL;

          if (g_utf8_validate_len (text + at, cell->length - at, &bad))
            break;
          at = (gsize) (bad - text);
          if (text[at] != '\0')
            text[at] = '?';
          at++;
        }
    }
}

static ScanEnd
scan_record (SbTableReader *self, GError **error)
{
  ScanEnd end;

  self->at = 0;
  self->n_spans = 0;
  self->newlines = 0;
  self->nul = self->stray = FALSE;
  self->error = SB_ISSUE_NONE;
  self->error_cell = 0;
  if (self->dialect.blanks)
    while (have (self, self->at, error) && (byte_at (self, self->at) == ' ' || byte_at (self, self->at) == '\t'))
      self->at++;
  do
    end = scan_cell (self, error);
  while (end == SCAN_CELL && self->at <= SB_TABLE_MAX_RECORD);
  return self->failed ? SCAN_FAILED : end;
}

/* sep=X is obeyed by the dialect and is no record. */
static void
skip_sep_line (SbTableReader *self, GError **error)
{
  self->sep_done = TRUE;
  if (!self->dialect.sep_line)
    return;
  for (self->at = 0; have (self, self->at, error); self->at++)
    if (byte_at (self, self->at) == '\n' || byte_at (self, self->at) == '\r')
      {
        pass_newline (self, error);
        break;
      }
  self->start += self->at;
  self->line++;
}

gboolean
sb_table_reader_next (SbTableReader *self, SbTableRecord *record, GError **error)
{
  g_return_val_if_fail (self != NULL && record != NULL, FALSE);

  ScanEnd end;
  gsize length;

  if (self->failed)
    return FALSE;
  if (!self->sep_done)
    skip_sep_line (self, error);
  memset (record, 0, sizeof *record);
  /* The end mark alone is no record. */
  if (self->end - self->start == 1 && self->buffer[self->start] == 0x1A)
    fill (self, error);
  if (!have (self, 0, error))
    return FALSE;
  end = scan_record (self, error);
  if (end == SCAN_FAILED)
    return FALSE;
  if (end == SCAN_OPEN && self->at <= SB_TABLE_MAX_RECORD)
    cut_at_quote (self, record, error);
  if (self->failed || !check_limits (self, error))
    return FALSE;

  length = self->at;
  if (self->nul)
    note_error (self, SB_ISSUE_NUL_BYTE);
  gboolean broken = !is_utf8 (self->buffer + self->start, length);
  if (broken)
    note_error (self, SB_ISSUE_BAD_ENCODING);
  finish_cells (self, record);
  if (broken)
    mend_encoding (self);
  record->number = ++self->number;
  record->line = self->line;
  record->cells = self->cells;
  record->n_cells = self->n_spans;
  record->stray = self->stray && self->error == SB_ISSUE_NONE;
  record->error = self->error;
  record->error_cell = self->error_cell;
  if (record->error_line == 0)
    record->error_line = self->line;
  self->line += self->newlines;
  self->start += length;
  record->offset = sb_text_decoder_get_offset (self->decoder) - MIN (sb_text_decoder_get_offset (self->decoder),
                                                                     self->end - self->start);
  return TRUE;
}
