/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of every member for the window's period, computed once in a worker. In name order: nothing ranks people.
 */
#pragma once

#include <gio/gio.h>

#include "analysis/sb-concentration.h"
#include "analysis/sb-kpi.h"
#include "model/sb-context.h"
#include "model/sb-formatter.h"
#include "model/sb-sentence.h"

G_BEGIN_DECLS

typedef struct {
  const SbMemberFact *member;  /* borrowed from the facts */
  gint64   won;
  gint64   target;             /* 0 with has_target FALSE */
  gboolean has_target;
  SbRatio  attainment;
  SbRatio  pace;
  gint64   open_pipeline;
  gint64   open_deals;
  SbRatio  win_rate;           /* 12 months up to the as-of day: a quarter is too short to compare */
  int      months;             /* whole months since joining, −1 unknown */
} SbMemberNumbers;

typedef struct {
  gint       ref_count;
  SbContext *context;
  GArray    *members;          /* SbMemberNumbers */
  SbPacing  *pacing;           /* of the scope */
  SbCarry   *carry;
  guint      with_target;
  guint      on_pace;          /* of those with a target: pace at 1 and more, or attainment in a period that is over */
} SbTeamData;

/* Result: SbTeamData. */
gpointer sb_team_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error);
SbTeamData            *sb_team_data_ref      (SbTeamData *data);
void                   sb_team_data_unref    (SbTeamData *data);
/* Keys "attainment", "carry". transfer full. */
SbSentence            *sb_team_data_sentence (const SbTeamData *data, SbFormatter *formatter);
/* NULL when the facts do not know the member. Borrowed. */
const SbMemberNumbers *sb_team_data_find     (const SbTeamData *data, gint32 member_id);

G_END_DECLS
