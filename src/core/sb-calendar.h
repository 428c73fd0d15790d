/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The working calendar: week mask minus holidays plus special working days. */
#pragma once

#include "core/sb-date.h"

G_BEGIN_DECLS

typedef struct _SbCalendar SbCalendar;

#define SB_WEEK_MON_FRI 0x1Fu /* bit 0 = Monday … bit 6 = Sunday */

SbCalendar *sb_calendar_new          (guint week_mask);
SbCalendar *sb_calendar_ref          (SbCalendar *calendar);
void        sb_calendar_unref        (SbCalendar *calendar);
/* Marks one day against the week mask; the last mark of a day wins. Only before the calendar is shared. */
void        sb_calendar_mark         (SbCalendar *calendar, SbDate day, gboolean working);
gboolean    sb_calendar_is_working   (const SbCalendar *calendar, SbDate day);
/* Working days in [from, to], both inclusive; from > to gives 0. Cost: O(log marks). */
int         sb_calendar_working_days (const SbCalendar *calendar, SbDate from, SbDate to);
/* The day on which the n-th (1-based) working day of [from, to] falls; the last day when there are fewer. */
SbDate      sb_calendar_nth_working  (const SbCalendar *calendar, SbDate from, SbDate to, int n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCalendar, sb_calendar_unref)

G_END_DECLS
