/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours and patterns of a chart. A layout names roles only; the theme turns them into ink when it is drawn. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SB_CHART_THEME_LIGHT,
  SB_CHART_THEME_DARK,
  SB_CHART_THEME_HIGH_CONTRAST,
  SB_CHART_THEME_HIGH_CONTRAST_DARK,
  SB_CHART_THEME_PRINT,
  SB_N_CHART_THEMES
} SbChartThemeKind;

typedef enum {
  SB_CHART_ROLE_NONE,     /* not drawn */
  SB_CHART_ROLE_SURFACE,  /* what lies under the chart; painted by exports only */
  SB_CHART_ROLE_TEXT,
  SB_CHART_ROLE_DIM,      /* second text */
  SB_CHART_ROLE_GRID,
  SB_CHART_ROLE_AXIS,
  SB_CHART_ROLE_TRACK,    /* the empty part of a bar */
  SB_CHART_ROLE_PRIMARY,  /* advanced, the value itself: blue */
  SB_CHART_ROLE_ALERT,    /* lost, worst, a signal: orange */
  SB_CHART_ROLE_OPEN,     /* undecided, running: hatched grey */
  SB_CHART_ROLE_GOOD,     /* won: green */
  SB_CHART_ROLE_ALERT_TEXT, /* the alert colour, dark enough to be read as text */
  SB_CHART_ROLE_FOCUS,
  SB_CHART_ROLE_SERIES_1, /* eight series; + n for the n-th, n < SB_CHART_N_SERIES */
  SB_CHART_ROLE_SERIES_2,
  SB_CHART_ROLE_SERIES_3,
  SB_CHART_ROLE_SERIES_4,
  SB_CHART_ROLE_SERIES_5,
  SB_CHART_ROLE_SERIES_6,
  SB_CHART_ROLE_SERIES_7,
  SB_CHART_ROLE_SERIES_8,
  SB_N_CHART_ROLES
} SbChartRole;

#define SB_CHART_N_SERIES 8

/* The second cue beside the colour. */
typedef enum {
  SB_CHART_PATTERN_SOLID,
  SB_CHART_PATTERN_HATCH,      /* / / / */
  SB_CHART_PATTERN_HATCH_BACK, /* \ \ \ */
  SB_CHART_PATTERN_CROSS,
  SB_CHART_PATTERN_DOTS,
  SB_CHART_PATTERN_BARS        /* upright lines */
} SbChartPattern;

typedef struct {
  double red, green, blue, alpha;
} SbRgba;

typedef struct {
  SbChartThemeKind kind;
  SbRgba           roles[SB_N_CHART_ROLES];
  SbRgba           ink_dark, ink_light; /* text over a fill: the one that reads better is taken */
  gboolean         patterned;           /* patterns also where the screen leaves the cue to a label */
  double           line_scale;          /* strokes are this much thicker */
} SbChartTheme;

/* Returns: transfer none, never NULL, constant. */
const SbChartTheme *sb_chart_theme_get       (SbChartThemeKind kind);
/* The theme for a screen in this appearance. */
const SbChartTheme *sb_chart_theme_for       (gboolean dark, gboolean high_contrast);
/* The pattern that goes with the n-th series, from 0. */
SbChartPattern      sb_chart_series_pattern  (guint n);
/* WCAG contrast of two opaque colours, 1…21. */
double              sb_rgba_contrast         (const SbRgba *a, const SbRgba *b);
/* top over bottom. */
SbRgba              sb_rgba_over             (const SbRgba *top, double alpha, const SbRgba *bottom);
/* The ink of the theme that reads best on this fill. */
const SbRgba       *sb_chart_theme_ink_on    (const SbChartTheme *theme, const SbRgba *fill);

G_END_DECLS
