/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The alias dictionary as a table. Only sb-import-dictionary.c reads it. */
#pragma once

#include "exchange/sb-import-dictionary.h"

G_BEGIN_DECLS

/* aliases: headers with "|" between, the likeliest first: when two columns could be one field, the earlier alias wins.
 * "odoo:…" holds under one source only, "~…" only while no other column is the field. inherit names a field of
 * another type whose aliases follow ("deal.account"). */
typedef struct {
  const char  *name;
  SbImportKind kind;
  const char  *target;
  const char  *aliases;
  const char  *inherit;
} SbVocabularyField;

typedef struct {
  const char              *name;
  const char              *label;     /* N_() */
  const SbVocabularyField *fields;    /* ended by a NULL name */
  const char              *base;      /* lead: every other field is the deal's */
  const char              *signature; /* groups with "|" between, each of fields with "+" between that must be mapped */
} SbVocabularyType;

/* In import order; ended by a NULL name. */
extern const SbVocabularyType  sb_vocabulary[];
/* Fields every type has. */
extern const SbVocabularyField sb_vocabulary_common[];

G_END_DECLS
