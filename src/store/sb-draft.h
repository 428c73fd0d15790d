/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change on its way into the file: every record it touches with the values it will have, so that rules can add to it
 * and checks can read it before anything is written. Inside store only. */
#pragma once

#include "store/sb-change.h"
#include "store/sb-db.h"
#include "store/sb-record.h"

G_BEGIN_DECLS

enum {
  SB_DRAFT_TYPED = 1, /* set by the user */
  SB_DRAFT_RULE  = 2  /* set by a rule of the write path */
};

typedef struct {
  const SbRecordType *type;
  gint32    id;
  SbRecord *before;      /* NULL for a creation */
  SbValue  *values;      /* one per field */
  guint8   *set;         /* one per field: 0 or SB_DRAFT_ */
  gint64    archived_at; /* −1 = as it was */
} SbDraft;

typedef struct {
  SbDb       *db;        /* borrowed */
  SbDate      as_of_on;
  gint64      now;
  GPtrArray  *drafts;    /* of SbDraft, in the order of the change, then of the rules */
  GHashTable *by_key;    /* sb_search_key () → SbDraft */
  GHashTable *next_ids;  /* type → next free id */
  GArray     *ids;       /* by handle − 1 */
} SbDraftSet;

/* Collects a change; erasures are left to sb-erase.c. NULL when a record is gone. */
SbDraftSet *sb_draft_set_new    (SbDb *db, const SbChange *change, gint64 now, GError **error);
void        sb_draft_set_free   (SbDraftSet *set);
/* A further creation. NULL when ids are used up. */
SbDraft    *sb_draft_set_create (SbDraftSet *set, const SbRecordType *type, GError **error);
/* The draft of an existing record, loaded when the change did not touch it yet. */
SbDraft    *sb_draft_set_edit   (SbDraftSet *set, const SbRecordType *type, gint32 id, GError **error);
/* The draft when the change touches the record, else NULL. */
SbDraft    *sb_draft_set_find   (SbDraftSet *set, const SbRecordType *type, gint32 id);

/* Takes the value. */
void           sb_draft_put     (SbDraft *draft, const char *column, SbValue value, guint8 how);
const SbValue *sb_draft_get     (const SbDraft *draft, const char *column);
gint64         sb_draft_int     (const SbDraft *draft, const char *column, gint64 when_empty);
const char    *sb_draft_text    (const SbDraft *draft, const char *column);
gboolean       sb_draft_is_typed (const SbDraft *draft, const char *column);
/* Whether the value differs from what the file has. */
gboolean       sb_draft_differs (const SbDraft *draft, const char *column);

/* Gives every creation the initial values of its description where nothing was given. */
void     sb_draft_set_fill_defaults (SbDraftSet *set);
/* The rules of stages: stage, status and closing day follow each other, visits are kept (AREAS.md 3 and 5, P2). */
gboolean sb_draft_set_keep_stages   (SbDraftSet *set, GError **error);
/* Days that follow from a change: a deal's last activity, an action's first due day, a goal's publishing. */
gboolean sb_draft_set_keep_days     (SbDraftSet *set, GError **error);
/* Kinds, ranges, references, uniqueness, hierarchies. Errors: SB_STORE_ERROR_INVALID. */
gboolean sb_draft_set_check         (SbDraftSet *set, GError **error);
/* Writes every draft. */
gboolean sb_draft_set_write         (SbDraftSet *set, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDraftSet, sb_draft_set_free)

G_END_DECLS
