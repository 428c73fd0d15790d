/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts with invented figures, for the tests and for looking at. */
#pragma once

#include "charts/sb-chart.h"

typedef struct {
  const char *name;
  SbChart    *(*make) (void);
  int         width; /* it is shown in */
} Sample;

extern const Sample samples[];
extern const gsize  n_samples;

SbChart *sample_funnel    (void);
SbChart *sample_funnel_zh (void);
SbChart *sample_matrix    (void);
SbChart *sample_rfm       (void);
SbChart *sample_share     (void);
SbChart *sample_spark     (void);
SbChart *sample_scatter   (void);
SbChart *sample_lines     (void);
SbChart *sample_few_lines (void);
SbChart *sample_line_from (const double *values, gsize n_values);
SbChart *sample_lines_of  (gsize n_series, gsize n_values);
SbChart *sample_reasons   (void);
SbChart *sample_columns   (void);
SbChart *sample_trend     (void);
SbChart *sample_dimensions (void);
SbChart *sample_negative  (void);
