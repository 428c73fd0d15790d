/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of a form: its row, its error row, typing into stored values. Made by the record form from the field's
 * description; writes through the form's commit function. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

typedef struct _SbFieldEditor SbFieldEditor;

/* FALSE with error: the value stays in the row, the error's sentence below it. */
typedef gboolean (*SbFieldCommit) (SbFieldEditor *editor, const SbValue *value, gpointer user_data, GError **error);

typedef struct {
  SbSession          *session;
  const SbRecordType *type;
  guint               field;     /* index */
  gboolean            draft;     /* required fields are marked, program fields left out */
  gboolean            read_only;
  SbFieldCommit       commit;
  gpointer            user_data;
} SbFieldEditorSpec;

SbFieldEditor *sb_field_editor_new       (const SbFieldEditorSpec *spec);
void           sb_field_editor_free      (SbFieldEditor *self);
guint          sb_field_editor_get_field (SbFieldEditor *self);
/* GtkListBoxRow, borrowed. */
GtkWidget     *sb_field_editor_get_row   (SbFieldEditor *self);
GtkWidget     *sb_field_editor_get_error_row (SbFieldEditor *self);
/* Shows a value unless somebody is typing. id: of the record, for its history and pseudonym (0 in a draft). */
void           sb_field_editor_set_value (SbFieldEditor *self, gint32 id, const SbValue *value, const char *currency);
/* NULL: no error. */
void           sb_field_editor_set_error (SbFieldEditor *self, const char *message);
gboolean       sb_field_editor_has_error (SbFieldEditor *self);
void           sb_field_editor_focus     (SbFieldEditor *self);
/* For references: only the records below this parent. */
void           sb_field_editor_restrict  (SbFieldEditor *self, const char *field, gint32 id);
/* Commits what is being typed. FALSE when it has an error. */
gboolean       sb_field_editor_flush     (SbFieldEditor *self);

/* sb-field-extras.c: suffixes of a row. */
GtkWidget     *sb_field_history_button_new (SbSession *session, const SbRecordType *type, gint32 id,
                                            const SbField *field);
typedef void (*SbDayChosen) (SbDate day, gpointer user_data);
GtkWidget     *sb_calendar_button_new    (SbDayChosen chosen, gpointer user_data);
void           sb_calendar_button_set_day (GtkWidget *button, SbDate day);

G_END_DECLS
