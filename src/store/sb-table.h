/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a described record type lies in its table: the SQL made from the description, values in and out of statements,
 * the order of the columns. Inside store only. */
#pragma once

#include "store/sb-db.h"
#include "store/sb-record.h"

G_BEGIN_DECLS

typedef enum {
  SB_TABLE_SELECT,     /* every record: the columns of sb_table_read_record () */
  SB_TABLE_SELECT_ONE, /* … WHERE id = ?1 */
  SB_TABLE_INSERT,     /* sb_table_bind_head (), then every field in order */
  SB_TABLE_OF_UID,     /* id WHERE uid = ?1 */
  SB_TABLE_UID_OF,     /* uid WHERE id = ?1 */
  SB_TABLE_TITLE,      /* the title field WHERE id = ?1; NULL for a type without one */
  SB_TABLE_LAST_ID,    /* the largest id, 0 when empty */
  SB_TABLE_HAS,        /* 1 WHERE id = ?1 */
  SB_TABLE_DELETE      /* WHERE id = ?1 */
} SbTableSql;

#define SB_TABLE_FIRST_FIELD 5 /* index of the first field's column in SB_TABLE_SELECT */

/* Owned by the connection. */
const char *sb_table_sql         (SbDb *db, const SbRecordType *type, SbTableSql which);
/* The parameters of SB_TABLE_INSERT before the fields; returns the index of the first field's. */
int         sb_table_bind_head   (SbStmt *stmt, const SbRecordType *type, gint32 id, const char *uid, gint64 now);
/* UPDATE of these fields and the instant of change WHERE id; bind the fields' values in order, then the tail. */
char       *sb_table_update_sql  (const SbRecordType *type, const guint *fields, gsize n);
void        sb_table_bind_tail   (SbStmt *stmt, int index, const SbRecordType *type, gint32 id, gint64 now);
/* Parameters of the values from `index` on (1-based); returns the index after them. */
int         sb_table_bind        (SbStmt *stmt, int index, const SbField *field, const SbValue *value);
/* Reads one field from its column on; value is overwritten. Returns the column after it. */
int         sb_table_read        (SbStmt *stmt, int column, const SbField *field, SbValue *value);
/* A new record from a row of SB_TABLE_SELECT (_ONE). */
SbRecord   *sb_table_read_record (SbStmt *stmt, const SbRecordType *type);
/* The record, or NULL (error only when the database failed). */
SbRecord   *sb_table_load        (SbDb *db, const SbRecordType *type, gint32 id, GError **error);
gboolean    sb_table_has         (SbDb *db, const SbRecordType *type, gint32 id);
gint32      sb_table_id_of_uid   (SbDb *db, const SbRecordType *type, const char *uid);
char       *sb_table_dup_uid     (SbDb *db, const SbRecordType *type, gint32 id);
/* The next free id; 0 and an error when ids no longer fit 31 bits. */
gint32      sb_table_next_id     (SbDb *db, const SbRecordType *type, GError **error);

/* What stands in each column of the table as the file has it: the index of a field, or one of these. Owned by the
 * connection, n columns. */
enum { SB_COLUMN_ID = -1, SB_COLUMN_UID = -2, SB_COLUMN_CREATED = -3, SB_COLUMN_CHANGED = -4, SB_COLUMN_ARCHIVED = -5,
       SB_COLUMN_OTHER = -6 };
const int  *sb_table_columns     (SbDb *db, const SbRecordType *type, int *n);

G_END_DECLS
