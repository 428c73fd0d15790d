/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much does the result lean on few customers or few people? Source: AREAS 3 and 11, vectors `hhi`, `fairness`. */
#pragma once

#include "analysis/sb-pacing.h"

G_BEGIN_DECLS

typedef struct {
  gint32      id;
  const char *name;  /* borrowed from the facts; NULL: none */
  gint64      minor;
  double      share;
} SbConcentrationPart;

typedef struct {
  GArray  *parts;        /* SbConcentrationPart, largest first, tie: lower id; only amounts > 0 */
  gint64   total;
  SbRatio  top1, top3;   /* shares */
  SbRatio  hhi;          /* Σ share² */
  SbRatio  effective;    /* 1 ÷ HHI */
  SbRatio  gini;         /* over the parts; needs 5 */
  SbExplain *explain;    /* of top1; rows: the won deals or orders of the largest */
} SbConcentration;

/* Of won revenue in the period by customer or by member. Returns: (transfer full). */
SbConcentration *sb_concentration_customers (const SbFacts *facts, SbPeriod period, SbScope scope, SbDate as_of);
SbConcentration *sb_concentration_members   (const SbFacts *facts, SbPeriod period, SbScope scope, SbDate as_of);
void             sb_concentration_free      (SbConcentration *concentration);

/* Attainment without the largest contributor: (won − best) ÷ (target − best one's own target). */
typedef struct {
  gint32      member_id;    /* the largest contributor, 0 none */
  const char *name;         /* borrowed */
  gint64      minor;
  SbRatio     carry;
  gboolean    target_shared; /* no own targets: the target was divided by the members with results */
  SbExplain  *explain;
} SbCarry;

SbCarry *sb_carry_compute (const SbFacts *facts, const SbTargetQuery *query);
void     sb_carry_free    (SbCarry *carry);

/* Σ (x ÷ Σx)²; values ≥ 0. Total 0 gives 0. */
double   sb_hhi  (const gint64 *values, gsize n);
/* Σ|xi − xj| ÷ (2 n² mean); mean 0 gives 0. Cost: O(n log n). */
double   sb_gini (const double *values, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbConcentration, sb_concentration_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCarry, sb_carry_free)

G_END_DECLS
