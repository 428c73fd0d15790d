/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The themes: five constant tables and the arithmetic of colours. Called by everything that draws a chart; knows
 * nothing of charts or of the desktop's settings. */
#include "charts/sb-chart-theme.h"

#include <math.h>

#define RGB(hex) \
  { (((hex) >> 16) & 0xff) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) & 0xff) / 255.0, 1.0 }

/* Neighbouring series differ in lightness or in pattern, so that they survive a grey print and colour blindness. */
static const SbChartTheme themes[SB_N_CHART_THEMES] = {
  [SB_CHART_THEME_LIGHT] = {
    .kind = SB_CHART_THEME_LIGHT, .line_scale = 1.0, .ink_dark = RGB (0x1e1e1e), .ink_light = RGB (0xffffff),
    .roles = { [SB_CHART_ROLE_SURFACE] = RGB (0xffffff), [SB_CHART_ROLE_TEXT] = RGB (0x2d2d2d),
               [SB_CHART_ROLE_DIM] = RGB (0x6a6a6a), [SB_CHART_ROLE_GRID] = RGB (0xe8e8e8),
               [SB_CHART_ROLE_AXIS] = RGB (0xb0b0b0), [SB_CHART_ROLE_TRACK] = RGB (0xefefef),
               [SB_CHART_ROLE_PRIMARY] = RGB (0x3584e4), [SB_CHART_ROLE_ALERT] = RGB (0xe66100),
               [SB_CHART_ROLE_OPEN] = RGB (0x8a8a8a), [SB_CHART_ROLE_GOOD] = RGB (0x26a269),
               [SB_CHART_ROLE_ALERT_TEXT] = RGB (0xc04300), [SB_CHART_ROLE_FOCUS] = RGB (0x1c71d8),
               [SB_CHART_ROLE_SERIES_1] = RGB (0x3584e4), [SB_CHART_ROLE_SERIES_2] = RGB (0xe66100),
               [SB_CHART_ROLE_SERIES_3] = RGB (0x613583), [SB_CHART_ROLE_SERIES_4] = RGB (0x26a269),
               [SB_CHART_ROLE_SERIES_5] = RGB (0x1a3f73), [SB_CHART_ROLE_SERIES_6] = RGB (0xc061cb),
               [SB_CHART_ROLE_SERIES_7] = RGB (0x63452c), [SB_CHART_ROLE_SERIES_8] = RGB (0xa07d00) } },
  [SB_CHART_THEME_DARK] = {
    .kind = SB_CHART_THEME_DARK, .line_scale = 1.0, .ink_dark = RGB (0x1e1e1e), .ink_light = RGB (0xffffff),
    .roles = { [SB_CHART_ROLE_SURFACE] = RGB (0x363636), [SB_CHART_ROLE_TEXT] = RGB (0xffffff),
               [SB_CHART_ROLE_DIM] = RGB (0xb8b8b8), [SB_CHART_ROLE_GRID] = RGB (0x484848),
               [SB_CHART_ROLE_AXIS] = RGB (0x7a7a7a), [SB_CHART_ROLE_TRACK] = RGB (0x4a4a4a),
               [SB_CHART_ROLE_PRIMARY] = RGB (0x62a0ea), [SB_CHART_ROLE_ALERT] = RGB (0xffa348),
               [SB_CHART_ROLE_OPEN] = RGB (0xa8a8a8), [SB_CHART_ROLE_GOOD] = RGB (0x57e389),
               [SB_CHART_ROLE_ALERT_TEXT] = RGB (0xffa348), [SB_CHART_ROLE_FOCUS] = RGB (0x99c1f1),
               [SB_CHART_ROLE_SERIES_1] = RGB (0x62a0ea), [SB_CHART_ROLE_SERIES_2] = RGB (0xffbe6f),
               [SB_CHART_ROLE_SERIES_3] = RGB (0xc061cb), [SB_CHART_ROLE_SERIES_4] = RGB (0x8ff0a4),
               [SB_CHART_ROLE_SERIES_5] = RGB (0xe66100), [SB_CHART_ROLE_SERIES_6] = RGB (0xcfe2fa),
               [SB_CHART_ROLE_SERIES_7] = RGB (0xb5835a), [SB_CHART_ROLE_SERIES_8] = RGB (0xf9f06b) } },
  [SB_CHART_THEME_HIGH_CONTRAST] = {
    .kind = SB_CHART_THEME_HIGH_CONTRAST, .line_scale = 1.5, .patterned = TRUE, .ink_dark = RGB (0x000000),
    .ink_light = RGB (0xffffff),
    .roles = { [SB_CHART_ROLE_SURFACE] = RGB (0xffffff), [SB_CHART_ROLE_TEXT] = RGB (0x000000),
               [SB_CHART_ROLE_DIM] = RGB (0x3d3d3d), [SB_CHART_ROLE_GRID] = RGB (0xb0b0b0),
               [SB_CHART_ROLE_AXIS] = RGB (0x000000), [SB_CHART_ROLE_TRACK] = RGB (0xdcdcdc),
               [SB_CHART_ROLE_PRIMARY] = RGB (0x1a5fb4), [SB_CHART_ROLE_ALERT] = RGB (0xe66100),
               [SB_CHART_ROLE_OPEN] = RGB (0x5a5a5a), [SB_CHART_ROLE_GOOD] = RGB (0x1a7a44),
               [SB_CHART_ROLE_ALERT_TEXT] = RGB (0x9a3400), [SB_CHART_ROLE_FOCUS] = RGB (0x000000),
               [SB_CHART_ROLE_SERIES_1] = RGB (0x1a5fb4), [SB_CHART_ROLE_SERIES_2] = RGB (0xe66100),
               [SB_CHART_ROLE_SERIES_3] = RGB (0x61156f), [SB_CHART_ROLE_SERIES_4] = RGB (0x26a269),
               [SB_CHART_ROLE_SERIES_5] = RGB (0xa51d2d), [SB_CHART_ROLE_SERIES_6] = RGB (0x3f8ae5),
               [SB_CHART_ROLE_SERIES_7] = RGB (0x3d2a1a), [SB_CHART_ROLE_SERIES_8] = RGB (0xa07d00) } },
  [SB_CHART_THEME_HIGH_CONTRAST_DARK] = {
    .kind = SB_CHART_THEME_HIGH_CONTRAST_DARK, .line_scale = 1.5, .patterned = TRUE, .ink_dark = RGB (0x000000),
    .ink_light = RGB (0xffffff),
    .roles = { [SB_CHART_ROLE_SURFACE] = RGB (0x000000), [SB_CHART_ROLE_TEXT] = RGB (0xffffff),
               [SB_CHART_ROLE_DIM] = RGB (0xdadada), [SB_CHART_ROLE_GRID] = RGB (0x6a6a6a),
               [SB_CHART_ROLE_AXIS] = RGB (0xffffff), [SB_CHART_ROLE_TRACK] = RGB (0x404040),
               [SB_CHART_ROLE_PRIMARY] = RGB (0x78aeed), [SB_CHART_ROLE_ALERT] = RGB (0xffbe6f),
               [SB_CHART_ROLE_OPEN] = RGB (0xc8c8c8), [SB_CHART_ROLE_GOOD] = RGB (0x8ff0a4),
               [SB_CHART_ROLE_ALERT_TEXT] = RGB (0xffbe6f), [SB_CHART_ROLE_FOCUS] = RGB (0xffffff),
               [SB_CHART_ROLE_SERIES_1] = RGB (0x78aeed), [SB_CHART_ROLE_SERIES_2] = RGB (0xffcf94),
               [SB_CHART_ROLE_SERIES_3] = RGB (0xdc8add), [SB_CHART_ROLE_SERIES_4] = RGB (0xa6f5b7),
               [SB_CHART_ROLE_SERIES_5] = RGB (0xff7800), [SB_CHART_ROLE_SERIES_6] = RGB (0xdcebfc),
               [SB_CHART_ROLE_SERIES_7] = RGB (0xcdab8f), [SB_CHART_ROLE_SERIES_8] = RGB (0xf9f06b) } },
  [SB_CHART_THEME_PRINT] = {
    .kind = SB_CHART_THEME_PRINT, .line_scale = 1.0, .patterned = TRUE, .ink_dark = RGB (0x000000),
    .ink_light = RGB (0xffffff),
    .roles = { [SB_CHART_ROLE_SURFACE] = RGB (0xffffff), [SB_CHART_ROLE_TEXT] = RGB (0x1a1a1a),
               [SB_CHART_ROLE_DIM] = RGB (0x5a5a5a), [SB_CHART_ROLE_GRID] = RGB (0xdedede),
               [SB_CHART_ROLE_AXIS] = RGB (0x8a8a8a), [SB_CHART_ROLE_TRACK] = RGB (0xededed),
               [SB_CHART_ROLE_PRIMARY] = RGB (0x1c71d8), [SB_CHART_ROLE_ALERT] = RGB (0xff9a3c),
               [SB_CHART_ROLE_OPEN] = RGB (0x7a7a7a), [SB_CHART_ROLE_GOOD] = RGB (0x26a269),
               [SB_CHART_ROLE_ALERT_TEXT] = RGB (0xb03c00), [SB_CHART_ROLE_FOCUS] = RGB (0x1c71d8),
               [SB_CHART_ROLE_SERIES_1] = RGB (0x1c71d8), [SB_CHART_ROLE_SERIES_2] = RGB (0xe66100),
               [SB_CHART_ROLE_SERIES_3] = RGB (0x613583), [SB_CHART_ROLE_SERIES_4] = RGB (0x26a269),
               [SB_CHART_ROLE_SERIES_5] = RGB (0x102a4d), [SB_CHART_ROLE_SERIES_6] = RGB (0xb5835a),
               [SB_CHART_ROLE_SERIES_7] = RGB (0x3d2a1a), [SB_CHART_ROLE_SERIES_8] = RGB (0xa07d00) } },
};

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const SbRgba *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) + 0.0722 * linear (color->blue);
}

