/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bulk while it runs, and the rows of a bulk when it is taken back or done again. Inside store only. */
#pragma once

#include "store/sb-bulk.h"
#include "store/sb-journal.h"
#include "store/sb-row-writer.h"
#include "store/sb-table.h"

G_BEGIN_DECLS

/* One table of the bulk: rows with id ≥ first are its own. */
typedef struct {
  const SbRecordType *type;
  const char         *table;
  gint32              first;
  gint32              next;
  SbStmt             *insert;  /* kept while the bulk runs */
  SbStmt             *add;     /* of bookkeeping that is known to be new; kept likewise */
  guint              *targets; /* by field: 1 + index of the table a reference points to; 0 = none */
  guint8             *ids;     /* which ids below first exist, one bit each; NULL until asked for */
  GHashTable        **uniques; /* by field: set of hashes of folded values; NULL until asked for */
} SbBulkTable;

/* A record whose row of the search index is to be made again. */
typedef struct {
  const SbRecordType *type;
  gint32              id;
} SbBulkStale;

struct _SbBulk {
  SbWorkspace *workspace;
  SbDb        *db;
  SbReader    *reader;
  SbJournal   *journal;
  SbStepInfo   step;
  char        *label;
  GArray      *tables;        /* of SbBulkTable */
  GHashTable  *by_name;       /* table name → index + 1 */
  GPtrArray   *dropped;       /* CREATE INDEX statements to run at the end */
  SbRowWriter *writer;        /* NULL while rows are written by the caller */
  SbStmt      *search;        /* of the writer's rows of the search index */
  GString     *title, *body;  /* of the row in work */
  GArray      *stale;         /* SbBulkStale: rows of the writer's whose searched text changed */
  gboolean     removed;       /* a row that others may refer to was removed */
  char         uid_prefix[25];
  guint64      uid_counter;
};

SbBulkTable *sb_bulk_table         (SbBulk *bulk, const char *table);
/* Switches the recording of changes on for a row that was there before the bulk. */
void         sb_bulk_record        (SbBulk *bulk, const SbBulkTable *table, gint32 id);

/* Hands a checked row of table->next to the writer, with its row of the search index. */
gboolean     sb_bulk_insert_beside (SbBulk *bulk, SbBulkTable *table, const SbValue *values, const char *uid,
                                    GError **error);
/* Everything is written and the thread has ended; nothing to do when there was none. */
gboolean     sb_bulk_stop_beside   (SbBulk *bulk, GError **error);

/* When `ranges` is set, removes those rows and keeps them under step `to`; else, when step `last` keeps rows, brings
 * them back. *ranges_now (transfer full) is set in the second case, *moved in both. */
gboolean     sb_bulk_swap_rows     (SbDb *db, gint64 last, const char *ranges, gint64 to, char **ranges_now,
                                    gboolean *moved, GError **error);
gboolean     sb_bulk_has_chunks    (SbDb *db, gint64 step);
/* PRAGMA foreign_key_check as an error. */
gboolean     sb_bulk_check_references (SbDb *db, GError **error);

G_END_DECLS
