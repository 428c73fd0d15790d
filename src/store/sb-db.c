/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLite connection: opened with the settings of RELIABILITY.md, statements cached by their text, results turned
 * into errors. Called by every file of this room; knows nothing of records. */
#include "sb-config.h"

#include "store/sb-db.h"

#include <errno.h>

#include <glib/gi18n-lib.h>

#include "core/sb-text.h"

#define PAGES_PER_STEP 2000

struct _SbDb
{
  sqlite3      *handle;
  char         *path;
  GHashTable   *statements; /* SQL (owned) → GPtrArray of SbStmt */
  GHashTable   *cache;      /* address → Cached */
  GCancellable *cancellable;
  gint64        deadline;   /* monotonic µs, 0 = none */
  int           disease;
  void        (*settle) (gpointer data); /* NULL unless rows are written beside */
  gpointer      settle_data;
};

typedef struct
{
  gpointer       data;
  GDestroyNotify destroy;
} Cached;

static void
cached_destroy (gpointer data)
{
  Cached *cached = data;

  cached->destroy (cached->data);
  g_free (cached);
}

static void
stmt_destroy (gpointer data)
{
  SbStmt *stmt = data;

  sqlite3_finalize (stmt->stmt);
  g_free (stmt);
}

static const char *
cause_of (int rc, int system_errno)
{
  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      return _("the disk is full");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return _("it may not be written to");
    case SQLITE_NOMEM:
      return _("there is not enough memory");
    case SQLITE_TOOBIG:
      return _("a value is too large");
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return system_errno != 0 ? g_strerror (system_errno) : _("the disk reported an error");
    default:
      return sqlite3_errstr (rc);
    }
}

static SbStoreError
code_of (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_CANTOPEN:
      return SB_STORE_ERROR_OPEN;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return SB_STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return SB_STORE_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return SB_STORE_ERROR_DAMAGED;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG:
    case SQLITE_ERROR:
      return SB_STORE_ERROR_INVALID;
    case SQLITE_INTERRUPT:
      return SB_STORE_ERROR_CANCELLED;
    default:
      return SB_STORE_ERROR_WRITE;
    }
}

gboolean
sb_db_fail (SbDb *db, int rc, GError **error)
{
  int system_errno = db->handle != NULL ? sqlite3_system_errno (db->handle) : 0;
  const char *technical = db->handle != NULL ? sqlite3_errmsg (db->handle) : sqlite3_errstr (rc);
  SbStoreError code = code_of (rc);
  const char *name = db->path;

  g_debug ("%s: SQLite %d (%s), errno %d", name, rc, technical, system_errno);
  if (db->disease == SQLITE_OK && (rc & 0xff) != SQLITE_OK
      && (code == SB_STORE_ERROR_DAMAGED || (rc & 0xff) == SQLITE_IOERR || (rc & 0xff) == SQLITE_FULL))
    db->disease = rc;
  switch (code)
    {
    case SB_STORE_ERROR_DAMAGED:
      g_set_error (error, SB_STORE_ERROR, code, _("“%s” is damaged (%s). Restore a backup."), name, technical);
      break;
    case SB_STORE_ERROR_BUSY:
      g_set_error (error, SB_STORE_ERROR, code, _("“%s” is in use by something else. Try again in a moment."), name);
      break;
    case SB_STORE_ERROR_CANCELLED:
      g_set_error (error, SB_STORE_ERROR, code, _("The work on “%s” was cancelled."), name);
      break;
    case SB_STORE_ERROR_INVALID:
      g_set_error (error, SB_STORE_ERROR, code, _("“%s” did not take the change: %s."), name, technical);
      break;
    case SB_STORE_ERROR_OPEN:
      g_set_error (error, SB_STORE_ERROR, code, _("“%s” cannot be opened: %s."), name, cause_of (rc, system_errno));
      break;
    default:
      g_set_error (error, SB_STORE_ERROR, code, _("“%s” could not be read or written: %s. Nothing was changed."), name,
                   cause_of (rc, system_errno));
      break;
    }
  return FALSE;
}

static int
progress_cb (gpointer data)
{
  SbDb *db = data;

  if (db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable))
    return 1;
  return db->deadline != 0 && g_get_monotonic_time () > db->deadline;
}

/* sb_fold (text): the folded text, for comparisons of our own statements; never used by the schema. */
static void
fold_cb (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *text = (const char *) sqlite3_value_text (argv[0]);

  if (text == NULL)
    return;
  if (!g_utf8_validate (text, -1, NULL))
    sqlite3_result_null (context);
  else
    sqlite3_result_text (context, sb_text_fold (text), -1, g_free);
}

