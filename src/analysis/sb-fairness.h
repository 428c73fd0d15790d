/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spread of attainments. The screen hides it below five members; this function does not. Source: ENGINE 1.7, vector
 * `fairness`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  gsize    n;
  double   mean, gini, min, max, share_80_120, share_ge_100;
  gboolean has_mean;        /* FALSE: mean 0, then cv, jain and min_over_max are undefined */
  double   cv;              /* population */
  double   jain, min_over_max;
} SbFairness;

/* FALSE for no values or values that are not finite. */
gboolean sb_fairness_compute (const double *values, gsize n, SbFairness *out);

/* fte × (days − absent) × ramp × productive. Source: vector `capacity`. */
double   sb_capacity_days    (double fte, gint64 days, gint64 absent, double ramp, double productive);

G_END_DECLS
