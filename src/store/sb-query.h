/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records, in which order: conditions on described fields, never SQL. */
#pragma once

#include "records/sb-value.h"

G_BEGIN_DECLS

typedef struct _SbQuery SbQuery;

typedef enum {
  SB_QUERY_EQUAL, SB_QUERY_NOT_EQUAL, SB_QUERY_LESS, SB_QUERY_AT_MOST, SB_QUERY_AT_LEAST, SB_QUERY_GREATER,
  SB_QUERY_IS_EMPTY, SB_QUERY_IS_SET, SB_QUERY_CONTAINS /* folded text */
} SbQueryOp;

SbQuery            *sb_query_new      (const SbRecordType *type);
SbQuery            *sb_query_copy     (const SbQuery *query);
void                sb_query_free     (SbQuery *query);
const SbRecordType *sb_query_get_type (const SbQuery *query);
/* Conditions are joined by "and"; value is copied. */
void                sb_query_where    (SbQuery *query, const char *field, SbQueryOp op, SbValue value);
/* Only these ids (copied); an empty array finds nothing. Drill-down uses it. */
void                sb_query_where_ids (SbQuery *query, const gint32 *ids, gsize n);
/* Folded substring over the title, searchable fields and the titles of the record's references. NULL = off. */
void                sb_query_text     (SbQuery *query, const char *text);
/* Whether the text must stand in the record's own title: where only titles are shown. */
void                sb_query_text_in_title (SbQuery *query, gboolean in_title);
/* field may be "id", "changed_at", or any field; a reference sorts by the title it shows. Ties end at the lower id. */
void                sb_query_sort     (SbQuery *query, const char *field, gboolean descending);
/* Archived records are left out unless asked for. */
void                sb_query_with_archived (SbQuery *query, gboolean with_archived);
void                sb_query_limit    (SbQuery *query, gint64 limit); /* −1 = all */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQuery, sb_query_free)

G_END_DECLS
