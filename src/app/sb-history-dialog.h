/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done in the workspace, step by step, newest first, with undo and redo at hand. */
#pragma once

#include "model/sb-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sb_history_dialog_present (GtkWidget *parent, SbSession *session);

G_END_DECLS
