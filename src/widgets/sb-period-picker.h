/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The period of the session in the header bar: year, half, quarter, month, week, any days; previous, next, today. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_PERIOD_PICKER (sb_period_picker_get_type ())
G_DECLARE_FINAL_TYPE (SbPeriodPicker, sb_period_picker, SB, PERIOD_PICKER, GtkWidget)

GtkWidget *sb_period_picker_new (SbSession *session);

G_END_DECLS
