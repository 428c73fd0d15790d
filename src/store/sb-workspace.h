/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workspace file: opened through the gate of RELIABILITY.md, written through one path, undone step by step. */
#pragma once

#include <gio/gio.h>

#include "store/sb-change.h"
#include "store/sb-reader.h"

G_BEGIN_DECLS

#define SB_TYPE_WORKSPACE (sb_workspace_get_type ())
G_DECLARE_FINAL_TYPE (SbWorkspace, sb_workspace, SB, WORKSPACE, GObject)

typedef struct {
  const char *currency;     /* base currency, for example "CNY" */
  int         fiscal_start; /* 1–12 */
  const char *language;     /* "zh_CN" names the seed pipeline in Chinese; NULL = the process's language */
} SbWorkspaceOptions;

/* Creates a new file (mode 0600, folders 0700) with the seed pipelines, need classes and built-in metrics.
 * Refuses to overwrite. */
SbWorkspace *sb_workspace_create  (const char *path, const SbWorkspaceOptions *options, GError **error);
/* Opens through the gate; migrates an older file after a verified backup. When another process holds the lock the
 * workspace opens read-only and sb_workspace_get_lock_holder () says who. */
SbWorkspace *sb_workspace_open    (const char *path, GError **error);
/* For commands that only look: takes no lock, migrates nothing, writes nothing into the file. */
SbWorkspace *sb_workspace_open_read_only (const char *path, GError **error);
/* The work that may take a while, for a worker thread after opening: weekly snapshot as of `today`, automatic backup
 * when one is due, quick check. Writes at most one snapshot a week. A read-only workspace has nothing to keep up. */
gboolean     sb_workspace_keep_up (SbWorkspace *self, SbDate today, GCancellable *cancellable, GError **error);
/* Ends the session: waits for a running import, checkpoint, lock released. Safe to call twice. */
void         sb_workspace_close   (SbWorkspace *self);
const char  *sb_workspace_get_path (SbWorkspace *self);
/* TRUE from the start when another process writes, and from the first disk error or damage on. Also property
 * "read-only" (notified in the main thread). */
gboolean     sb_workspace_is_read_only (SbWorkspace *self);
const char  *sb_workspace_get_lock_holder (SbWorkspace *self); /* NULL when it is ours */
/* Counts every committed change, undo and redo included. */
guint64      sb_workspace_get_generation (SbWorkspace *self);
/* The main thread's reader; owned by the workspace. */
SbReader    *sb_workspace_get_reader (SbWorkspace *self);

/* The base currency and its exponent; cached. */
const char  *sb_workspace_get_currency (SbWorkspace *self);
int          sb_workspace_get_exponent (SbWorkspace *self);

/* The one write path. On success ids (may be NULL) receives the new ids by handle − 1: GArray of gint32, transfer
 * full; change_number (may be NULL) the step's number. On failure nothing is written. */
gboolean     sb_workspace_apply   (SbWorkspace *self, const SbChange *change, GArray **ids, gint64 *change_number,
                                   GError **error);
/* One setting, one undo step. */
gboolean     sb_workspace_set_setting (SbWorkspace *self, const char *key, const char *value, GError **error);

/* The label of the next step to undo or redo; NULL when there is none. transfer full. */
char        *sb_workspace_undo_label (SbWorkspace *self);
char        *sb_workspace_redo_label (SbWorkspace *self);
/* Whether the next step to undo (or to redo) moves the rows of an import, which takes seconds: run it in a worker. */
gboolean     sb_workspace_undo_is_long (SbWorkspace *self);
gboolean     sb_workspace_redo_is_long (SbWorkspace *self);
/* May run in a worker; listeners are told in the main thread. label and the first record touched (type, id) may be
 * NULL; they say what was undone and where it lives. */
gboolean     sb_workspace_undo    (SbWorkspace *self, char **label, const SbRecordType **type, gint32 *id,
                                   GError **error);
gboolean     sb_workspace_redo    (SbWorkspace *self, char **label, const SbRecordType **type, gint32 *id,
                                   GError **error);

/* Signal "changed" (SbWorkspace*, const SbTouched*): emitted in the main thread after each commit. */
typedef struct {
  const SbRecordType *type;   /* NULL: everything may have changed (import, undo of one, restore) */
  gint32              id;
} SbTouchedRecord;

typedef struct {
  gint64           change;
  gsize            n;
  SbTouchedRecord *records;
} SbTouched;

G_END_DECLS
