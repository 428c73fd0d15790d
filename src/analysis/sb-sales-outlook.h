/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Next months' (weeks', quarters') sales of a company, team or member from its own history: sales a working day are
 * forecast, and multiplied by the working days to come. Source: ENGINE 3.9. */
#pragma once

#include "analysis/sb-explain.h"
#include "analysis/sb-outlook.h"

G_BEGIN_DECLS

/* Shape: minor and known have n values, starts and workdays n + horizon, oldest first, without holes in time. A period
 * with no working day is not forecast from and gets 0. */
typedef struct {
  const gint64   *minor;     /* sales of finished periods */
  const gboolean *known;     /* nullable: FALSE where nothing was kept; without it 0 is a period without sales */
  const int      *workdays;
  const SbDate   *starts;    /* first day of each period */
  gsize           n;
  guint           horizon;   /* 1–366 */
  guint           frequency; /* periods a year: 12, 52, 4 */
  gboolean        force_season; /* a season from two years on, halved */
  SbScope         scope;     /* for the explanation */
  SbDate          as_of;
} SbSalesOutlookInput;

/* In minor units. */
typedef struct {
  SbDate start;
  gint64 point;
  gint64 lo80, hi80, lo95, hi95; /* while interval_reason of the whole is none */
} SbSalesOutlookStep;

typedef struct {
  SbOutlookMethod method;
  guint     flags;           /* SbOutlookFlags */
  SbReason  reason;          /* no-history, overflow: no steps */
  SbReason  interval_reason; /* too-few: no intervals */
  GArray   *steps;           /* SbSalesOutlookStep */
  gint64    total;           /* Σ point; an interval of the sum is not the sum of the intervals */
  GArray   *outliers;        /* SbDate: periods that stand out, oldest first; kept in the history as they are */
  SbDate    level_shift;     /* the level is another one from here on; SB_DATE_NONE */
  SbExplain *explain;        /* of the total */
} SbSalesOutlook;

/* Returns: (transfer full). Cost: about 1 ms. */
SbSalesOutlook *sb_sales_outlook_compute (const SbSalesOutlookInput *input);

/* Won revenue of the scope by month, quarter or week. The history is every finished period since the scope's first won
 * deal (at most 240); the forecast begins with the period that is running at as_of (the next one when it ends on
 * as_of). Cost: one pass over the deals. Returns: (transfer full). */
SbSalesOutlook *sb_sales_outlook_of_facts (const SbFacts *facts, SbScope scope, SbDate as_of, SbPeriodKind kind,
                                           guint horizon);
void            sb_sales_outlook_free     (SbSalesOutlook *outlook);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSalesOutlook, sb_sales_outlook_free)

G_END_DECLS
