/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quantiles of Student's t: how much wider an interval is when the spread was learned from few values. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Quantile p in (0.5, 1) with df degrees of freedom; below 2.5 it is that of 2 (exact), from there to 3 that of 3,
 * above 1e6 the normal one. The same bits on every machine. Error: below 2e−2 at 3, below 1e−3 from 5 on.
 * Source: Acklam's normal quantile, Cornish–Fisher expansion in 1/df. */
double sb_student_quantile (double p, double df);

G_END_DECLS
