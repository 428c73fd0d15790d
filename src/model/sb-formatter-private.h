/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the formatter share. */
#pragma once

#include "model/sb-formatter.h"
#include "model/sb-locale.h"

G_BEGIN_DECLS

#define SB_DASH "—"
#define SB_NARROW "\u202f" /* between a number and its unit: never a line break */
#define SB_HIDDEN "•••"

struct _SbFormatter {
  GObject   parent_instance;
  SbLocale  locale;     /* as it is written: the process's or named one, changed by the styles */
  SbLocale  own;        /* before the styles; its months are locale's */
  SbDateStyle   dates;
  SbNumberStyle numbers;
  char      currency[SB_CURRENCY_SIZE];
  int       exponent;
  SbFiscal  fiscal;
  gboolean  wan;
  int       privacy;
  gint64    index_base; /* 0 until the first amount is shown */
  GArray   *people;     /* NamedPerson, longest name first: masked inside free text */
};

typedef struct {
  gint32 id;
  char  *name;
} NamedPerson;

/* "%.*f" without the locale; trims a fraction of zeros when trim. transfer full. */
char *sb_format_decimal (SbFormatter *self, double value, int digits, gboolean trim);

G_END_DECLS
