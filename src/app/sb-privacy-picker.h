/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The privacy level of the session as a button with a menu. A level above 0 says so in words. */
#pragma once

#include "model/sb-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_PRIVACY_PICKER (sb_privacy_picker_get_type ())
G_DECLARE_FINAL_TYPE (SbPrivacyPicker, sb_privacy_picker, SB, PRIVACY_PICKER, GtkWidget)

GtkWidget  *sb_privacy_picker_new (SbSession *session);
/* "Everything is shown", "Money as an index", … for a level 0–4. Translated, static. */
const char *sb_privacy_label      (int level);

G_END_DECLS
