/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps and their changesets: the one account of what happened. A journal records one transaction; its changeset
 * feeds the field history, the search index and the screen before it is stored, and inverted it is undo. Inside
 * store only. */
#pragma once

#include "core/sb-date.h"
#include "store/sb-db.h"
#include "store/sb-workspace.h"

G_BEGIN_DECLS

typedef struct _SbJournal SbJournal;

/* Starts recording every record table of the connection. */
SbJournal *sb_journal_new          (SbDb *db, GError **error);
void       sb_journal_free         (SbJournal *journal);
void       sb_journal_set_recording (SbJournal *journal, gboolean recording);
/* Everything recorded so far. */
GBytes    *sb_journal_changeset    (SbJournal *journal, GError **error);

/* One row of a changeset; borrowed for the call. */
typedef struct {
  const SbRecordType     *type;    /* NULL for a table that is no record type */
  gint32                  id;
  int                     op;      /* SQLITE_INSERT, _UPDATE, _DELETE */
  sqlite3_changeset_iter *iter;
} SbChangedRow;

typedef gboolean (*SbChangedRowFunc) (const SbChangedRow *row, gpointer data, GError **error);
gboolean   sb_changeset_each       (SbDb *db, GBytes *changeset, SbChangedRowFunc func, gpointer data, GError **error);
gboolean   sb_changeset_is_empty   (GBytes *changeset);
/* Applies the inverse; refuses conflicts. */
gboolean   sb_changeset_apply_inverse (SbDb *db, GBytes *changeset, GError **error);

/* What the rows of a step have in common. */
typedef struct {
  gint64      number;
  gint64      at;
  SbDate      as_of_on;
  const char *kind;    /* edit, import, undo, redo, merge, erase, snapshot */
  const char *label;
  const char *origin;  /* of its history rows */
  const char *reason;
  gint32      batch_id;
} SbStepInfo;

/* Writes field_change rows for the updates of the changeset. */
gboolean   sb_history_write        (SbDb *db, GBytes *changeset, const SbStepInfo *step, GError **error);
typedef struct {
  const SbRecordType *type;
  gint32              id;
  const SbField      *field;
} SbFieldOf;

gboolean   sb_history_add          (SbDb *db, const SbStepInfo *step, SbFieldOf of, const char *old_text,
                                    const char *new_text, GError **error);
/* Notes history rows that an undo removes or a redo brings back. */
gboolean   sb_history_log          (SbDb *db, GBytes *changeset, const SbStepInfo *step, GError **error);
/* Brings the search index up to date and appends the touched records (SbTouchedRecord) to `touched`. */
gboolean   sb_changeset_index      (SbDb *db, GBytes *changeset, GArray *touched, GError **error);

gint64     sb_step_next            (SbDb *db);
/* base 0: a new step of its own, which ends the redoable ones. */
gboolean   sb_step_write           (SbDb *db, const SbStepInfo *step, gint64 base, const char *state, GBytes *changeset,
                                    const char *ranges, GError **error);
#define SB_STEP_LABEL_MAX 200

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbJournal, sb_journal_free)

G_END_DECLS
