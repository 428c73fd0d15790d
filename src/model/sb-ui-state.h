/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screens remember between runs and no workspace should carry: column widths, the last period, the window's
 * size. One small file (0600), written shortly after a change; a folder that cannot be written is no error. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SB_TYPE_UI_STATE (sb_ui_state_get_type ())
G_DECLARE_FINAL_TYPE (SbUiState, sb_ui_state, SB, UI_STATE, GObject)

/* path NULL: $XDG_CONFIG_HOME/sales-balance/state. A missing or damaged file is an empty state. */
SbUiState *sb_ui_state_new        (const char *path);
char      *sb_ui_state_dup_string (SbUiState *self, const char *group, const char *key); /* NULL when unknown */
int        sb_ui_state_get_int    (SbUiState *self, const char *group, const char *key, int when_unknown);
/* value NULL forgets. */
void       sb_ui_state_set_string (SbUiState *self, const char *group, const char *key, const char *value);
void       sb_ui_state_set_int    (SbUiState *self, const char *group, const char *key, int value);
/* Writes now if something is pending. */
void       sb_ui_state_flush      (SbUiState *self);

G_END_DECLS
