/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for every layout of every kind at every size; and what bars must be: proportional, from zero. */
#include "hostile.h"
#include "samples.h"

#include "charts/sb-bar-chart.h"
#include "charts/sb-funnel-chart.h"
#include "charts/sb-scene.h"

#include <math.h>

static const double sizes[][2] = { { 0, 0 },     { 1, 1 },     { 40, 20 },   { 120, 28 },   { 320, 60 },    { 320, 240 },  { 320, 640 },
                                   { 480, 300 }, { 640, 400 }, { 900, 120 }, { 1280, 800 }, { 1920, 1080 }, { 3840, 2160 } };

static void
assert_inside (const SbChartLayout *layout, const SbChartRect *rect)
{
  g_assert_true (isfinite (rect->x) && isfinite (rect->y) && isfinite (rect->w) && isfinite (rect->h));
  g_assert_cmpfloat (rect->x, >=, -1e-6);
  g_assert_cmpfloat (rect->y, >=, -1e-6);
  g_assert_cmpfloat (rect->w, >=, 0);
  g_assert_cmpfloat (rect->h, >=, 0);
  g_assert_cmpfloat (rect->x + rect->w, <=, layout->width + 1e-6);
  g_assert_cmpfloat (rect->y + rect->h, <=, layout->height + 1e-6);
}

static void
assert_prims (const SbChartLayout *layout)
{
  for (guint i = 0; i < layout->prims->len; i++)
    {
      const SbPrim *prim = &g_array_index (layout->prims, SbPrim, i);
      g_assert_true (isfinite (prim->x) && isfinite (prim->y) && isfinite (prim->w) && isfinite (prim->h));
      g_assert_true (prim->alpha >= 0 && prim->alpha <= 1);
    }
  for (guint i = 0; i < layout->points->len; i++)
    g_assert_true (isfinite (g_array_index (layout->points, double, i)));
}

static void
assert_texts_apart (const SbChartLayout *layout)
{
  for (guint i = 0; i < layout->prims->len; i++)
    {
      const SbPrim *a = &g_array_index (layout->prims, SbPrim, i);
      if (a->kind != SB_PRIM_TEXT)
        continue;
      g_assert_cmpfloat (a->x, >=, -0.6);
      g_assert_cmpfloat (a->y, >=, -0.6);
      g_assert_cmpfloat (a->x + a->w, <=, layout->width + 0.6);
      g_assert_cmpfloat (a->y + a->h, <=, layout->height + 0.6);
      for (guint j = 0; j < i; j++)
        {
          const SbPrim *b = &g_array_index (layout->prims, SbPrim, j);
          gboolean apart = b->kind != SB_PRIM_TEXT || a->x >= b->x + b->w - 0.01 || b->x >= a->x + a->w - 0.01
                           || a->y >= b->y + b->h - 0.01 || b->y >= a->y + a->h - 0.01;
          if (!apart)
            g_error ("“%s” lies on “%s” at %g × %g", pango_layout_get_text (a->text), pango_layout_get_text (b->text),
                     layout->width, layout->height);
        }
    }
}

static void
check (SbChart *chart, double width, double height, double scale, SbChartLayoutFlags flags)
{
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, width, height, scale, flags);

  assert_prims (layout);
  assert_texts_apart (layout);
  g_assert_cmpint (sb_chart_n_marks (layout) > 0, ==, !sb_chart_is_empty (chart) && layout->width >= 1 && layout->height >= 1);
  for (int i = 0; i < sb_chart_n_marks (layout); i++)
    {
      const SbChartMark *mark = sb_chart_get_mark (layout, i);
      assert_inside (layout, &mark->rect);
      g_assert_nonnull (mark->label);
      g_assert_nonnull (mark->value_text);
      g_assert_true (g_utf8_validate (mark->description, -1, NULL));
      g_assert_cmpint (sb_chart_next_mark (layout, i, SB_CHART_MOVE_NEXT), ==, MIN (i + 1, sb_chart_n_marks (layout) - 1));
    }
}

static void
test_samples (void)
{
  for (gsize i = 0; i < n_samples; i++)
    {
      g_autoptr (SbChart) chart = samples[i].make ();
      for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
        {
          check (chart, sizes[k][0], sizes[k][1], 1, SB_CHART_LAYOUT_DEFAULT);
          check (chart, sizes[k][0], sizes[k][1], 1.5, SB_CHART_LAYOUT_NO_TITLE);
          check (chart, sizes[k][0], sizes[k][1], 1, SB_CHART_LAYOUT_RTL);
        }
      for (int width = 320; width < 1000; width += 17)
        check (chart, width, sb_chart_natural_height (chart, width, 1, 0), 1, SB_CHART_LAYOUT_DEFAULT);
    }
}

