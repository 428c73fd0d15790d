/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar cut into slots: passes over rows count each row once, in the slot of its day, however many windows will
 * sum that slot. Slot i holds the days after cut i − 1 up to and including cut i; one more slot holds all later days.
 * SB_DATE_NONE belongs to slot 0. */
#pragma once

#include "core/sb-date.h"

G_BEGIN_DECLS

typedef struct {
  SbDate  *cuts;  /* ascending, distinct */
  guint    n_cuts;
  guint16 *table; /* slot by day from the first cut to the day after the last one; NULL when they lie too far apart */
} SbDaySlots;

/* days: where to cut, in any order, repeated or not; at least one. */
void  sb_day_slots_init   (SbDaySlots *slots, const SbDate *days, gsize n);
void  sb_day_slots_clear  (SbDaySlots *slots);
guint sb_day_slots_search (const SbDaySlots *slots, SbDate day);

static inline guint
sb_day_slot (const SbDaySlots *slots, SbDate day)
{
  SbDate first = slots->cuts[0], last = slots->cuts[slots->n_cuts - 1];

  if (slots->table != NULL)
    return slots->table[day <= first ? 0 : day > last ? last - first + 1 : day - first];
  return sb_day_slots_search (slots, day);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbDaySlots, sb_day_slots_clear)

G_END_DECLS
