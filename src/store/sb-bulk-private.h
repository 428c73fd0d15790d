/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bulk while it runs, and the rows of a bulk when it is taken back or done again. Inside store only. */
#pragma once

#include "store/sb-bulk.h"
#include "store/sb-journal.h"
#include "store/sb-table.h"

G_BEGIN_DECLS

/* One table of the bulk: rows with id ≥ first are its own. */
typedef struct {
  const SbRecordType *type;    /* NULL for imported_value */
  const char         *table;
  gint32              first;
  gint32              next;
  SbStmt             *insert;  /* kept while the bulk runs */
  SbStmt             *add;     /* of bookkeeping that is known to be new; kept likewise */
  guint              *targets; /* by field: 1 + index of the table a reference points to; 0 = none */
  guint8             *ids;     /* which ids below first exist, one bit each; NULL until asked for */
  GHashTable        **uniques; /* by field: set of hashes of folded values; NULL until asked for */
} SbBulkTable;

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
  gboolean     removed;       /* a row that others may refer to was removed */
  char         uid_prefix[25];
  guint64      uid_counter;
};

SbBulkTable *sb_bulk_table         (SbBulk *bulk, const char *table);
/* Switches the recording of changes on for a row that was there before the bulk. */
void         sb_bulk_record        (SbBulk *bulk, const SbBulkTable *table, gint32 id);

/* When `ranges` is set, removes those rows and keeps them under step `to`; else, when step `last` keeps rows, brings
 * them back. *ranges_now (transfer full) is set in the second case, *moved in both. */
gboolean     sb_bulk_swap_rows     (SbDb *db, gint64 last, const char *ranges, gint64 to, char **ranges_now,
                                    gboolean *moved, GError **error);
gboolean     sb_bulk_has_chunks    (SbDb *db, gint64 step);
/* PRAGMA foreign_key_check as an error. */
gboolean     sb_bulk_check_references (SbDb *db, GError **error);

G_END_DECLS
