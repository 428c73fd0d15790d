/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a member could carry: the blend of own expectation, fair share and last quota, and the fair share itself. Called
 * before a plan is filled (sb-quota-plan); a slider of the target needs no new anchors. Source: ENGINE 1.1, 1.2. */
#pragma once

#include "analysis/sb-dd.h"
#include "core/sb-ratio.h"

G_BEGIN_DECLS

/* The three anchors of n members in minor units. A value ≤ 0 is missing for that member, a NULL array for all. */
typedef struct {
  gsize         n;
  const gint64 *bottom_up;  /* own commitment or expected value */
  const gint64 *fair_share;
  const gint64 *current;    /* current or last quota */
  gint64        alpha;      /* weight of bottom_up: achievable, default 5 */
  gint64        beta;       /* weight of fair_share: fair, default 3 */
  gint64        gamma;      /* weight of current: stable, default 2 */
} SbQuotaBlend;

/* Anchor of each member: the weighted harmonic mean Σw ÷ Σ(w ÷ anchor) of what is there and weighs; all missing: 0 (the
 * member gets the floor and takes only what nobody else can). Shape: anchors [n]. Errors: FALSE on a negative weight,
 * or weights adding up to more than int64. */
gboolean sb_quota_blend         (const SbQuotaBlend *blend, SbDd *anchors);
/* Anchors of the other methods: equal (values NULL), last year's sales, capacity, weighted pipeline. Values ≤ 0: 0. */
void     sb_quota_anchors       (const gint64 *values, gsize n, SbDd *anchors);

/* Fair shares of `total`, exact: in proportion to capacityᵏ × potential¹⁻ᵏ (κ in ppm, 500,000 by default). If the
 * potential of anybody is missing (≤ 0; NULL: of all), κ = 1 for everybody. Shape: capacity [n] ≥ 0 in any unit; shares
 * [n], largest remainder. Edge: all weights 0 gives equal shares. Returns: the κ that was used, ppm. */
gint64   sb_quota_fair_shares   (gint64 total, const double *capacity, const double *potential, gsize n,
                                 gint64 kappa_ppm, gint64 *shares);
/* Market-potential index of a member or region: share of market ÷ share of own sales. Shown, never applied. */
SbRatio  sb_quota_potential_index (gint64 potential, gint64 all_potential, gint64 sales, gint64 all_sales);

G_END_DECLS
