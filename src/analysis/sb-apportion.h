/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Largest remainder with caps, and whole steps: the last act of every split. Called by quotas, equal chance and
 * re-planning. Source: ENGINE 1.6; AREAS 12 "with a step". */
#pragma once

#include "analysis/sb-dd.h"

G_BEGIN_DECLS

typedef struct {
  gsize         n;
  const SbDd   *share;   /* [n] exact shares */
  const gint64 *lo, *hi; /* [n] bounds of the parts; NULL: none */
} SbShares;

/* Gives `total` to n shares: floors, then the missing units to the larger fraction, then the larger share, then the
 * lower index; who is at the cap is skipped, and it goes round again. Units too many are taken back in the reverse
 * order, down to `lo`. With step > 1 the same in whole steps, bounds rounded inwards (where no step lies between them
 * the share itself stands); what remains of the total then goes to the largest share that has room, then to the next.
 * Shape: parts [n]. Returns: what no bound would hold (total − Σ parts), 0 as a rule. Cost: O (n), with a step
 * O (n log n). */
gint64 sb_apportion      (const SbShares *shares, gint64 total, gint64 step, gint64 *parts);
/* Bits of a fraction that can be told apart in sums of this size over n parts. */
int    sb_apportion_bits (gint64 total, gsize n);

G_END_DECLS
