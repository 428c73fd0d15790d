/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is really painted: pixels at known places in every theme, the focus ring, mirroring, and the palette itself. */
#include "hostile.h"
#include "samples.h"

#include "charts/sb-funnel-chart.h"
#include "charts/sb-scene.h"

#include <math.h>
#include <string.h>

typedef struct {
  cairo_surface_t *surface;
  cairo_t         *cr;
} Canvas;

static Canvas
canvas_new (int width, int height, const SbChartTheme *theme)
{
  const SbRgba *ground = &theme->roles[SB_CHART_ROLE_SURFACE];
  Canvas canvas;

  canvas.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  canvas.cr = cairo_create (canvas.surface);
  cairo_set_source_rgb (canvas.cr, ground->red, ground->green, ground->blue);
  cairo_paint (canvas.cr);
  return canvas;
}

static void
canvas_free (Canvas *canvas)
{
  g_assert_cmpint (cairo_status (canvas->cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (canvas->cr);
  cairo_surface_destroy (canvas->surface);
}

static guint32
pixel (Canvas *canvas, double x, double y)
{
  cairo_surface_flush (canvas->surface);
  return *(guint32 *) (cairo_image_surface_get_data (canvas->surface) + (int) y * cairo_image_surface_get_stride (canvas->surface)
                       + (int) x * 4) & 0xffffff;
}

static guint32
packed (const SbRgba *color)
{
  return (guint32) round (color->red * 255) << 16 | (guint32) round (color->green * 255) << 8 | (guint32) round (color->blue * 255);
}

/* How many pixels of the two differ. */
static int
difference (Canvas *a, Canvas *b)
{
  int width = cairo_image_surface_get_width (a->surface), height = cairo_image_surface_get_height (a->surface), n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      n += pixel (a, x, y) != pixel (b, x, y);
  return n;
}

static void
test_colors (void)
{
  g_autoptr (SbChart) chart = sample_funnel ();
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 700, 400, 1, 0);

  for (int kind = 0; kind < SB_N_CHART_THEMES; kind++)
    {
      const SbChartTheme *theme = sb_chart_theme_get (kind);
      Canvas canvas = canvas_new (700, 400, theme);
      const SbChartRect *advanced = &sb_chart_get_mark (layout, 0)->rect, *won = &sb_chart_get_mark (layout, 12)->rect;

      sb_chart_draw (layout, canvas.cr, theme);
      g_assert_cmphex (pixel (&canvas, advanced->x + advanced->w / 2, advanced->y + 3), ==, packed (&theme->roles[SB_CHART_ROLE_PRIMARY]));
      g_assert_cmphex (pixel (&canvas, won->x + won->w - 4, won->y + 3), ==, packed (&theme->roles[SB_CHART_ROLE_GOOD]));
      g_assert_cmphex (pixel (&canvas, 690, 5), ==, packed (&theme->roles[SB_CHART_ROLE_SURFACE]));
      canvas_free (&canvas);
    }
}

/* The second cue: an undecided bar is not one flat colour, and in patterned themes a lost one is not either. */
static void
test_patterns (void)
{
  g_autoptr (SbChart) chart = sample_funnel ();
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 1400, 400, 1, 0);

  for (int kind = 0; kind < SB_N_CHART_THEMES; kind++)
    for (int mark = 1; mark <= 2; mark++)
      {
        const SbChartTheme *theme = sb_chart_theme_get (kind);
        const SbChartRect *rect = &sb_chart_get_mark (layout, mark)->rect;
        Canvas canvas = canvas_new (1400, 400, theme);
        int changes = 0;
        sb_chart_draw (layout, canvas.cr, theme);
        for (int x = (int) rect->x + 2; x < rect->x + rect->w - 3; x++)
          changes += pixel (&canvas, x, rect->y + 2) != pixel (&canvas, x + 1, rect->y + 2);
        if (mark == 2 || theme->patterned)
          g_assert_cmpint (changes, >, 10);
        else
          g_assert_cmpint (changes, ==, 0);
        canvas_free (&canvas);
      }
}

