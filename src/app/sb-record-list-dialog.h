/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows behind a number in a window of their own: for record types that no page shows as a list. */
#pragma once

#include "model/sb-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sb_record_list_dialog_present (GtkWidget *parent, SbSession *session, const SbTarget *target);

G_END_DECLS
