/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cohort funnel: per stage the bar advanced | lost here | still open, its conversion with range; won as the last
 * bar. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

/* The series of a funnel's marks. The key of a mark is its stage's. */
typedef enum {
  SB_FUNNEL_SERIES_ADVANCED,
  SB_FUNNEL_SERIES_LOST,
  SB_FUNNEL_SERIES_OPEN,
  SB_FUNNEL_SERIES_WON,
  SB_FUNNEL_N_SERIES
} SbFunnelSeries;

/* value[], value_text[] by SbFunnelSeries; only the first three are used. rate_text is "—" when undefined. */
typedef struct {
  const char *name;
  const char *reached_text;
  double      value[SB_FUNNEL_N_SERIES];
  const char *value_text[SB_FUNNEL_N_SERIES];
  const char *rate_text;   /* "52 %" */
  const char *range_text;  /* "49–54 %", may be NULL */
  const char *description; /* said before the parts; NULL: name, reached, rate */
  gint64      key;
} SbFunnelStageSpec;

/* worst: index of the coloured stage, -1 = none. won_name NULL: no won bar. */
typedef struct {
  SbChartText              text;
  const char              *series_label[SB_FUNNEL_N_SERIES]; /* "advanced", "lost here", "still open", "won" */
  const char              *reached_header;                   /* CSV: "Reached" */
  const char              *rate_header;                      /* CSV: "Conversion" */
  const SbFunnelStageSpec *stages;
  gsize                    n_stages;
  int                      worst;
  const char              *won_name;
  double                   won_value;
  const char              *won_text;
  const char              *won_rate_text;
  const char              *won_range_text; /* "overall conversion" */
  gint64                   won_key;
} SbFunnelChartSpec;

/* Edge: no stages or all counts 0: empty. Negative counts count as 0. Returns: transfer full. */
SbChart *sb_funnel_chart_new (const SbFunnelChartSpec *spec);

G_END_DECLS
