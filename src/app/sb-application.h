/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one process for all windows, command lines forwarded to it, what is remembered between runs. */
#pragma once

#include "app/sb-window.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_APPLICATION (sb_application_get_type ())
G_DECLARE_FINAL_TYPE (SbApplication, sb_application, SB, APPLICATION, AdwApplication)

SbApplication *sb_application_new       (void);
SbUiState     *sb_application_get_state (SbApplication *self);

G_END_DECLS
