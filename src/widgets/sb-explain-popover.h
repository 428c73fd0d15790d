/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The derivation of one number: formula in words, inputs, filter, exclusions, and the rows one click away. */
#pragma once

#include <adwaita.h>

#include "analysis/sb-explain.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

/* Opens at the parent; area (may be NULL) in its coordinates. Closes and frees itself. */
void sb_explain_popover_show (GtkWidget *parent, const GdkRectangle *area, SbSession *session,
                              const SbExplain *explain);
/* The same content as a widget, for a side panel. */
GtkWidget *sb_explain_box_new (SbSession *session, const SbExplain *explain);

G_END_DECLS
