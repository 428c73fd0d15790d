/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a deal stood at the end of one day, from the history or from a snapshot. */
#pragma once

#include "core/sb-fact.h"

G_BEGIN_DECLS

#define SB_STAND_ABSENT 0xFF /* status: not created yet, or archived */

/* Arrays of them ascend by id. Money is in the base currency at one table of rates for all days compared. */
typedef struct {
  gint64 amount_minor;
  gint32 id;
  gint32 owner_id;
  gint32 team_id;           /* the deal's own, 0: its owner's */
  gint32 stage_id;
  gint32 probability_ppm;   /* frozen with a snapshot, −1 otherwise */
  SbDate created_on;
  SbDate expected_close_on;
  SbDate closed_on;
  guint8 status;            /* SbDealStatus or SB_STAND_ABSENT */
  guint8 flags;             /* SB_FACT_HAS_AMOUNT, SB_FACT_NO_RATE */
} SbDealStand;

G_END_DECLS
