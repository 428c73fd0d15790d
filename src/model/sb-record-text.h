/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words about records: labels of fields and types, undo labels, whole tables as CSV text, "was X until …". */
#pragma once

#include "model/sb-record-list.h"

G_BEGIN_DECLS

const char *sb_record_type_label   (const SbRecordType *type);  /* translated */
const char *sb_record_type_plural  (const SbRecordType *type);
const char *sb_field_label         (const SbField *field);
/* "1 deal", "1,234 deals" in the formatter's locale. transfer full. */
char       *sb_record_count_label  (SbFormatter *formatter, const SbRecordType *type, gint64 n);
/* The formatted value of one field of a record, references by name. transfer full. */
char       *sb_record_field_text   (SbSession *session, const SbRecord *record, guint field);
/* The currency of a record: its own, its parent's, or the base. transfer full. */
char       *sb_record_currency     (SbSession *session, const SbRecord *record);

typedef struct {
  char *text;   /* "was “Open” until 3 Mar 2026" */
  char *detail; /* "edited 3 Mar 2026 14:05" */
} SbHistoryLine;

/* Newest first. (transfer full) GPtrArray of SbHistoryLine; empty when there is none. */
GPtrArray  *sb_record_history_lines (SbSession *session, const SbRecordType *type, gint32 id, const SbField *field,
                                     GError **error);
/* The visible texts of these records with a heading line, tab separated, for the clipboard. transfer full. */
char       *sb_record_list_to_text (SbRecordList *list, const gint32 *ids, gsize n_ids, const guint *fields,
                                    gsize n_fields);
/* Writes the whole list as CSV (RFC 4180, UTF-8, formula guard; plain numbers and ISO dates, formatted texts when
 * anything is masked). Works in slices between frames. fields: indices into the type's fields; copied. */
void        sb_record_list_export_async  (SbRecordList *list, const guint *fields, gsize n_fields, GFile *file,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    sb_record_list_export_finish (SbRecordList *list, GAsyncResult *result, GError **error);

G_END_DECLS
