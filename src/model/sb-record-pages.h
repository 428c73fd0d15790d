/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a record list that are in memory: 128 a page, the 64 pages used last, and every row somebody holds. */
#pragma once

#include "model/sb-record-row.h"

G_BEGIN_DECLS

typedef struct _SbRecordPages SbRecordPages;

SbRecordPages *sb_record_pages_new     (SbSession *session, const SbRecordType *type);
void           sb_record_pages_free    (SbRecordPages *self);
/* transfer full. ids: the whole vector of the list. */
SbRecordRow   *sb_record_pages_get     (SbRecordPages *self, const gint32 *ids, gsize n, guint position);
/* Forgets the pages (positions have moved); rows that somebody holds keep their identity. */
void           sb_record_pages_forget  (SbRecordPages *self);
/* Forgets the pages and reads the held rows anew. */
void           sb_record_pages_refresh (SbRecordPages *self);
/* Forgets the texts of held rows (privacy, currency or language changed). */
void           sb_record_pages_reformat (SbRecordPages *self);

G_END_DECLS
