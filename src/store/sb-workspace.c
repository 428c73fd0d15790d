/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workspace file as an object: created whole or not at all, opened through the gate, closed with its lock. Writing
 * is in sb-apply.c, sb-undo.c and sb-bulk.c. */
#include "sb-config.h"

#include "store/sb-workspace-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/sb-money.h"
#include "store/sb-backup.h"
#include "store/sb-gate.h"
#include "store/sb-lock.h"
#include "store/sb-reader-private.h"
#include "store/sb-schema.h"
#include "store/sb-setting.h"
#include "store/sb-snapshot.h"

struct _SbWorkspace
{
  GObject   parent;

  char     *path;
  char     *lock_holder;
  SbLock   *lock;
  SbDb     *db;        /* the writer; NULL when read-only from the start */
  SbReader *reader;
  char      currency[SB_CURRENCY_SIZE];
  int       exponent;

  GMutex    mutex;     /* guards what follows */
  GCond     written;   /* writing has become FALSE */
  gboolean  writing;
  GThread  *writer;
  gboolean  read_only;
  gint64    generation;
  SbFrozenChancesFunc chances; /* NULL: not set */
};

G_DEFINE_FINAL_TYPE (SbWorkspace, sb_workspace, G_TYPE_OBJECT)

enum { PROP_READ_ONLY = 1, N_PROPS };
static GParamSpec *props[N_PROPS];
enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
read_currency (SbWorkspace *self)
{
  g_autofree char *currency = sb_reader_setting (self->reader, SB_SETTING_CURRENCY);

  g_strlcpy (self->currency, currency != NULL ? currency : "CNY", sizeof self->currency);
  self->exponent = sb_db_exponent (self->reader->db);
}

typedef struct
{
  SbWorkspace *workspace;
  GArray      *touched;
  gint64       step;
  gboolean     read_only_now;
} Notice;

static gboolean
notice_cb (gpointer data)
{
  Notice *notice = data;
  SbTouched touched = { notice->step, 0, NULL };
  SbTouchedRecord everything = { NULL, 0 };

  if (notice->read_only_now)
    g_object_notify_by_pspec (G_OBJECT (notice->workspace), props[PROP_READ_ONLY]);
  if (notice->step != 0 && notice->workspace->reader != NULL)
    {
      read_currency (notice->workspace);
      touched.n = notice->touched != NULL ? notice->touched->len : 1;
      touched.records = notice->touched != NULL ? (SbTouchedRecord *) (gpointer) notice->touched->data : &everything;
      g_signal_emit (notice->workspace, signals[SIGNAL_CHANGED], 0, &touched);
    }
  return G_SOURCE_REMOVE;
}

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_clear_pointer (&notice->touched, g_array_unref);
  g_object_unref (notice->workspace);
  g_free (notice);
}

SbDb *
sb_workspace_begin_write (SbWorkspace *self, GError **error)
{
  SbDb *db = NULL;

  g_mutex_lock (&self->mutex);
  if (self->reader != NULL && sb_db_disease (self->reader->db) != SQLITE_OK)
    self->read_only = TRUE;
  if (self->read_only || self->db == NULL)
    {
      if (self->lock_holder != NULL)
        g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_BUSY,
                     _("“%s” is open elsewhere (%s) and can only be read here. Close it there first."), self->path,
                     self->lock_holder);
      else
        g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_WRITE,
                     _("“%s” can only be read. Free space or check the disk, then open it again."), self->path);
    }
  else if (self->writing)
    g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_BUSY,
                 _("“%s” is being written by an import. Try again when it has ended."), self->path);
  else
    {
      self->writing = TRUE;
      self->writer = g_thread_self ();
      db = self->db;
    }
  g_mutex_unlock (&self->mutex);
  return db;
}

void
sb_workspace_end_write (SbWorkspace *self, gint64 step, GArray *touched)
{
  Notice *notice = g_new0 (Notice, 1);
  int disease = sb_db_disease (self->db);

  notice->workspace = g_object_ref (self);
  notice->touched = touched;
  notice->step = step;
  g_mutex_lock (&self->mutex);
  self->writing = FALSE;
  self->writer = NULL;
  g_cond_broadcast (&self->written);
  if (step != 0)
    self->generation = step;
  if (disease != SQLITE_OK && !self->read_only)
    {
      g_message ("%s: read-only from now on (SQLite result %d)", self->path, disease);
      self->read_only = notice->read_only_now = TRUE;
    }
  g_mutex_unlock (&self->mutex);
  if (step == 0 && !notice->read_only_now)
    notice_free (notice);
  else if (gettid () == getpid ()) /* the main thread, whoever opened the workspace */
    {
      notice_cb (notice);
      notice_free (notice);
    }
  else
    g_idle_add_full (G_PRIORITY_DEFAULT, notice_cb, notice, notice_free);
}

