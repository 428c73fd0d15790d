/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verified copies of a workspace: made through SQLite's backup, reopened, checked, counted and hashed before they are
 * called a backup. The automatic ones stand in "backups" beside the workspace. */
#pragma once

#include "store/sb-workspace.h"

G_BEGIN_DECLS

typedef struct {
  char  *path;
  gint64 taken_at;
  gint64 size;      /* bytes */
  char  *sha256;    /* of its sidecar; NULL when the sidecar is missing */
} SbBackup;

void       sb_backup_free            (SbBackup *backup);

/* A verified copy at a path that must not exist; PATH.sha256 beside it. n_records (may be NULL) counts its rows.
 * May be called from a worker. */
gboolean   sb_workspace_backup       (SbWorkspace *workspace, const char *to, gint64 *n_records,
                                      GCancellable *cancellable, GError **error);
/* One automatic backup now, then the rotation: the 10 most recent, one a week for 8 weeks, one a month for a year. */
gboolean   sb_workspace_auto_backup  (SbWorkspace *workspace, GCancellable *cancellable, GError **error);
/* The automatic backups of a workspace, newest first. Returns: (transfer full) GPtrArray of SbBackup. */
GPtrArray *sb_backup_list            (const char *workspace_path);
/* Whether a backup is whole: hash (when it has a sidecar), gate, integrity. */
gboolean   sb_backup_verify          (const char *path, GError **error);
/* Copies a verified backup to a new file; refuses to overwrite. */
gboolean   sb_backup_restore         (const char *backup, const char *to, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbBackup, sb_backup_free)

G_END_DECLS
