/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a locale writes numbers and dates; read once, so that no formatting depends on the process's locale later. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { SB_DATE_ORDER_DMY, SB_DATE_ORDER_MDY, SB_DATE_ORDER_YMD } SbDateOrder;

typedef struct {
  gboolean    chinese;
  gboolean    sign_after;  /* "1.234,50 €" */
  char        decimal;     /* '.' or ',' */
  char        group[8];
  SbDateOrder order;
  char       *months[12];  /* short names */
} SbLocale;

/* name NULL: the process's locale. */
void  sb_locale_init   (SbLocale *locale, const char *name);
void  sb_locale_clear  (SbLocale *locale);
/* Groups the digits of a plain decimal text "-1234.5"; the minus becomes "−". transfer full. */
char *sb_locale_number (const SbLocale *locale, const char *decimal);

G_END_DECLS
