/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate every file passes before it is opened for writing (RELIABILITY.md). Inside store only. */
#pragma once

#include "store/sb-check.h"
#include "store/sb-db.h"

G_BEGIN_DECLS

/* The file itself, without SQLite: there, regular, not a link, long enough, the magic. Opens and closes the file, so it
 * must not be called while this process has it open. */
gboolean  sb_gate_look      (const char *path, GError **error);
/* What an opened file is: application id, version (newer is told before anything is written), definitions. Never
 * writes. *version receives user_version. Returns the verdict and, unless it is OK or OLDER, an error. */
SbVerdict sb_gate_identify  (SbDb *db, int *version, GError **error);
/* Absolute, links resolved, so that one workspace has one name. transfer full. */
char     *sb_gate_canonical (const char *path);
/* Whether the last session ended without closing: what it committed waits in the WAL. */
gboolean  sb_gate_has_wal   (const char *path);
/* A read-only connection, also on a medium that nobody may write. */
SbDb     *sb_gate_open_reader (const char *path, GError **error);
/* quick: structure only. The lines of the check that are not "ok" go into details (may be NULL). */
gboolean  sb_gate_check     (SbDb *db, gboolean quick, double seconds, GPtrArray *details, GError **error);

G_END_DECLS
