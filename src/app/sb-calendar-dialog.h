/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days on which the week's rule does not hold: holidays and special working days. */
#pragma once

#include "model/sb-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sb_calendar_dialog_present (GtkWidget *parent, SbSession *session);

G_END_DECLS
