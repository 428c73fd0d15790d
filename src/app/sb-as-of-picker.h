/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The as-of day of the session as a button; its popover chooses another day, to rehearse or to look back. */
#pragma once

#include "model/sb-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_AS_OF_PICKER (sb_as_of_picker_get_type ())
G_DECLARE_FINAL_TYPE (SbAsOfPicker, sb_as_of_picker, SB, AS_OF_PICKER, GtkWidget)

GtkWidget *sb_as_of_picker_new (SbSession *session);

G_END_DECLS
