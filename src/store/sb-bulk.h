/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bulk writing for imports: one transaction, one undo step, no session for new rows (they are known by their id
 * ranges), indexes kept. May run in a worker thread; meanwhile every other write is refused as busy. */
#pragma once

#include "store/sb-workspace.h"

G_BEGIN_DECLS

typedef struct _SbBulk SbBulk;

/* One write transaction. Every function below is called from one thread, the one that began it; between begin and end
 * every other write of the workspace fails with SB_STORE_ERROR_BUSY. Errors: BUSY, WRITE. */
SbBulk   *sb_workspace_begin_bulk (SbWorkspace *workspace, const char *label, GError **error);
/* The reader of the bulk's own connection: sees what the bulk has written. */
SbReader *sb_bulk_get_reader      (SbBulk *bulk);
/* The import_batch record (inserted with sb_bulk_insert ()) that the following history rows belong to; 0 = none. */
void      sb_bulk_set_batch       (SbBulk *bulk, gint32 batch_id);
/* A hint before the first insert: a load of many rows drops the indexes it can and builds them again at commit. */
void      sb_bulk_expect          (SbBulk *bulk, gint64 n_rows);
/* For a load of many rows: new rows and keys are written by a thread of their own while the caller goes on. What only
 * the table itself can refuse (a uid that is there already) then ends the bulk with SB_STORE_ERROR_LATE: begin again
 * without this, and the row is refused in its place. Call it before the first insert. */
void      sb_bulk_write_beside    (SbBulk *bulk);
/* values: one per field of the type, in order; references are ids; SB_KIND_ANY is "type uid" as one text. Required
 * fields, kinds, references and uniqueness are checked here. A deal's stage visits are the caller's to write. uid NULL
 * makes one. Returns: the row id, or 0 on error (the transaction can go on or be rolled back). */
gint32    sb_bulk_insert          (SbBulk *bulk, const SbRecordType *type, const SbValue *values, const char *uid,
                                   GError **error);
/* Sets n fields (indices into type->fields) of one record; writes the history at as_of_on unless the record was made by
 * this bulk. */
gboolean  sb_bulk_update          (SbBulk *bulk, const SbRecordType *type, gint32 id, const guint *fields,
                                   const SbValue *values, gsize n, SbDate as_of_on, GError **error);
/* History of a field at an earlier day without touching the record (an export older than the newest one). */
gboolean  sb_bulk_add_history     (SbBulk *bulk, const SbRecordType *type, gint32 id, guint field,
                                   const SbValue *old_value, const SbValue *new_value, SbDate as_of_on,
                                   GError **error);
/* Removes a record this program keeps (a stage visit that a better file replaces); history stays. */
gboolean  sb_bulk_delete          (SbBulk *bulk, const SbRecordType *type, gint32 id, GError **error);
/* Import bookkeeping: source keys, extra values, the values last imported (for the three-way comparison). A second
 * call for the same key replaces the first. value NULL removes the extra value. */
gboolean  sb_bulk_set_source_key  (SbBulk *bulk, const char *source, const char *object, const char *ext_id,
                                   const SbRecordType *type, gint32 id, GError **error);
gboolean  sb_bulk_set_extra       (SbBulk *bulk, const SbRecordType *type, gint32 id, const char *column,
                                   const char *value, GError **error);
/* What this source said last about a record that has a key of it: one text in an encoding of the importer's own,
 * opaque here. */
gboolean  sb_bulk_set_imported    (SbBulk *bulk, const char *source, const SbRecordType *type, gint32 id,
                                   const char *state, GError **error);
/* The same for what is known to be new, without looking first: a key nobody had, with what was imported when the record
 * was made by this bulk (NULL: nothing is kept); an extra value of a record made by this bulk. */
gboolean  sb_bulk_add_key         (SbBulk *bulk, const char *source, const char *object, const char *ext_id,
                                   const SbRecordType *type, gint32 id, const char *imported, GError **error);
gboolean  sb_bulk_add_extra       (SbBulk *bulk, const SbRecordType *type, gint32 id, const char *column,
                                   const char *value, GError **error);
gboolean  sb_bulk_set_setting     (SbBulk *bulk, const char *key, const char *value, GError **error);
/* The week's snapshot of open deals as of a day, for an import that was everything; replaces the week's earlier one
 * and is undone with the import. Call it last. */
gboolean  sb_bulk_take_snapshot   (SbBulk *bulk, SbDate as_of, GError **error);
/* Ends it; when commit fails nothing is written. change_number may be NULL.
 * After either call the bulk is freed. */
gboolean  sb_bulk_commit          (SbBulk *bulk, gint64 *change_number, GError **error);
void      sb_bulk_rollback        (SbBulk *bulk);

/* For matching while importing: every key of one source and object, in no order. imported is what
 * sb_bulk_set_imported () kept for this source and record, NULL for none. Strings are borrowed for the call. */
typedef void (*SbSourceKeyFunc)   (const char *ext_id, gint32 id, const char *imported, gpointer user_data);
gboolean  sb_reader_each_source_key (SbReader *reader, const char *source, const char *object, SbSourceKeyFunc func,
                                   gpointer user_data, GError **error);
/* The same as a map. (transfer full) GHashTable ext_id (char*) → id. */
GHashTable *sb_reader_source_keys (SbReader *reader, const char *source, const char *object, GError **error);
/* What sb_bulk_set_imported () kept, or NULL. transfer full. Cost: one lookup. */
char       *sb_reader_imported    (SbReader *reader, const char *source, const SbRecordType *type, gint32 id);

G_END_DECLS
