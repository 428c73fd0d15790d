/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The five letters of a goal as one button: each letter shows by weight, line and colour how it stands, and a press
 * opens every letter with its reason and what mends it. */
#pragma once

#include <gtk/gtk.h>

#include "analysis/sb-smart.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_SMART_LETTERS (sb_smart_letters_get_type ())
G_DECLARE_FINAL_TYPE (SbSmartLetters, sb_smart_letters, SB, SMART_LETTERS, GtkWidget)

/* Signal "fix" (int SbSmartFix): the button beside a letter. */
GtkWidget *sb_smart_letters_new (SbSession *session);
/* NULL shows nothing. Copied. */
void       sb_smart_letters_set (SbSmartLetters *self, const SbSmart *smart);

G_END_DECLS
