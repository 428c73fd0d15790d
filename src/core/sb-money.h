/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact money: int64 minor units. Arithmetic is on integers and decimal text, never through double. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SB_CURRENCY_SIZE 4 /* "CNY" and NUL */

/* Digits after the point of an ISO 4217 currency (CNY 2, JPY 0, KWD 3); −1 for an unknown code. */
int         sb_currency_exponent (const char *code);
/* The usual sign ("¥", "$", "€", …) or the code itself. */
const char *sb_currency_sign     (const char *code);
gboolean    sb_currency_is_known (const char *code);
/* Every known code, sorted, NULL-terminated. */
const char * const *sb_currency_codes (void);

typedef enum {
  SB_MONEY_OK,
  SB_MONEY_BAD,      /* not a decimal number */
  SB_MONEY_TOO_FINE, /* more non-zero fraction digits than the exponent holds */
  SB_MONEY_OVERFLOW
} SbMoneyStatus;

/* Reads a plain decimal "[-]digits[.digits]" (no signs, groups, exponents). With round, surplus digits are rounded
 * half away from zero and the status is SB_MONEY_OK. */
SbMoneyStatus sb_money_parse   (const char *decimal, int exponent, gboolean round, gint64 *minor);
/* "1234.50", "-0.05"; no groups. transfer full. parse (format (x)) == x for every int64. */
char         *sb_money_format  (gint64 minor, int exponent);
/* FALSE and untouched *sum on overflow. */
gboolean      sb_money_add     (gint64 *sum, gint64 term);
/* amount × rate_e9 / 10⁹ between currencies of different exponents, rounded half away from zero. */
gboolean      sb_money_convert (gint64 minor, int from_exponent, gint64 rate_e9, int to_exponent, gint64 *out);
/* a × b / c rounded half away from zero through 128 bits; FALSE on c == 0 or overflow. */
gboolean      sb_mul_div       (gint64 a, gint64 b, gint64 c, gint64 *out);
/* Splits total over n non-negative weights exactly: largest remainder, ties to the larger share, then the lower
 * index; all weights 0 gives equal weights. */
void          sb_split_exact   (gint64 total, const gint64 *weights, gsize n, gint64 *parts);

G_END_DECLS
