/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days of the facts' calendar, and the like-for-like cut of an earlier period. */
#pragma once

#include "core/sb-facts.h"

G_BEGIN_DECLS

/* Working days in [from, to]; from > to gives 0. Monday to Friday when the facts carry no calendar. */
int    sb_working_days      (const SbFacts *facts, SbDate from, SbDate to);
/* The day on which `earlier` had as many elapsed working days as `now` has on as_of; the end of `earlier` when `now` is
 * over, the day before its start when no working day has gone by. Source: AREAS 0.2.11. */
SbDate sb_like_for_like_end (const SbFacts *facts, SbPeriod now, SbPeriod earlier, SbDate as_of);

G_END_DECLS
