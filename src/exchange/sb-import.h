/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One import: files in, a document out, one undo step in the workspace (IMPORT.md). The window and the command walk
 * the same road: new → prepare (nothing is written) → look at the document, change options → prepare again or run. */
#pragma once

#include "exchange/sb-import-options.h"
#include "exchange/sb-import-report.h"
#include "store/sb-workspace.h"

G_BEGIN_DECLS

#define SB_TYPE_IMPORT (sb_import_get_type ())
G_DECLARE_FINAL_TYPE (SbImport, sb_import, SB, IMPORT, GObject)

#define SB_IMPORT_ERROR (sb_import_error_quark ())
GQuark sb_import_error_quark (void);

typedef enum {
  SB_IMPORT_ERROR_OPEN,      /* a file cannot be opened or read: exit 3 */
  SB_IMPORT_ERROR_CONTENT,   /* a question is open, a file is refused, --strict met rejects: exit 1 */
  SB_IMPORT_ERROR_USAGE,     /* unknown field or header in --map: exit 2 */
  SB_IMPORT_ERROR_WRITE,     /* the rejects file or the workspace: exit 4 */
  SB_IMPORT_ERROR_CANCELLED  /* exit 1 */
} SbImportError;

/* Called in the thread that works, at most ten times a second. fraction 0–1 over all files; text is translated. */
typedef void (*SbImportProgress) (double fraction, const char *text, gpointer user_data);

/* paths: NULL-terminated, copied; "-" is standard input. options NULL = none. The workspace is held. */
SbImport             *sb_import_new              (SbWorkspace *workspace, const char *const *paths,
                                                  const SbImportOptions *options);
/* Borrowed; may be changed while no prepare or run is under way, and hold from the next one on. */
SbImportOptions      *sb_import_get_options      (SbImport *self);
/* What is said for one file only, by its position in the report of the last prepare; empty at first. */
SbImportOptions      *sb_import_get_file_options (SbImport *self, guint file);

/* Reads the files and says what an import would do, counts, reasons and figures included; writes nothing (the
 * writing is done and rolled back). Runs in the calling thread; any thread. Other writes to the workspace are refused
 * as busy meanwhile. Returns: TRUE when the import could be run as it stands (the report's ok). On FALSE error says
 * why; there is a report then too, unless the call was cancelled or the workspace is busy. */
gboolean              sb_import_prepare          (SbImport *self, SbImportProgress progress, gpointer user_data,
                                                  GCancellable *cancellable, GError **error);
/* The same, written: all or nothing, one undo step. */
gboolean              sb_import_run              (SbImport *self, SbImportProgress progress, gpointer user_data,
                                                  GCancellable *cancellable, GError **error);
/* Of the last prepare or run; NULL before. Borrowed until the next one. */
const SbImportReport *sb_import_get_report       (SbImport *self);

/* The two in a worker thread; progress is called in the thread of the caller's main context. */
void                  sb_import_prepare_async    (SbImport *self, SbImportProgress progress, gpointer progress_data,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                                  gpointer user_data);
gboolean              sb_import_prepare_finish   (SbImport *self, GAsyncResult *result, GError **error);
void                  sb_import_run_async        (SbImport *self, SbImportProgress progress, gpointer progress_data,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                                  gpointer user_data);
gboolean              sb_import_run_finish       (SbImport *self, GAsyncResult *result, GError **error);

/* The fields a column may be mapped to for a type ("deal" → "deal.ext_id", …): NULL-terminated, static. NULL for an
 * unknown type. */
const char * const   *sb_import_fields           (const char *type);
/* The names of IMPORT.md 1 in import order, NULL-terminated, static. */
const char * const   *sb_import_types            (void);
/* The exit status of CLI.md for an error of this domain or the store's. */
int                   sb_import_exit_status      (const GError *error);

G_END_DECLS
