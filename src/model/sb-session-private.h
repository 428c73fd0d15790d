/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the session share. */
#pragma once

#include "model/sb-session.h"

G_BEGIN_DECLS

struct _SbSession {
  GObject       parent_instance;
  SbWorkspace  *workspace;
  SbFormatter  *formatter;
  SbUiState    *state;        /* nullable */
  char         *state_group;  /* of this workspace */
  SbDate        today;
  SbDate        as_of;
  SbPeriod      period;
  SbScope       scope;
  SbFiscal      fiscal;

  SbFacts      *facts;        /* nullable */
  GError       *load_error;
  GCancellable *load;         /* of the running load, nullable */
  guint64       generation;   /* of the workspace when the facts were asked for */
  SbDate        facts_as_of;
  gboolean      stale;        /* the facts are older than the workspace or of another day */
  guint         reload_idle;
  guint64       serial;       /* counts the questions: a result of an older one is dropped */
  GPtrArray    *waiting;      /* GTask: computations that wait for facts */
};

typedef enum { SIGNAL_FACTS, SIGNAL_CONTEXT, SIGNAL_NAVIGATE, SIGNAL_NOTIFY, N_SESSION_SIGNALS } SbSessionSignal;

void sb_session_emit_facts   (SbSession *self);
void sb_session_emit_context (SbSession *self);
void sb_session_emit_notify  (SbSession *self, const char *message, gboolean undoable);
/* Marks the facts stale and, if anybody has asked for them, loads again soon. */
void sb_session_invalidate   (SbSession *self);
/* Fiscal year, currency, 万/亿 from the workspace's settings. */
void sb_session_read_settings (SbSession *self);
void sb_session_stop_loading (SbSession *self);

G_END_DECLS
