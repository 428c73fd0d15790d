/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that asks what time it is. A session holds one and hands it down; tests hold a fixed one. */
#pragma once

#include "core/sb-date.h"

G_BEGIN_DECLS

gint64 sb_clock_now   (void); /* microseconds since 1970, UTC, never earlier than the call before */
SbDate sb_clock_today (void); /* today in the local zone */

G_END_DECLS
