/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time until a deal leaves a stage, with those still inside censored. Source: Kaplan & Meier 1958; Aalen & Johansen
 * 1978; vectors `kaplan_meier`, `cumulative_incidence`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { SB_SPELL_OPEN, SB_SPELL_ADVANCED, SB_SPELL_LOST } SbSpellOutcome;

/* Stays of equal length together. */
typedef struct {
  gint64 time;
  gint64 open, advanced, lost;
} SbSpellCount;

typedef struct {
  gint64 time, at_risk, events;
  double survival;
} SbSurvivalRow;

typedef struct {
  gint64 time, at_risk, advanced, lost;
  double cif_advanced, cif_lost, survival;
} SbIncidenceRow;

/* Groups n stays by length. Returns: (transfer full) GArray of SbSpellCount, ascending. Cost: O(n log n). */
GArray  *sb_spell_counts      (const gint64 *days, const guint8 *outcomes, gsize n);
/* One row per distinct time with an event; events precede censorings of the same time. Any end is an event.
 * Returns: (transfer full) GArray of SbSurvivalRow. */
GArray  *sb_survival_compute  (const SbSpellCount *counts, gsize n);
/* First time with S ≤ ½ (no averaging over a plateau at ½); FALSE when never. */
gboolean sb_survival_median   (const GArray *rows, gint64 *median);
/* Advancing and losing compete. Returns: (transfer full) GArray of SbIncidenceRow. */
GArray  *sb_incidence_compute (const SbSpellCount *counts, gsize n);

G_END_DECLS