/* Nothing is taken away from a worker that still writes. FALSE when this very thread is the one. */
static gboolean
wait_for_writer (SbWorkspace *self)
{
  gboolean ours;

  g_mutex_lock (&self->mutex);
  ours = self->writing && self->writer == g_thread_self ();
  while (self->writing && !ours)
    g_cond_wait (&self->written, &self->mutex);
  self->read_only = TRUE;
  g_mutex_unlock (&self->mutex);
  return !ours;
}

void
sb_workspace_close (SbWorkspace *self)
{
  g_return_if_fail (SB_IS_WORKSPACE (self));

  if (!wait_for_writer (self))
    {
      g_critical ("%s: closed by the thread that is writing it", self->path);
      return;
    }
  g_clear_pointer (&self->reader, sb_reader_free);
  if (self->db != NULL)
    {
      sb_db_exec (self->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
      g_clear_pointer (&self->db, sb_db_free);
    }
  g_clear_pointer (&self->lock, sb_lock_free);
}

static void
sb_workspace_finalize (GObject *object)
{
  SbWorkspace *self = SB_WORKSPACE (object);

  sb_workspace_close (self);
  g_free (self->path);
  g_free (self->lock_holder);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->written);
  G_OBJECT_CLASS (sb_workspace_parent_class)->finalize (object);
}

static void
sb_workspace_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_READ_ONLY)
    g_value_set_boolean (value, sb_workspace_is_read_only (SB_WORKSPACE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sb_workspace_class_init (SbWorkspaceClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = sb_workspace_finalize;
  object_class->get_property = sb_workspace_get_property;
  props[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
sb_workspace_init (SbWorkspace *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->written);
}

/* Opens the reader and says what the file is. */
static gboolean
open_reader (SbWorkspace *self, SbVerdict *verdict, GError **error)
{
  SbDb *db = sb_gate_open_reader (self->path, error);
  int version;

  if (db == NULL)
    return FALSE;
  self->reader = sb_reader_take_db (db);
  *verdict = sb_gate_identify (db, &version, error);
  if (*verdict != SB_VERDICT_OK && *verdict != SB_VERDICT_OLDER)
    return FALSE;
  read_currency (self);
  return TRUE;
}

static gboolean
upgrade (SbWorkspace *self, GError **error)
{
  int from = (int) sb_db_int (self->reader->db, "PRAGMA user_version", 0);

  /* The backup comes first and is the proof that the file can be read whole. */
  if (!sb_gate_check (self->reader->db, FALSE, 0, NULL, error) || !sb_workspace_auto_backup (self, NULL, error))
    return FALSE;
  return sb_schema_upgrade (self->db, from, sb_schema_version (), error);
}

static gboolean
open_writer (SbWorkspace *self, SbVerdict verdict, gboolean unclean, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (unclean && !sb_gate_check (self->reader->db, TRUE, 5, NULL, &local)
      && local->code != SB_STORE_ERROR_CANCELLED)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_clear_error (&local);
  self->db = sb_db_open (self->path, SB_DB_WRITE, &local);
  if (self->db == NULL)
    {
      /* A file that may only be read is shown; anything else is told. */
      if (verdict == SB_VERDICT_OK && g_access (self->path, W_OK) != 0)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return verdict != SB_VERDICT_OLDER || upgrade (self, error);
}

static SbWorkspace *
open_path (const char *path, gboolean writable, GError **error)
{
  g_autoptr (SbWorkspace) self = g_object_new (SB_TYPE_WORKSPACE, NULL);
  g_autoptr (GError) local = NULL;
  SbVerdict verdict;
  gboolean unclean;

  self->path = sb_gate_canonical (path);
  if (!sb_lock_is_held (self->path, NULL) && !sb_gate_look (self->path, error))
    return NULL;
  if (writable)
    self->lock = sb_lock_take (self->path, &self->lock_holder, &local);
  if (local != NULL)
    g_debug ("%s: no lock, read-only: %s", self->path, local->message);
  unclean = sb_gate_has_wal (self->path);
  if (!open_reader (self, &verdict, error))
    return NULL;
  if (self->lock == NULL && verdict == SB_VERDICT_OLDER)
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_BUSY,
                   _("“%s” was made by an older version and must be upgraded before it can be read. Open it in the "
                     "application."), self->path);
      return NULL;
    }
  if (self->lock != NULL && !open_writer (self, verdict, unclean, error))
    return NULL;
  self->read_only = self->db == NULL;
  self->generation = sb_db_int (self->reader->db, "SELECT max(id) FROM step", 0);
  return g_steal_pointer (&self);
}

SbWorkspace *
sb_workspace_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return open_path (path, TRUE, error);
}

SbWorkspace *
sb_workspace_open_read_only (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return open_path (path, FALSE, error);
}

static gboolean
refuse_create (GError **error, SbStoreError code, const char *path)
{
  int saved = errno;

  if (code == SB_STORE_ERROR_EXISTS)
    g_set_error (error, SB_STORE_ERROR, code, _("“%s” exists already. Choose another name."), path);
  else
    g_set_error (error, SB_STORE_ERROR, code, _("“%s” cannot be written: %s."), path, g_strerror (saved));
  return FALSE;
}

/* Gives the finished file its name; never over an existing one, whatever happens meanwhile. */
static gboolean
publish (const char *temporary, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (temporary, O_RDONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (!ok)
    return refuse_create (error, SB_STORE_ERROR_WRITE, path);
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) != 0
      && (errno == EEXIST || link (temporary, path) != 0))
    return refuse_create (error, errno == EEXIST ? SB_STORE_ERROR_EXISTS : SB_STORE_ERROR_WRITE, path);
  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0)
    {
      if (fsync (fd) != 0)
        g_debug ("%s: %s", folder, g_strerror (errno));
      close (fd);
    }
  return TRUE;
}

