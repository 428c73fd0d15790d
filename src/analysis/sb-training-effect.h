/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Did those who were trained improve more than the others? Difference in differences with an exact permutation test.
 * Source: ENGINE 7, vector `training_did`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SB_TRAINING_EXACT 200000 /* relabellings; beyond that 20,000 random ones */

typedef struct {
  double   effect;        /* mean change of the trained − mean change of the others */
  gboolean has_se;        /* both groups have two members and more */
  double   se;            /* Welch */
  double   p;             /* two-sided, the observed labelling included */
  gint64   permutations;
  gboolean small_sample;  /* fewer than 8 in a group: an indication only */
} SbTrainingEffect;

/* Changes (after − before) of k trained and l other people. FALSE when a group is empty or a value is not finite. */
gboolean sb_training_effect_compute (const double *treated, gsize k, const double *control, gsize l,
                                     SbTrainingEffect *out);

G_END_DECLS
