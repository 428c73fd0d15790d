/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of text as the win model wants them: which are numbers, dates, categories, and which only number the records.
 * Called by the command on a file; the application knows its types already. Cells are trimmed. Source: ENGINE 3.10. */
#pragma once

#include "analysis/sb-win-model.h"

G_BEGIN_DECLS

typedef struct _SbWinText SbWinText;

SbWinText *sb_win_text_new   (guint n_columns, const char *const *names);
void       sb_win_text_free  (SbWinText *text);
/* One more cell of a column, valid UTF-8; every column gets one a row. */
void       sb_win_text_add   (SbWinText *text, guint column, const char *cell, gsize length);
/* Decides the kinds; no cells are added afterwards. A column is numeric when at least 98 % of its cells that are not
 * empty read as numbers (or as dates of one order) and it has more than 12 different values or fractions. Returns:
 * (transfer none) the columns, for sb_win_model_train (). */
const SbWinColumn *sb_win_text_type (SbWinText *text);
/* One number a row, the same for rows that repeat a value of a column that numbers the records: at least 90 % of its
 * cells differ. candidates: n_columns flags. NULL when nothing repeats. Returns: (transfer full). */
gint32    *sb_win_text_dup_records (const SbWinText *text, const guint8 *candidates, gsize n);
/* A cell of another file as the column's kind has it: *number or *code. */
void       sb_win_text_read  (const SbWinText *text, guint column, const char *cell, gsize length, double *number,
                              gint32 *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWinText, sb_win_text_free)

G_END_DECLS
