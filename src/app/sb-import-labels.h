/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of the import window for the names of the import's document: types, fields, systems, encodings. */
#pragma once

#include "exchange/sb-import-report.h"
#include "model/sb-formatter.h"

G_BEGIN_DECLS

/* "Deals"; the name itself when it is unknown. Translated, static or interned. */
const char *sb_import_type_label   (const char *type);
/* "deal.amount" → "Amount", "deal.account.id" → "Account, by number". transfer full. */
char       *sb_import_field_label  (const char *field);
/* "zoho" → "Zoho CRM". */
const char *sb_import_source_label (const char *source);
/* A choice of a question in words: "Day first: 03/04/2026 is 3 April". example may be NULL. transfer full. */
char       *sb_import_choice_label (const char *code, const char *choice, const char *example);
/* The warning as one sentence. transfer full. */
char       *sb_import_warning_text (const SbImportWarning *warning);
/* "deal" and 3 → "3 deals". transfer full. */
char       *sb_import_also_text    (SbFormatter *formatter, const SbImportAlso *also);

G_END_DECLS
