/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people compare it. All functions take and give valid UTF-8; NULL counts as "". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NFKC, case folded, blanks trimmed and runs of blanks made one: for search. transfer full. */
char    *sb_text_fold       (const char *text);
/* sb_text_fold () without any blank or punctuation: two spellings of one name have one key. transfer full. */
char    *sb_text_name_key   (const char *text);
gboolean sb_text_is_blank   (const char *text);
/* Copies text with blanks of every kind (NBSP, full-width, …) trimmed at both ends. transfer full. */
char    *sb_text_trim       (const char *text);
/* At most max_chars characters, "…" at the end when cut. transfer full. */
char    *sb_text_ellipsize  (const char *text, int max_chars);
/* Replaces invalid UTF-8 by U+FFFD. transfer full. */
char    *sb_text_make_valid (const char *bytes, gssize length);
/* A random UUID version 4 in lower case. transfer full. */
char    *sb_uid_new         (void);

G_END_DECLS
