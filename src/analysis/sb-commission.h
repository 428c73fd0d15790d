/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact commission of a tiered plan, and draws. Bounds are fractions of the quota, rounded once per statement, half
 * away from zero. Source: ENGINE 5.2–5.3, vectors `commission`, `draw`. */
#pragma once

#include "analysis/sb-rational.h"

G_BEGIN_DECLS

typedef struct {
  SbRational from; /* attainment */
  SbRational rate;
} SbCommissionTier;

typedef struct {
  gboolean   retroactive;  /* the highest reached tier's rate applies to everything */
  const SbCommissionTier *tiers; /* ascending from 0 */
  gsize      n_tiers;
  SbRational threshold;
  gboolean   threshold_excludes; /* pay counts only above the threshold */
  gboolean   has_cap;
  gint64     cap;
} SbCommissionPlan;

typedef enum {
  SB_COMMISSION_NO_QUOTA,
  SB_COMMISSION_NON_POSITIVE,
  SB_COMMISSION_BELOW_THRESHOLD,
  SB_COMMISSION_CAPPED,
  SB_COMMISSION_OK
} SbCommissionNote;

typedef struct {
  gint64 gross;  /* rounded, before the cap */
  gint64 payout;
  SbCommissionNote note;
} SbCommission;

/* FALSE when the tiers are empty or not ascending, or on overflow. */
gboolean    sb_commission_compute (const SbCommissionPlan *plan, gint64 amount, gint64 quota, SbCommission *out);
const char *sb_commission_note_key (SbCommissionNote note);

/* Per period: paid and the balance after it. FALSE on overflow. */
gboolean    sb_draw_compute       (const gint64 *earned, gsize n, gint64 draw, gint64 carry, gboolean recoverable,
                                   gint64 (*paid_balance)[2]);

G_END_DECLS
