/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts made by hand or by a seeded generator, for the tests and benchmarks of analysis. */
#pragma once

#include "core/sb-facts.h"

#include "analysis/sb-quantity.h"

G_BEGIN_DECLS

#define D(text) (sb_date_parse_iso (text))

/* Ids of the fixture: the pipeline of deals with its stages in order, and the pipeline of leads. */
enum {
  FIX_PIPELINE = 1,
  FIX_LEADS = 2,
  FIX_STAGE_A = 11, /* position 0 … 3, then won, lost, void */
  FIX_STAGE_B,
  FIX_STAGE_C,
  FIX_STAGE_D,
  FIX_STAGE_WON,
  FIX_STAGE_LOST,
  FIX_STAGE_VOID,
  FIX_STAGE_LEAD = 21
};

/* Two pipelines, teams 1 ⊃ 2, 3; members 1–3 in team 2 and 4 in team 3; accounts 1–12 owned by member 1; loss reasons 1
 * and 2. No deals. Up to FIX_ROOM rows of each kind may be added; pointers stay valid. */
#define FIX_ROOM 4096
SbFacts    *fixture_new      (void);
/* The next deal of owner 1 with account 1 in team 2, amount known; created and closed may be NULL. */
SbDealFact *fixture_deal     (SbFacts *facts, SbDealStatus status, gint64 minor, const char *created,
                              const char *closed);
/* What the log knows of a deal: positions of the furthest and the last open stage. */
void        fixture_place    (SbDealFact *deal, int furthest, int last_open);
/* left NULL: still there. Added in the order of deals. */
void        fixture_visit    (SbFacts *facts, gint32 stage_id, const char *entered, const char *left,
                              SbVisitOutcome outcome);
void        fixture_order    (SbFacts *facts, gint32 account_id, gint64 minor, const char *on);
void        fixture_feedback (SbFacts *facts, int kind, int score, int scale, const char *on);
/* A month, quarter … of goal 1; team and member 0 is the whole workspace. */
void        fixture_target   (SbFacts *facts, const char *code, gint32 member_id, gint64 minor);
SbPeriod    fixture_period   (const char *code);

/* n deals over three years with visits, orders, feedback, activities and pushes; the same for one seed anywhere. */
SbFacts    *fixture_random   (guint64 seed, gsize n);

void        assert_near      (double value, double want, double tolerance);
void        assert_ratio     (const SbRatio *ratio, gint64 numerator, gint64 denominator);
void        assert_reason    (const SbRatio *ratio, SbReason reason);
/* Finite, and 0 when undefined. */
void        assert_sane      (const SbRatio *ratio);
void        assert_sane_quantity (const SbQuantity *quantity);

G_END_DECLS
