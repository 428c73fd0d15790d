/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How strong each month is beyond its working days, from whole years of history. Called by goals and planner before a
 * year is split into months. Source: ENGINE 1.5, AREAS 1 "Phasing". */
#pragma once

#include "core/sb-reason.h"

G_BEGIN_DECLS

typedef struct {
  gint64   ppm[12];    /* season of each month, mean 1,000,000: weight of a month = ppm × working days */
  int      n_years;    /* complete years that were used; 0: every month is 1 */
  int      n_negative; /* months below 0 that counted as 0: a caution */
  SbReason reason;     /* SB_REASON_NO_HISTORY without a complete year, SB_REASON_TOO_FEW with one only, else NONE */
} SbSeason;

/* Mean over complete fiscal years of (share of month ÷ share of working days), shrunk (n·s + 1)/(n + 1), mean 1.
 * Shape: sales, days [n_years × 12] row-major, in the order of the fiscal year. Edge: a year without sales is left out;
 * a month without working days says nothing in that year. */
void sb_season_compute (const gint64 *sales, const gint64 *days, gsize n_years, SbSeason *season);

G_END_DECLS
