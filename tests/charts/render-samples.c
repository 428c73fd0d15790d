/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render-samples FOLDER: draws every sample in every theme and width, to be looked at. Not a test. */
#include "samples.h"

static void
render (const Sample *sample, const char *folder, SbChartThemeKind kind, int width, SbChartLayoutFlags flags)
{
  static const char *const names[] = { "light", "dark", "hc", "hcdark", "print" };
  const int margin = 16;
  g_autoptr (SbChart) chart = sample->make ();
  int height = sb_chart_natural_height (chart, width - 2 * margin, 1, flags);
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, width - 2 * margin, height, 1, flags);
  const SbChartTheme *theme = sb_chart_theme_get (kind);
  const SbRgba *bg = &theme->roles[SB_CHART_ROLE_SURFACE];
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height + 2 * margin);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *path = g_strdup_printf ("%s/%s-%s-%d%s.png", folder, sample->name, names[kind], width,
                                           flags & SB_CHART_LAYOUT_RTL ? "-rtl" : "");

  cairo_set_source_rgb (cr, bg->red, bg->green, bg->blue);
  cairo_paint (cr);
  cairo_translate (cr, margin, margin);
  sb_chart_draw (layout, cr, theme);
  sb_chart_draw_state (layout, cr, theme, flags & SB_CHART_LAYOUT_RTL ? 1 : -1, -1);
  cairo_surface_write_to_png (surface, path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  if (argc < 2)
    return 2;
  for (gsize i = 0; i < n_samples; i++)
    {
      if (argc > 2 && !g_str_has_prefix (samples[i].name, argv[2]))
        continue;
      for (int kind = 0; kind < SB_N_CHART_THEMES; kind++)
        render (&samples[i], argv[1], kind, samples[i].width + 32, SB_CHART_LAYOUT_DEFAULT);
      render (&samples[i], argv[1], SB_CHART_THEME_LIGHT, 320, SB_CHART_LAYOUT_DEFAULT);
      render (&samples[i], argv[1], SB_CHART_THEME_DARK, samples[i].width + 32, SB_CHART_LAYOUT_RTL);
    }
  return 0;
}
