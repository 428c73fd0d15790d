/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One import: files in, a document out, one undo step in the workspace (IMPORT.md). The window and the command walk
 * the same road: new → prepare (nothing is written) → look at the document, change options → prepare again or run. */
#pragma once

#include "exchange/sb-file-profile.h"
#include "exchange/sb-import-report.h"
#include "store/sb-workspace.h"

G_BEGIN_DECLS

#define SB_TYPE_IMPORT (sb_import_get_type ())
G_DECLARE_FINAL_TYPE (SbImport, sb_import, SB, IMPORT, GObject)

/* Called in the thread that works, at most ten times a second. fraction 0–1 over all files; text is translated. */
typedef void (*SbImportProgress) (double fraction, const char *text, gpointer user_data);

/* paths: NULL-terminated, copied; "-" is standard input. options: transfer full, NULL =
 * none given. The workspace is held. */
SbImport             *sb_import_new              (SbWorkspace *workspace, const char *const *paths,
                                                  SbImportOptions *options);
/* Borrowed; may be changed while no prepare or run is under way, and hold from the next one on. */
SbImportOptions      *sb_import_get_options      (SbImport *self);
/* What is said for one file only (its path as given), instead of the options of the call: made as a copy of them by the
 * first call. The window asks here, where several files need different answers. Borrowed; changed as above. */
SbImportOptions      *sb_import_get_file_options (SbImport *self, const char *path);
/* Takes over what was answered in another import of (partly) the same files; rows left out are not saved again. */
void                  sb_import_keep_answers     (SbImport *self, SbImport *from);
/* The answer for one header ("Amount", "deal.amount"; "" ignores it, "extra" keeps it), instead of an earlier one. */
void                  sb_import_map              (SbImport *self, const char *header, const char *target);
/* The day on which the figures of the preview stand; default: the as-of date of the newest file. */
void                  sb_import_set_today        (SbImport *self, SbDate today);

/* Reads the files and says what an import would do, counts, reasons and figures included; writes nothing (the
 * writing is done and rolled back). Runs in the calling thread; any thread. Other writes to the workspace are refused
 * as busy meanwhile. Returns: TRUE when the import could be run as it stands (the report's ok). On FALSE error says
 * why (SB_IMPORT_ERROR with an SbIssueCode, SB_STORE_ERROR); there is a report then too, unless the call was cancelled
 * or the workspace is busy. */
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

/* Types and fields a column may be mapped to: sb_import_dictionary_types () and their fields. Borrowed. */
SbImportDictionary   *sb_import_get_dictionary   (SbImport *self);
/* What the last prepare read: SbFileProfile in the order of the report's files; preview rows are there. NULL before. */
GPtrArray            *sb_import_get_profiles     (SbImport *self);
/* The exit status of CLI.md for an error of this domain or the store's. */
int                   sb_import_exit_status      (const GError *error);

G_END_DECLS
