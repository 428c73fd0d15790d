/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lazy GListModel of SbRecordRow over one query: knows its ids (4 bytes a row), pages rows in on demand (128 a page,
 * 64 pages cached), sorts and filters in SQL in a worker, follows the workspace's changes with the smallest
 * items-changed. Properties: "loading" (boolean), "error" (string or NULL), "n-items". */
#pragma once

#include <gio/gio.h>

#include "model/sb-record-row.h"

G_BEGIN_DECLS

#define SB_TYPE_RECORD_LIST (sb_record_list_get_type ())
G_DECLARE_FINAL_TYPE (SbRecordList, sb_record_list, SB, RECORD_LIST, GObject)

/* Takes query (without text and sort: those are the list's). The first load starts at once. */
SbRecordList       *sb_record_list_new       (SbSession *session, SbQuery *query);
void                sb_record_list_set_query (SbRecordList *self, SbQuery *query); /* takes query */
const SbRecordType *sb_record_list_get_type_of (SbRecordList *self);
/* Folded substring; NULL or "" = off. */
void                sb_record_list_set_text  (SbRecordList *self, const char *text);
const char         *sb_record_list_get_text  (SbRecordList *self);
/* NULL field = the title. */
void                sb_record_list_set_sort  (SbRecordList *self, const char *field, gboolean descending);
const char         *sb_record_list_get_sort  (SbRecordList *self, gboolean *descending);
gboolean            sb_record_list_is_loading (SbRecordList *self);
gint32              sb_record_list_get_id_at (SbRecordList *self, guint position); /* 0 past the end */
/* G_MAXUINT when absent. Cost: O(n). */
guint               sb_record_list_find      (SbRecordList *self, gint32 id);
/* Shape: n ids in order, borrowed until the next items-changed. */
const gint32       *sb_record_list_get_ids   (SbRecordList *self, gsize *n);
SbSession          *sb_record_list_get_session (SbRecordList *self);

G_END_DECLS
