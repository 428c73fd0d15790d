/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary of CRM exports: import types, their fields, and every header that means one of them. Data, not
 * decisions: which column becomes which field is sb-header-match.h's. */
#pragma once

#include "records/sb-record-type.h"

G_BEGIN_DECLS

typedef enum {
  SB_IMPORT_TEXT, SB_IMPORT_NOTE, SB_IMPORT_ID, SB_IMPORT_MONEY, SB_IMPORT_NUMBER, SB_IMPORT_INTEGER,
  SB_IMPORT_PERCENT, SB_IMPORT_DATE, SB_IMPORT_INSTANT, SB_IMPORT_PERIOD, SB_IMPORT_BOOL, SB_IMPORT_CHOICE,
  SB_IMPORT_REFERENCE, SB_IMPORT_CURRENCY, SB_IMPORT_MINUTES, SB_IMPORT_TAGS
} SbImportKind;

typedef struct _SbImportType SbImportType;

typedef struct {
  const char         *name;    /* "amount" */
  SbImportKind        kind;
  const char         *target;  /* references: the import type referred to ("account"); else NULL */
  const SbImportType *type;
  const SbField      *record_field; /* of the record type with the same name; NULL when it has none */
} SbImportField;

struct _SbImportType {
  const char         *name;     /* "deal" */
  const char         *label;    /* N_() */
  const SbRecordType *record;   /* the record type of that name, NULL for stage_change, target … */
  SbImportField      *fields;   /* common fields last */
  guint               n_fields;
  guint               order;    /* import order: the table's, then generic types in dependency order */
  gboolean            generic;  /* made from a record description: only by --type, never recognised */
};

typedef struct _SbImportDictionary SbImportDictionary;

/* Built once per import from the tables and the record descriptions. Cost: a few milliseconds. */
SbImportDictionary  *sb_import_dictionary_new   (void);
SbImportDictionary  *sb_import_dictionary_ref   (SbImportDictionary *self);
void                 sb_import_dictionary_unref (SbImportDictionary *self);
const SbImportType  *sb_import_dictionary_type  (const SbImportDictionary *self, const char *name);
/* All of them in import order. */
const SbImportType * const *sb_import_dictionary_types (const SbImportDictionary *self, gsize *n);
const SbImportField *sb_import_type_field       (const SbImportType *type, const char *name);
/* "deal.amount" or "deal.account.id" (then *by_id); NULL when there is no such field. */
const SbImportField *sb_import_dictionary_field (const SbImportDictionary *self, const char *qualified,
                                                 gboolean *by_id);

/* Objects whose name a CRM puts before the header of a field: "Deal - Title". */
typedef enum {
  SB_ENTITY_NONE, SB_ENTITY_DEAL, SB_ENTITY_PERSON, SB_ENTITY_ORGANIZATION, SB_ENTITY_LEAD, SB_ENTITY_ACTIVITY
} SbHeaderEntity;

/* A header taken apart: what names it, and what it says besides. */
typedef struct {
  char          *key;       /* owned: NFKC, lower case, without unit, prefix, blanks and punctuation */
  char          *unit;      /* owned: the bracketed tail or trailing code as written, NULL none */
  char           currency[4]; /* of the unit: a code, or "$" or "¥" when only the sign stands there; "" none */
  int            power;     /* ten's power of the unit: 万 4 */
  gboolean       percent;
  int            seconds;   /* a unit of time: 1, 60, 3600, 86400; 0 none */
  gboolean       derived;   /* "(converted)": computed from another column, never the amount itself */
  gboolean       external;  /* "X/id", "X.id", "X/External ID": names a reference by id whatever the source */
  SbHeaderEntity entity;
} SbHeaderKey;

/* prefix: a translated entity prefix ("Geschäft - ") to take off, or NULL. */
void     sb_header_key_init  (SbHeaderKey *key, const char *header, const char *prefix);
void     sb_header_key_clear (SbHeaderKey *key);

/* How well a header names a field; smaller is better. */
typedef enum {
  SB_MATCH_SOURCE, /* an alias of this source */
  SB_MATCH_OWN,    /* the type's own row */
  SB_MATCH_LABEL,  /* the record's label or technical name, as our own exports write it */
  SB_MATCH_COMMON, /* the fields every type has */
  SB_MATCH_WEAK    /* only while no other column is the field */
} SbMatchTier;

typedef struct {
  const SbImportField *field;
  gboolean             by_id;
  SbMatchTier          tier;
  guint                rank;      /* place in the alias list */
  gboolean             inherited; /* through another type's row */
} SbHeaderMatch;

/* The field of `type` that a header means under a source profile; FALSE when none. */
gboolean sb_import_dictionary_match (const SbImportDictionary *self, const SbImportType *type, const char *source,
                                     const SbHeaderKey *key, SbHeaderMatch *match);
/* Is this header known to any type? (Encoding and header-row detection.) */
gboolean sb_import_dictionary_knows (const SbImportDictionary *self, const char *header);
/* The groups of §1: any of them must be mapped for recognition; NULL for generic types. */
const char *sb_import_dictionary_signature (const SbImportDictionary *self, const SbImportType *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbImportDictionary, sb_import_dictionary_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbHeaderKey, sb_header_key_clear)

G_END_DECLS
