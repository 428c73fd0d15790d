/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of things to draw that a layout is made of. Kinds of chart append to it in a left-to-right world; mirroring,
 * the frame and the rule that no two texts overlap are kept here, once. */
#pragma once

#include "charts/sb-chart-private.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef enum {
  SB_PRIM_RECT,
  SB_PRIM_LINE,
  SB_PRIM_PATH,    /* points joined, stroked or filled */
  SB_PRIM_COLUMNS, /* triples x, top, bottom, each w wide: a filled band */
  SB_PRIM_DOT,
  SB_PRIM_TEXT
} SbPrimKind;

typedef enum {
  SB_DOT_ROUND,
  SB_DOT_HOLLOW,
  SB_DOT_DIAMOND,
  SB_DOT_UP,
  SB_DOT_DOWN,
  SB_DOT_LEFT,
  SB_DOT_RIGHT
} SbDotShape;

typedef struct {
  SbPrimKind     kind;
  SbChartRole    role;
  SbChartRole    under;       /* text: the fill it stands on, NONE = the surface */
  SbChartPattern pattern;     /* of a fill; of a path: its dashes */
  SbDotShape     shape;
  double         x, y, w, h;  /* line: from x,y by w,h; dot: centre and w = radius */
  double         radius;      /* of corners */
  double         stroke;      /* width; a rect with a stroke is not filled */
  double         alpha, under_alpha;
  gboolean       dashed, fill;
  gboolean       halo;        /* text: outlined in the surface's colour, to be read over lines */
  guint          first, n;    /* points */
  PangoLayout   *text;
} SbPrim;

typedef enum {
  SB_TEXT_BODY,
  SB_TEXT_SMALL,
  SB_TEXT_TINY,
  SB_TEXT_BIG,
  SB_TEXT_TITLE,
  SB_TEXT_HUGE,
  SB_N_TEXT_SIZES
} SbTextSize;

typedef enum {
  SB_ALIGN_START,
  SB_ALIGN_MIDDLE,
  SB_ALIGN_END
} SbAlign;

/* How a text looks and where the given point lies on it. */
typedef struct {
  SbTextSize  size;
  SbChartRole role;        /* NONE with under set: the ink that reads best on it */
  SbAlign     across, down;
  gboolean    bold;
  gboolean    whole;       /* leave it out instead of cutting it */
  gboolean    boxed;       /* stands in a box that no other text enters: not compared with the others */
  gboolean    clear;       /* keeps off dots too */
  gboolean    halo;        /* outlined in the colour of the surface */
  int         lines;       /* > 1: wrap to at most so many */
  SbChartRole under;
  double      under_alpha; /* 0 counts as 1 */
} SbTextStyle;

struct _SbChartLayout {
  gatomicrefcount    ref_count;
  SbChart           *chart;
  double             width, height, scale;
  SbChartLayoutFlags flags;
  PangoContext      *context;
  GArray            *prims;   /* SbPrim */
  GArray            *points;  /* double */
  GArray            *marks;   /* SbChartMark */
  GArray            *areas;   /* SbChartRect: where a mark is hit */
  GStringChunk      *strings;
  GHashTable        *shaped;  /* style and text → PangoLayout, so that a repeated text is shaped once */
  SbChartRect        last_text;
};

SbScene    *sb_scene_new       (SbChart *chart, double width, double height, double scale, SbChartLayoutFlags flags);
/* A page without a chart, for texts of its own: keep them with sb_chart_keep (scene->chart, …). */
SbScene    *sb_scene_new_blank (double width, double height, double scale, SbChartLayoutFlags flags);
void        sb_scene_free      (SbScene *scene);
/* Mirrors for right-to-left; called once, after the last prim. */
void        sb_scene_finish    (SbScene *scene);

/* The returned prim may be refined until the next call. */
SbPrim     *sb_scene_rect      (SbScene *scene, SbChartRect rect, SbChartRole role, SbChartPattern pattern);
SbPrim     *sb_scene_line      (SbScene *scene, double x0, double y0, double x1, double y1, SbChartRole role);
SbPrim     *sb_scene_path      (SbScene *scene, const double *xy, guint n, SbChartRole role);
SbPrim     *sb_scene_columns   (SbScene *scene, const double *x_top_bottom, guint n, double width, SbChartRole role);
SbPrim     *sb_scene_dot       (SbScene *scene, double x, double y, double r, SbChartRole role);
/* FALSE when it was left out: it overlaps a text, leaves the frame or (whole) is wider than max_width. */
gboolean    sb_scene_text      (SbScene *scene, const char *text, const SbTextStyle *style, double x, double y,
                                double max_width);
/* The size it would take without a limit. height may be NULL. */
double      sb_scene_measure   (SbScene *scene, const char *text, const SbTextStyle *style, double *height);
double      sb_scene_line_height (SbScene *scene, SbTextSize size);
/* Adds a mark; its rect is cut to the frame. area NULL: hit where it is drawn. */
void        sb_scene_mark      (SbScene *scene, const SbChartMark *mark, const SbChartRect *area);
/* Description of the common case. The text lives as long as the scene. */
const char *sb_scene_describe  (SbScene *scene, const char *label, const char *series, const char *value);

G_END_DECLS
