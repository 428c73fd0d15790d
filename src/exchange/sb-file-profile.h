/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a file: the result of the first pass, and the rows of every further one. Decides by column over the whole
 * file; what the cells do not decide stands in `issues` as a question. Writes nothing and knows no workspace. */
#pragma once

#include "exchange/sb-column-profile.h"
#include "exchange/sb-crm-profile.h"
#include "exchange/sb-encoding.h"
#include "exchange/sb-import-options.h"
#include "exchange/sb-table-reader.h"

G_BEGIN_DECLS

#define SB_IMPORT_MAX_ROWS       1000000
#define SB_IMPORT_MAX_CALL_ROWS  2000000
#define SB_IMPORT_MAX_COLUMNS    4096
#define SB_IMPORT_SAMPLES        5

typedef enum {
  SB_COLUMN_EXTRA,    /* kept as extra field under its name */
  SB_COLUMN_IGNORED,  /* dropped: no name and no content, a counter, equal to another, a checked total, on request */
  SB_COLUMN_FIELD,    /* a field of the type (or by_id its reference's id) */
  SB_COLUMN_PERIOD,   /* a wide table's period: one record per non-empty cell */
  SB_COLUMN_ENTERED,  /* "Date entered …" of a stage: a stage_change beside the deal */
  SB_COLUMN_EXITED
} SbColumnRole;

typedef enum { SB_MAPPED_NOT, SB_MAPPED_SURE, SB_MAPPED_GUESSED, SB_MAPPED_REMEMBERED, SB_MAPPED_OPTION } SbMappedBy;

/* Columns that together make one field: deal.closed_on of won and lost deals, deal.status of two flags. */
typedef enum {
  SB_PART_WHOLE, SB_PART_WON_TIME, SB_PART_LOST_TIME, SB_PART_IS_WON, SB_PART_IS_CLOSED, SB_PART_ACTIVE
} SbColumnPart;

typedef struct {
  char           *header;  /* as written, "" for none */
  char           *name;    /* unique: "Status", "Status#2", "Column 4", "#4" in a file without header */
  SbHeaderKey     key;
  SbColumnRole    role;
  const SbImportField *field;  /* of FIELD, else NULL */
  gboolean        by_id;       /* the reference's id: "deal.account.id" */
  SbColumnPart    part;
  SbMappedBy      by;
  SbImportKind    kind;        /* of the field; TEXT otherwise */
  SbColumnFormat  format;
  SbPeriod        period;      /* of PERIOD; meaningless while the question period-year is open */
  char           *stage;       /* of ENTERED and EXITED, as the CRM names it */
  char           *pipeline;
  char           *samples[SB_IMPORT_SAMPLES]; /* first different contents, NULL after the last */
  guint64         n_filled;    /* rows with content */
  gboolean        all_filled;
  gboolean        unique;      /* known for id-like and ext_id columns only; FALSE otherwise */
  gboolean        id_like;     /* its header looks like an id: …id, 编号, 号, no, key */
  gboolean        ids_damaged; /* ignore its values: lost digits */
  int             twin;        /* another column that took the field first; −1 none */
  gboolean        twin_weighty; /* two different ones are a question, not an extra field */
  int             tier;        /* SbMatchTier of a dictionary match, −1 otherwise */
} SbFileColumn;

typedef struct {
  gint                ref_count;
  SbInputFile        *input;       /* NULL when the file could not be opened */
  char               *file;        /* as given */
  char               *entry;       /* inside an archive, else NULL */
  SbEncoding          encoding;
  SbDialect           dialect;
  guint               header_row;  /* record number; 0 none */
  guint               title_rows;
  const SbImportType *type;        /* NULL while unknown */
  const SbCrmProfile *profile;
  char               *source;      /* --source or the profile's name */
  SbDate              as_of;
  const char         *as_of_from;  /* "option", "name", "mtime" */
  char                decimal;     /* '.', ',', 'm' mixed, 0 none */
  SbDateOrder         date_order;  /* of all date columns */
  SbFileColumn     *columns;
  guint               n_columns;
  guint64             n_rows;      /* data rows: every kind below but footer, title and blanks */
  guint64             n_subtotals;
  guint64             n_deleted;
  guint64             n_continued;
  guint64             n_broken;    /* rows with a structure error */
  guint64             last_row;    /* record number of the last data row; what follows is footer */
  int                 id_column;   /* mapped ext_id that is filled and unique (and undamaged), else a column that looks
                                    * like an id and is so (warning key-from-column); −1 none */
  gboolean            id_guessed;
  gboolean            single_close; /* one close date with two meanings: closed deals' and open deals' */
  gboolean            wide;        /* PERIOD columns are there */
  gboolean            continued;   /* records without id, name and references continue the one before */
  int                 year_column; /* of a wide table whose headers have no year: the column that has; −1 none */
  int                 deleted_column; /* Salesforce's IsDeleted; −1 none */
  char              **preview;     /* SB_IMPORT_SAMPLES × n_columns cells, row by row; NULL past the end */
  GPtrArray          *issues;      /* of SbImportIssue: errors, questions, warnings */
  SbImportDictionary *dictionary;
  SbImportOptions    *options;
} SbFileProfile;

