/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stacked shares: each row a bar of full width, split by series; one row is the usual case. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

typedef struct {
  const char    *label;
  SbChartRole    role;    /* NONE: the next of the palette with its pattern */
  SbChartPattern pattern;
} SbShareSeriesSpec;

typedef struct {
  const char        *label;       /* NULL for a single bar */
  const double      *values;      /* n_series, < 0 counts as 0 */
  const char *const *value_texts; /* n_series */
  const char *const *share_texts; /* n_series, "31 %", or NULL: value_texts stand in the bar */
  const char        *total_text;  /* after the bar, may be NULL */
  const gint64      *keys;        /* n_series, or NULL */
} SbShareRowSpec;

typedef struct {
  SbChartText              text;
  const SbShareSeriesSpec *series;
  gsize                    n_series;
  const SbShareRowSpec    *rows;
  gsize                    n_rows;
  gboolean                 absolute; /* rows keep their length instead of all being 100 % */
} SbShareChartSpec;

/* Returns: transfer full. */
SbChart *sb_share_chart_new (const SbShareChartSpec *spec);

G_END_DECLS
