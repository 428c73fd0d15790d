/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole of one import below SbImport: files read, rows written, all or nothing. Internal to exchange. */
#pragma once

#include "exchange/sb-import.h"
#include "exchange/sb-import-steps.h"

G_BEGIN_DECLS

typedef struct {
  SbWorkspace        *workspace;
  const char *const  *paths;
  SbImportOptions    *options;
  GHashTable         *file_options; /* path → SbImportOptions for reading that file; empty when none differ */
  SbImportDictionary *dictionary;
  SbDate              today;      /* SB_DATE_NONE: the newest file's day */
  gboolean            dry_run;
  gboolean            figures;    /* this quarter's figures before and after */
  SbImportProgress    progress;   /* may be NULL */
  gpointer            progress_data;
  GCancellable       *cancellable;
} SbImportTask;

/* Runs the task. report and profiles (transfer full) are set whenever there is a document, also on FALSE. */
gboolean sb_import_task_run  (const SbImportTask *task, SbImportReport **report, GPtrArray **profiles, GError **error);
/* The head of a file's report: what its profile says. */
void     sb_import_describe  (const SbFileProfile *profile, SbImportFileReport *report);
/* One file into the bulk. Errors: the store's, cancelled. */
gboolean sb_import_write_file (SbImportRun *run, SbFileProfile *profile, SbImportFileReport *report, FILE *rejects,
                               const SbImportTask *task, GError **error);
/* This quarter's figures as the bulk stands. */
gboolean sb_import_figures  (SbReader *reader, SbDate today, GCancellable *cancellable, SbImportFigures *figures,
                             GError **error);
/* An error as a member of the document. transfer full. */
SbImportFault *sb_import_fault_of (const GError *error);

G_END_DECLS
