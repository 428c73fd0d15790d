/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axis arithmetic: round steps and the mapping of a value to a place. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SB_SCALE_MAX_TICKS 12

typedef struct {
  double low, high;                 /* low < high, both at a tick */
  double ticks[SB_SCALE_MAX_TICKS]; /* ascending */
  guint  n_ticks;
} SbScale;

/* A scale of 1, 2 or 5 × 10^k steps around [low, high] with about n_steps of them. zero: contains 0.
 * Edge: low = high, not finite or reversed ends and huge values give a usable scale, all zero gives 0…1. */
void   sb_scale_init  (SbScale *scale, double low, double high, guint n_steps, gboolean zero);
/* 0 at low, 1 at high; outside values go beyond. */
double sb_scale_place (const SbScale *scale, double value);
/* Widens low and high to contain value; a missing (not finite) one changes nothing. */
void   sb_range_add   (double *low, double *high, double value);

G_END_DECLS
