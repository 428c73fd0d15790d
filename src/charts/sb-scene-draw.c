/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a layout: the one place that turns prims into ink, for the screen, PNG, SVG, PDF and paper alike. */
#include "charts/sb-scene.h"

#include <math.h>

#define HATCH_STEP 6.0

typedef struct {
  cairo_t            *cr;
  const SbScene      *scene;
  const SbChartTheme *theme;
} SbPen;

static void
set_color (cairo_t *cr, const SbRgba *color, double alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

static void
set_role (const SbPen *pen, SbChartRole role, double alpha)
{
  set_color (pen->cr, &pen->theme->roles[role], alpha);
}

static void
trace_rect (cairo_t *cr, double x, double y, double w, double h, double radius)
{
  double r = MIN (radius, MIN (w, h) / 2);

  if (r < 0.5)
    {
      cairo_rectangle (cr, x, y, w, h);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Slanted lines over a rectangle, in step with every other hatch of the picture and cut to it by arithmetic: a clip
 * is many times dearer. slope 1: /, -1: \\. */
static void
trace_slanted (const SbPen *pen, const SbPrim *prim, double slope, double step)
{
  double left = prim->x, right = prim->x + prim->w, top = prim->y, bottom = prim->y + prim->h;
  double low = slope > 0 ? left + top : left - bottom, high = slope > 0 ? right + bottom : right - top;

  /* On the line x + slope × y = c. */
  for (double c = ceil (low / step) * step; c <= high; c += step)
    {
      double x0 = CLAMP (c - slope * top, left, right), x1 = CLAMP (c - slope * bottom, left, right);
      cairo_move_to (pen->cr, x0, slope > 0 ? c - x0 : x0 - c);
      cairo_line_to (pen->cr, x1, slope > 0 ? c - x1 : x1 - c);
    }
}

/* Small squares; at their size nobody tells them from circles, which cost ten times as much. */
static void
trace_dots (const SbPen *pen, const SbPrim *prim, double step)
{
  double side = step / 3;

  for (double y = ceil (prim->y / step) * step; y + side <= prim->y + prim->h; y += step)
    for (double x = ceil (prim->x / step) * step; x + side <= prim->x + prim->w; x += step)
      cairo_rectangle (pen->cr, x, y, side, side);
}

static void
draw_pattern (const SbPen *pen, const SbPrim *prim, SbChartPattern pattern)
{
  double step = HATCH_STEP * pen->scene->scale;

  switch (pattern)
    {
    case SB_CHART_PATTERN_HATCH:
      trace_slanted (pen, prim, 1, step);
      break;
    case SB_CHART_PATTERN_HATCH_BACK:
      trace_slanted (pen, prim, -1, step);
      break;
    case SB_CHART_PATTERN_CROSS:
      trace_slanted (pen, prim, 1, step * 1.5);
      trace_slanted (pen, prim, -1, step * 1.5);
      break;
    case SB_CHART_PATTERN_DOTS:
      trace_dots (pen, prim, step);
      cairo_fill (pen->cr);
      return;
    case SB_CHART_PATTERN_BARS:
      for (double x = ceil (prim->x / step) * step; x < prim->x + prim->w; x += step)
        {
          cairo_move_to (pen->cr, x, prim->y);
          cairo_line_to (pen->cr, x, prim->y + prim->h);
        }
      break;
    case SB_CHART_PATTERN_SOLID:
    default:
      return;
    }
  cairo_set_line_width (pen->cr, 1.2 * pen->scene->scale * pen->theme->line_scale);
  cairo_stroke (pen->cr);
}

static SbChartPattern
pattern_of (const SbPen *pen, const SbPrim *prim)
{
  if (pen->theme->patterned && prim->role == SB_CHART_ROLE_ALERT && prim->pattern == SB_CHART_PATTERN_SOLID
      && prim->alpha >= 0.5)
    return SB_CHART_PATTERN_HATCH_BACK;
  return prim->pattern;
}

/* What a text on this prim stands on: hatched fills are nearly the surface, others nearly their colour. */
static double
base_alpha (SbChartPattern pattern)
{
  return pattern == SB_CHART_PATTERN_HATCH ? 0.16 : 1.0;
}

static void
draw_rect (const SbPen *pen, const SbPrim *prim)
{
  SbChartPattern pattern = pattern_of (pen, prim);

  if (prim->w <= 0 || prim->h <= 0)
    return;
  trace_rect (pen->cr, prim->x, prim->y, prim->w, prim->h, prim->radius);
  set_role (pen, prim->role, prim->alpha * base_alpha (pattern));
  if (prim->stroke > 0)
    {
      cairo_set_line_width (pen->cr, prim->stroke * pen->theme->line_scale);
      cairo_stroke (pen->cr);
      return;
    }
  if (pattern == SB_CHART_PATTERN_SOLID)
    {
      cairo_fill (pen->cr);
      return;
    }
  cairo_fill (pen->cr);
  if (pattern == SB_CHART_PATTERN_HATCH)
    set_role (pen, prim->role, prim->alpha * 0.85);
  else
    set_role (pen, SB_CHART_ROLE_SURFACE, 0.45);
  draw_pattern (pen, prim, pattern);
}

static void
set_dash (const SbPen *pen, gboolean dashed)
{
  const double dash[] = { 4 * pen->scene->scale, 3 * pen->scene->scale };

  cairo_set_dash (pen->cr, dash, dashed ? 2 : 0, 0);
}

/* The second cue of a line: its own rhythm. */
static void
set_rhythm (const SbPen *pen, SbChartPattern pattern)
{
  static const double rhythms[][4] = { [SB_CHART_PATTERN_SOLID] = { 0 }, [SB_CHART_PATTERN_HATCH] = { 4, 3, 4, 3 },
                                       [SB_CHART_PATTERN_HATCH_BACK] = { 9, 3, 9, 3 },
                                       [SB_CHART_PATTERN_CROSS] = { 9, 3, 2, 3 },
                                       [SB_CHART_PATTERN_DOTS] = { 2, 2.5, 2, 2.5 },
                                       [SB_CHART_PATTERN_BARS] = { 5, 2, 2, 2 } };

  if (pattern != SB_CHART_PATTERN_SOLID)
    cairo_set_dash (pen->cr, rhythms[pattern], 4, 0);
}

static void
draw_line (const SbPen *pen, const SbPrim *prim)
{
  set_role (pen, prim->role, prim->alpha);
  cairo_set_line_width (pen->cr, prim->stroke * pen->theme->line_scale);
  set_dash (pen, prim->dashed);
  cairo_move_to (pen->cr, prim->x, prim->y);
  cairo_line_to (pen->cr, prim->x + prim->w, prim->y + prim->h);
  cairo_stroke (pen->cr);
  set_dash (pen, FALSE);
}

/* A long line is stroked in pieces: the cost of one stroke grows with the square of its crossings. */
static void
stroke_pieces (const SbPen *pen, const double *p, guint n)
{
  const guint piece = 12;

  for (guint first = 0; first + 1 < n; first += piece)
    {
      for (guint i = first; i <= MIN (first + piece, n - 1); i++)
        cairo_line_to (pen->cr, p[2 * i], p[2 * i + 1]);
      cairo_stroke (pen->cr);
    }
}

static void
draw_path (const SbPen *pen, const SbPrim *prim)
{
  const double *p = &g_array_index (pen->scene->points, double, prim->first);
  gboolean solid = !prim->dashed && prim->pattern == SB_CHART_PATTERN_SOLID;

  set_role (pen, prim->role, prim->alpha);
  cairo_set_line_width (pen->cr, prim->stroke * pen->theme->line_scale);
  if (!prim->fill && solid && prim->n > 64)
    {
      stroke_pieces (pen, p, prim->n);
      return;
    }
  for (guint i = 0; i < prim->n; i++)
    cairo_line_to (pen->cr, p[2 * i], p[2 * i + 1]);
  if (prim->fill)
    {
      cairo_fill (pen->cr);
      return;
    }
  set_dash (pen, prim->dashed);
  set_rhythm (pen, prim->pattern);
  cairo_stroke (pen->cr);
  set_dash (pen, FALSE);
}

/* Upright boxes side by side. Filling them is thirty times cheaper than stroking the line they stand for. */
static void
draw_columns (const SbPen *pen, const SbPrim *prim)
{
  const double *p = &g_array_index (pen->scene->points, double, prim->first);

  for (guint i = 0; i < prim->n; i++)
    cairo_rectangle (pen->cr, p[3 * i], p[3 * i + 1], prim->w, p[3 * i + 2] - p[3 * i + 1]);
  set_role (pen, prim->role, prim->alpha);
  cairo_set_antialias (pen->cr, CAIRO_ANTIALIAS_NONE);
  cairo_fill (pen->cr);
  cairo_set_antialias (pen->cr, CAIRO_ANTIALIAS_DEFAULT);
}

static void
trace_triangle (cairo_t *cr, double x, double y, double r, SbDotShape shape)
{
  double dx = shape == SB_DOT_LEFT ? -1 : shape == SB_DOT_RIGHT ? 1 : 0;
  double dy = shape == SB_DOT_UP ? -1 : shape == SB_DOT_DOWN ? 1 : 0;

  cairo_move_to (cr, x + dx * r * 0.8, y + dy * r * 0.8);
  cairo_line_to (cr, x - dx * r * 0.8 + dy * r, y - dy * r * 0.8 + dx * r);
  cairo_line_to (cr, x - dx * r * 0.8 - dy * r, y - dy * r * 0.8 - dx * r);
  cairo_close_path (cr);
}

static void
draw_dot (const SbPen *pen, const SbPrim *prim)
{
  cairo_t *cr = pen->cr;
  double r = prim->w;

  cairo_new_path (cr);
  if (prim->shape == SB_DOT_DIAMOND)
    {
      cairo_move_to (cr, prim->x, prim->y - r);
      cairo_line_to (cr, prim->x + r, prim->y);
      cairo_line_to (cr, prim->x, prim->y + r);
      cairo_line_to (cr, prim->x - r, prim->y);
      cairo_close_path (cr);
    }
  else if (prim->shape == SB_DOT_ROUND || prim->shape == SB_DOT_HOLLOW)
    cairo_arc (cr, prim->x, prim->y, r, 0, 2 * G_PI);
  else
    trace_triangle (cr, prim->x, prim->y, r, prim->shape);
  set_role (pen, prim->shape == SB_DOT_HOLLOW ? SB_CHART_ROLE_SURFACE : prim->role, prim->alpha);
  cairo_fill_preserve (cr);
  set_role (pen, prim->shape == SB_DOT_HOLLOW ? prim->role : SB_CHART_ROLE_SURFACE, prim->alpha);
  cairo_set_line_width (cr, prim->shape == SB_DOT_HOLLOW ? 2 : prim->stroke);
  if (prim->shape == SB_DOT_HOLLOW || prim->stroke > 0)
    cairo_stroke (cr);
  cairo_new_path (cr);
}

static void
draw_text (const SbPen *pen, const SbPrim *prim)
{
  const SbRgba *surface = &pen->theme->roles[SB_CHART_ROLE_SURFACE];
  PangoRectangle logical;
  double x, y;

  pango_layout_get_extents (prim->text, NULL, &logical);
  x = prim->x - (double) logical.x / PANGO_SCALE, y = prim->y - (double) logical.y / PANGO_SCALE;
  if (prim->halo)
    {
      cairo_move_to (pen->cr, x, y);
      pango_cairo_layout_path (pen->cr, prim->text);
      cairo_set_line_width (pen->cr, 3.5 * pen->scene->scale);
      set_role (pen, SB_CHART_ROLE_SURFACE, 0.9);
      cairo_stroke (pen->cr);
    }
  if (prim->under != SB_CHART_ROLE_NONE)
    {
      SbRgba fill = sb_rgba_over (&pen->theme->roles[prim->under], prim->under_alpha, surface);
      set_color (pen->cr, sb_chart_theme_ink_on (pen->theme, &fill), 1);
    }
  else
    set_role (pen, prim->role, prim->alpha);
  cairo_move_to (pen->cr, x, y);
  pango_cairo_show_layout (pen->cr, prim->text);
  cairo_new_path (pen->cr);
}

static void
draw_prim (const SbPen *pen, const SbPrim *prim)
{
  static void (*const draw[]) (const SbPen *, const SbPrim *) = {
    [SB_PRIM_RECT] = draw_rect, [SB_PRIM_LINE] = draw_line, [SB_PRIM_PATH] = draw_path,
    [SB_PRIM_COLUMNS] = draw_columns, [SB_PRIM_DOT] = draw_dot, [SB_PRIM_TEXT] = draw_text,
  };

  draw[prim->kind] (pen, prim);
}

void
sb_chart_draw (SbChartLayout *layout, cairo_t *cr, const SbChartTheme *theme)
{
  g_return_if_fail (layout != NULL && cr != NULL && theme != NULL);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, layout->width, layout->height);
  cairo_clip (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < layout->prims->len; i++)
    draw_prim (&(SbPen) { cr, layout, theme }, &g_array_index (layout->prims, SbPrim, i));
  cairo_restore (cr);
}

static void
draw_ring (const SbPen *pen, const SbChartRect *rect, double outset, double width)
{
  double x0 = MAX (rect->x - outset, width / 2), y0 = MAX (rect->y - outset, width / 2);
  double x1 = MIN (rect->x + rect->w + outset, pen->scene->width - width / 2);
  double y1 = MIN (rect->y + rect->h + outset, pen->scene->height - width / 2);

  trace_rect (pen->cr, x0, y0, MAX (x1 - x0, 0), MAX (y1 - y0, 0), 5);
  cairo_set_line_width (pen->cr, width);
  cairo_stroke (pen->cr);
}

void
sb_chart_draw_state (SbChartLayout *layout, cairo_t *cr, const SbChartTheme *theme, int focused, int selected)
{
  SbPen pen = { cr, layout, theme };
  const SbChartMark *mark;

  g_return_if_fail (layout != NULL && cr != NULL && theme != NULL);
  cairo_save (cr);
  cairo_new_path (cr);
  if ((mark = sb_chart_get_mark (layout, selected)) != NULL)
    {
      set_role (&pen, SB_CHART_ROLE_TEXT, 1);
      draw_ring (&pen, &mark->rect, 0.5, 1.5 * theme->line_scale);
    }
  if ((mark = sb_chart_get_mark (layout, focused)) != NULL)
    {
      set_role (&pen, SB_CHART_ROLE_SURFACE, 1);
      draw_ring (&pen, &mark->rect, 3, 4);
      set_role (&pen, SB_CHART_ROLE_FOCUS, 1);
      draw_ring (&pen, &mark->rect, 3, 2);
    }
  cairo_restore (cr);
}