static gboolean
fill_new (const char *temporary, const char *path, const SbWorkspaceOptions *options, GError **error)
{
  g_autoptr (SbDb) db = sb_db_open (temporary, SB_DB_CREATE, error);

  if (db == NULL)
    return FALSE;
  sb_db_set_name (db, path);
  if (!sb_schema_upgrade (db, 0, sb_schema_version (), error) || !sb_db_begin (db, error))
    return FALSE;
  if (sb_seed (db, options, error))
    return sb_db_commit (db, error);
  sb_db_rollback (db);
  return FALSE;
}

static gboolean
create_file (const char *path, const SbWorkspaceOptions *options, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *temporary = NULL;
  gboolean ok = FALSE;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return refuse_create (error, SB_STORE_ERROR_WRITE, folder);
  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return refuse_create (error, SB_STORE_ERROR_EXISTS, path);
  temporary = g_strdup_printf ("%s/.%.100s-XXXXXX", folder, name);
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return refuse_create (error, SB_STORE_ERROR_WRITE, path);
  if (fchmod (fd, 0600) != 0)
    g_debug ("%s: %s", temporary, g_strerror (errno));
  close (fd);
  ok = fill_new (temporary, path, options, error) && publish (temporary, path, error);
  g_unlink (temporary);
  return ok;
}

SbWorkspace *
sb_workspace_create (const char *path, const SbWorkspaceOptions *options, GError **error)
{
  g_autofree char *canonical = NULL;
  SbWorkspaceOptions filled = { "CNY", 1, NULL };

  g_return_val_if_fail (path != NULL, NULL);

  if (options != NULL)
    filled = *options;
  if (filled.currency == NULL)
    filled.currency = "CNY";
  if (!sb_currency_is_known (filled.currency))
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                   _("“%s” is not a currency code. Use three letters such as CNY, EUR or USD."), filled.currency);
      return NULL;
    }
  canonical = sb_gate_canonical (path);
  if (!create_file (canonical, &filled, error))
    return NULL;
  return sb_workspace_open (canonical, error);
}

void
sb_workspace_set_chances (SbWorkspace *self, SbFrozenChancesFunc func)
{
  g_return_if_fail (SB_IS_WORKSPACE (self));

  g_atomic_pointer_set (&self->chances, func);
}

GArray *
sb_workspace_ask_chances (SbWorkspace *self, SbReader *reader, SbDate as_of)
{
  SbFrozenChancesFunc func = g_atomic_pointer_get (&self->chances);

  return func != NULL ? func (reader, as_of) : NULL;
}

gboolean
sb_workspace_keep_up (SbWorkspace *self, SbDate today, GCancellable *cancellable, GError **error)
{
  g_autoptr (SbReader) reader = NULL;

  g_return_val_if_fail (SB_IS_WORKSPACE (self) && today != SB_DATE_NONE, FALSE);

  if (sb_workspace_is_read_only (self))
    return TRUE;
  reader = sb_reader_new (self->path, error);
  if (reader == NULL || !sb_gate_check (reader->db, TRUE, 60, NULL, error))
    return FALSE;
  return sb_workspace_weekly_snapshot (self, today, error) && sb_workspace_backup_when_due (self, cancellable, error);
}

const char *
sb_workspace_get_path (SbWorkspace *self)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), NULL);

  return self->path;
}

gboolean
sb_workspace_is_read_only (SbWorkspace *self)
{
  gboolean read_only;

  g_return_val_if_fail (SB_IS_WORKSPACE (self), TRUE);

  g_mutex_lock (&self->mutex);
  read_only = self->read_only;
  g_mutex_unlock (&self->mutex);
  return read_only;
}

const char *
sb_workspace_get_lock_holder (SbWorkspace *self)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), NULL);

  return self->lock_holder;
}

guint64
sb_workspace_get_generation (SbWorkspace *self)
{
  guint64 generation;

  g_return_val_if_fail (SB_IS_WORKSPACE (self), 0);

  g_mutex_lock (&self->mutex);
  generation = (guint64) self->generation;
  g_mutex_unlock (&self->mutex);
  return generation;
}

SbReader *
sb_workspace_get_reader (SbWorkspace *self)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), NULL);

  return self->reader;
}

const char *
sb_workspace_get_currency (SbWorkspace *self)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), NULL);

  return self->currency;
}

int
sb_workspace_get_exponent (SbWorkspace *self)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), 2);

  return self->exponent;
}
