/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a record list: the record and its texts, formatted once. Signal "changed" (): its texts are new. */
#pragma once

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_RECORD_ROW (sb_record_row_get_type ())
G_DECLARE_FINAL_TYPE (SbRecordRow, sb_record_row, SB, RECORD_ROW, GObject)

gint32          sb_record_row_get_id     (SbRecordRow *self);
/* NULL when the record is gone since the list was read. */
const SbRecord *sb_record_row_get_record (SbRecordRow *self);
/* The formatted text of a field (index into type->fields) at the present privacy level; "" when empty. */
const char     *sb_record_row_get_text   (SbRecordRow *self, guint field);
/* What names the record. */
const char     *sb_record_row_get_title  (SbRecordRow *self);

G_END_DECLS
