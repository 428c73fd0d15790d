/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random quota problems for the tests of plans: companies and trees of teams, with locks, ties and missing anchors. */
#pragma once

#include "analysis/sb-quota-plan.h"
#include "core/sb-random.h"

#define MOST_MEMBERS 64
#define MOST_NODES 12

typedef struct {
  gsize       n, n_nodes;
  SbDd        anchor[MOST_MEMBERS];
  gint64      value[MOST_MEMBERS]; /* the anchors, whole */
  gint64      lo[MOST_MEMBERS], hi[MOST_MEMBERS];
  gint32      node[MOST_MEMBERS];
  SbQuotaNode nodes[MOST_NODES];
  SbQuotaProblem problem;
} RandomPlan;

/* size: amounts below it. Bounds of nodes are such that most plans work out. */
void random_plan (RandomPlan *plan, SbRandom *random, gsize most, gboolean tree, gint64 size);
gint64 random_between (SbRandom *random, gint64 from, gint64 to);
