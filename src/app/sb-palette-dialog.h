/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl+K: every record and every command, found while typing; each result says where it lives. */
#pragma once

#include "app/sb-window.h"

G_BEGIN_DECLS

void sb_palette_dialog_present (SbWindow *window);

G_END_DECLS
