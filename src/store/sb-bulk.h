/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bulk writing for imports: one transaction, one undo step, no session for new rows (they are known by their id
 * ranges), indexes kept. May run in a worker thread; meanwhile every other write is refused as busy. */
#pragma once

#include "store/sb-workspace.h"

G_BEGIN_DECLS

typedef struct _SbBulk SbBulk;

/* origin: "import" in the history. as_of_on: the day of the file's content. */
SbBulk   *sb_workspace_begin_bulk (SbWorkspace *workspace, const char *label, GError **error);
/* The reader of the bulk's own connection: sees what the bulk has written. */
SbReader *sb_bulk_get_reader      (SbBulk *bulk);
/* values: one per field of the type, in order; references are ids. uid NULL makes one. The row id, or 0 on error. */
gint32    sb_bulk_insert          (SbBulk *bulk, const SbRecordType *type, const SbValue *values, const char *uid,
                                   GError **error);
/* Sets n fields (indices into type->fields) of one record; writes the history at as_of_on. */
gboolean  sb_bulk_update          (SbBulk *bulk, const SbRecordType *type, gint32 id, const guint *fields,
                                   const SbValue *values, gsize n, SbDate as_of_on, GError **error);
/* History of a field at an earlier day without touching the record (an export older than the newest one). */
gboolean  sb_bulk_add_history     (SbBulk *bulk, const SbRecordType *type, gint32 id, guint field,
                                   const SbValue *old_value, const SbValue *new_value, SbDate as_of_on,
                                   GError **error);
/* Import bookkeeping: source keys, extra values, the values last imported (for the three-way comparison). */
gboolean  sb_bulk_set_source_key  (SbBulk *bulk, const char *source, const char *object, const char *ext_id,
                                   const SbRecordType *type, gint32 id, GError **error);
gboolean  sb_bulk_set_extra       (SbBulk *bulk, const SbRecordType *type, gint32 id, const char *column,
                                   const char *value, GError **error);
gboolean  sb_bulk_set_setting     (SbBulk *bulk, const char *key, const char *value, GError **error);
/* Ends it. change_number may be NULL. After either call the bulk is freed. */
gboolean  sb_bulk_commit          (SbBulk *bulk, gint64 *change_number, GError **error);
void      sb_bulk_rollback        (SbBulk *bulk);

/* For matching while importing; each loads a whole map once. (transfer full) GHashTable ext_id (char*) → id. */
GHashTable *sb_reader_source_keys (SbReader *reader, const char *source, const char *object, GError **error);

G_END_DECLS
