/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell of text as a number or a day. Decimal point, no grouping, no currency; knows no locale. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { SB_WIN_DAY_YMD, SB_WIN_DAY_DMY, SB_WIN_DAY_MDY, SB_WIN_N_DAY_ORDERS } SbWinDayOrder;

/* ASCII and no-break blanks at both ends are left out; *cell moves on. Returns: the length that remains. */
gsize    sb_win_cell_trim   (const char **cell, gsize length);
/* [+-]digits[.digits][e[+-]digits], finite; the nearest double. The cell ends with NUL or what is no number. */
gboolean sb_win_cell_number (const char *cell, gsize length, double *number);
/* 2026-03-05, 2026/3/5, 5.3.2026 …, with or without a time of day: days and their fraction. */
gboolean sb_win_cell_day    (const char *cell, gsize length, SbWinDayOrder order, double *day);

G_END_DECLS
