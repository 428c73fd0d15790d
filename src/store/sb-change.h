/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one user action wants changed: a list of creations, edits, archivings and erasures that hold together. Applied
 * whole or not at all by sb_workspace_apply (), one undo step. */
#pragma once

#include "core/sb-date.h"
#include "records/sb-value.h"

G_BEGIN_DECLS

typedef struct _SbChange SbChange;

/* label: translated, names the step in undo ("Edit deal “Harbour crane”"); copied. */
SbChange *sb_change_new      (const char *label);
void      sb_change_free     (SbChange *change);
/* The day to which edits are attributed in the history; default: today. */
void      sb_change_set_as_of (SbChange *change, SbDate as_of_on);
void      sb_change_set_reason (SbChange *change, const char *reason);

/* Adds a creation and returns its handle (≥ 1). A reference to a record created in the same change is the handle
 * negated: sb_value_int (−handle). */
int       sb_change_create   (SbChange *change, const SbRecordType *type);
/* Sets a value of a creation; value is copied. field by border or column name (a programmer's error when unknown). */
void      sb_change_set      (SbChange *change, int handle, const char *field, SbValue value);
/* The same for a text (NULL is empty) and a day (SB_DATE_NONE is empty). */
void      sb_change_set_text (SbChange *change, int handle, const char *field, const char *text);
void      sb_change_set_date (SbChange *change, int handle, const char *field, SbDate date);
/* Sets one field of an existing record. Several updates of one record in a change are one history entry a field. */
void      sb_change_update   (SbChange *change, const SbRecordType *type, gint32 id, const char *field, SbValue value);
void      sb_change_archive  (SbChange *change, const SbRecordType *type, gint32 id);
void      sb_change_restore  (SbChange *change, const SbRecordType *type, gint32 id);
/* Removes the record, its details, history and undo bytes for good (AREAS.md 0.1, RELIABILITY.md R18). Not undoable. */
void      sb_change_erase    (SbChange *change, const SbRecordType *type, gint32 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbChange, sb_change_free)

G_END_DECLS
