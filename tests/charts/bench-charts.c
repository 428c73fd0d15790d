/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layout and drawing of every kind at 1920 × 1080, a million points a series, and a deck of thirty pages. Prints the median
 * of the runs; fails when a figure is over three times its limit, so that a busy machine does not. */
#include "hostile.h"
#include "samples.h"

#include "charts/sb-deck.h"

#include <locale.h>
#include <time.h>

static int failures;

/* CPU time: the machine may be busy with something else. */
static gint64
cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
report (const char *name, double *ms, guint n, double limit)
{
  qsort (ms, n, sizeof *ms, compare_cb);
  g_print ("%-24s %7.2f ms (limit %g)\n", name, ms[n / 2], limit);
  failures += ms[n / 2] > limit * 3;
}

static void
bench (const char *name, SbChart *chart, double scale, double limit)
{
  enum { RUNS = 7 };
  double ms[RUNS];

  for (int i = 0; i < RUNS; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (1920 * scale), (int) (1080 * scale));
      cairo_t *cr = cairo_create (surface);
      gint64 start = cpu_us ();
      g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 1920, 1080, 1, 0);
      cairo_scale (cr, scale, scale);
      sb_chart_draw (layout, cr, sb_chart_theme_get (SB_CHART_THEME_LIGHT));
      cairo_surface_flush (surface);
      ms[i] = (double) (cpu_us () - start) / 1000;
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  report (name, ms, RUNS, limit);
}

static void
bench_deck (void)
{
  double ms[3];
  gsize size = 0;

  for (int i = 0; i < 3; i++)
    {
      gint64 start = cpu_us ();
      g_autoptr (SbDeck) deck = sb_deck_new (SB_DECK_A4, "Deck", "as of 23 Nov 2026", 0);
      g_autoptr (GBytes) bytes = NULL;
      for (guint page = 0; page < 30; page++)
        {
          g_autoptr (SbChart) chart = samples[page % n_samples].make ();
          g_autoptr (SbChart) other = samples[(page + 5) % n_samples].make ();
          sb_deck_begin_page (deck, "Page", "One sentence that answers the question of this page.");
          sb_deck_add_charts (deck, (SbChart *[]) { chart, other }, 2, 1);
        }
      bytes = sb_deck_to_bytes (deck, NULL);
      size = g_bytes_get_size (bytes);
      ms[i] = (double) (cpu_us () - start) / 1000;
    }
  report ("deck of 30 pages", ms, 3, 1000);
  g_print ("%-24s %7.0f KiB (limit 1024)\n", "its size", (double) size / 1024);
  failures += size > 1024 * 1024;
}

int
main (void)
{
  static const char *const kinds[N_HOSTILE_KINDS] = { "funnel, 40 stages", "400 bars", "trend, 400 points", "20 × 20 matrix",
                                                      "12 × 30 shares", "sparkline, 400", "400 dots", "20 × 40,000 points" };
  g_autoptr (SbChart) dense = sample_lines_of (12, 1000000);

  setlocale (LC_ALL, "C.UTF-8");
  for (gsize i = 0; i < n_samples; i++)
    {
      g_autoptr (SbChart) chart = samples[i].make ();
      g_autofree char *twice = g_strdup_printf ("%s at scale 2", samples[i].name);
      bench (samples[i].name, chart, 1, 16);
      bench (twice, chart, 2, 34);
    }
  for (int kind = 0; kind < N_HOSTILE_KINDS; kind++)
    {
      g_autoptr (SbChart) chart = hostile_chart (kind, HOSTILE_MANY);
      /* Far more than a page shows, and zigzags from edge to edge: the worst that can be asked for. */
      bench (kinds[kind], chart, 1, 34);
    }
  bench ("12 × 1,000,000 points", dense, 1, 30);
  bench_deck ();
  return failures > 0;
}
