/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new workspace starts with: what was chosen in the preferences, else what the locale suggests. */
#pragma once

#include "core/sb-money.h"
#include "model/sb-ui-state.h"

G_BEGIN_DECLS

typedef struct {
  char currency[SB_CURRENCY_SIZE];
  char language[16];  /* "zh_CN" */
  int  fiscal_start;
} SbLocaleDefaults;

void sb_locale_defaults_read  (SbLocaleDefaults *defaults, SbUiState *state);
void sb_locale_defaults_write (const SbLocaleDefaults *defaults, SbUiState *state);

G_END_DECLS