static void
test_state (void)
{
  const SbChartTheme *theme = sb_chart_theme_get (SB_CHART_THEME_LIGHT);
  g_autoptr (SbChart) chart = sample_funnel ();
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 700, 400, 1, 0);
  Canvas plain = canvas_new (700, 400, theme), ringed = canvas_new (700, 400, theme), picked = canvas_new (700, 400, theme);
  const SbChartRect *rect = &sb_chart_get_mark (layout, 4)->rect;

  sb_chart_draw (layout, plain.cr, theme);
  sb_chart_draw (layout, ringed.cr, theme);
  sb_chart_draw_state (layout, ringed.cr, theme, -1, -1);
  g_assert_cmpint (difference (&plain, &ringed), ==, 0);
  sb_chart_draw_state (layout, ringed.cr, theme, 4, -1);
  sb_chart_draw (layout, picked.cr, theme);
  sb_chart_draw_state (layout, picked.cr, theme, -1, 4);
  g_assert_cmpint (difference (&plain, &ringed), >, 100);
  g_assert_cmpint (difference (&plain, &picked), >, 100);
  g_assert_cmpint (difference (&ringed, &picked), >, 100);
  g_assert_cmphex (pixel (&ringed, rect->x + rect->w / 2, rect->y - 3), ==, packed (&theme->roles[SB_CHART_ROLE_FOCUS]));
  g_assert_cmphex (pixel (&ringed, rect->x + rect->w / 2, rect->y + rect->h / 2), ==, pixel (&plain, rect->x + rect->w / 2, rect->y + rect->h / 2));
  canvas_free (&plain);
  canvas_free (&ringed);
  canvas_free (&picked);
}

static int
ink_in (Canvas *canvas, const SbChartTheme *theme, int x0, int x1, int height)
{
  int n = 0;

  for (int y = 0; y < height; y++)
    for (int x = x0; x < x1; x++)
      n += pixel (canvas, x, y) != packed (&theme->roles[SB_CHART_ROLE_SURFACE]);
  return n;
}

/* Every sample paints something in every theme, and the themes differ. */
static void
test_samples (void)
{
  for (gsize i = 0; i < n_samples; i++)
    {
      g_autoptr (SbChart) chart = samples[i].make ();
      int width = samples[i].width, height = sb_chart_natural_height (chart, width, 1, 0);
      g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, width, height, 1, 0);
      Canvas light = canvas_new (width, height, sb_chart_theme_get (SB_CHART_THEME_LIGHT));
      Canvas dark = canvas_new (width, height, sb_chart_theme_get (SB_CHART_THEME_DARK));

      sb_chart_draw (layout, light.cr, sb_chart_theme_get (SB_CHART_THEME_LIGHT));
      sb_chart_draw (layout, dark.cr, sb_chart_theme_get (SB_CHART_THEME_DARK));
      g_assert_cmpint (ink_in (&light, sb_chart_theme_get (SB_CHART_THEME_LIGHT), 0, width, height), >, 100);
      g_assert_cmpint (ink_in (&dark, sb_chart_theme_get (SB_CHART_THEME_DARK), 0, width, height), >, 100);
      g_assert_cmpint (difference (&light, &dark), >, width * height / 2);
      canvas_free (&light);
      canvas_free (&dark);
    }
}

static void
test_hostile (void)
{
  const SbChartTheme *theme = sb_chart_theme_get (SB_CHART_THEME_PRINT);

  for (int kind = 0; kind < N_HOSTILE_KINDS; kind++)
    for (int how = 0; how < N_HOSTILE; how++)
      {
        g_autoptr (SbChart) chart = hostile_chart (kind, how);
        g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 480, 320, 1, how % 2 ? SB_CHART_LAYOUT_RTL : 0);
        Canvas canvas = canvas_new (480, 320, theme);
        sb_chart_draw (layout, canvas.cr, theme);
        for (int mark = 0; mark < sb_chart_n_marks (layout); mark += 7)
          sb_chart_draw_state (layout, canvas.cr, theme, mark, mark);
        canvas_free (&canvas);
      }
}

/* A dense line shows the lowest and highest value of every pixel column. */
static void
test_no_extreme_lost (void)
{
  const gsize n = 1000000;
  g_autofree double *values = g_new0 (double, n);
  g_autoptr (SbChart) chart = NULL;
  g_autoptr (SbChartLayout) layout = NULL;
  const SbPrim *columns = NULL;

  for (gsize i = 0; i < n; i += 9973)
    values[i] = i / 9973 % 2 ? 1 : -1;
  chart = sample_line_from (values, n);
  layout = sb_chart_layout (chart, 1000, 400, 1, 0);
  for (guint i = 0; i < layout->prims->len; i++)
    if (g_array_index (layout->prims, SbPrim, i).kind == SB_PRIM_COLUMNS)
      columns = &g_array_index (layout->prims, SbPrim, i);
  g_assert_nonnull (columns);
  for (gsize i = 0; i < n; i += 9973)
    {
      guint c = (guint) ((double) i * columns->n / n);
      const double *box = &g_array_index (layout->points, double, columns->first + 3 * c);
      double height = layout->height;
      /* ±1 lie in the upper and the lower quarter of the plot whatever the ticks are. */
      if (values[i] > 0)
        g_assert_cmpfloat (box[1], <, height * 0.4);
      else
        g_assert_cmpfloat (box[2], >, height * 0.6);
    }
}

