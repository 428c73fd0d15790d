/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests with a display share: an application, a window over a workspace, and waiting. */
#pragma once

#include "app/sb-application.h"

G_BEGIN_DECLS

typedef gboolean (*Until) (gpointer data);

/* Runs the main loop until `until` holds; FALSE after ten seconds. */
gboolean       display_wait   (Until until, gpointer data);
/* Runs the main loop for some frames. */
void           display_settle (int milliseconds);
/* One for the whole program: a second one would only be a guest of the first. */
SbApplication *display_application (void);
/* A window with a workspace of this kind open; path is unlinked before for new ones. */
SbWindow      *display_open   (SbApplication *application, SbOpenerKind kind, const char *path);
/* Destroys all windows. */
void           display_close  (SbApplication *application);

G_END_DECLS
