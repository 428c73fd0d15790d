/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a delimited text is cut into cells: its delimiter, found from the first records. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SB_DIALECT_SAMPLE 50 /* records looked at */

typedef struct {
  char     delimiter[8];  /* UTF-8 of one character; "" = one column */
  gboolean blanks;        /* runs of blanks separate, leading and trailing ones are nothing */
  gboolean sep_line;      /* the first line says sep=X and is no record */
} SbDialect;

/* Finds the dialect of a decoded text: sep=X, then the widths of the first records under , ; TAB |, then blanks, then
 * one column. text is the beginning of the file; complete says that it is all of it. wanted ("," "\t" "blanks", NULL)
 * overrules. */
void        sb_dialect_detect (SbDialect *dialect, const char *text, gsize length, gboolean complete,
                               const char *wanted);
/* What JSON shows: ",", "\t", "blanks"; NULL for one column. */
const char *sb_dialect_name   (const SbDialect *dialect);

G_END_DECLS
