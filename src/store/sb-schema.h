/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema: its numbered SQL files, what a file of each version looks like, and the way up. Inside store only. */
#pragma once

#include "store/sb-db.h"
#include "store/sb-workspace.h"

G_BEGIN_DECLS

/* The version this program writes. */
int      sb_schema_version  (void);
/* The SQL of one version, 1-based; owned by the program. */
const char *sb_schema_sql   (int version);
/* Runs one version's SQL as one transaction and marks the file with it; a failure leaves the version before. */
gboolean sb_schema_run      (SbDb *db, int version, const char *sql, GError **error);
/* Brings a file from `from` (0 = empty) to `to`, version by version. */
gboolean sb_schema_upgrade  (SbDb *db, int from, int to, GError **error);
/* SHA-256 over the definitions in the file; transfer full, NULL when they cannot be read. */
char    *sb_schema_digest   (SbDb *db);
/* Whether the file's definitions are those of its version: a stranger's schema is refused. */
gboolean sb_schema_is_ours  (SbDb *db, int version);

/* Pipelines, stages, need classes, loss reasons, metrics and settings of a new workspace. */
gboolean sb_seed            (SbDb *db, const SbWorkspaceOptions *options, GError **error);

G_END_DECLS
