/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of one import share: the transaction, what the workspace knows, and the file and row in work. Internal
 * to exchange: the window and the command see sb-import.h only. */
#pragma once

#include "exchange/sb-file-profile.h"
#include "exchange/sb-import-keys.h"
#include "exchange/sb-import-names.h"
#include "exchange/sb-import-report.h"
#include "store/sb-bulk.h"

#include <stdio.h>

G_BEGIN_DECLS

/* What is known of one key of a source. */
typedef struct {
  gint32  id;
  guint32 seen;    /* number of the file in this call that holds it, 0 none */
  guint64 hash;    /* before it is seen: of what was imported last; after: of the row's cells */
  guint8  missing; /* marked "not in the export of …" */
  guint8  own;     /* a uid of our own export */
} SbKeyEntry;

typedef struct _SbKeyring SbKeyring;

/* A place in a ring that stays right while the ring grows. */
typedef struct {
  SbKeyring *ring;
  guint      at;
} SbKeyRef;

struct _SbKeyring {
  SbKeyMap  *map;     /* ext_id → index + 1 into entries */
  GArray    *entries; /* SbKeyEntry */
  GByteArray *has_id; /* bit by record id: the record carries a real id of this source */
  GByteArray *made;   /* bit by record id: a reference of this call made the record, its own row is still to come */
};

typedef struct _SbStageBook SbStageBook;

typedef struct {
  SbBulk                *bulk;
  SbReader              *reader;       /* the bulk's */
  SbImportReport        *report;
  SbImportDictionary    *dictionary;
  const SbImportOptions *options;
  char                   currency[SB_CURRENCY_SIZE];
  int                    exponent;
  SbFiscal               fiscal;
  GTimeZone             *zone;
  GHashTable            *names;        /* SbRecordType → SbImportNames */
  GHashTable            *rings;        /* "source\nobject" → SbKeyring */
  GHashTable            *newest;       /* source → SbDate + 1 as pointer: newest import before this call */
  GHashTable            *books;        /* source → SbStageBook */
  SbKeyMap              *occurrences;  /* natural keys of the file in work */
  GArray                *visits;       /* SbPendingVisit */
  SbKeyMap              *histories;    /* deals whose visits a stage_change file of this call brought */
  guint                  file_number;
  guint64                made;         /* records that references have made */
  guint64                marked;       /* records newly marked as missing */
  GTimer                *timer;
  double                 done_bytes, all_bytes;
  GCancellable          *cancellable;
} SbImportRun;

typedef struct {
  gint32 deal, stage;
  SbDate entered, left;
  guint8 outcome; /* index of stage_visit.outcome */
} SbPendingVisit;

#define SB_WORK_PARTS 4
#define SB_IMPORT_READ_SHARE 0.4 /* of the progress that reading the files is */
#define SB_IMPORT_MISSING_EXTRA "Not in the export of" /* the extra field that marks a missing record */

typedef enum {
  SB_OUTCOME_CREATED, SB_OUTCOME_UPDATED, SB_OUTCOME_UNCHANGED, SB_OUTCOME_SKIPPED, SB_OUTCOME_CONTINUED,
  SB_OUTCOME_REJECTED, SB_OUTCOME_FAILED
} SbOutcome;

/* The columns of one import field. */
typedef struct {
  gint16 column[SB_WORK_PARTS]; /* −1 ends */
  gint16 id_column;             /* the reference's id, −1 none */
  gint16 record_field;          /* index into record type's fields, −1 none */
  guint8 handled;               /* by the type's handler; what nobody handles stays an extra field */
  guint8 lenient;               /* what cannot be read stays an extra field instead of rejecting the row */
  const SbRecordType *target;   /* of a reference; its ring and names once they have been asked for */
  SbKeyring  *ring;
  SbImportNames *names;
  GHashTable *choices;          /* text → choice index + 1, −1 + 1 for none; NULL for other kinds */
} SbWorkField;

typedef struct _SbWork SbWork;
typedef SbOutcome (*SbWorkFunc) (SbWork *work, GError **error);