static void
test_hostile (gconstpointer how)
{
  for (int kind = 0; kind < N_HOSTILE_KINDS; kind++)
    {
      g_autoptr (SbChart) chart = hostile_chart (kind, GPOINTER_TO_INT (how));
      for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
        check (chart, sizes[k][0], sizes[k][1], k % 2 ? 1 : 1.5, k % 3 ? SB_CHART_LAYOUT_DEFAULT : SB_CHART_LAYOUT_RTL);
      check (chart, NAN, INFINITY, NAN, SB_CHART_LAYOUT_DEFAULT);
      g_assert_cmpint (sb_chart_natural_height (chart, 320, 1, 0), >, 0);
    }
}

static gboolean
has_text (const SbChartLayout *layout, const char *text)
{
  for (guint i = 0; i < layout->prims->len; i++)
    {
      const SbPrim *prim = &g_array_index (layout->prims, SbPrim, i);
      if (prim->kind == SB_PRIM_TEXT && g_strcmp0 (pango_layout_get_text (prim->text), text) == 0
          && !pango_layout_is_ellipsized (prim->text))
        return TRUE;
    }
  return FALSE;
}

/* Keeping texts apart must not mean leaving them out: at its natural height everything is there, whole. */
static void
test_all_words (void)
{
  static const char *const words[] = { "Cohort funnel", "lost here", "still open", "Prospecting", "Quote & negotiation", "412", "298",
                                       "86", "62", "52 %", "49–54 %", "Won", "18 %", "overall" };
  static const char *const bar_words[] = { "Seven dimensions", "Development", "82", "−11", "Risk", "66", "+4" };
  g_autoptr (SbChart) funnel = sample_funnel ();
  g_autoptr (SbChart) bars = sample_dimensions ();

  for (int width = 320; width <= 3840; width = width * 5 / 4)
    {
      g_autoptr (SbChartLayout) a = sb_chart_layout (funnel, width, sb_chart_natural_height (funnel, width, 1, 0), 1, 0);
      g_autoptr (SbChartLayout) b = sb_chart_layout (bars, width, sb_chart_natural_height (bars, width, 1, 0), 1, 0);
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (!has_text (a, words[i]))
          g_error ("“%s” is missing at width %d", words[i], width);
      for (gsize i = 0; i < G_N_ELEMENTS (bar_words); i++)
        if (!has_text (b, bar_words[i]))
          g_error ("“%s” is missing at width %d", bar_words[i], width);
    }
}

static void
test_funnel_proportional (void)
{
  static const double reached[] = { 412, 298, 221, 152, 74 };
  g_autoptr (SbChart) chart = sample_funnel ();

  for (gsize k = 5; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, sizes[k][0], sizes[k][1], 1, 0);
      double length[5] = { 0 }, start[5], unit;
      for (int i = 0; i < 5; i++)
        start[i] = INFINITY;
      g_assert_cmpint (sb_chart_n_marks (layout), ==, 13);
      for (int i = 0; i < 13; i++)
        {
          const SbChartMark *mark = sb_chart_get_mark (layout, i);
          int row = (int) mark->key - 11;
          length[row] = MAX (length[row], mark->rect.x + mark->rect.w);
          start[row] = MIN (start[row], mark->rect.x);
        }
      unit = (length[0] - start[0]) / 412;
      for (int i = 0; i < 5; i++)
        {
          g_assert_cmpfloat_with_epsilon (start[i], start[0], 1e-9);
          g_assert_cmpfloat_with_epsilon (length[i] - start[i], reached[i] * unit, 1e-6);
        }
    }
}

static void
test_bars_from_zero (void)
{
  g_autoptr (SbChart) chart = sample_negative ();
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 500, 200, 1, 0);
  const SbChartMark *volume = sb_chart_get_mark (layout, 0), *conversion = sb_chart_get_mark (layout, 1);
  const SbChartMark *average = sb_chart_get_mark (layout, 2), *unknown = sb_chart_get_mark (layout, 3);
  double zero = volume->rect.x;

  g_assert_cmpfloat_with_epsilon (conversion->rect.x + conversion->rect.w, zero, 1e-6);
  g_assert_cmpfloat_with_epsilon (average->rect.x, zero, 1e-6);
  g_assert_cmpfloat_with_epsilon (volume->rect.w / 9462.23, conversion->rect.w / 22153.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (average->rect.w / 11251.07, conversion->rect.w / 22153.3, 1e-9);
  g_assert_cmpfloat (unknown->rect.w, <=, 2);
  g_assert_cmpstr (unknown->value_text, ==, "—");
}

