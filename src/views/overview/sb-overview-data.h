/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the overview shows, computed once in a worker from one context. Screen and paper read the same data. */
#pragma once

#include <gio/gio.h>

#include "analysis/sb-kpi.h"
#include "analysis/sb-overview.h"
#include "model/sb-context.h"
#include "model/sb-formatter.h"
#include "model/sb-sentence.h"

G_BEGIN_DECLS

#define SB_OVERVIEW_MONTHS 12

/* Won revenue of one member beside the member's own target. */
typedef struct {
  gint32      member_id;
  const char *name;       /* borrowed from the facts */
  gint64      won;
  gint64      target;     /* 0 with has_target FALSE */
  gboolean    has_target;
} SbMemberResult;

typedef struct {
  SbContext  *context;
  SbOverview *overview;
  SbKpi      *win_rate;
  SbKpi      *revenue;
  SbSeries   *months;       /* won revenue of the last SB_OVERVIEW_MONTHS months */
  SbSeries   *year_ago;     /* the same months a year earlier */
  SbSeries   *win_months;
  gint64      month_target[SB_OVERVIEW_MONTHS]; /* −1 none */
  GArray     *members;      /* SbMemberResult, in name order */
} SbOverviewData;

/* For sb_page_compute (): result is an SbOverviewData. */
gpointer sb_overview_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error);
void        sb_overview_data_free     (SbOverviewData *data);
/* The answer in sentences; its keys are "attainment", "gone", "carry", "stage", "won". transfer full. */
SbSentence *sb_overview_data_sentence (const SbOverviewData *data, SbFormatter *formatter);
/* The explanation behind a key of the sentence; NULL = none. Borrowed. */
SbExplain  *sb_overview_data_explain  (const SbOverviewData *data, const char *key);

G_END_DECLS
