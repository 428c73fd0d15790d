/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows around one record: making a new one (Ctrl+N), and looking at one with its linked records. */
#pragma once

#include "widgets/sb-record-form.h"

G_BEGIN_DECLS

typedef void (*SbRecordCreated) (gint32 id, gpointer user_data);

/* Presets: border names ended by NULL (or NULL) and as many values. created may be NULL; called after the write. */
void       sb_record_dialog_present_new (GtkWidget *parent, SbSession *session, const SbRecordType *type,
                                         const char * const *preset_fields, const SbValue *preset_values,
                                         SbRecordCreated created, gpointer user_data);
/* The form of a record in a window of its own, with "linked from" lists. */
void       sb_record_dialog_present (GtkWidget *parent, SbSession *session, const SbRecordType *type, gint32 id);

G_END_DECLS
