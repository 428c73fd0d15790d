/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of records in a window of its own: for record types that no page shows as a list. Everything in it follows
 * from the description of the type. */
#pragma once

#include "model/sb-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the type is shown to people at all: what the program keeps for itself is not. */
gboolean sb_record_list_dialog_has (const SbRecordType *type);
/* target->ids: only these, the rows behind a number; NULL: all, with a button for a new one. Undo and redo are the
 * window's, so parent must belong to one. */
void     sb_record_list_dialog_present (GtkWidget *parent, SbSession *session, const SbTarget *target);

G_END_DECLS
