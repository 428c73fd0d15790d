/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a record list makes and renews its rows. */
#pragma once

#include "model/sb-record-row.h"

G_BEGIN_DECLS

/* Takes record, which may be NULL (gone). */
SbRecordRow *sb_record_row_new    (SbSession *session, const SbRecordType *type, gint32 id, SbRecord *record);
/* Takes record; forgets the texts and emits "changed". */
void         sb_record_row_renew  (SbRecordRow *self, SbRecord *record);
/* Calls gone when the row is finalized; NULL: nobody. */
typedef void (*SbRecordRowGone) (gint32 id, gpointer user_data);
void         sb_record_row_tell_gone (SbRecordRow *self, SbRecordRowGone gone, gpointer user_data);

G_END_DECLS
