/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the tally: the counters of one pass by part and slot of days, before the windows sum them. */
#pragma once

#include "analysis/sb-day-slots.h"
#include "analysis/sb-deal-span.h"
#include "analysis/sb-kpi-tally.h"

G_BEGIN_DECLS

typedef struct {
  gint64 minor;
  gint32 n;
  gint32 valued;
} SbKpiBin;

typedef struct {
  SbKpiBin ended[4];   /* by SbDealStatus; still open ones end in the last slot and are not read */
  SbKpiBin created[2]; /* void ones apart */
  SbKpiBin never;      /* + ended before they were created, on the day they ended; − when they were created */
} SbKpiDealCell;

/* The counters that rows other than deals fill have the same names in SbKpiTally. */
typedef struct {
  gint64 margin_minor;
  gint32 margin_n, orders_n;
  gint32 new_customers;
  gint32 promoters, detractors, nps_n;
  gint64 scores_milli;
  gint32 satisfied, scores_n;
  gint32 complaints, activities;
} SbKpiRowCell;

typedef struct {
  const SbKpiPass  *pass;
  const SbFacts    *facts;
  const SbDealSpan *spans;
  gsize             n_spans;
  SbDaySlots        slots;
  guint             n_slots;
  guint             n_parts;
  gboolean          takes_all; /* neither scope nor breakdown: every row is in part 0 */
  SbScopeFilter     filter;
  guint32          *part_of; /* by span; NULL without a breakdown */
  guint32          *won;     /* spans that were won after slot 0, which no window sums */
  gsize             n_won;
  SbKpiDealCell    *deals;   /* part by part, n_slots each; NULL unless wanted */
  SbKpiRowCell     *rows;
} SbKpiRun;

static inline gsize
sb_kpi_run_cell (const SbKpiRun *run, guint part, SbDate day)
{
  return (gsize) part * run->n_slots + sb_day_slot (&run->slots, day);
}

guint sb_kpi_run_part        (const SbKpiRun *run, gint32 id);
/* Fill deals; medians, cycles and customers of the windows; weighted and overdue amounts of the first window. */
void  sb_kpi_run_deals       (SbKpiRun *run);
void  sb_kpi_run_spread      (const SbKpiRun *run, SbKpiTally *tallies);
void  sb_kpi_run_weigh       (const SbKpiRun *run, SbKpiTally *tallies);
/* Fills rows. */
void  sb_kpi_run_rows        (SbKpiRun *run);

G_END_DECLS
