/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens or makes a workspace in a worker thread, so that the window stays alive while a file is checked, migrated or
 * filled with the sample company. */
#pragma once

#include "store/sb-workspace.h"

G_BEGIN_DECLS

typedef enum {
  SB_OPENER_OPEN,      /* an existing file */
  SB_OPENER_READ_ONLY, /* the same, to look only */
  SB_OPENER_BACKUP,    /* the newest good backup of path, as a new file beside it */
  SB_OPENER_NEW,       /* a new, empty file */
  SB_OPENER_SAMPLE     /* the sample company: opened when it is there, otherwise made */
} SbOpenerKind;

/* $XDG_DATA_HOME/sales-balance. transfer full. */
char        *sb_opener_default_folder (void);
/* A path in that folder that no file has yet: "default.salesbalance", "default-2.salesbalance", … transfer full. */
char        *sb_opener_free_path      (const char *stem);
char        *sb_opener_sample_path    (void);

/* options may be NULL where no file is made; its texts are copied. The sample company ends today. */
void         sb_opener_run_async      (SbOpenerKind kind, const char *path, const SbWorkspaceOptions *options,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* The workspace's own path may differ from the one asked for (a backup). transfer full. */
SbWorkspace *sb_opener_run_finish     (GAsyncResult *result, GError **error);
/* A few seconds from now, in a worker: the weekly snapshot, the backup that is due, the quick check. What goes wrong is
 * shown by the workspace itself (it becomes read-only). */
void         sb_opener_keep_up        (SbWorkspace *workspace, SbDate today);

G_END_DECLS
