/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index: one row of folded text for each searchable record, kept by the write path. Substrings of any
 * length are found, so two Chinese characters need no segmentation. Inside store only. */
#pragma once

#include "store/sb-db.h"
#include "records/sb-record-type.h"
#include "records/sb-value.h"

G_BEGIN_DECLS

/* Whether records of this type are found: not private, with a title or a searchable field. */
gboolean sb_search_has_type     (const SbRecordType *type);
/* Whether a field's text is part of the row. */
gboolean sb_search_has_field    (const SbField *field);
#define SB_SEARCH_INSERT "INSERT INTO search_entry (id, title, body) VALUES (?1, ?2, ?3)"
/* What the row of a record with these values (one a field) says; both strings are overwritten. */
void     sb_search_text         (const SbRecordType *type, const SbValue *values, GString *title, GString *body);
/* The key of a record's row; rows of one type stand together. */
gint64   sb_search_key          (const SbRecordType *type, gint32 id);
/* Reads the record again and writes, replaces or removes its row. */
gboolean sb_search_update       (SbDb *db, const SbRecordType *type, gint32 id, GError **error);
/* The same for every record with from ≤ id ≤ to; rows in the range are replaced. */
gboolean sb_search_update_range (SbDb *db, const SbRecordType *type, gint32 from, gint32 to, GError **error);
gboolean sb_search_remove_range (SbDb *db, const SbRecordType *type, gint32 from, gint32 to, GError **error);
gboolean sb_search_rebuild      (SbDb *db, GError **error);

G_END_DECLS
