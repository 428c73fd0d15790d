/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scenario of a planning meeting: what is known about a period and its people (the book), what was moved and typed
 * (the hand), and what follows for everybody (the plan). The plan is a function of book and hand alone; the screen
 * computes it again on every step of a slider. Called by the planner and its tests. Source: ENGINE 1, AREAS 12. */
#pragma once

#include "analysis/sb-fairness.h"
#include "analysis/sb-forecast.h"
#include "analysis/sb-outcomes.h"
#include "analysis/sb-quota-explain.h"
#include "analysis/sb-quota-months.h"
#include "analysis/sb-season.h"

G_BEGIN_DECLS

#define SB_PLAN_ENGINE "1" /* written into kept scenarios; changes with every change of results */

/* One who carries a quota. Money in minor units; a value ≤ 0 is missing. */
typedef struct {
  gint32      member_id;
  gint32      team_id;          /* 0 none */
  const char *name;             /* owned by the facts */
  int         node;             /* of the book's nodes */
  int         row;              /* of the forecast, −1: no deals and no history */
  gint64      bottom_up;        /* expected value of the period */
  gint64      current;          /* quota of the period a year before, else of the one before */
  gint64      comparable;       /* the same as if for a whole period: of who came in its course */
  gint64      sales;            /* won in the period a year before, else in the one before; likewise */
  gint64      base;             /* what floor and cap are shares of: comparable, sales, bottom-up or fair share */
  gint64      pipeline;         /* weighted open pipeline due in the period */
  gint64      won;              /* closed in the period so far */
  double      capacity;         /* productive days */
  SbDate      joins, leaves;    /* inside the period, else SB_DATE_NONE */
} SbPlanMember;

/* A team, or (node 0) the whole. */
typedef struct {
  gint32      team_id;
  int         parent;           /* −1 of the whole */
  int         row;              /* of the forecast, −1 none */
  const char *name;             /* NULL of the whole */
} SbPlanNode;

typedef struct {
  SbPeriod period;
  SbScope  scope;               /* everything or one team with its sub-teams */
  SbDate   as_of;
  guint    n_draws;             /* 0: SB_SIM_DRAWS */
  guint    rho_ppm;
  guint64  seed;
  const gint *cancelled;        /* nullable */
} SbPlanQuery;

/* Immutable; threads may share it. */
typedef struct {
  gint          ref_count;
  SbFacts      *facts;
  SbPlanQuery   query;
  SbForecast   *forecast;
  SbPeriod      before;         /* where `current` and `sales` come from */
  SbSeason      season;         /* by fiscal month */
  gsize         n_months;
  SbPeriod     *months;
  gint64       *month_season;   /* [n_months] ppm */
  gsize         n;
  SbPlanMember *members;        /* ascending id */
  gint64       *days;           /* [n × n_months] hundredths of productive days: 0 before joining, less while ramping */
  gsize         n_nodes;
  SbPlanNode   *nodes;          /* a parent before its children */
} SbPlanBook;

/* Who is planned: members who sell (deals, a target of the year before or a goal of the period, or hired for it) and
 * are there in the period. Cost: the forecast (worker). Returns: (transfer full) (nullable), NULL when cancelled. */
SbPlanBook *sb_plan_book_new   (SbFacts *facts, const SbPlanQuery *query);
SbPlanBook *sb_plan_book_ref   (SbPlanBook *book);
void        sb_plan_book_unref (SbPlanBook *book);
/* Index of a member, −1. */
int         sb_plan_book_find  (const SbPlanBook *book, gint32 member_id);
/* Sum of what everybody realistically brings, and of the quotas before: where the target slider begins. */
gint64      sb_plan_book_expected (const SbPlanBook *book);
gint64      sb_plan_book_current  (const SbPlanBook *book);
/* The quotas before, else what is expected, else what was won before: 0 when nothing is known. */
gint64      sb_plan_book_usual    (const SbPlanBook *book);

typedef enum
{
  SB_PLAN_BLEND,
  SB_PLAN_EQUAL_CHANCE,
  SB_PLAN_EQUAL,
  SB_PLAN_HISTORY,
  SB_PLAN_CAPACITY,
  SB_PLAN_PIPELINE,
  SB_N_PLAN_METHODS
} SbPlanMethod;

