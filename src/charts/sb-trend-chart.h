/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value by month (or day, week, quarter): columns or a line, with target, last year, limits, annotations and
 * signals. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

typedef struct {
  const char *label;          /* under the axis: "Jan"; thinned when tight */
  const char *group;          /* second line at its first point: "2026"; may be NULL */
  const char *long_label;     /* "January 2026"; NULL: label and group */
  double      value;          /* not finite: missing, a gap */
  const char *value_text;
  double      last_year;      /* NAN = none */
  const char *last_year_text;
  double      target;         /* NAN = the chart's, if it has one */
  const char *target_text;
  gboolean    partial;        /* the running period: hatched, dashed */
  gboolean    signal;         /* outside the limits: a ringed diamond */
  const char *description;
  gint64      key;
} SbTrendPointSpec;

/* A vertical line: position 2.5 lies between the third and the fourth point. It is a mark of series SB_TREND_NOTE. */
typedef struct {
  double      position;
  const char *label;
  const char *description;
  gint64      key;
} SbTrendNoteSpec;

enum {
  SB_TREND_VALUE,
  SB_TREND_NOTE
};

typedef struct {
  SbChartText             text;
  gboolean                line;           /* a line; otherwise columns */
  gboolean                zero_based;     /* for lines; columns always are */
  SbChartFormat           format;         /* of the axis */
  const SbTrendPointSpec *points;
  gsize                   n_points;
  gboolean                has_target;
  double                  target;
  const char             *target_text;    /* direct label, "target 4.6 M" */
  const char             *target_header;  /* CSV */
  const char             *last_year_text; /* direct label and CSV heading, "last year"; NULL: not drawn */
  gboolean                has_limits;     /* band low…high around center */
  double                  low, center, high;
  const char             *low_text, *center_text, *high_text;
  const char             *partial_text;   /* legend of the hatched period, "running month" */
  const char             *signal_text;    /* legend of the diamonds, "outside the limits" */
  const SbTrendNoteSpec  *notes;
  gsize                   n_notes;
} SbTrendChartSpec;

/* Returns: transfer full. */
SbChart *sb_trend_chart_new (const SbTrendChartSpec *spec);

G_END_DECLS
