/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: sidebar, header, pages of one workspace; or the start page while none is open. */
#pragma once

#include "app/sb-opener.h"
#include "model/sb-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_WINDOW (sb_window_get_type ())
G_DECLARE_FINAL_TYPE (SbWindow, sb_window, SB, WINDOW, AdwApplicationWindow)

/* state: what is remembered between runs; a reference is taken. */
SbWindow   *sb_window_new         (GtkApplication *application, SbUiState *state);
/* error is NULL when the workspace is there. */
typedef void (*SbWindowOpened) (SbWindow *self, const GError *error, gpointer user_data);
/* Opens or makes a workspace in place of the one shown. page and as_of (SB_DATE_NONE: today) hold once it is open;
 * opened may be NULL. */
typedef struct {
  SbOpenerKind   kind;
  const char    *path;
  const char    *page;
  SbDate         as_of;
  SbWindowOpened opened;
  gpointer       user_data;
} SbWindowRequest;

void        sb_window_open        (SbWindow *self, const SbWindowRequest *request);
void        sb_window_show_start  (SbWindow *self);
/* Of the workspace that is open or being opened; NULL none. */
const char *sb_window_get_path    (SbWindow *self);
SbSession  *sb_window_get_session (SbWindow *self); /* NULL: none is open */
/* A page, or a tab of one: "analysis/forecast". FALSE when there is none. */
gboolean    sb_window_show_page   (SbWindow *self, const char *name);
/* Whether an action of the window ("win.undo") can be used now. */
gboolean    sb_window_can_act     (SbWindow *self, const char *action);
/* Without a workspace: of the next one. SB_DATE_NONE leaves it. */
void        sb_window_set_as_of   (SbWindow *self, SbDate as_of);

G_END_DECLS
