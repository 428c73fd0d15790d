/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What deserves the manager's attention now: ranked findings, each with its numbers, its reason and its rows. The model
 * writes the sentences from the kind and the named values. */
#pragma once

#include "analysis/sb-concentration.h"
#include "analysis/sb-coverage.h"
#include "analysis/sb-funnel.h"
#include "analysis/sb-slippage.h"

G_BEGIN_DECLS

/* Beside each kind: the values it carries, in this order. */
typedef enum
{
  SB_FINDING_WORST_STAGE,     /* stage; lost n; reached n; lost money; lost share of value; baseline; resolved; worth */
  SB_FINDING_TOP_CUSTOMER,    /* account; share; effective number; limit; money */
  SB_FINDING_FEW_CUSTOMERS,   /* effective number; limit; largest share */
  SB_FINDING_MEMBER_CARRIES,  /* member; share; attainment; attainment without; limit */
  SB_FINDING_OVERDUE_DEALS,   /* n; money; oldest days; share of the open pipeline */
  SB_FINDING_PUSHED_DEALS,    /* n; money; pushes limit */
  SB_FINDING_COVERAGE_SHORT,  /* covered; needed; remaining money; missing pipeline money */
  SB_FINDING_BEHIND_PLAN,     /* pace; needed a day; achieved a day; gap */
  SB_FINDING_WIN_RATE_SIGNAL, /* now; lower limit; upper limit; mean */
  SB_FINDING_LAPSED_CUSTOMERS, /* n; revenue of 12 months before; first account; its days since the last purchase */
  SB_FINDING_COMPLAINTS_OPEN,  /* n; oldest days; limit days */
  SB_FINDING_NO_NEXT_STEP,     /* n open deals without activity; days; money */
  SB_FINDING_RAMPING,          /* positive: member; months since hired; won money; days to the first win */
  SB_N_FINDINGS
} SbFindingKind;

typedef enum { SB_SEVERITY_GOOD, SB_SEVERITY_NOTE, SB_SEVERITY_WARNING, SB_SEVERITY_ALARM } SbSeverity;

#define SB_FINDING_VALUES 8

typedef struct {
  SbFindingKind kind;
  SbSeverity    severity;
  double        weight;      /* orders within a severity: money at stake in minor units, else a count */
  gint32        subject_id;  /* stage, account, member; 0 none: with `kind` the key of a dismissal */
  SbQuantity    values[SB_FINDING_VALUES];
  guint         n_values;
  SbExplain    *explain;     /* rows behind it */
} SbFinding;

/* Every threshold is a setting; SB_ATTENTION_DEFAULTS are the defaults. */
typedef struct {
  double top_customer;       /* share of revenue */
  double few_customers;      /* effective number */
  double member_share;
  int    pushes;
  int    lost_minimum;       /* lost deals a worst stage needs */
  int    quiet_days;         /* open deal without any activity */
  int    complaint_days;
  int    ramp_months;
} SbAttentionLimits;

#define SB_ATTENTION_DEFAULTS ((SbAttentionLimits) { 0.25, 5.0, 0.40, 3, 5, 30, 14, 6 })

typedef struct {
  SbPeriod period;
  SbScope  scope;
  SbDate   as_of;
  gint32   pipeline_id; /* 0: the first pipeline of deals */
  SbAttentionLimits limits;
} SbAttentionQuery;

/* Worst first: severity, then weight, then kind, then subject; good news last. Findings without enough data are absent.
 * Returns: (transfer full) GPtrArray of SbFinding. */
GPtrArray *sb_attention_compute (const SbFacts *facts, const SbAttentionQuery *query);
void       sb_finding_free      (SbFinding *finding);
/* Stable: "worst-stage", … */
const char *sb_finding_key      (SbFindingKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbFinding, sb_finding_free)

G_END_DECLS