static void
test_contrast (void)
{
  for (int kind = 0; kind < SB_N_CHART_THEMES; kind++)
    {
      const SbChartTheme *theme = sb_chart_theme_get (kind);
      const SbRgba *ground = &theme->roles[SB_CHART_ROLE_SURFACE];
      double body = theme->kind == SB_CHART_THEME_HIGH_CONTRAST || theme->kind == SB_CHART_THEME_HIGH_CONTRAST_DARK ? 7 : 4.5;

      g_assert_cmpfloat (sb_rgba_contrast (&theme->roles[SB_CHART_ROLE_TEXT], ground), >=, body);
      g_assert_cmpfloat (sb_rgba_contrast (&theme->roles[SB_CHART_ROLE_DIM], ground), >=, body);
      g_assert_cmpfloat (sb_rgba_contrast (&theme->roles[SB_CHART_ROLE_ALERT_TEXT], ground), >=, 4.5);
      g_assert_cmpfloat (sb_rgba_contrast (&theme->roles[SB_CHART_ROLE_FOCUS], ground), >=, 3);
      for (int role = SB_CHART_ROLE_PRIMARY; role < SB_N_CHART_ROLES; role++)
        {
          const SbRgba *fill = &theme->roles[role];
          double least = kind == SB_CHART_THEME_PRINT ? 2 : 3;
          g_assert_cmpfloat (sb_rgba_contrast (fill, ground), >=, least);
          g_assert_cmpfloat (sb_rgba_contrast (sb_chart_theme_ink_on (theme, fill), fill), >=, theme->patterned ? 4.5 : 3.6);
        }
    }
}

static double
gray (const SbRgba *color)
{
  return 0.299 * color->red + 0.587 * color->green + 0.114 * color->blue;
}

/* What a deuteranope and a protanope see of a colour (Viénot, Brettel and Mollon 1999, on gamma-corrected values). */
static SbRgba
seen (const SbRgba *c, gboolean protan)
{
  double r = pow (c->red, 2.2), g = pow (c->green, 2.2), b = pow (c->blue, 2.2);
  double l = 17.8824 * r + 43.5161 * g + 4.11935 * b, m = 3.45565 * r + 27.1554 * g + 3.86714 * b;
  double s = 0.0299566 * r + 0.184309 * g + 1.46709 * b;

  if (protan)
    l = 2.02344 * m - 2.52581 * s;
  else
    m = 0.494207 * l + 1.24827 * s;
  return (SbRgba) { 0.0809444479 * l - 0.130504409 * m + 0.116721066 * s, -0.0102485335 * l + 0.0540193266 * m - 0.113614708 * s,
                    -0.000365296938 * l - 0.00412161469 * m + 0.693511405 * s, 1 };
}

/* Two series are told apart by their pattern, or without red and green by their colour; printed in grey, the pairs that
 * stand beside each other in a funnel by lightness or pattern. */
static void
test_palette (void)
{
  for (int kind = 0; kind < SB_N_CHART_THEMES; kind++)
    {
      const SbChartTheme *theme = sb_chart_theme_get (kind);
      for (guint i = 0; i < SB_CHART_N_SERIES; i++)
        for (guint j = 0; j < i; j++)
          for (int protan = 0; protan < 2 && sb_chart_series_pattern (i) == sb_chart_series_pattern (j); protan++)
            {
              SbRgba a = seen (&theme->roles[SB_CHART_ROLE_SERIES_1 + i], protan);
              SbRgba b = seen (&theme->roles[SB_CHART_ROLE_SERIES_1 + j], protan);
              double apart = hypot (hypot (a.red - b.red, a.green - b.green), a.blue - b.blue);
              g_test_message ("theme %d, series %u and %u: %.3f", kind, i + 1, j + 1, apart);
              g_assert_cmpfloat (apart, >, 0.1);
            }
    }
  g_assert_cmpfloat (fabs (gray (&sb_chart_theme_get (SB_CHART_THEME_PRINT)->roles[SB_CHART_ROLE_PRIMARY])
                           - gray (&sb_chart_theme_get (SB_CHART_THEME_PRINT)->roles[SB_CHART_ROLE_ALERT])), >, 0.2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/draw/colors", test_colors);
  g_test_add_func ("/charts/draw/patterns", test_patterns);
  g_test_add_func ("/charts/draw/state", test_state);
  g_test_add_func ("/charts/draw/samples", test_samples);
  g_test_add_func ("/charts/draw/hostile", test_hostile);
  g_test_add_func ("/charts/draw/no-extreme-lost", test_no_extreme_lost);
  g_test_add_func ("/charts/draw/contrast", test_contrast);
  g_test_add_func ("/charts/draw/palette", test_palette);
  return g_test_run ();
}
