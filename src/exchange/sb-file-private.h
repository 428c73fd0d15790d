/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of profiling a file, in the order in which sb-file-profile.c walks them. Nobody else includes it. */
#pragma once

#include "exchange/sb-file-profile.h"

G_BEGIN_DECLS

#define SB_HEAD_RECORDS 60 /* kept from the beginning of a file */
#define SB_HEADER_RECORDS 20 /* among which the header is looked for */

/* One file on its way. */
typedef struct {
  SbFileProfile *profile;      /* owned by the result */
  GPtrArray     *head;         /* GStrv of the first records, blank ones included */
  gboolean       head_complete; /* head is the whole file */
  char          *header_prefix; /* a translated entity prefix shared by the headers */
  gboolean       failed;       /* an error is in the issues */
  gboolean       guessed;      /* the header row is no more than plausible */
} SbFileWork;

/* Adds a GError of SB_IMPORT_ERROR as an error of the file and clears it. */
void     sb_file_work_fail   (SbFileWork *work, GError **error);
void     sb_file_work_refuse (SbFileWork *work, SbIssueCode code, const char *value);

/* 1: encoding, dialect, first records, header row, columns with names and keys, CRM profile. */
void     sb_file_sniff       (SbFileWork *work, GCancellable *cancellable);
gboolean sb_header_is_period (const char *header, SbPeriod *period, gboolean *needs_year);

/* 2: which field each column is under one type; writes role, field, by_id, part, by and kind of every column.
 * type NULL: none, every column is extra. Returns: the number of different fields mapped from the vocabulary (labels
 * not counted). */
guint    sb_header_match     (SbFileProfile *profile, const SbImportType *type);
/* type and sorted header keys: what a mapping is remembered under. transfer full. */
char    *sb_file_mapping_key (const SbFileProfile *profile, const SbImportType *type);
gboolean sb_header_match_has (const SbFileProfile *profile, const char *field);
/* --map targets that name no header of the file are the call's business: TRUE when `header` names a column. */
gboolean sb_header_names_column (const SbFileProfile *profile, const char *header);

/* 3: the type of every file of the call together. */
void     sb_file_types_decide (GPtrArray *works);

/* What the pass over all rows learns of one column besides what stands in SbFileColumn. */
typedef struct {
  SbColumnProfile *form;        /* NULL for text */
  GArray          *hashes;      /* guint64 of every cell, while it may be a key; NULL otherwise */
  gboolean         twin_differs;
  gboolean         counter;     /* header of a counter and whole numbers only so far */
  guint64          low, high;   /* of a counter */
  guint64          n_semicolon, n_bar, n_array; /* cells that hold several values */
  guint64          n_bare, n_other; /* filled in records without id, name and references, and in the others */
  gboolean         run_first, run_broken; /* of merged cells: filled in the first row; a value came twice */
  GHashTable      *run_seen;
} SbColumnFacts;

typedef struct {
  SbFileWork    *work;
  SbColumnFacts *columns;
  guint64        n_bare;        /* data rows without id, name and references, behind the first */
} SbFileFacts;

/* 4: the pass over all rows: counts, forms, keys, samples. progress is told bytes read. facts->columns is made here
 * and freed by sb_file_facts_clear (). */
typedef void (*SbScanProgress) (guint64 bytes, gpointer data);
void     sb_file_scan        (SbFileWork *work, SbFileFacts *facts, SbScanProgress progress, gpointer data,
                              GCancellable *cancellable);
void     sb_file_facts_clear (SbFileFacts *facts);
/* 5: what follows from it: forms, keys, twins, periods, questions. */
void     sb_file_conclude    (SbFileFacts *facts);

/* Shared with the row reader. cells must be padded to n_columns. */
gboolean sb_row_is_total     (const SbFileProfile *profile, const SbTableRecord *record);
gboolean sb_row_is_deleted   (const SbFileProfile *profile, const SbTableRecord *record);
/* No id, no name and no reference, but something. FALSE when the file maps none of them. */
gboolean sb_row_is_bare      (const SbFileProfile *profile, const SbTableRecord *record);
guint    sb_row_n_filled     (const SbTableRecord *record, guint limit);
/* Cells beyond the columns: row-long when one of them holds something. Pads short ones; spare holds n_columns cells. */
void     sb_row_fit          (const SbFileProfile *profile, SbTableRecord *record, SbCell *spare, gboolean *is_short);

G_END_DECLS
