/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a workspace. The workspace owns one reader for the main thread; a worker opens its own with
 * sb_reader_new () and uses it in that thread only. Readers never write. */
#pragma once

#include <gio/gio.h>

#include "core/sb-facts.h"
#include "store/sb-query.h"
#include "store/sb-record.h"
#include "store/sb-store-error.h"

G_BEGIN_DECLS

typedef struct _SbReader SbReader;

/* path: as sb_workspace_get_path () gives it, while that workspace is open. */
SbReader  *sb_reader_new       (const char *path, GError **error);
void       sb_reader_free      (SbReader *reader);

/* NULL with SB_STORE_ERROR_NOT_FOUND when there is none. */
SbRecord  *sb_reader_get       (SbReader *reader, const SbRecordType *type, gint32 id, GError **error);
gint32     sb_reader_id_of_uid (SbReader *reader, const SbRecordType *type, const char *uid); /* 0 = none */
/* Ids in the query's order. Returns: (transfer full) GArray of gint32. Cost: one pass, 4 bytes a row. */
GArray    *sb_reader_ids       (SbReader *reader, const SbQuery *query, GCancellable *cancellable, GError **error);
gint64     sb_reader_count     (SbReader *reader, const SbQuery *query, GError **error);
/* The records of these ids, in this order; an id that is gone leaves NULL in its place.
 * Returns: (transfer full) GPtrArray of SbRecord. */
GPtrArray *sb_reader_load      (SbReader *reader, const SbRecordType *type, const gint32 *ids, gsize n, GError **error);
/* What names a record on screen; "" when it is gone. transfer full. Cost: one lookup. */
char      *sb_reader_title     (SbReader *reader, const SbRecordType *type, gint32 id);
/* Extra fields of a record (columns of its import that no field takes). Returns: (transfer full) GPtrArray of
 * char*[2] {name, value} in order of name. */
GPtrArray *sb_reader_extras    (SbReader *reader, const SbRecordType *type, gint32 id, GError **error);
/* A setting's text, else its default (sb-setting.h), else NULL. transfer full. */
char      *sb_reader_setting   (SbReader *reader, const char *key);
/* The facts of every calculation as of a day (memberships and rates valid then). Cost: about 1 µs a row; meant for
 * a worker. cancellable may be NULL. */
SbFacts   *sb_reader_facts     (SbReader *reader, SbDate as_of, GCancellable *cancellable, GError **error);

typedef struct {
  const SbRecordType *type;
  gint32 id;
  char  *title;
  char  *context;  /* where it lives: "Customer · Shanghai" pieces from the record, may be "" */
} SbSearchHit;

/* Folded search over every searchable record, two-character Chinese words included; best first, at most limit.
 * Returns: (transfer full) GPtrArray of SbSearchHit. */
GPtrArray *sb_reader_search    (SbReader *reader, const char *text, guint limit, GCancellable *cancellable,
                                GError **error);

typedef struct {
  gint64  change;      /* number of the step */
  gint64  changed_at;
  SbDate  as_of_on;
  char   *field;       /* border name */
  char   *old_value;   /* technical text, NULL = empty */
  char   *new_value;
  char   *origin;      /* edit, import, undo, redo, merge */
  char   *reason;
} SbHistoryEntry;

/* Newest first. Returns: (transfer full) GPtrArray of SbHistoryEntry. */
GPtrArray *sb_reader_history   (SbReader *reader, const SbRecordType *type, gint32 id, GError **error);

typedef struct {
  gint64   change;
  gint64   at;
  char    *label;
  char    *kind;       /* edit, import, undo, redo, merge, erase */
  gboolean undone;     /* taken back and not done again */
} SbStep;

/* The audit trail, newest first, at most limit. Returns: (transfer full) GPtrArray of SbStep. */
GPtrArray *sb_reader_steps     (SbReader *reader, guint limit, GError **error);

/* Writes the logical dump (CLI.md): one line a record in a fixed order, without instants that a repeat would change,
 * without the import log and the undo log. */
gboolean   sb_reader_dump      (SbReader *reader, GOutputStream *stream, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReader, sb_reader_free)

G_END_DECLS