/* What was moved and typed. Copy with sb_plan_hand_copy (). */
typedef struct {
  gint64       target;
  SbPlanMethod method;
  gint64       alpha, beta, gamma;   /* weights of own forecast, fair share, current quota; ppm, any sum */
  gint64       kappa_ppm;            /* fair share: capacity (1,000,000) against potential */
  gint64       floor_ppm, cap_ppm;   /* of a member's base */
  gint64       over_ppm;             /* over-assignment h: Σ quotas = target × (1 + h) */
  gint64       step;                 /* quotas in whole steps; ≤ 1 minor units */
  gsize        n, n_months, n_nodes; /* of the book it is for */
  guint8      *locked;               /* [n] a typed quota that stays */
  gint64      *typed;                /* [n] */
  guint8      *cell_locked;          /* [n × n_months] */
  gint64      *cell_typed;
  gint64      *node_lo, *node_hi;    /* [n_nodes] bounds of teams; G_MININT64, SB_QUOTA_NO_CAP */
} SbPlanHand;

/* The defaults of AREAS 12: target = the quotas before (else what is expected), blend 5 : 3 : 2, 60 % to 130 %. */
SbPlanHand *sb_plan_hand_new  (const SbPlanBook *book);
SbPlanHand *sb_plan_hand_copy (const SbPlanHand *hand);
void        sb_plan_hand_free (SbPlanHand *hand);

/* Everything that is shown. Arrays as long as the book's. */
typedef struct {
  SbPlanBook     *book;
  SbPlanHand     *hand;
  SbQuotaStatus   status;
  gint64          assigned;      /* target × (1 + h): what the quotas should sum to */
  gint64          open_gap;      /* ≥ 0: what nobody carries */
  gint64          surplus;       /* ≥ 0: floors and locks above what is assigned */
  double          t;             /* of the blend and its relatives; 0 with equal chance */
  gboolean        has_t;
  double          chance;        /* the common chance of SB_PLAN_EQUAL_CHANCE */
  gint64         *quota;         /* [n] */
  gint64         *calculated;    /* [n] what a locked member would get */
  gint64         *fair;          /* [n] fair share */
  gint64         *lo, *hi;       /* [n] bounds that held */
  guint8         *limit;         /* [n] SbQuotaLimit */
  SbRatio        *ask;           /* [n] quota ÷ realistic */
  SbRatio        *reach;         /* [n] P(reach); cannot-judge */
  gint64         *node_quota;    /* [n_nodes] */
  SbRatio        *node_reach;    /* [n_nodes] */
  SbQuotaMonths  *months;        /* [n × n_months] */
  gint64         *node_months;   /* [n_nodes × n_months] */
  SbRatio         ask_all;       /* Σ quota ÷ Σ realistic */
  SbRatio         together;      /* P (Σ results ≥ target) */
  SbReachBand     band;          /* share of people expected to reach */
  SbRatio         opportunity;   /* CV of quota ÷ capacity; too-few below five */
  SbRatio         outcome;       /* spread of the chances: max − min; too-few below two */
  SbQuotaRemedies remedies;
  gboolean        has_remedies;
  SbRatio         hedge;         /* the smallest over-assignment with P ≥ 80 %; no-data */
  SbQuotaProblem  problem;       /* what was solved: for explanations; arrays owned below */
  SbQuotaPlan    *solved;
  SbDd           *anchors;
  gint32         *node_of;
  SbQuotaNode    *tree;
  gint64         *bottom_up, *current;
} SbPlan;

/* Cost: 200 members × 12 months within a frame. Errors: NULL for a hand that is not of this book or sums beyond
 * int64. Returns: (transfer full) (nullable). */
SbPlan    *sb_plan_compute        (SbPlanBook *book, const SbPlanHand *hand);
void       sb_plan_free           (SbPlan *plan);
/* t, limits and remedies; and one member's quota. transfer full. */
SbExplain *sb_plan_explain        (const SbPlan *plan);
SbExplain *sb_plan_explain_member (const SbPlan *plan, gsize member);
/* P(reach) of a node's or member's quota: closed, pipeline, run rate, business to come. transfer full. */
SbExplain *sb_plan_explain_reach  (const SbPlan *plan, gsize member);
const char *sb_plan_method_key    (SbPlanMethod method); /* "blend" … as scenario.method */
gboolean   sb_plan_method_parse   (const char *key, SbPlanMethod *method);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPlanBook, sb_plan_book_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPlanHand, sb_plan_hand_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPlan, sb_plan_free)

G_END_DECLS
