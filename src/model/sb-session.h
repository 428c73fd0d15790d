/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open workspace as the screens see it: as-of day, period, scope, privacy, formatter, the facts, and the one way
 * to change records. Handed down to every page; there is no global. Main thread only.
 *
 * Signals: "facts-changed" () new facts are there (or loading failed: see sb_session_get_load_error ());
 * "context-changed" () as-of day, period, scope, privacy or a setting changed;
 * "navigate" (SbTarget*) somebody wants to go there; the window listens;
 * "notify-user" (const char *message, gboolean undoable) a toast; undoable: with an Undo button. */
#pragma once

#include "model/sb-context.h"
#include "model/sb-formatter.h"
#include "model/sb-target.h"
#include "model/sb-ui-state.h"
#include "store/sb-workspace.h"

G_BEGIN_DECLS

/* A workspace_setting: "1" shows 万 and 亿, "0" k and M; not set: by the language. */
#define SB_SETTING_WAN "wan"
/* Keys of sb_date_style_key () and sb_number_style_key (); not set: as the language writes. */
#define SB_SETTING_DATE_STYLE "date_style"
#define SB_SETTING_NUMBER_STYLE "number_style"

#define SB_TYPE_SESSION (sb_session_get_type ())
G_DECLARE_FINAL_TYPE (SbSession, sb_session, SB, SESSION, GObject)

/* today: the default as-of day. locale as in sb_formatter_new (). state: may be NULL (nothing is remembered). */
SbSession   *sb_session_new           (SbWorkspace *workspace, SbDate today, const char *locale, SbUiState *state);
SbWorkspace *sb_session_get_workspace (SbSession *self);
SbReader    *sb_session_get_reader    (SbSession *self);
SbFormatter *sb_session_get_formatter (SbSession *self);
SbUiState   *sb_session_get_state     (SbSession *self);

SbDate       sb_session_get_today     (SbSession *self);
SbDate       sb_session_get_as_of     (SbSession *self);
/* A period that holds the present as-of day becomes the one of its kind that holds the new day. */
void         sb_session_set_as_of     (SbSession *self, SbDate as_of);
SbPeriod     sb_session_get_period    (SbSession *self);
void         sb_session_set_period    (SbSession *self, SbPeriod period);
SbScope      sb_session_get_scope     (SbSession *self);
void         sb_session_set_scope     (SbSession *self, SbScope scope);
SbFiscal     sb_session_get_fiscal    (SbSession *self);
int          sb_session_get_privacy   (SbSession *self);
void         sb_session_set_privacy   (SbSession *self, int level);
/* "Whole company", the team's or the member's name at the present privacy. transfer full. */
char        *sb_session_scope_label   (SbSession *self);

/* The newest facts, which may be older than the last change while a load is running; NULL before the first load. */
SbFacts     *sb_session_get_facts     (SbSession *self);
/* Starts loading when the facts are missing or stale. Cheap to call. */
void         sb_session_ensure_facts  (SbSession *self);
gboolean     sb_session_is_loading    (SbSession *self);
const GError *sb_session_get_load_error (SbSession *self);
/* The present question; NULL while there are no facts. transfer full. */
SbContext   *sb_session_dup_context   (SbSession *self);

/* Runs in a worker thread with the context; returns the result, or NULL with error. Must not touch the session. */
typedef gpointer (*SbComputeFunc) (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error);
/* Waits for facts, runs func in a worker, and calls back in the main thread. A result whose question is no longer the
 * present one fails with G_IO_ERROR_CANCELLED: drop it, the next signal asks again. input and result are freed with
 * the given functions. */
void         sb_session_compute_async (SbSession *self, SbComputeFunc func, gpointer input, GDestroyNotify free_input,
                                       GDestroyNotify free_result, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gpointer     sb_session_compute_finish (SbSession *self, GAsyncResult *result, GError **error);

/* Applies (and frees) one change, tells with a toast that offers undo when message is not NULL. ids may be NULL:
 * GArray of gint32, transfer full. */
gboolean     sb_session_apply         (SbSession *self, SbChange *change, const char *message, GArray **ids,
                                       GError **error);
/* One field; the undo label names field and record. */
gboolean     sb_session_edit          (SbSession *self, const SbRecordType *type, gint32 id, const SbField *field,
                                       const SbValue *value, GError **error);
/* Archives (with a toast that offers undo); n ≥ 1 records are one step. */
gboolean     sb_session_archive       (SbSession *self, const SbRecordType *type, const gint32 *ids, gsize n,
                                       GError **error);
/* Undoes or redoes one step, says what, and navigates to it. An import is taken back or done again in a worker: TRUE
 * then means that it has begun. */
gboolean     sb_session_undo          (SbSession *self, GError **error);
gboolean     sb_session_redo          (SbSession *self, GError **error);

/* What names a record on screen at the present privacy level. transfer full. */
char        *sb_session_title         (SbSession *self, const SbRecordType *type, gint32 id);
char        *sb_session_dup_setting   (SbSession *self, const char *key);
/* The member record of the manager whose workspace it is; 0 when nobody said. */
gint32       sb_session_get_me        (SbSession *self);
gboolean     sb_session_set_setting   (SbSession *self, const char *key, const char *value, GError **error);

void         sb_session_navigate      (SbSession *self, SbTarget *target); /* takes target */
void         sb_session_open_record   (SbSession *self, const SbRecordType *type, gint32 id);
/* Drill-down: the rows behind a number. */
void         sb_session_show_records  (SbSession *self, const SbRecordType *type, const gint32 *ids, gsize n,
                                       const char *title);
/* Whether a suggestion ("worst-stage.12") was dismissed for the as-of day. Cost: one lookup. */
gboolean     sb_session_has_dismissed (SbSession *self, const char *suggestion_key);
void         sb_session_notify        (SbSession *self, const char *message);

G_END_DECLS
