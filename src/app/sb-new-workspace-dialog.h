/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks what a new workspace needs to know from the start: its name, currency and fiscal year. */
#pragma once

#include "app/sb-window.h"

G_BEGIN_DECLS

/* Makes the workspace in the window when the user agrees. */
void sb_new_workspace_dialog_present (SbWindow *window, SbUiState *state);

G_END_DECLS
