/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number as it is written, before anybody knows which mark is the decimal one. */
#pragma once

#include "exchange/sb-values.h"

G_BEGIN_DECLS

/* The readings a cell allows; a set. */
enum {
  SB_READ_POINT = 1 << 0, /* '.' is the decimal mark, ',' separates groups */
  SB_READ_COMMA = 1 << 1
};

typedef struct {
  char     digits[64];  /* ASCII digits and the marks '.' and ',' */
  guint    n;
  guint    n_points, n_commas;
  gboolean negative, percent, suffix;
  int      power;       /* of the suffix: 万 4 */
  char     currency[SB_CURRENCY_SIZE]; /* a code, or "$" or "¥" */
} SbNumberText;

/* FALSE for what is no number in any reading. Cost: no allocation. */
gboolean sb_number_text_scan     (const char *text, gsize length, SbNumberText *number);
guint    sb_number_text_readings (const SbNumberText *number);
/* The exact value in one reading; SB_ISSUE_NONE, bad-number or number-overflow. power: of the header's unit. */
SbIssueCode sb_number_text_read  (const SbNumberText *number, guint reading, int power, SbDecimal *decimal);

G_END_DECLS
