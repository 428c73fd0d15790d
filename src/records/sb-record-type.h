/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record type is, as data. From one description follow the form, the table columns, validation, undo labels,
 * import, export, search and the field history. One file per area describes its types (sb-records-<area>.c). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Column forms: AREAS.md 0.1. */
typedef enum {
  SB_KIND_TEXT,      /* T: TEXT, one line */
  SB_KIND_NOTE,      /* N: TEXT, many lines */
  SB_KIND_MONEY,     /* M: INTEGER *_minor */
  SB_KIND_PERCENT,   /* P: INTEGER *_ppm */
  SB_KIND_NUMBER,    /* Q: REAL */
  SB_KIND_INTEGER,   /* I: INTEGER */
  SB_KIND_MINUTES,   /* INTEGER *_min */
  SB_KIND_DATE,      /* D: TEXT *_on */
  SB_KIND_INSTANT,   /* A: INTEGER *_at */
  SB_KIND_BOOL,      /* B: INTEGER 0/1 */
  SB_KIND_CHOICE,    /* C: TEXT, the English key */
  SB_KIND_REFERENCE, /* R: INTEGER *_id */
  SB_KIND_ANY,       /* X: two columns <column>_type TEXT, <column>_uid TEXT */
  SB_KIND_FILE       /* F: BLOB */
} SbFieldKind;

typedef enum {
  SB_FIELD_REQUIRED = 1 << 0, /* ! */
  SB_FIELD_UNIQUE   = 1 << 1, /* u: folded comparison among records that are not archived */
  SB_FIELD_HISTORY  = 1 << 2, /* h */
  SB_FIELD_PRIVATE  = 1 << 3, /* p: never drawn while presenting */
  SB_FIELD_PROGRAM  = 1 << 4, /* s: set by the program, shown but not edited */
  SB_FIELD_COLUMN   = 1 << 5, /* a default column of tables */
  SB_FIELD_TITLE    = 1 << 6, /* names the record on screen */
  SB_FIELD_SEARCH   = 1 << 7  /* its text is found by search */
} SbFieldFlags;

typedef struct {
  const char *key;
  const char *label;   /* N_() */
} SbChoice;

typedef struct {
  const char     *name;     /* at the borders: "amount", "owner" */
  const char     *column;   /* in the table: "amount_minor", "owner_id"; for SB_KIND_ANY the stem */
  SbFieldKind     kind;
  SbFieldFlags    flags;
  const char     *label;    /* N_() */
  const char     *target;   /* type name of a reference */
  const SbChoice *choices;  /* ended by a NULL key */
  gint64          min, max; /* inclusive, in stored units; both 0 = no range */
  const char     *group;    /* N_(), heading in the form; NULL = same as the field before */
  const char     *import_names; /* further header names, "|" between; the CRM dictionary is exchange's */
  const char     *initial; /* technical text that a new record gets where nothing is given: "open", "1", "100" */
} SbField;

typedef enum {
  SB_RECORD_PRIVATE   = 1 << 0, /* whole record always private */
  SB_RECORD_IMMUTABLE = 1 << 1, /* never changed once written */
  SB_RECORD_PROGRAM   = 1 << 2, /* kept by the program: no form, no import */
  SB_RECORD_DETAIL    = 1 << 3, /* lives on its parent's page (first reference field): order_line, contact */
  SB_RECORD_LEAN      = 1 << 4  /* bookkeeping rows by the million: an id, but no uid and no instants */
} SbRecordFlags;

typedef struct {
  const char    *name;       /* "deal" */
  const char    *table;      /* "deal" */
  const char    *label;      /* N_("Deal") */
  const char    *plural;     /* N_("Deals") */
  SbRecordFlags  flags;
  const SbField *fields;     /* ended by a NULL name */
  const char    *unique;     /* columns that are unique together, "," between; NULL none */
} SbRecordType;

/* Every type in dependency order (a type stands after those it refers to, cycles excepted). */
const SbRecordType * const *sb_record_types       (gsize *n);
/* NULL for an unknown name. Cost: O(types). */
const SbRecordType *sb_record_type_find           (const char *name);
gsize               sb_record_type_n_fields       (const SbRecordType *type);
/* By border name or column name; NULL when unknown. */
const SbField      *sb_record_type_field          (const SbRecordType *type, const char *name);
int                 sb_record_type_field_index    (const SbRecordType *type, const char *name);
/* The first SB_FIELD_TITLE field; NULL when the type has none. */
const SbField      *sb_record_type_title          (const SbRecordType *type);
/* The number of columns a field occupies (2 for SB_KIND_ANY) and its SQL type. */
guint               sb_field_n_columns            (const SbField *field);
const char         *sb_field_sql_type             (const SbField *field);
/* Index of a choice key, −1 when it is none. */
int                 sb_field_choice_index         (const SbField *field, const char *key);

G_END_DECLS
