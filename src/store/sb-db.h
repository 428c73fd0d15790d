/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLite connection with the project's settings, its cached statements, and SQLite's results as GErrors that name
 * the file and the cause. Inside store only; a connection is used by one thread at a time. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/sb-store-error.h"

G_BEGIN_DECLS

#define SB_APPLICATION_ID 0x5342574B /* "SBWK" */

typedef struct _SbDb SbDb;

/* A cached statement while it is used. Freeing gives it back to its connection. */
typedef struct {
  SbDb         *db;
  sqlite3_stmt *stmt;
  gboolean      in_use;
} SbStmt;

typedef enum {
  SB_DB_READ,      /* read-only, shares the WAL of a writer */
  SB_DB_IMMUTABLE, /* read-only, no lock, no WAL: a file that nobody writes */
  SB_DB_WRITE,     /* WAL, synchronous=FULL */
  SB_DB_CREATE,    /* a new file, rollback journal */
  SB_DB_MEMORY
} SbDbMode;

SbDb    *sb_db_open         (const char *path, SbDbMode mode, GError **error);
/* FALSE when SQLite kept the connection because of an unfinished statement (a bug of ours). */
void     sb_db_free         (SbDb *db);
sqlite3 *sb_db_handle       (SbDb *db);
const char *sb_db_path      (SbDb *db);
/* The name that messages give the file: a temporary one is told as what it will become. */
void     sb_db_set_name     (SbDb *db, const char *name);

/* A statement with no bindings, or NULL. sql is a constant or lives as long as the connection's cache: it is copied. */
SbStmt  *sb_db_query        (SbDb *db, const char *sql, GError **error);
void     sb_stmt_free       (SbStmt *stmt);
/* TRUE with a row; FALSE at the end (error untouched) or on failure (error set). */
gboolean sb_stmt_next       (SbStmt *stmt, GError **error);
/* Steps to the end; TRUE when nothing failed. The statement stays usable with new bindings. */
gboolean sb_stmt_run        (SbStmt *stmt, GError **error);
void     sb_stmt_bind_text  (SbStmt *stmt, int index, const char *text);
/* The text of a column as the connection holds it until the next step; NULL when empty. */
const char *sb_stmt_text    (SbStmt *stmt, int column);

/* Copies the whole database, page by page; `to` loses what it held. cancellable may be NULL. */
gboolean sb_db_copy_pages   (SbDb *from, SbDb *to, GCancellable *cancellable, GError **error);
gboolean sb_db_exec         (SbDb *db, const char *sql, GError **error);
/* The first column of the first row; `fallback` when there is none or on any error. */
gint64   sb_db_int          (SbDb *db, const char *sql, gint64 fallback);
char    *sb_db_dup_text     (SbDb *db, const char *sql);
gboolean sb_db_begin        (SbDb *db, GError **error);
gboolean sb_db_commit       (SbDb *db, GError **error);
void     sb_db_rollback     (SbDb *db);

/* Whatever a file of this room wants to keep as long as the connection; the key is an address of its own. */
gpointer sb_db_get_cached   (SbDb *db, gconstpointer key);
void     sb_db_set_cached   (SbDb *db, gconstpointer key, gpointer data, GDestroyNotify destroy);

/* Long statements end with SB_STORE_ERROR_CANCELLED when the cancellable is cancelled or `seconds` (0 = no limit) are
 * over. Undone by passing NULL and 0. The cancellable is borrowed. */
void     sb_db_set_limits   (SbDb *db, GCancellable *cancellable, double seconds);

/* While rows are being written beside (sb-row-writer.h), `settle` runs before any other use of the connection; NULL
 * ends it. */
void     sb_db_set_settle   (SbDb *db, void (*settle) (gpointer data), gpointer data);
void     sb_db_settle       (SbDb *db);

/* Sets error from a result code of this connection; always returns FALSE. */
gboolean sb_db_fail         (SbDb *db, int rc, GError **error);
/* The first code of the family full, I/O error, damaged that this connection met; SQLITE_OK while all is well. */
int      sb_db_disease      (SbDb *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDb, sb_db_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbStmt, sb_stmt_free)

G_END_DECLS
