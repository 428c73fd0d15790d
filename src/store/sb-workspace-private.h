/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The write path's hold on a workspace: one writer at a time, whatever thread it runs in. */
#pragma once

#include "store/sb-db.h"
#include "store/sb-journal.h"
#include "store/sb-workspace.h"

G_BEGIN_DECLS

/* The write connection, held until sb_workspace_end_write (). NULL with READ-ONLY (as WRITE or DAMAGED) or BUSY. */
SbDb *sb_workspace_begin_write (SbWorkspace *self, GError **error);
/* step 0: nothing was committed. Otherwise counts the step and tells the screen; touched (of SbTouchedRecord, may be
 * NULL for "everything") is consumed. After a disk error or damage the workspace is read-only. */
void  sb_workspace_end_write   (SbWorkspace *self, gint64 step, GArray *touched);

/* Runs one recorded transaction: `work` writes, then history, index and step follow and all is committed. */
typedef gboolean (*SbStepWork) (SbDb *db, SbStepInfo *step, gpointer data, GError **error);
gboolean sb_workspace_run_step (SbWorkspace *self, SbStepInfo *step, SbStepWork work, gpointer data, GError **error);

G_END_DECLS
