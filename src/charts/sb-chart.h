/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart: an unchangeable description of a picture and its data, laid out for a size and drawn on any cairo_t.
 * Constructors are in sb-funnel-chart.h, sb-bar-chart.h, sb-trend-chart.h, sb-line-chart.h, sb-heat-chart.h,
 * sb-share-chart.h, sb-scatter-chart.h and sb-spark-chart.h. They copy everything they are given.
 * Text comes formatted (sb-formatter); numbers only decide geometry and fill the CSV. Text may be any bytes: what is
 * not UTF-8 is replaced. Not finite numbers count as missing.
 *
 * Use:  chart = sb_funnel_chart_new (&spec);
 *       layout = sb_chart_layout (chart, width, height, 1.0, SB_CHART_LAYOUT_NO_TITLE);
 *       sb_chart_draw (layout, cr, theme);  sb_chart_draw_state (layout, cr, theme, focused, selected);
 * A chart may be used from any thread; a layout only from the thread that made it (its text belongs to that thread). */
#pragma once

#include "charts/sb-chart-theme.h"

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _SbChart SbChart;
typedef struct _SbChartLayout SbChartLayout;

typedef struct {
  double x, y, w, h;
} SbChartRect;

/* What every kind of chart carries. All may be NULL. */
typedef struct {
  const char *title;
  const char *subtitle;
  const char *empty_text;    /* the sentence shown instead of an empty picture */
  const char *label_header;  /* CSV heading of the first column, "Stage" */
  const char *value_header;  /* CSV heading of the value, "Revenue" */
  gboolean    masked;        /* privacy: the CSV then holds the formatted texts, never a number */
} SbChartText;

/* Formats the value of an axis tick. Called only inside the constructor. Returns: transfer full. */
typedef char *(*SbChartFormatFunc) (double value, gpointer user_data);
typedef struct {
  SbChartFormatFunc func;      /* NULL: an axis without text */
  gpointer          user_data;
} SbChartFormat;

/* One drawn datum. Strings live as long as the layout and are never NULL. */
typedef struct {
  SbChartRect rect;         /* what is drawn, inside the frame */
  const char *label;        /* "Quote & negotiation" */
  const char *series_label; /* "lost here" or "" */
  const char *value_text;   /* "62" */
  const char *description;  /* one line for the screen reader and the tooltip */
  gint64      key;          /* what the caller gave: drill down to it */
  int         series;
} SbChartMark;

typedef enum {
  SB_CHART_LAYOUT_DEFAULT  = 0,
  SB_CHART_LAYOUT_NO_TITLE = 1 << 0, /* the caller shows title and subtitle; the legend stays */
  SB_CHART_LAYOUT_RTL      = 1 << 1  /* mirrored */
} SbChartLayoutFlags;

typedef enum {
  SB_CHART_MOVE_NEXT,
  SB_CHART_MOVE_PREVIOUS,
  SB_CHART_MOVE_LEFT,
  SB_CHART_MOVE_RIGHT,
  SB_CHART_MOVE_UP,
  SB_CHART_MOVE_DOWN,
  SB_CHART_MOVE_FIRST,
  SB_CHART_MOVE_LAST
} SbChartMove;

SbChart           *sb_chart_ref             (SbChart *chart);
void               sb_chart_unref           (SbChart *chart);
gboolean           sb_chart_is_empty        (SbChart *chart);
/* "" when none. Returns: transfer none. */
const char        *sb_chart_get_title       (SbChart *chart);
const char        *sb_chart_get_subtitle    (SbChart *chart);
/* Title, subtitle and one line a datum, in reading order. Returns: transfer full. */
char              *sb_chart_dup_description (SbChart *chart);
/* RFC 4180, UTF-8 without BOM, numbers with a point and no grouping; text that a spreadsheet would take for a
 * formula is quoted with an apostrophe. Returns: transfer full. */
char              *sb_chart_dup_csv         (SbChart *chart);
/* The height at which the chart looks best in this width. Units: logical pixels. */
int                sb_chart_natural_height  (SbChart *chart, int width, double text_scale, SbChartLayoutFlags flags);

/* Places everything in width × height logical pixels; ≤ 0 gives an empty layout. Cost: a few ms. Returns: transfer
 * full. */
SbChartLayout     *sb_chart_layout          (SbChart *chart, double width, double height, double text_scale,
                                             SbChartLayoutFlags flags);
SbChartLayout     *sb_chart_layout_ref      (SbChartLayout *layout);
void               sb_chart_layout_unref    (SbChartLayout *layout);
/* Draws at the origin of cr, without a background. */
void               sb_chart_draw            (SbChartLayout *layout, cairo_t *cr, const SbChartTheme *theme);
/* Draws the focus ring and the selection over it; -1 = none. Cheap: the picture beneath can be kept. */
void               sb_chart_draw_state      (SbChartLayout *layout, cairo_t *cr, const SbChartTheme *theme, int focused,
                                             int selected);

int                sb_chart_n_marks         (SbChartLayout *layout);
/* Returns: transfer none; NULL when mark is out of range. */
const SbChartMark *sb_chart_get_mark        (SbChartLayout *layout, int mark);
/* The mark at a point, with a few pixels of grace; -1 = none. */
int                sb_chart_hit             (SbChartLayout *layout, double x, double y);
/* Where a key leads; mark -1 = nothing focused yet, then the first (or last). Returns -1 only without marks. */
int                sb_chart_next_mark       (SbChartLayout *layout, int mark, SbChartMove move);

#define SB_TYPE_CHART (sb_chart_get_type ())
GType              sb_chart_get_type        (void) G_GNUC_CONST; /* boxed */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbChart, sb_chart_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbChartLayout, sb_chart_layout_unref)

G_END_DECLS
