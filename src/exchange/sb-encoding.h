/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which letters the bytes mean. Looks at the whole file; a decoder's success alone proves nothing. */
#pragma once

#include "exchange/sb-input-file.h"
#include "exchange/sb-import-issue.h"

G_BEGIN_DECLS

typedef struct {
  char       name[24];     /* IANA name in capitals: "UTF-8", "US-ASCII", "GB18030", "UTF-16LE", "WINDOWS-1252" … */
  gboolean   bom;
  gboolean   guessed;      /* warning encoding-guessed */
  gboolean   unsure;       /* question encoding-unsure: name is the likeliest choice */
  char     **choices;      /* of the question, likeliest first; NULL-terminated */
  guint64    n_lines;      /* physical lines */
  guint64    n_nul_lines;  /* lines that hold a NUL (not UTF-16/32) */
  guint64    n_bad_lines;  /* lines that are not UTF-8 although the file is */
  char       sha256[65];   /* of the bytes */
} SbEncoding;

/* Is this header cell one the dictionary knows? */
typedef gboolean (*SbEncodingHeaderFunc) (const char *cell, gpointer data);

/* One pass over the bytes, a second one for each candidate when they are not UTF-8. wanted: --encoding or NULL.
 * Errors: encoding-unknown, encoding-failed, not-text, cancelled. Fills `encoding` also under a question. */
gboolean sb_encoding_detect (SbInputFile *input, const char *wanted, SbEncodingHeaderFunc is_header, gpointer data,
                             GCancellable *cancellable, SbEncoding *encoding, GError **error);
void     sb_encoding_clear  (SbEncoding *encoding);
/* The beginning of the file as UTF-8: up to max bytes of text, whole characters, broken bytes as U+FFFD, without the
 * mark. complete (may be NULL) tells that it is all. transfer full. */
char    *sb_encoding_dup_head (SbInputFile *input, const char *name, gsize max, gsize *length, gboolean *complete);

G_END_DECLS
