/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exp, log and the normal distribution out of basic operations only: the same bits on every machine, which the C
 * library does not promise. Used where random numbers become money. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Relative error below 1e−15 for |x| ≤ 700; outside the argument is clipped. */
double sb_exp (double x);
/* Natural logarithm of x > 0; relative error below 1e−14. */
double sb_log (double x);

#define SB_NORMAL_LIMIT 9.0
#define SB_NORMAL_STEPS 32                                           /* nodes a unit */
#define SB_NORMAL_NODES (2 * 9 * SB_NORMAL_STEPS + 1)
#define SB_NORMAL_LEVELS 1024

/* Standard normal distribution as a table (9 KB and 16 KB); absolute error of Φ below 5e−9. */
typedef struct {
  double cdf[SB_NORMAL_NODES], density[SB_NORMAL_NODES];             /* at −9 + i/32; the density per node step */
  double quantile[SB_NORMAL_LEVELS + 1], slope[SB_NORMAL_LEVELS + 1]; /* at i/1024, slope per level */
} SbNormal;

/* Cost: 0.2 ms. */
void   sb_normal_init     (SbNormal *normal);
/* Non-decreasing; clipped to Φ(±9). */
double sb_normal_cdf      (const SbNormal *normal, double x);
/* The z with Φ(z) = p; clipped to ±9. */
double sb_normal_quantile (const SbNormal *normal, double p);

G_END_DECLS
