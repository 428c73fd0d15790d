/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact distribution of a sum of independent yes/no amounts: forecast of few deals, loss of few risks. Source:
 * ENGINE 3.3 and 8, vectors `forecast_exact`, `risk`. */
#pragma once

#include "analysis/sb-rational.h"

G_BEGIN_DECLS

#define SB_DISTRIBUTION_MAX 20 /* uncertain amounts; more need a simulation */

typedef struct {
  gint64     minor; /* negative amounts (credit notes) are certain */
  SbRational p;     /* 0 … 1 */
} SbChance;

typedef struct _SbDistribution SbDistribution;

#define SB_DISTRIBUTION_CELLS 100000   /* of a grid */
#define SB_DISTRIBUTION_WORK 1000000   /* cells × amounts: a tenth of a second */

/* NULL when a p is outside 0 … 1, when more than SB_DISTRIBUTION_MAX amounts are uncertain, or on overflow.
 * Returns: (transfer full) (nullable). */
SbDistribution *sb_distribution_exact    (gint64 certain, const SbChance *chances, gsize n);
/* The same for any number of amounts that share a unit: their sums stand on a grid. NULL also when it would have more
 * than SB_DISTRIBUTION_CELLS cells or cost more than SB_DISTRIBUTION_WORK. */
SbDistribution *sb_distribution_grid     (gint64 certain, const SbChance *chances, gsize n);
void            sb_distribution_free     (SbDistribution *distribution);
double          sb_distribution_mean     (const SbDistribution *distribution);
double          sb_distribution_sd       (const SbDistribution *distribution);
/* The smallest v with F(v) ≥ q; equality is decided exactly. */
gint64          sb_distribution_quantile (const SbDistribution *distribution, SbRational q);
/* P(sum ≥ v). */
double          sb_distribution_reach    (const SbDistribution *distribution, gint64 v);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDistribution, sb_distribution_free)

/* One entry of a risk register; the residual impact is rounded down to a minor unit. */
typedef struct {
  SbRational p;
  gint64     impact;
  SbRational mitigation_p;
  SbRational mitigation_impact;
} SbRiskEntry;

typedef struct {
  double emv, residual_emv, no_loss;
  gint64 loss_p90, residual_loss_p90;
} SbRiskTotals;

/* FALSE under the conditions of sb_distribution_exact (). */
gboolean sb_risk_totals (const SbRiskEntry *entries, gsize n, SbRiskTotals *totals);

G_END_DECLS
