/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences: what belongs to the workspace is a setting of it (one undo step each), the rest is remembered. */
#pragma once

#include "model/sb-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* session NULL: only what does not belong to a workspace. */
void sb_preferences_dialog_present (GtkWidget *parent, SbSession *session, SbUiState *state);

G_END_DECLS
