/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render-samples FOLDER: draws every sample in every theme and width, to be looked at. Not a test. */
#include "samples.h"

#include "charts/sb-chart-export.h"
#include "charts/sb-deck.h"

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

static void
render_deck (const char *folder)
{
  static const SbDeckTile tiles[] = { { "Attainment", "63 %", "5 points ahead of plan" }, { "Chance to reach target", "44 %", "P10–P90 ¥ 3.9–5.1 M" },
                                      { "Pipeline coverage", "2.4 ×", "needed 2.9 ×", TRUE }, { "Satisfaction", "4.3", "of 5 · n = 41" } };
  static const char *const texts[] = { "Quote & negotiation loses 41 % of the value that reaches it", "Three one-to-ones are overdue" };
  static const char *const values[] = { "¥ 310 k", NULL };
  g_autoptr (SbDeck) deck = sb_deck_new (SB_DECK_WIDE, "Sales meeting", "as of 23 Nov 2026 · Whole team · 2026 Q4 · Sales Balance", 0);
  g_autoptr (SbChart) funnel = sample_funnel ();
  g_autoptr (SbChart) dimensions = sample_dimensions ();
  g_autoptr (SbChart) trend = sample_trend ();
  g_autofree char *path = g_build_filename (folder, "deck.pdf", NULL);
  g_autoptr (GError) error = NULL;

  sb_deck_begin_page (deck, "Overview", "Q4 is on pace, but it leans on one person. 63 % of ¥ 4.60 M is won with 58 % of the working days gone; without Li Wei the team would stand at 47 %.");
  sb_deck_add_tiles (deck, tiles, G_N_ELEMENTS (tiles));
  sb_deck_add_charts (deck, (SbChart *[]) { funnel, dimensions }, 2, 1);
  sb_deck_add_lines (deck, texts, values, 2);
  sb_deck_begin_page (deck, "Won revenue", NULL);
  sb_deck_add_charts (deck, &trend, 1, 1);
  if (!sb_deck_save (deck, path, &error))
    g_error ("%s", error->message);
}

static void
render_exports (const char *folder)
{
  g_autoptr (SbChart) chart = sample_funnel ();

  for (int format = SB_CHART_FORMAT_PNG; format <= SB_CHART_FORMAT_PDF; format++)
    {
      SbChartExport options = { .format = format, .width = 700, .scale = 2, .footer = "as of 23 Nov 2026 · Whole team · 2026 H2" };
      g_autofree char *path = g_strdup_printf ("%s/export%s", folder, sb_chart_format_extension (format));
      g_autoptr (GError) error = NULL;
      if (!sb_chart_save (chart, path, &options, &error))
        g_error ("%s", error->message);
    }
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
  render_deck (argv[1]);
  render_exports (argv[1]);
  return 0;
}
