/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One number with its unit, comparison, small trend and n. A button: it explains itself (set an explanation), and
 * emits "clicked" () besides. */
#pragma once

#include <adwaita.h>

#include "analysis/sb-explain.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_KPI_TILE (sb_kpi_tile_get_type ())
G_DECLARE_FINAL_TYPE (SbKpiTile, sb_kpi_tile, SB, KPI_TILE, GtkWidget)

/* Good and bad also say so in words and shape, never by colour alone. */
typedef enum { SB_TONE_NEUTRAL, SB_TONE_GOOD, SB_TONE_WARN, SB_TONE_BAD } SbTone;
typedef enum { SB_ARROW_NONE, SB_ARROW_UP, SB_ARROW_DOWN, SB_ARROW_FLAT } SbArrow;

GtkWidget *sb_kpi_tile_new            (SbSession *session, const char *title);
void       sb_kpi_tile_set_title      (SbKpiTile *self, const char *title);
/* A formatted value, or the quantity (with reason and n). */
void       sb_kpi_tile_set_text       (SbKpiTile *self, const char *value);
void       sb_kpi_tile_set_quantity   (SbKpiTile *self, const SbQuantity *quantity);
/* "5 points ahead of plan"; NULL hides. */
void       sb_kpi_tile_set_comparison (SbKpiTile *self, const char *text, SbArrow arrow, SbTone tone);
/* Why the value is "—"; NULL = it is defined. */
void       sb_kpi_tile_set_reason     (SbKpiTile *self, const char *reason);
/* Shows "n = 12 · few data" when n is small; −1 hides. */
void       sb_kpi_tile_set_n          (SbKpiTile *self, gint64 n);
/* Sparkline, NaN = gap; n 0 hides it. */
void       sb_kpi_tile_set_trend      (SbKpiTile *self, const double *values, gsize n);
/* Takes a reference; NULL: a click only emits "clicked". */
void       sb_kpi_tile_set_explain    (SbKpiTile *self, SbExplain *explain);

G_END_DECLS
