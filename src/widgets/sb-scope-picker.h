/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scope of the session in the header bar: whole company, teams as a tree, members; searchable. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_SCOPE_PICKER (sb_scope_picker_get_type ())
G_DECLARE_FINAL_TYPE (SbScopePicker, sb_scope_picker, SB, SCOPE_PICKER, GtkWidget)

GtkWidget *sb_scope_picker_new (SbSession *session);

G_END_DECLS
