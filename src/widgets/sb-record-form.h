/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of one record, generated from its description: a group of rows a heading, edits apply at once and can be
 * undone, errors stand under their row. A draft keeps its values until sb_record_form_create (). */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_RECORD_FORM (sb_record_form_get_type ())
G_DECLARE_FINAL_TYPE (SbRecordForm, sb_record_form, SB, RECORD_FORM, GtkWidget)

/* Signals: "validity-changed" (): a draft's required fields are now there or not; "gone" (): the record was erased. */
GtkWidget *sb_record_form_new       (SbSession *session, const SbRecordType *type, gint32 id);
/* A form of a record that does not exist yet. */
GtkWidget *sb_record_form_new_draft (SbSession *session, const SbRecordType *type);
/* Presets of a draft (copied): the parent of a detail, the period's owner. */
void       sb_record_form_set_value (SbRecordForm *self, const char *field, const SbValue *value);
gboolean   sb_record_form_is_valid  (SbRecordForm *self);
/* Writes the draft as one undo step; 0 with error, which is also shown in the form. */
gint32     sb_record_form_create    (SbRecordForm *self, GError **error);
/* The first field with an error, or the first one, gets the focus. */
void       sb_record_form_focus     (SbRecordForm *self);

G_END_DECLS
