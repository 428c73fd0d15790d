/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Were stated probabilities right? Brier score and Murphy's decomposition. Source: ENGINE 3.7, vector `calibration`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double lo, hi;
  gint64 n;
  double mean_p, rate; /* only while n > 0 */
} SbCalibrationBin;

typedef struct {
  double brier, reliability, resolution, uncertainty;
} SbCalibration;

/* Shape: n probabilities and outcomes (0/1); k + 1 ascending edges and k bins, [lo, hi) and the last one closed.
 * FALSE for n or k 0 and for a probability outside the edges. */
/* k bins between edges[0] … edges[k]. */
typedef struct {
  const double *p;
  const guint8 *outcome;
  gsize         n;
  const double *edges;
  gsize         k;
} SbCalibrationInput;

gboolean sb_calibration_compute (const SbCalibrationInput *input, SbCalibrationBin *bins, SbCalibration *out);

G_END_DECLS
