/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Light, dark, or as the system: remembered between runs, applied to all windows. */
#pragma once

#include "model/sb-ui-state.h"

G_BEGIN_DECLS

/* 0 system, 1 light, 2 dark. */
int  sb_color_scheme_get   (SbUiState *state);
void sb_color_scheme_set   (SbUiState *state, int scheme);
void sb_color_scheme_apply (SbUiState *state);

G_END_DECLS
