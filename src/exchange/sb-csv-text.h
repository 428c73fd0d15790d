/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of a CSV: quoted where needed, and guarded against being read as a formula by a spreadsheet. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text as a CSV cell: in quotes only when it holds a comma, a quote, a line end or an outer blank.
 * transfer full. */
char    *sb_import_csv_quote  (const char *text);
/* Would a spreadsheet run it? The first character after blanks of any kind is = + - @ TAB CR LF or a full-width form
 * of one. */
gboolean sb_csv_is_formula    (const char *text);
/* A text cell with the guard: a leading ' before a formula, and one more before ' and a formula. transfer full. */
char    *sb_csv_guard         (const char *text);
/* The inverse: takes off the one ' that the guard put there. Returns: a pointer into text. */
const char *sb_csv_unguard    (const char *text);

G_END_DECLS
