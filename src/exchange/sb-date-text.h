/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date or instant as it is written, before anybody knows which number is the day. */
#pragma once

#include "core/sb-date.h"

G_BEGIN_DECLS

/* The orders a cell can be read in; a set. */
enum {
  SB_ORDER_YMD       = 1 << 0, /* a year of four digits first, also YYYYMMDD and 2026年3月5日 */
  SB_ORDER_YMD_SHORT = 1 << 1, /* 16-10-20: a year of two digits first */
  SB_ORDER_DMY       = 1 << 2,
  SB_ORDER_MDY       = 1 << 3,
  SB_ORDER_SERIAL    = 1 << 4, /* 20000 … 80000 with or without a fraction */
  SB_ORDER_EPOCH     = 1 << 5, /* ten digits between 2000 and 2100 */
  SB_ORDER_EPOCH_MS  = 1 << 6, /* thirteen */
  SB_ORDERS          = 1 << 7
};

typedef enum { SB_DATE_PARTS, SB_DATE_NAMED, SB_DATE_COMPACT, SB_DATE_INTEGER } SbDateShape;

typedef struct {
  SbDateShape shape;
  gint64      number[3];  /* PARTS in written order; NAMED: the day and year in written order; INTEGER: [0] */
  guint8      digits[3];
  int         month;      /* NAMED */
  gboolean    month_first; /* NAMED: Mar 5, 2026 */
  char        separator;  /* '-', '/', '.', ' ' or 'c' (年) */
  gboolean    has_time;
  gint64      micro;      /* of the day */
  gboolean    has_zone;
  int         zone;       /* seconds east of UTC */
} SbDateText;

/* FALSE when it is no date in any order. Digits of every script are read. Cost: no allocation. */
gboolean sb_date_text_scan   (const char *text, gsize length, SbDateText *date);
/* The set of orders that give a possible date; named months fit every order of days and years. */
guint    sb_date_text_orders (const SbDateText *date);
/* The date in one order; SB_DATE_NONE when it is none. For SERIAL and EPOCH also *micro of the day (may be NULL). */
SbDate   sb_date_text_read   (const SbDateText *date, guint order, gint64 *micro);
/* The month a word names in English, German, French, Spanish or Chinese (full or short, "." allowed); 0 when none. */
int      sb_month_word       (const char *word, gsize length);
/* Copies text to ASCII as far as numbers need it: digits of every script, full-width signs, blanks of every kind to
 * ' ', minus signs to '-'. FALSE when it does not fit. Characters without a counterpart stay as they are. */
gboolean sb_text_to_ascii    (const char *text, gsize length, char *out, gsize size);

G_END_DECLS
