/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document of an import (IMPORT.md 11.1): what every file is, what it did or would do, what is open. The command
 * prints it as JSON, the window shows it; neither computes anything itself. Read-only once it is handed out. */
#pragma once

#include "core/sb-date.h"

G_BEGIN_DECLS

typedef struct {
  char *code;
  char *message;  /* translated */
  char *file;
  gint64 row;     /* 0 = none */
  char *column;
} SbImportFault;

typedef struct {
  char      *code;
  char      *column;   /* may be NULL */
  char      *example;
  GPtrArray *choices;  /* char* */
  char      *option;   /* the option that answers it */
  char      *message;  /* translated */
} SbImportQuestion;

typedef struct {
  char  *code;
  char  *column;  /* NULL when it concerns rows */
  gint64 count;
  char  *example;
} SbImportWarning;

typedef struct {
  gint64 row;     /* 1-based record as a spreadsheet shows it */
  gint64 line;    /* physical line */
  char  *column;
  char  *code;
  char  *message; /* translated */
  char  *value;   /* at most 80 characters */
} SbImportReject;

typedef struct {
  char *name;
  char *status;       /* open, won, lost, void */
  int   seed;         /* seed stage 1–5, 0 none */
  int   probability;  /* percent, −1 none */
} SbImportStage;

typedef struct {
  char      *header;
  char      *field;    /* "deal.amount"; NULL: kept as an extra field or ignored */
  gboolean   ignored;
  gboolean   spread;   /* makes records of its own: a period of a wide table, a "date entered" of a stage */
  gboolean   sure;     /* from the dictionary, a profile or the user, not guessed */
  GPtrArray *samples;  /* char*: up to five cells */
} SbImportReportColumn;

typedef struct {
  gint64 rows, created, updated, unchanged, skipped, continued, rejected;
} SbImportCounts;

typedef struct {
  char  *type;   /* record type */
  gint64 count;
} SbImportAlso;

#define SB_IMPORT_REJECTS 1000 /* rejects listed in the document; --rejects has all */

typedef struct {
  char           *file;
  char           *entry;        /* inside an archive, or the sheet; may be NULL */
  char           *sha256;
  char           *source;
  char           *type;         /* NULL: not recognised */
  SbDate          as_of;
  char           *as_of_from;   /* option, name, mtime */
  char           *encoding;
  gboolean        bom;
  char           *delimiter;
  char           *decimal;
  char           *date_order;
  GPtrArray      *date_orders;  /* char*[2]-like: header, order in turn */
  int             header_row;
  SbImportCounts  counts;
  gint64          missing;      /* −1 unless "this is everything" */
  gint64          records;
  GPtrArray      *columns;      /* SbImportReportColumn, in file order */
  GPtrArray      *stages;       /* SbImportStage */
  GPtrArray      *questions;    /* SbImportQuestion */
  GPtrArray      *warnings;     /* SbImportWarning */
  GPtrArray      *rejects;      /* SbImportReject */
  gboolean        rejects_truncated;
  SbImportFault  *error;        /* NULL: none */
} SbImportFileReport;

/* This quarter's figures in minor units of the base currency. */
typedef struct {
  gint64 won, open, weighted;
} SbImportFigures;

typedef struct {
  gboolean        ok;
  gboolean        written;
  gboolean        dry_run;
  SbDate          as_of;
  char           *batch;
  gint64          change;       /* 0 = nothing written */
  SbImportCounts  totals;
  GPtrArray      *also_created; /* SbImportAlso, by type name */
  GPtrArray      *files;        /* SbImportFileReport, in import order */
  SbImportFault  *error;
  gboolean        has_figures;
  SbImportFigures before, after;
} SbImportReport;

SbImportReport     *sb_import_report_new      (void);
void                sb_import_report_free     (SbImportReport *report);
SbImportFileReport *sb_import_report_add_file (SbImportReport *report, const char *file, const char *entry);

SbImportFault      *sb_import_fault_new       (const char *code, const char *message, const char *file);
/* Counts one more case of a warning; the first case gives the example (copied). */
void                sb_import_file_warn       (SbImportFileReport *file, const char *code, const char *column,
                                               gint64 n, const char *example);
/* The same for a case that is known already; FALSE when it is the first and wants an example. */
gboolean            sb_import_file_warn_again (SbImportFileReport *file, const char *code, const char *column);
void                sb_import_file_reject     (SbImportFileReport *file, SbImportReject *reject);
void                sb_import_reject_free     (SbImportReject *reject);
SbImportQuestion   *sb_import_file_ask        (SbImportFileReport *file, const char *code, const char *column,
                                               const char *example, const char *option);
void                sb_import_report_also     (SbImportReport *report, const char *type, gint64 n);
/* Adds the files' counts up into totals and settles ok and error. */
void                sb_import_report_sum      (SbImportReport *report);
gboolean            sb_import_report_has_questions (const SbImportReport *report);
/* The document as one JSON text without a line end. transfer full. */
char               *sb_import_report_to_json  (const SbImportReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbImportReport, sb_import_report_free)

G_END_DECLS
