/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Over-assignment: how much more is assigned than is needed, per level and compounded, and how much would be enough.
 * Called by planner and goals. Source: ENGINE 1.9, AREAS 1 "Over-assignment". */
#pragma once

#include "core/sb-ratio.h"

G_BEGIN_DECLS

/* (Σ assigned below − target) ÷ target of one level; no-target for target ≤ 0. */
SbRatio  sb_hedge_level    (gint64 target, gint64 assigned);
/* Π (1 + h) − 1 over the defined levels, from the company down. */
double   sb_hedge_compound (const SbRatio *levels, gsize n);

/* P (Σ y ≥ target) when h more than the target is assigned; must not fall as h rises (common random numbers). */
typedef double (*SbHedgeFunc) (double h, gpointer user_data);

/* The smallest h (in ppm, whole) in [0, most_ppm] with chance ≥ q. cannot-judge: even most_ppm is not enough. value is
 * h as a fraction. Cost: about 20 calls. */
SbRatio  sb_hedge_recommend (SbHedgeFunc chance, gpointer user_data, double q, gint64 most_ppm);
/* The same from draws of the sum of results when exactly `assigned` is assigned, results growing with what is assigned:
 * P (draw × (1 + h) ≥ assigned). The draws may be in any order; too-few
 * below 20 of them. */
SbRatio  sb_hedge_recommend_from_draws (const gint64 *sums, gsize n_draws, gint64 assigned, double q, gint64 most_ppm);

G_END_DECLS
