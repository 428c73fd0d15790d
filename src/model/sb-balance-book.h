/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers of a team as a question of balance: what each needs in hours and may bring in money, who may serve it,
 * and what everybody's fair part is. Made in a worker from the facts; immutable. Called by the balance and its tests.
 * Source: ENGINE 2.1, AREAS 12. */
#pragma once

#include "analysis/sb-assign-plan.h"
#include "analysis/sb-explain.h"

G_BEGIN_DECLS

/* Whom a customer may go to: the members of its owner's team, or everybody who sells. */
typedef enum { SB_BALANCE_WITHIN_TEAM, SB_BALANCE_EVERYBODY, SB_N_BALANCE_REACHES } SbBalanceReach;

/* Assumptions, named in the explanations. */
#define SB_BALANCE_ACTIVITY_MIN 30     /* an activity whose minutes were not written down */
#define SB_BALANCE_VISIT_MIN 90        /* a planned visit with its way, for a customer without activities */
#define SB_BALANCE_DEAL_MIN 120        /* an open deal of such a customer */
#define SB_BALANCE_HANDOVER_MIN 60     /* what handing a customer over costs … */
#define SB_BALANCE_RELATION_MIN 30     /* … and for each step of the relationship; unknown is 3 */
#define SB_BALANCE_YEAR_MIN (220 * 480) /* of a full-time seller, above which nobody is loaded */
#define SB_BALANCE_OPEN_PPM 250000     /* chance of an open deal whose stage has none */

typedef struct {
  gint32      member_id;
  gint32      team_id;    /* 0 none */
  const char *name;       /* owned by the facts */
  gint64      fte_ppm;    /* working time × share of it for selling */
} SbBalanceRep;

typedef struct {
  gint32      account_id;
  gint32      owner_id;   /* in the records; 0 nobody */
  gint32      present;    /* of the reps, −1: nobody, or somebody who has left or does not sell */
  const char *name;       /* owned by the facts */
  guint8      is_locked;
  guint8      is_estimated; /* its hours */
  guint8      is_derived; /* has no owner: counts to who works most of its deals */
} SbBalanceAccount;

typedef struct {
  gint              ref_count;
  SbFacts          *facts;
  SbDate            as_of;
  SbBalanceReach    reach;
  gint32            team_id;
  gsize             n_reps, n;
  SbBalanceRep     *reps;     /* ascending id */
  SbBalanceAccount *accounts; /* ascending id */
  SbAssignModel     model;    /* hours in minutes a year, potential in whole units of money; arrays owned */
  gint64            n_locked, n_estimated, n_derived, n_nobody;
  gboolean          by_margin; /* potential is the margin a year, else sales and pipeline */
  SbExplain        *hours, *potential;
} SbBalanceBook;

/* team_id 0: the whole company, else its members and their customers. Cost: O(rows + pairs). transfer full. */
SbBalanceBook *sb_balance_book_new   (SbFacts *facts, SbDate as_of, SbBalanceReach reach, gint32 team_id);
SbBalanceBook *sb_balance_book_ref   (SbBalanceBook *book);
void           sb_balance_book_unref (SbBalanceBook *book);
/* Positions by id, −1. */
int            sb_balance_book_account (const SbBalanceBook *book, gint32 account_id);
int            sb_balance_book_rep     (const SbBalanceBook *book, gint32 member_id);

/* What the year shows of every account: arrays by position in facts->accounts. */
typedef struct {
  gint64 *minutes;      /* of the activities of twelve months */
  gint32 *activities;
  gint32 *open_deals;
  gint64 *won, *ordered, *pipeline; /* minor units; pipeline weighted */
  gint32 *worker;       /* member with most of its deals, 0 none */
} SbBalanceYear;

void           sb_balance_year_init  (SbBalanceYear *year, const SbFacts *facts, SbDate as_of);
void           sb_balance_year_clear (SbBalanceYear *year);
/* A year of an account in minutes; *estimated when nothing was written down. */
gint64         sb_balance_year_hours (const SbBalanceYear *year, const SbFacts *facts, gsize account,
                                      gboolean *estimated);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbBalanceBook, sb_balance_book_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbBalanceYear, sb_balance_year_clear)

G_END_DECLS
