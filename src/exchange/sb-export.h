/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records into a file: CSV that any spreadsheet reads and that this program reads back without a difference, or JSON
 * (IMPORT.md 12). The file is whole or not there. */
#pragma once

#include "store/sb-reader.h"

G_BEGIN_DECLS

typedef enum { SB_EXPORT_CSV, SB_EXPORT_JSON } SbExportFormat;

/* What stands in for a value or a title while something is masked; NULL leaves it as it is. transfer full. */
typedef char *(*SbExportMask) (const SbRecord *record, const SbField *field, const char *text, gpointer user_data);

typedef struct {
  SbExportFormat  format;
  gboolean        technical;     /* heads are "deal.amount" instead of English labels */
  gboolean        bom;           /* the mark Excel wants */
  gboolean        with_archived;
  int             exponent;      /* of amounts without a currency of their own */
  SbExportMask    mask;          /* may be NULL */
  gpointer        mask_data;
} SbExportOptions;

/* query NULL: every live record of the type, by id. Written 0600 as PATH.partial in the same folder, synced, renamed.
 * n_records may be NULL. Errors: SB_STORE_ERROR (WRITE, CANCELLED, …). Cost: a page of records in memory. */
gboolean sb_export_records (SbReader *reader, const SbRecordType *type, const SbQuery *query,
                            const SbExportOptions *options, const char *path, gint64 *n_records,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
