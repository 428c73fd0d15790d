/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart as a file or as bytes for the clipboard: PNG, SVG or PDF, on its own background with a foot line. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

typedef enum {
  SB_CHART_FORMAT_PNG,
  SB_CHART_FORMAT_SVG,
  SB_CHART_FORMAT_PDF
} SbChartFileFormat;

#define SB_CHART_ERROR (sb_chart_error_quark ())
typedef enum {
  SB_CHART_ERROR_TOO_LARGE, /* the picture does not fit into memory limits */
  SB_CHART_ERROR_DRAW,
  SB_CHART_ERROR_WRITE
} SbChartError;
GQuark      sb_chart_error_quark      (void);

/* width, height: logical pixels (PDF: 1 px = 0.75 pt), both > 0; height 0 = the natural one. scale: device pixels a
 * logical pixel, PNG only. footer: as-of date and filters, may be NULL. */
typedef struct {
  SbChartFileFormat   format;
  int                 width, height;
  double              scale;      /* ≤ 0: 1 */
  double              text_scale; /* ≤ 0: 1 */
  const SbChartTheme *theme;      /* NULL: print */
  SbChartLayoutFlags  flags;
  const char         *footer;
} SbChartExport;

/* ".png" … for a file name; "image/png" … for the clipboard. */
const char *sb_chart_format_extension (SbChartFileFormat format);
const char *sb_chart_format_mime      (SbChartFileFormat format);
/* Returns: transfer full; NULL on error. */
GBytes     *sb_chart_to_bytes         (SbChart *chart, const SbChartExport *options, GError **error);
/* Writes a temporary file of mode 0600 in the same folder, syncs it and renames it over path: the old file or the
 * whole new one is there, never a part. */
gboolean    sb_chart_save             (SbChart *chart, const char *path, const SbChartExport *options, GError **error);
/* The same for bytes made elsewhere (a deck, a CSV). */
gboolean    sb_chart_save_bytes       (GBytes *bytes, const char *path, GError **error);

G_END_DECLS
