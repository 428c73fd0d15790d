/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A CSV with a header for `winprob`: UTF-8, comma, RFC 4180. Every failure is one sentence with the place. */
#pragma once

#include "exchange/sb-table-reader.h"

G_BEGIN_DECLS

typedef struct {
  char          *path;
  SbTableReader *reader;
  GPtrArray     *names; /* char*, trimmed, in the order of the file */
} SbWinFile;

/* Opens the file and reads its header. */
gboolean sb_win_file_open  (SbWinFile *file, const char *path, GError **error);
void     sb_win_file_close (SbWinFile *file);
/* The next row of data; lines without any character are none. FALSE at the end (error unset) and on error. */
gboolean sb_win_file_next  (SbWinFile *file, SbTableRecord *record, GError **error);
/* The column of the occurrence-th such name (0: the first); −1 when there is none. */
int      sb_win_file_find  (const SbWinFile *file, const char *name, guint occurrence);

G_END_DECLS