/* done and total bytes over all files of the call; called from the thread that reads, every few milliseconds. */
typedef void (*SbFileProgressFunc) (guint64 done, guint64 total, gpointer data);

/* What the caller brings. Everything is borrowed for the call; options are copied into the profiles. */
typedef struct {
  const SbImportOptions *options;            /* of the call */
  GHashTable            *file_options;       /* path as given → SbImportOptions already merged; NULL: none differ */
  SbImportDictionary    *dictionary;
  SbFileProgressFunc     progress;           /* may be NULL */
  gpointer               progress_data;
} SbProfileRequest;

/* Profiles all files of one call together (archives count entry by entry): reading, recognition, mapping, forms.
 * A refused file is an element with an error in its issues, not a failure of the call.
 * Errors: cancelled only. Returns: (transfer full) GPtrArray of SbFileProfile in import order. */
GPtrArray     *sb_file_profile_read_all (const char * const *paths, const SbProfileRequest *request,
                                         GCancellable *cancellable, GError **error);
/* The same over opened inputs (tests, and the window that holds a file open). */
GPtrArray     *sb_file_profile_read_inputs (GPtrArray *inputs, const SbProfileRequest *request,
                                            GCancellable *cancellable, GError **error);
SbFileProfile *sb_file_profile_ref      (SbFileProfile *self);
void           sb_file_profile_unref    (SbFileProfile *self);
/* First column of a field (by_id or not), −1 when it is not mapped. */
int            sb_file_profile_column   (const SbFileProfile *self, const char *field, gboolean by_id);
/* "deal.account.id", "extra" fields give NULL. transfer full. */
char          *sb_file_column_dup_target (const SbFileColumn *column);
/* The key under which a mapping is remembered (type and sorted header keys), and the mapping as text. transfer full. */
char          *sb_file_profile_dup_mapping_key  (const SbFileProfile *self);
char          *sb_file_profile_dup_mapping_text (const SbFileProfile *self);

typedef enum {
  SB_ROW_DATA,
  SB_ROW_CONTINUED, /* belongs to the data row before */
  SB_ROW_SUBTOTAL,  /* skipped */
  SB_ROW_DELETED    /* skipped: the CRM says it is deleted */
} SbRowKind;

typedef struct {
  SbTableRecord record;  /* record.error also row-long; cells padded to n_columns with empty ones, filled down */
  SbRowKind     kind;
  gboolean      is_short; /* cells were missing */
} SbImportRow;

typedef struct _SbRowReader SbRowReader;

/* A pass over the data rows: no title, header, blank or footer records. Any number of passes. */
SbRowReader   *sb_row_reader_new  (const SbFileProfile *profile, GError **error);
void           sb_row_reader_free (SbRowReader *self);
/* FALSE at the end (error unset; the file has been checked for changes) or on error. */
gboolean       sb_row_reader_next (SbRowReader *self, SbImportRow *row, GError **error);

/* One cell read as its column's kind. */
typedef struct {
  gboolean    empty;
  SbIssueCode error;     /* why the row is rejected; NONE = good */
  gint64      i;         /* MONEY minor units, PERCENT ppm, INTEGER, MINUTES, BOOL 0/1, INSTANT microseconds */
  double      d;         /* NUMBER */
  SbDate      date;      /* DATE; also INSTANT's own date as written */
  SbPeriod    period;    /* PERIOD */
  char        currency[SB_CURRENCY_SIZE]; /* MONEY: resolved */
  const char *text;      /* every kind: the cell, borrowed */
  gsize       length;
  gboolean    rounded, negative, currency_assumed, sign_differs, has_time;
  SbDecimal   number;    /* MONEY, NUMBER: the exact decimal before rounding */
} SbImportCell;

/* What reading needs besides the column: made once per file. */
typedef struct {
  const SbFileProfile *profile;
  GTimeZone           *zone;   /* of instants without one; NULL = UTC */
  SbFiscal             fiscal;
  int                  year;   /* for periods without one */
} SbCellContext;

/* The period of a PERIOD column in one row (the year may come from the row). FALSE when it cannot be told. */
gboolean       sb_file_profile_wide_period (const SbCellContext *context, guint column, const SbImportRow *row,
                                            SbPeriod *period);
/* Never fails: what is wrong stands in cell->error. Cost: no allocation. */
void           sb_import_cell_read (const SbCellContext *context, guint column, const SbImportRow *row,
                                    SbImportCell *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbFileProfile, sb_file_profile_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRowReader, sb_row_reader_free)

G_END_DECLS
