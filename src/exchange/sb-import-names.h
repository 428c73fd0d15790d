/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record does a name mean? One index per record type over what the workspace holds and what the import adds,
 * asked once for each reference of a row. Compares exactly, then folded; two candidates are none. */
#pragma once

#include "store/sb-reader.h"

G_BEGIN_DECLS

typedef struct _SbImportNames SbImportNames;

typedef enum {
  SB_NAME_MISSING,
  SB_NAME_EXACT,
  SB_NAME_FOLDED,     /* only after folding, or with first and last name swapped: tell it */
  SB_NAME_AMBIGUOUS
} SbNameMatch;

/* Loads the records of the type that are not archived. person: "Last, First" is also "First Last". Names are scoped
 * by a field (contact: "account") when scope is not NULL. Cost: one pass over the type. */
SbImportNames *sb_import_names_new  (SbReader *reader, const SbRecordType *type, gboolean person, const char *scope,
                                     GError **error);
void           sb_import_names_free (SbImportNames *names);
/* A record the import has just made; email may be NULL, scope 0 = none. */
void           sb_import_names_add  (SbImportNames *names, gint32 id, const char *name, const char *email,
                                     gint32 scope);
/* 0 when missing or ambiguous; *match says which. Order: e-mail, exact, folded. With scope > 0 only the records of that
 * scope, and then a first name alone may do. */
gint32         sb_import_names_find (const SbImportNames *names, const char *name, gint32 scope, SbNameMatch *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbImportNames, sb_import_names_free)

G_END_DECLS