static void
test_columns_from_zero (void)
{
  static const double values[] = { 402, 371, 440, 467, 431, 498, 460, 489, 512, 476, 204 };
  g_autoptr (SbChart) chart = sample_columns ();
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 640, 300, 1, 0);
  const SbChartMark *first = sb_chart_get_mark (layout, 0);

  g_assert_cmpint (sb_chart_n_marks (layout), ==, 11);
  for (int i = 0; i < 11; i++)
    {
      const SbChartMark *mark = sb_chart_get_mark (layout, i);
      g_assert_cmpfloat_with_epsilon (mark->rect.y + mark->rect.h, first->rect.y + first->rect.h, 1e-6);
      g_assert_cmpfloat_with_epsilon (mark->rect.h / values[i], first->rect.h / values[0], 1e-6);
    }
}

static void
test_mirrored (void)
{
  g_autoptr (SbChart) chart = sample_funnel ();
  g_autoptr (SbChartLayout) ltr = sb_chart_layout (chart, 700, 400, 1, 0);
  g_autoptr (SbChartLayout) rtl = sb_chart_layout (chart, 700, 400, 1, SB_CHART_LAYOUT_RTL);

  g_assert_cmpint (sb_chart_n_marks (ltr), ==, sb_chart_n_marks (rtl));
  for (int i = 0; i < sb_chart_n_marks (ltr); i++)
    {
      const SbChartRect *a = &sb_chart_get_mark (ltr, i)->rect, *b = &sb_chart_get_mark (rtl, i)->rect;
      g_assert_cmpfloat_with_epsilon (a->x, 700 - b->x - b->w, 1e-6);
      g_assert_cmpfloat_with_epsilon (a->y, b->y, 1e-9);
    }
}

static void
test_hit_and_walk (void)
{
  g_autoptr (SbChart) chart = sample_funnel ();
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 700, 400, 1, 0);
  const SbChartMark *mark;
  int at;

  for (int i = 0; i < sb_chart_n_marks (layout); i++)
    {
      const SbChartRect *rect = &sb_chart_get_mark (layout, i)->rect;
      g_assert_cmpint (sb_chart_hit (layout, rect->x + rect->w / 2, rect->y + rect->h / 2), ==, i);
    }
  g_assert_cmpint (sb_chart_hit (layout, 2, 2), ==, -1);
  g_assert_cmpint (sb_chart_next_mark (layout, -1, SB_CHART_MOVE_DOWN), ==, 0);
  g_assert_cmpint (sb_chart_next_mark (layout, -1, SB_CHART_MOVE_LAST), ==, 12);
  at = sb_chart_next_mark (layout, 0, SB_CHART_MOVE_RIGHT);
  mark = sb_chart_get_mark (layout, at);
  g_assert_cmpint (mark->series, ==, SB_FUNNEL_SERIES_LOST);
  g_assert_cmpint (mark->key, ==, 11);
  at = sb_chart_next_mark (layout, 0, SB_CHART_MOVE_DOWN);
  g_assert_cmpint (sb_chart_get_mark (layout, at)->key, ==, 12);
  g_assert_cmpint (sb_chart_next_mark (layout, at, SB_CHART_MOVE_UP), ==, 0);
  g_assert_cmpint (sb_chart_next_mark (layout, 0, SB_CHART_MOVE_LEFT), ==, 0);
  g_assert_null (sb_chart_get_mark (layout, 99));
}

/* Every mark of the map is reached with the four arrows from the first. */
static void
test_walk_reaches_all (void)
{
  g_autoptr (SbChart) chart = sample_rfm ();
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 420, 300, 1, 0);
  int row = 0, seen = 0;

  for (int r = 0; r < 5; r++)
    {
      int at = row;
      for (int c = 0; c < 5; c++)
        {
          g_assert_cmpint (sb_chart_get_mark (layout, at)->key, ==, r * 5 + c);
          seen++;
          at = sb_chart_next_mark (layout, at, SB_CHART_MOVE_RIGHT);
        }
      row = sb_chart_next_mark (layout, row, SB_CHART_MOVE_DOWN);
    }
  g_assert_cmpint (seen, ==, 25);
}

int
main (int argc, char **argv)
{
  static const char *const names[N_HOSTILE] = { "strings", "numbers", "zero", "single", "empty", "many" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/layout/samples", test_samples);
  for (int i = 0; i < N_HOSTILE; i++)
    {
      g_autofree char *path = g_strdup_printf ("/charts/layout/hostile/%s", names[i]);
      g_test_add_data_func (path, GINT_TO_POINTER (i), test_hostile);
    }
  g_test_add_func ("/charts/layout/all-words", test_all_words);
  g_test_add_func ("/charts/layout/funnel-proportional", test_funnel_proportional);
  g_test_add_func ("/charts/layout/bars-from-zero", test_bars_from_zero);
  g_test_add_func ("/charts/layout/columns-from-zero", test_columns_from_zero);
  g_test_add_func ("/charts/layout/mirrored", test_mirrored);
  g_test_add_func ("/charts/layout/hit-and-walk", test_hit_and_walk);
  g_test_add_func ("/charts/layout/walk-reaches-all", test_walk_reaches_all);
  return g_test_run ();
}
