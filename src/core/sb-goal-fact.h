/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals, what they are measured in, their stages, versions and check-ins, as rows of facts. A number of a money metric
 * is in minor units of the base currency, of a percentage a fraction (0.4 is 40 %), of all others what was typed; it is
 * kept exactly in `minor` for money and in `value` otherwise. */
#pragma once

#include "core/sb-period.h"

G_BEGIN_DECLS

/* Choice indexes of the descriptions in records. */
typedef enum {
  SB_METRIC_UNIT_MONEY, SB_METRIC_UNIT_COUNT, SB_METRIC_UNIT_PERCENT, SB_METRIC_UNIT_DAYS, SB_METRIC_UNIT_HOURS,
  SB_METRIC_UNIT_SCORE
} SbMetricUnit;
typedef enum { SB_METRIC_LEADING, SB_METRIC_LAGGING, SB_METRIC_DEVELOPMENT } SbMetricKind;
typedef enum { SB_AGGREGATE_SUM, SB_AGGREGATE_MEAN, SB_AGGREGATE_LAST, SB_AGGREGATE_RATIO } SbAggregation;
typedef enum { SB_GOAL_COMMITTED, SB_GOAL_STRETCH, SB_GOAL_DEVELOPMENT } SbGoalKind;
typedef enum { SB_GOAL_WORKSPACE, SB_GOAL_TEAM, SB_GOAL_MEMBER } SbGoalScope;
typedef enum { SB_GOAL_DRAFT, SB_GOAL_PUBLISHED, SB_GOAL_CLOSED, SB_GOAL_WITHDRAWN } SbGoalPhase;
typedef enum { SB_PHASING_EQUAL, SB_PHASING_WORKING_DAYS, SB_PHASING_SEASONAL, SB_PHASING_CUSTOM } SbPhasing;
typedef enum { SB_TEAM_SUM, SB_TEAM_INDEPENDENT, SB_TEAM_OVER_ASSIGNED } SbTeamMode;

typedef struct {
  gint32      id;
  guint8      unit, kind, aggregation; /* the enums above */
  gboolean    down;                    /* less is better */
  gboolean    manual;                  /* typed in, not computed */
  const char *name;
  const char *code;                    /* "" when it has none */
} SbMetricFact;

typedef struct {
  gboolean set;
  gint64   minor;
  double   value;
} SbGoalNumber;

typedef struct {
  gint32       metric_id, team_id, member_id;
  SbDate       start_on, end_on;
  SbGoalNumber number;
  gint64       n;             /* cases, 0 unknown */
} SbMetricValueFact;

typedef struct {
  gint32       id, metric_id, team_id, member_id, owner_id, parent_id, product_id;
  gint32       region;        /* index into SbFacts.regions, −1 none */
  SbDate       start_on, end_on, published_on;
  SbGoalNumber baseline, target;
  guint8       kind, scope, state, phasing, team_mode; /* state: SbGoalPhase */
  guint8       period_kind;   /* SbPeriodKind */
  gboolean     vacant;
  gboolean     filtered;      /* counts a customer class only: nothing here can be told apart by class */
  gint32       weight_ppm;    /* −1 none */
  gint32       over_ppm;
  gint32       checkin_days;  /* −1 none */
  double       assumed_days;  /* 0 unknown */
  const char  *title;
  const char  *theme;         /* "" none */
} SbGoalFact;

typedef struct {
  gint32       id, goal_id;
  guint8       period_kind;
  SbDate       start_on, end_on;
  SbGoalNumber target, calculated;
  gboolean     locked, typed;
} SbGoalStageFact;

typedef struct {
  gint32       id, goal_id, version;
  SbGoalNumber target;
  SbDate       start_on, end_on, effective_on;
  const char  *reason;
} SbGoalVersionFact;

typedef struct {
  gint32       id, goal_id, author_id;
  SbDate       day_on;
  SbGoalNumber number;
  int          confidence;    /* 0–10, −1 none */
  const char  *note;
} SbCheckInFact;

G_END_DECLS
