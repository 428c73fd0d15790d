/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing: a record, its details and every trace of them leave the file for good. Inside store only. */
#pragma once

#include "store/sb-workspace.h"

G_BEGIN_DECLS

gboolean sb_change_erases    (const SbChange *change);
/* Applies a change made of erasures only; other steps in it are refused. */
gboolean sb_workspace_erase  (SbWorkspace *self, const SbChange *change, GArray **ids, gint64 *change_number,
                              GError **error);

G_END_DECLS