static int
set_limits (sqlite3 *handle)
{
  static const struct { int id, value; } limits[] = {
    { SQLITE_LIMIT_LENGTH, 512 * 1024 * 1024 }, { SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024 },
    { SQLITE_LIMIT_COLUMN, 400 },               { SQLITE_LIMIT_EXPR_DEPTH, 200 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 50 },       { SQLITE_LIMIT_FUNCTION_ARG, 16 },
    { SQLITE_LIMIT_ATTACHED, 1 },               { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },          { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };
  static const struct { int op, value; } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 }, { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 }, { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 }, { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (handle, limits[i].id, limits[i].value);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      int now = -1;
      int rc = sqlite3_db_config (handle, options[i].op, options[i].value, &now);

      if (rc != SQLITE_OK || now != options[i].value)
        return rc != SQLITE_OK ? rc : SQLITE_ERROR;
    }
  return SQLITE_OK;
}

static gboolean
set_pragmas (SbDb *db, SbDbMode mode, GError **error)
{
  if (!sb_db_exec (db, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
                       "PRAGMA secure_delete=ON; PRAGMA cache_size=-16000; PRAGMA case_sensitive_like=ON", error))
    return FALSE;
  if (mode == SB_DB_READ || mode == SB_DB_IMMUTABLE)
    return sb_db_exec (db, "PRAGMA query_only=ON", error);
  if (mode == SB_DB_WRITE)
    {
      g_autofree char *journal = sb_db_dup_text (db, "PRAGMA journal_mode=WAL");

      if (g_strcmp0 (journal, "wal") != 0)
        return sb_db_fail (db, sqlite3_errcode (db->handle) == SQLITE_OK ? SQLITE_IOERR : sqlite3_errcode (db->handle),
                           error);
    }
  return sb_db_exec (db, "PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864", error);
}

static char *
uri_of (const char *path, SbDbMode mode)
{
  g_autofree char *absolute = NULL, *escaped = NULL;
  const char *options[] = { "?mode=ro", "?mode=ro&immutable=1", "?mode=rw", "?mode=rw" };

  if (mode == SB_DB_MEMORY)
    return g_strdup (":memory:");
  absolute = g_canonicalize_filename (path, NULL);
  escaped = g_uri_escape_string (absolute, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
  return g_strconcat ("file://", escaped, options[mode], NULL);
}

SbDb *
sb_db_open (const char *path, SbDbMode mode, GError **error)
{
  g_autoptr (SbDb) db = g_new0 (SbDb, 1);
  g_autofree char *uri = uri_of (path, mode);
  int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int rc;

  db->path = g_strdup (path);
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  db->cache = g_hash_table_new_full (NULL, NULL, NULL, cached_destroy);
  flags |= mode == SB_DB_READ || mode == SB_DB_IMMUTABLE ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  rc = sqlite3_open_v2 (uri, &db->handle, flags, NULL);
  if (rc == SQLITE_OK)
    rc = set_limits (db->handle);
  if (rc == SQLITE_OK)
    rc = sqlite3_busy_timeout (db->handle, 3000);
  if (rc == SQLITE_OK)
    rc = sqlite3_create_function_v2 (db->handle, "sb_fold", 1,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, fold_cb, NULL, NULL,
                                     NULL);
  if (rc != SQLITE_OK)
    {
      sb_db_fail (db, rc, error);
      return NULL;
    }
  if (!set_pragmas (db, mode, error))
    return NULL;
  return g_steal_pointer (&db);
}

void
sb_db_free (SbDb *db)
{
  if (db == NULL)
    return;
  g_clear_pointer (&db->statements, g_hash_table_unref);
  g_clear_pointer (&db->cache, g_hash_table_unref);
  if (db->handle != NULL && sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("%s: a statement outlived its connection", db->path);
  g_free (db->path);
  g_free (db);
}

sqlite3 *
sb_db_handle (SbDb *db)
{
  return db->handle;
}

void
sb_db_set_name (SbDb *db, const char *name)
{
  g_free (db->path);
  db->path = g_strdup (name);
}

const char *
sb_db_path (SbDb *db)
{
  return db->path;
}

int
sb_db_disease (SbDb *db)
{
  return db->disease;
}

void
sb_db_set_settle (SbDb *db, void (*settle) (gpointer data), gpointer data)
{
  db->settle = settle;
  db->settle_data = data;
}

void
sb_db_settle (SbDb *db)
{
  if (db->settle != NULL)
    db->settle (db->settle_data);
}

gpointer
sb_db_get_cached (SbDb *db, gconstpointer key)
{
  Cached *cached = g_hash_table_lookup (db->cache, key);

  return cached != NULL ? cached->data : NULL;
}

void
sb_db_set_cached (SbDb *db, gconstpointer key, gpointer data, GDestroyNotify destroy)
{
  Cached *cached = g_new (Cached, 1);

  cached->data = data;
  cached->destroy = destroy;
  g_hash_table_insert (db->cache, (gpointer) key, cached);
}

void
sb_db_set_limits (SbDb *db, GCancellable *cancellable, double seconds)
{
  db->cancellable = cancellable;
  db->deadline = seconds > 0 ? g_get_monotonic_time () + (gint64) (seconds * 1e6) : 0;
  if (cancellable != NULL || seconds > 0)
    sqlite3_progress_handler (db->handle, 4000, progress_cb, db);
  else
    sqlite3_progress_handler (db->handle, 0, NULL, NULL);
}

#define MAX_STATEMENTS 400

/* A text with a condition of its own is seldom asked for twice: the idle ones go when there are many. */
static gboolean
is_idle (gpointer sql, gpointer list, gpointer unused)
{
  const GPtrArray *statements = list;

  for (guint i = 0; i < statements->len; i++)
    if (((const SbStmt *) statements->pdata[i])->in_use)
      return FALSE;
  return TRUE;
}

SbStmt *
sb_db_query (SbDb *db, const char *sql, GError **error)
{
  GPtrArray *list = g_hash_table_lookup (db->statements, sql);
  SbStmt *stmt;
  sqlite3_stmt *prepared = NULL;
  int rc;

  sb_db_settle (db);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      stmt = list->pdata[i];
      if (!stmt->in_use)
        {
          stmt->in_use = TRUE;
          return stmt;
        }
    }
  if (list == NULL && g_hash_table_size (db->statements) >= MAX_STATEMENTS)
    g_hash_table_foreach_remove (db->statements, is_idle, NULL);
  rc = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
  if (rc != SQLITE_OK)
    {
      g_debug ("cannot prepare: %s", sql);
      sb_db_fail (db, rc, error);
      return NULL;
    }
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (stmt_destroy);
      g_hash_table_insert (db->statements, g_strdup (sql), list);
    }
  stmt = g_new0 (SbStmt, 1);
  stmt->db = db;
  stmt->stmt = prepared;
  stmt->in_use = TRUE;
  g_ptr_array_add (list, stmt);
  return stmt;
}

