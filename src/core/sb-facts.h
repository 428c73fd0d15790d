/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain facts: what the store reads out of a workspace and every calculation reads from. Arrays of flat structs in
 * ascending id order, so that a pass over 100,000 deals costs a millisecond and needs no SQL. */
#pragma once

#include "core/sb-calendar.h"
#include "core/sb-fact.h"
#include "core/sb-goal-fact.h"
#include "core/sb-money.h"
#include "core/sb-period.h"

G_BEGIN_DECLS

/* One whole load. Everything is owned by it and read-only after loading, so worker threads share it freely. */
typedef struct {
  gint           ref_count;
  guint64        generation;  /* the workspace's change counter when it was read */
  char           currency[SB_CURRENCY_SIZE];
  int            exponent;
  SbFiscal       fiscal;
  SbCalendar    *calendar;

  SbDealFact     *deals;        gsize n_deals;
  SbVisitFact    *visits;       gsize n_visits;
  SbOrderFact    *orders;       gsize n_orders;
  SbAccountFact  *accounts;     gsize n_accounts;
  const char    **account_names;                       /* parallel to accounts */
  SbMemberFact   *members;      gsize n_members;
  SbTeamFact     *teams;        gsize n_teams;
  SbPipelineFact *pipelines;    gsize n_pipelines;
  SbStageFact    *stages;       gsize n_stages;        /* by pipeline, then position */
  SbNameFact     *products;     gsize n_products;
  SbNameFact     *loss_reasons; gsize n_loss_reasons;
  SbActivityFact *activities;   gsize n_activities;
  SbFeedbackFact *feedback;     gsize n_feedback;
  SbTargetFact   *targets;      gsize n_targets;
  SbPushFact     *pushes;       gsize n_pushes;
  SbMetricFact   *metrics;      gsize n_metrics;
  SbMetricValueFact *metric_values; gsize n_metric_values; /* by metric, then start */
  SbGoalFact     *goals;        gsize n_goals;         /* withdrawn ones left out */
  SbGoalStageFact *goal_stages; gsize n_goal_stages;   /* by goal, then start */
  SbGoalVersionFact *goal_versions; gsize n_goal_versions; /* by goal, then version */
  SbCheckInFact  *check_ins;    gsize n_check_ins;     /* by goal, then day */
  const char    **sources;      gsize n_sources;       /* distinct texts */
  const char    **regions;      gsize n_regions;
  const char    **industries;   gsize n_industries;
  GStringChunk   *strings;
} SbFacts;

SbFacts *sb_facts_new   (void);
SbFacts *sb_facts_ref   (SbFacts *facts);
void     sb_facts_unref (SbFacts *facts);

/* Binary search by id; NULL when absent. Cost: O(log n). Stages are searched linearly (there are few). */
const SbMemberFact   *sb_facts_member   (const SbFacts *facts, gint32 id);
const SbTeamFact     *sb_facts_team     (const SbFacts *facts, gint32 id);
const SbDealFact     *sb_facts_deal     (const SbFacts *facts, gint32 id);
const SbAccountFact  *sb_facts_account  (const SbFacts *facts, gint32 id);
const char           *sb_facts_account_name (const SbFacts *facts, gint32 id);
const SbStageFact    *sb_facts_stage    (const SbFacts *facts, gint32 id);
const SbPipelineFact *sb_facts_pipeline (const SbFacts *facts, gint32 id);
const SbGoalFact     *sb_facts_goal     (const SbFacts *facts, gint32 id);
const SbMetricFact   *sb_facts_metric   (const SbFacts *facts, gint32 id);
/* The stages of one pipeline: pointer into facts->stages and their number. */
const SbStageFact    *sb_facts_stages_of (const SbFacts *facts, gint32 pipeline_id, gsize *n);

/* The last day on which something is known to have happened: a deal made or closed, an order, an activity. Plans and
 * expected dates do not count. SB_DATE_NONE: nothing has. Cost: O(rows). */
SbDate                sb_facts_newest_day (const SbFacts *facts);

/* The scope of a number: everything, one team with its sub-teams, or one member; optional product, region and
 * customer. 0 / −1 mean "any". */
typedef struct {
  gint32 team_id;
  gint32 member_id;
  gint32 product_id;
  gint32 region;
  gint32 account_id;
} SbScope;

#define SB_SCOPE_ALL ((SbScope) { 0, 0, 0, -1, 0 })

/* A scope resolved against the teams once, so that testing a row costs a few comparisons. */
typedef struct {
  SbScope  scope;
  guint8  *team_in;   /* by position in facts->teams, NULL = any team */
  gsize    n_teams;
  const SbTeamFact *teams;
} SbScopeFilter;

void     sb_scope_filter_init  (SbScopeFilter *filter, const SbFacts *facts, SbScope scope);
void     sb_scope_filter_clear (SbScopeFilter *filter);
gboolean sb_scope_has_team     (const SbScopeFilter *filter, gint32 team_id);
gboolean sb_scope_has_deal     (const SbScopeFilter *filter, const SbDealFact *deal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbFacts, sb_facts_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbScopeFilter, sb_scope_filter_clear)

G_END_DECLS
