/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of facts: flat structs, one a record, in which every calculation thinks.
 *
 * Ids are the workspace's row ids (they fit 31 bits; the store refuses more); 0 is "none". Dates are SB_DATE_NONE
 * when unknown. Money is in minor units of the base currency at the rate valid for the row; a row
 * without a rate carries SB_FACT_NO_RATE and must be excluded and counted. */
#pragma once

#include "core/sb-date.h"

G_BEGIN_DECLS

typedef enum { SB_STATUS_OPEN, SB_STATUS_WON, SB_STATUS_LOST, SB_STATUS_VOID } SbDealStatus;

typedef enum { SB_OBJECT_DEAL, SB_OBJECT_LEAD, SB_OBJECT_ORDER } SbPipelineObject;

enum {
  SB_FACT_HAS_AMOUNT = 1 << 0,
  SB_FACT_NO_RATE    = 1 << 1, /* the amount exists but cannot be converted */
  SB_FACT_HAS_MARGIN = 1 << 2,
  SB_FACT_ARCHIVED   = 1 << 3,
  SB_FACT_INACTIVE   = 1 << 4,
  SB_FACT_DONE       = 1 << 5,
  SB_FACT_LOCKED     = 1 << 6  /* an account that keeps its owner */
};

typedef struct {
  gint64 amount_minor;
  gint32 id;
  gint32 account_id;
  gint32 owner_id;
  gint32 team_id;           /* the deal's team, else the owner's */
  gint32 pipeline_id;
  gint32 stage_id;
  gint32 product_id;
  gint32 loss_reason_id;
  gint32 source;            /* index into SbFacts.sources, −1 none */
  gint32 region;            /* index into SbFacts.regions, −1 none */
  SbDate created_on;
  SbDate expected_close_on;
  SbDate closed_on;
  SbDate stage_since_on;    /* SB_DATE_NONE when not kept */
  SbDate last_activity_on;
  gint32 manual_ppm;        /* −1 none */
  gint16 furthest;          /* largest position of an open stage it ever entered, −1 unknown */
  gint16 last_open;         /* position of the last open stage before it closed (its stage while open), −1 unknown */
  gint16 pushes;            /* times its expected close moved later */
  guint8 status;            /* SbDealStatus */
  guint8 flags;
} SbDealFact;

/* One stay of a deal in an open stage; ordered by deal id, then seq. */
typedef struct {
  gint32 deal_id;
  gint32 stage_id;
  SbDate entered_on;
  SbDate left_on;    /* SB_DATE_NONE while there */
  guint8 outcome;    /* SbVisitOutcome */
} SbVisitFact;

typedef enum {
  SB_VISIT_OPEN, SB_VISIT_ADVANCED, SB_VISIT_BACK, SB_VISIT_WON, SB_VISIT_LOST, SB_VISIT_VOID
} SbVisitOutcome;

typedef struct {
  gint64 amount_minor;   /* net of returns */
  gint64 margin_minor;
  gint32 id;
  gint32 account_id;
  gint32 owner_id;
  SbDate ordered_on;
  guint8 flags;
} SbOrderFact;

typedef struct {
  gint32 id;
  gint32 owner_id;
  gint32 industry;       /* index into SbFacts.industries, −1 none */
  gint32 region;
  gint64 annual_margin_minor;
  gint32 retention_ppm;  /* −1 unknown */
  gint32 need_class_id;  /* 0 none */
  guint8 kind;           /* choice index of account.kind */
  guint8 class_override; /* 0 none, else 'A', 'B', 'C' */
  guint8 flags;
  gint8  relationship;   /* 0–5, −1 unknown */
} SbAccountFact;

typedef struct {
  gint32      id;
  gint32      team_id;    /* of the membership valid at the as-of date */
  gint32      manager_id;
  SbDate      hired_on;
  SbDate      left_on;
  gint32      fte_ppm;
  gint32      selling_share_ppm;
  guint8      flags;      /* SB_FACT_INACTIVE: an import's placeholder, or gone */
  const char *name;       /* owned by the facts */
} SbMemberFact;

typedef struct {
  gint32      id;
  gint32      parent_id;
  gint32      manager_id;
  const char *name;
} SbTeamFact;

typedef struct {
  gint32      id;
  gint32      pipeline_id;
  gint16      position;        /* ascending within the pipeline */
  guint8      status;          /* SbDealStatus */
  guint8      flags;
  gint32      probability_ppm; /* −1 none */
  gint32      target_conversion_ppm;
  gint32      standard_days;   /* −1 none */
  const char *name;
} SbStageFact;

typedef struct {
  gint32      id;
  guint8      object;          /* SbPipelineObject */
  gint16      position;
  const char *name;
} SbPipelineFact;

/* Any record that is only a name here: product, loss reason. */
typedef struct {
  gint32      id;
  guint8      kind;            /* choice index where the type has one */
  const char *name;
} SbNameFact;

typedef struct {
  gint32 id;
  gint32 account_id;
  gint32 owner_id;
  gint32 deal_id;
  SbDate day_on;
  gint32 spent_min;
  guint8 kind;
  guint8 flags;
} SbActivityFact;

typedef struct {
  gint32 id;
  gint32 account_id;
  SbDate received_on;
  gint32 score_milli;  /* score × 1000, −1 none */
  gint16 scale_max;    /* 5, 10 …, 0 unknown */
  guint8 kind;         /* choice index of feedback.kind */
  guint8 flags;        /* SB_FACT_DONE: answered */
} SbFeedbackFact;

/* One stage of a published goal: the target of one scope and metric for one period. */
typedef struct {
  gint64      target_minor; /* money metrics */
  double      target_value; /* all others */
  gint32      goal_id;
  gint32      team_id;      /* 0 with member_id 0: the workspace */
  gint32      member_id;
  SbDate      start_on;
  SbDate      end_on;
  guint8      period_kind;  /* SbPeriodKind */
  guint8      flags;        /* SB_FACT_HAS_AMOUNT: the target is set */
  const char *metric;       /* metric.code, interned by the facts */
} SbTargetFact;

/* A loss with its time: used by slippage, waterfall and history of one field. */
typedef struct {
  gint32 deal_id;
  SbDate as_of_on;
  SbDate from_on;
  SbDate to_on;
} SbPushFact;

G_END_DECLS