const SbChartTheme *
sb_chart_theme_get (SbChartThemeKind kind)
{
  g_return_val_if_fail (kind < SB_N_CHART_THEMES, &themes[SB_CHART_THEME_LIGHT]);
  return &themes[kind];
}

const SbChartTheme *
sb_chart_theme_for (gboolean dark, gboolean high_contrast)
{
  if (high_contrast)
    return &themes[dark ? SB_CHART_THEME_HIGH_CONTRAST_DARK : SB_CHART_THEME_HIGH_CONTRAST];
  return &themes[dark ? SB_CHART_THEME_DARK : SB_CHART_THEME_LIGHT];
}

SbChartPattern
sb_chart_series_pattern (guint n)
{
  static const SbChartPattern patterns[] = { SB_CHART_PATTERN_SOLID, SB_CHART_PATTERN_HATCH_BACK, SB_CHART_PATTERN_DOTS,
                                             SB_CHART_PATTERN_CROSS, SB_CHART_PATTERN_BARS };
  return patterns[n % G_N_ELEMENTS (patterns)];
}

double
sb_rgba_contrast (const SbRgba *a, const SbRgba *b)
{
  double la, lb;

  g_return_val_if_fail (a != NULL && b != NULL, 1.0);
  la = luminance (a) + 0.05;
  lb = luminance (b) + 0.05;
  return la > lb ? la / lb : lb / la;
}

SbRgba
sb_rgba_over (const SbRgba *top, double alpha, const SbRgba *bottom)
{
  double a = CLAMP (alpha, 0.0, 1.0) * top->alpha;

  return (SbRgba) { top->red * a + bottom->red * (1 - a), top->green * a + bottom->green * (1 - a),
                    top->blue * a + bottom->blue * (1 - a), a + bottom->alpha * (1 - a) };
}

/* White on a full blue or red is what the desktop itself draws and reads well in bold; so the light ink is kept as long
 * as it has 3.6 : 1, in high contrast only with 4.5 : 1. */
const SbRgba *
sb_chart_theme_ink_on (const SbChartTheme *theme, const SbRgba *fill)
{
  double light = sb_rgba_contrast (&theme->ink_light, fill);
  double dark = sb_rgba_contrast (&theme->ink_dark, fill);

  if (light >= (theme->patterned ? 4.5 : 3.6))
    return &theme->ink_light;
  return light > dark ? &theme->ink_light : &theme->ink_dark;
}
