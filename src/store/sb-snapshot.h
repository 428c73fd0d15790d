/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weekly snapshots of the open deals. Inside store only. */
#pragma once

#include "store/sb-db.h"
#include "store/sb-snapshots.h"
#include "store/sb-workspace.h"

G_BEGIN_DECLS

/* Takes the week's snapshot unless there is one; a step that cannot be undone. */
gboolean sb_workspace_weekly_snapshot (SbWorkspace *self, SbDate today, GError **error);
/* Inside a running transaction: removes the weekly snapshot of the week of a day, and writes one unless there is one
 * (*written tells). */
gboolean sb_snapshot_remove_week (SbDb *db, SbDate as_of, GError **error);
/* The parts of writing one: its deals first, then the head with their checksum. */
gboolean sb_snapshot_write_points (SbDb *db, gint64 snapshot, GError **error);
gboolean sb_snapshot_write_head   (SbDb *db, gint64 id, const SbSnapshotWish *wish, gint64 now, GError **error);
char    *sb_snapshot_checksum     (SbDb *db, gint64 snapshot); /* of what is kept; transfer full */
gboolean sb_snapshot_write_chances (SbDb *db, gint64 snapshot, const SbFrozenChance *chances, gsize n, GError **error);
/* chances: GArray of SbFrozenChance, nullable. */
gboolean sb_snapshot_write (SbDb *db, SbDate as_of, gint64 now, const GArray *chances, gboolean *written,
                            GError **error);
/* What the workspace was told to ask; NULL when nothing was. transfer full. */
GArray  *sb_workspace_ask_chances (SbWorkspace *self, SbReader *reader, SbDate as_of);
/* An automatic backup when the last one is a day old and something has changed since. */
gboolean sb_workspace_backup_when_due (SbWorkspace *self, GCancellable *cancellable, GError **error);

G_END_DECLS
