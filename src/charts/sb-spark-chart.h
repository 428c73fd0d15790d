/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small line without axes, for a tile: its last point dotted, a target dashed. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

typedef struct {
  const double      *values;       /* not finite: a gap */
  gsize              n_values;
  const char *const *labels;       /* n_values or NULL */
  const char *const *value_texts;  /* n_values or NULL */
  gboolean           partial_last; /* the last step is of the running period: dashed, hollow dot */
  gboolean           has_target;
  double             target;
  SbChartRole        role;         /* NONE: PRIMARY */
  SbChartText        text;
} SbSparkChartSpec;

/* Marks: one a value. Returns: transfer full. */
SbChart *sb_spark_chart_new (const SbSparkChartSpec *spec);

G_END_DECLS
