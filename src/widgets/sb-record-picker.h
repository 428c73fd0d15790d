/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that shows a reference and opens a searchable list to choose another, none, or a new record.
 * Signal "picked" (int id): 0 = none. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_RECORD_PICKER (sb_record_picker_get_type ())
G_DECLARE_FINAL_TYPE (SbRecordPicker, sb_record_picker, SB, RECORD_PICKER, GtkWidget)

GtkWidget *sb_record_picker_new         (SbSession *session, const SbRecordType *type, gboolean can_be_empty);
void       sb_record_picker_set_id      (SbRecordPicker *self, gint32 id);
gint32     sb_record_picker_get_id      (SbRecordPicker *self);
/* Offers only records whose reference field has this id (the stages of a pipeline); id 0: all. */
void       sb_record_picker_restrict    (SbRecordPicker *self, const char *field, gint32 id);

G_END_DECLS