void
sb_stmt_free (SbStmt *stmt)
{
  if (stmt == NULL)
    return;
  sb_db_settle (stmt->db);
  sqlite3_reset (stmt->stmt);
  sqlite3_clear_bindings (stmt->stmt);
  stmt->in_use = FALSE;
}

gboolean
sb_stmt_next (SbStmt *stmt, GError **error)
{
  int rc;

  sb_db_settle (stmt->db);
  rc = sqlite3_step (stmt->stmt);
  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    sb_db_fail (stmt->db, rc, error);
  return FALSE;
}

gboolean
sb_stmt_run (SbStmt *stmt, GError **error)
{
  int rc;

  sb_db_settle (stmt->db);
  do
    rc = sqlite3_step (stmt->stmt);
  while (rc == SQLITE_ROW);
  if (rc != SQLITE_DONE)
    sb_db_fail (stmt->db, rc, error);
  sqlite3_reset (stmt->stmt);
  return rc == SQLITE_DONE;
}

void
sb_stmt_bind_text (SbStmt *stmt, int index, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (stmt->stmt, index, text, -1, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (stmt->stmt, index);
}

const char *
sb_stmt_text (SbStmt *stmt, int column)
{
  return (const char *) sqlite3_column_text (stmt->stmt, column);
}

gboolean
sb_db_copy_pages (SbDb *from, SbDb *to, GCancellable *cancellable, GError **error)
{
  sqlite3_backup *copy = sqlite3_backup_init (sb_db_handle (to), "main", sb_db_handle (from), "main");
  int rc = SQLITE_OK;

  if (copy == NULL)
    return sb_db_fail (to, sqlite3_errcode (sb_db_handle (to)), error);
  while (rc == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    rc = sqlite3_backup_step (copy, PAGES_PER_STEP);
  sqlite3_backup_finish (copy);
  if (rc == SQLITE_DONE)
    return TRUE;
  return sb_db_fail (to, rc == SQLITE_OK ? SQLITE_INTERRUPT : rc, error);
}

gboolean
sb_db_exec (SbDb *db, const char *sql, GError **error)
{
  int rc;

  sb_db_settle (db);
  rc = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  return rc == SQLITE_OK || sb_db_fail (db, rc, error);
}

gint64
sb_db_int (SbDb *db, const char *sql, gint64 fallback)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, sql, NULL);

  if (stmt != NULL && sb_stmt_next (stmt, NULL) && sqlite3_column_type (stmt->stmt, 0) != SQLITE_NULL)
    return sqlite3_column_int64 (stmt->stmt, 0);
  return fallback;
}

char *
sb_db_dup_text (SbDb *db, const char *sql)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, sql, NULL);

  return stmt != NULL && sb_stmt_next (stmt, NULL) ? g_strdup (sb_stmt_text (stmt, 0)) : NULL;
}

gboolean
sb_db_begin (SbDb *db, GError **error)
{
  return sb_db_exec (db, "BEGIN IMMEDIATE", error);
}

gboolean
sb_db_commit (SbDb *db, GError **error)
{
  if (sb_db_exec (db, "COMMIT", error))
    return TRUE;
  sb_db_rollback (db);
  return FALSE;
}

void
sb_db_rollback (SbDb *db)
{
  sb_db_settle (db);
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
}