struct _SbWork {
  SbImportRun         *run;
  SbWork              *main;         /* of a work beside: the one whose cells it shares; else NULL */
  SbFileProfile       *profile;
  SbImportFileReport  *report;
  SbCellContext        context;
  const SbImportType  *type;
  const SbRecordType  *record;
  const char          *object;       /* of the source keys: the import type's name */
  SbWorkField         *fields;       /* by import field */
  GHashTable          *index;        /* field name → import field + 1 */
  GHashTable          *record_index; /* border name → record field + 1 */
  SbKeyring           *ring;
  char                 uid_prefix[24];
  guint64              uid_counter;
  int                  uid_column;   /* of our own export: "ID" full of uids, whatever it is mapped to; −1 none */
  char                *extras_name;  /* names of the memory's entries for the extra and the detail columns of this */
  char                *details_name; /* set of headers: two files of one source keep theirs apart */
  gboolean             older;        /* than the newest import of the source */
  gint32               batch;
  const char *const   *details;      /* import fields that become records beside the row's own; NULL-terminated */
  SbWorkFunc           put;          /* one row of this type */
  gpointer             state;        /* of the type's handler */
  GDestroyNotify       state_free;
  FILE                *rejects;

  /* The row in work. */
  const SbImportRow   *row;
  SbImportCell        *cells;        /* by column */
  SbValue             *initial;      /* by record field: what a required field gets where nothing is given; owned */
  SbValue             *values;       /* by record field; texts are borrowed */
  guint8              *present;      /* by record field: the file has a column for it */
  guint8              *changed;      /* by record field: written by the last sb_work_put () of a known record */
  gboolean             details_changed; /* a field that becomes another record has other contents than last time */
  char               (*dates)[SB_DATE_TEXT_SIZE];
  GPtrArray           *extras;       /* name, text in turn; borrowed */
  GPtrArray           *scratch;      /* texts made for this row, owned */
  GString             *state_text;   /* what is imported, see sb-import-state.h */
  gint32               contact;      /* of the row in work: records beside it, resolved before it is written */
  gint32               competitor;
  gint32               last_id;      /* of the last data row, for continuation rows */
  guint64              last_row;
};

/* sb-import-work.c: one file and one row. */
SbWork       *sb_work_new         (SbImportRun *run, SbFileProfile *profile, SbImportFileReport *report);
/* A second record that rows of the same file make (the order beside its line): shares the cells of `work`, fills its
 * own values with sb_work_fill (). */
SbWork       *sb_work_new_beside  (SbWork *work, const SbRecordType *record, const char *object);
void          sb_work_fill        (SbWork *beside);
void          sb_work_free        (SbWork *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWork, sb_work_free)
/* Index of an import field; −1 when the type has none of that name. */
int           sb_work_index       (const SbWork *work, const char *field);
gboolean      sb_work_is_mapped   (const SbWork *work, const char *field);
/* The cell of a field's first column that holds something; NULL when it is not mapped or empty. */
const SbImportCell *sb_work_cell_at (const SbWork *work, int index);
const SbImportCell *sb_work_cell  (const SbWork *work, const char *field);
/* The handler sees to these fields itself: no plain value, no extra field. NULL-terminated. */
void          sb_work_handle      (SbWork *work, const char *const *fields);
/* "+detail" of the memory: a hash of the detail fields' texts, 0 when all are empty. */
guint64       sb_work_detail_hash (const SbWork *work);
guint64       sb_work_extras_hash (const SbWork *work);
/* A first look at a row: reads the cells of these import fields only (indices, −1 skipped). FALSE: a broken row. */
gboolean      sb_work_look        (SbWork *work, const SbImportRow *row, const int *fields, gsize n);
const SbImportCell *sb_work_id_cell (const SbWork *work, const char *field);
/* Its text, NULL when empty. Borrowed until the next row. */
const char   *sb_work_text        (const SbWork *work, const char *field);
/* The unique header of the field's first column, NULL when it is not mapped. */
const char   *sb_work_column_name (const SbWork *work, const char *field);
/* Keeps a text made for this row until the next one. */
const char   *sb_work_keep        (SbWork *work, char *text);
/* Reads the row's cells and fills values, present and extras of everything that needs no special care. FALSE: the row
 * has been rejected. */
gboolean      sb_work_begin_row   (SbWork *work, const SbImportRow *row);
int           sb_work_record_index (const SbWork *work, const char *record_field);
void          sb_work_set         (SbWork *work, const char *record_field, SbValue value);
void          sb_work_set_date    (SbWork *work, const char *record_field, SbDate date);
const SbValue *sb_work_value      (const SbWork *work, const char *record_field);
SbDate        sb_work_date        (const SbWork *work, const char *record_field);
void          sb_work_add_extra   (SbWork *work, const char *name, const char *text);
/* Rejects the row in work. column NULL: the whole row. Always returns SB_OUTCOME_REJECTED. */
SbOutcome     sb_work_reject      (SbWork *work, SbIssueCode code, const char *column, const char *value);
void          sb_work_warn        (SbWork *work, SbIssueCode code, const char *column, const char *value);

G_END_DECLS
