/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where will the period land? Closed, open deals with their chances, business still to come, and what the draws make of
 * it for every member, team and the company. Called by the forecast page, the planner and the command.
 * Source: ENGINE 3.1–3.6. */
#pragma once

#include "analysis/sb-close-date.h"
#include "analysis/sb-new-business.h"
#include "analysis/sb-pacing.h"
#include "analysis/sb-probability.h"
#include "analysis/sb-simulation.h"
#include "analysis/sb-win-deals.h"

G_BEGIN_DECLS

/* Lines that a reader may switch off. */
enum {
  SB_FORECAST_PIPELINE     = 1 << 0,
  SB_FORECAST_RUN_RATE     = 1 << 1,
  SB_FORECAST_CREATE_CLOSE = 1 << 2,
  SB_FORECAST_ALL          = 7
};

typedef struct {
  SbPeriod period;
  SbScope  scope;     /* the deals looked at; the last row is this scope's total */
  SbDate   as_of;
  guint64  seed;
  guint    n_draws;   /* 0: SB_SIM_DRAWS */
  guint    rho_ppm;   /* SB_SIM_RHO_PPM by default */
  guint    lines;     /* SB_FORECAST_… or'ed; 0 is only what is closed */
  const gint32 *members; /* members who have a row in any case (a planner's), ascending or not */
  gsize    n_members;
  const SbWinDeals *model; /* nullable, trained on the same facts and as_of: goes before what is learned by stage */
  const gint *cancelled; /* nullable */
} SbForecastQuery;

#define SB_FORECAST_QUERY(the_period, the_scope, the_day)                                                            \
  ((SbForecastQuery) { .period = (the_period), .scope = (the_scope), .as_of = (the_day), .seed = 1,                  \
                       .rho_ppm = SB_SIM_RHO_PPM, .lines = SB_FORECAST_ALL })

typedef enum { SB_FORECAST_MEMBER, SB_FORECAST_TEAM, SB_FORECAST_COMPANY } SbForecastLevel;

/* One open deal and where its chance comes from. Parallel to the simulation's deals. */
typedef struct {
  gint32        id;
  gint32        owner_id;
  gint64        minor;
  SbProbability probability; /* manual, model, learned or default, without age */
  double        p;           /* the same at the deal's age (learned ones only) */
  int           age;         /* days since it first entered its stage, −1 unknown */
  double        in_period;   /* P(closes inside | closes) */
  SbCloseKind   close;       /* dated, overdue, undated */
  double        q;           /* p × in_period */
  gint64        weighted;    /* amount × probability when it is due in the rest of the period, else 0 */
} SbForecastDeal;

/* A group of the simulation: rows[i] is group i. Children before parents, the total last. */
typedef struct {
  SbForecastLevel level;
  gint32      id;            /* member or team; 0: deals without owner, or the total */
  const char *name;          /* owned by the facts; NULL for id 0 */
  gint32      parent;        /* index of the row that contains it, −1 */
  gint64      won;           /* closed in the period up to as_of */
  gint64      n_won;
  gint64      weighted;      /* Σ amount × probability of the open deals due in the rest of the period (no slip) */
  gint64      n_open;        /* open deals with a chance to close in the period */
  double      pipeline;      /* Σ amount × q */
  SbNewLine   run_rate, created; /* of a team: the sums; sigma and n have no meaning there */
  SbPlanTarget target;       /* of revenue; reason no-target */
  gint64      p10, p50, p90; /* while reason is none */
  double      mean;
  SbRatio     attain;        /* P(reach the target); no-target, cannot-judge */
  gboolean    exact;         /* by convolution, not by draws */
  SbReason    reason;        /* cannot-judge: no deals and no history */
} SbForecastRow;

typedef struct {
  gint64 no_amount;          /* open deals without an amount */
  gint64 no_rate;            /* … whose amount has no exchange rate */
  gint64 undated, overdue;   /* in the forecast, flagged */
  gint64 no_cycle;           /* undated, and no won deal says how long one takes: left out */
} SbForecastCounts;

typedef struct {
  SbForecastQuery query;     /* members, model and cancelled are NULL */
  SbFacts        *facts;
  GArray         *rows;      /* SbForecastRow */
  GArray         *deals;     /* SbForecastDeal, ascending id */
  SbForecastCounts counts;
  gint64          n_model;   /* deals whose chance is the model's */
  SbSimInput      input;     /* for deciders, must and own runs; owned */
  SbSimulation   *simulation;
  gint64          run_rate_landing; /* won ÷ share of the plan done, as pacing has it; SbAmount's reason beside it */
  SbReason        run_rate_reason;
  gint64          slip_n;    /* promises the slip was learned from; 0: promises are taken to hold */
  SbExplain      *explain;   /* of the total's P(reach); rows: the open deals */
} SbForecast;

/* Cost: some passes over the facts (10 ms at 100,000 deals), then the simulation. Returns: (transfer full) (nullable),
 * NULL when cancelled or when the sums do not fit. */
SbForecast *sb_forecast_compute   (SbFacts *facts, const SbForecastQuery *query);
void        sb_forecast_free      (SbForecast *forecast);
const SbForecastRow *sb_forecast_total (const SbForecast *forecast);
/* Index of a row (and group of the simulation), −1 when there is none. */
int         sb_forecast_find      (const SbForecast *forecast, SbForecastLevel level, gint32 id);
const SbForecastDeal *sb_forecast_deal (const SbForecast *forecast, gint32 id);
/* The deals that decide whether a row reaches `target`; SbSimDecider.deal is an index into forecast->deals.
 * Returns: (transfer full) (nullable). */
GArray     *sb_forecast_deciders  (const SbForecast *forecast, gsize row, gint64 target);
/* What must be true for the row to reach its target with `level`. A new deal is the mean open deal. FALSE without
 * target, or cancelled. */
gboolean    sb_forecast_must      (const SbForecast *forecast, gsize row, double level, SbSimMust *must);
/* What P10, P50 and P90 of the total were made of; rows: the open deals. Returns: (transfer full). */
SbExplain  *sb_forecast_explain_landing (const SbForecast *forecast);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbForecast, sb_forecast_free)

G_END_DECLS
