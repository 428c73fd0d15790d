/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A delimited text as a stream of records. Decodes, cuts and counts; knows nothing of headers, types or values. */
#pragma once

#include "exchange/sb-dialect.h"
#include "exchange/sb-import-issue.h"
#include "exchange/sb-input-file.h"

G_BEGIN_DECLS

#define SB_TABLE_MAX_CELL   ((gsize) 1 << 20)
#define SB_TABLE_MAX_RECORD ((gsize) 16 << 20)
#define SB_TABLE_MAX_QUOTE_LINES 1000
#define SB_TABLE_MAX_UNTERMINATED 100

/* Zero-copy: text lives in the reader until the next record; it ends with NUL (which length does not count). */
typedef struct {
  const char *text;
  gsize       length;
  gboolean    quoted;
} SbCell;

typedef struct {
  guint64       number;   /* 1-based as a spreadsheet shows it; blank records count */
  guint64       line;     /* 1-based physical line on which it starts */
  const SbCell *cells;
  guint         n_cells;  /* at least 1 */
  gboolean      blank;    /* no cell holds more than blanks */
  gboolean      stray;    /* a quote inside an unquoted cell, kept literally */
  SbIssueCode   error;    /* quote-junk, quote-unterminated, nul-byte, bad-encoding, cell-too-long; else NONE */
  guint64       error_line; /* for quote-unterminated the line of the opening quote */
  guint         error_cell; /* 0-based */
  guint64       offset;   /* bytes of the file consumed, for progress */
} SbTableRecord;

typedef struct _SbTableReader SbTableReader;

/* encoding: an IANA name; a byte-order mark at the start is skipped. */
SbTableReader *sb_table_reader_new  (SbInputFile *input, const char *encoding, const SbDialect *dialect,
                                     GError **error);
void           sb_table_reader_free (SbTableReader *self);
/* The next record, valid until the call after. FALSE at the end (error unset) or on error: record-too-long,
 * too-broken, encoding-failed, file-changed, cannot-open.
 * Edge: a record that is not valid UTF-8 comes with bad-encoding and '?' in place of the broken bytes; an open
 * quote ends its record at the end of the quote's line, and reading goes on with the next line.
 * Cost: about a nanosecond a byte, no allocation. */
gboolean       sb_table_reader_next (SbTableReader *self, SbTableRecord *record, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTableReader, sb_table_reader_free)

G_END_DECLS
