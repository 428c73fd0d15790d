/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits a total over periods by season × working days, exactly. Source: ENGINE 1.5–1.6, vector `phasing`. */
#pragma once

#include "analysis/sb-rational.h"

G_BEGIN_DECLS

/* Largest remainder over fractional weights ≥ 0: missing units to the larger fractional part, then the larger share,
 * then the lower index; all weights 0 gives equal weights. FALSE on a negative weight or total, or on overflow. */
gboolean sb_split_rational (gint64 total, const SbRational *weights, gsize n, gint64 *parts);
/* Weight = season × days. All weights 0: equal over the periods with days (over all when none has any); a period
 * without days gets 0. */
gboolean sb_phasing_compute (gint64 total, const SbRational *season, const gint64 *days, gsize n, gint64 *parts);

G_END_DECLS
