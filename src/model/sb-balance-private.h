/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of one balance; only its files include this. */
#pragma once

#include "model/sb-balance.h"

G_BEGIN_DECLS

struct _SbBalance
{
  GObject          parent_instance;
  SbSession       *session;
  SbBalanceReach   reach;
  GCancellable    *cancellable; /* of the search under way, NULL none */
  gboolean         stopped;
  gboolean         decided;     /* since the search began */
  GError          *error;
  SbBalanceAnswer *answer;
  guint            point;
  GPtrArray       *items;       /* SbBalanceItem */
  GArray          *rejected;    /* SbBalanceFix of lines that are gone */
};

void    sb_balance_tell            (SbBalance *self);
void    sb_balance_item_free       (gpointer item);
/* Accepted lines stay while they hold, rejected ones are remembered, the others make room. */
void    sb_balance_clear_list      (SbBalance *self);
/* Appends the proposals of the chosen point about everybody the list does not speak of yet. */
void    sb_balance_list_moves      (SbBalance *self);
/* The moves of all lines with one decision. transfer full, SbBalanceFix. */
GArray *sb_balance_fixes           (SbBalance *self, SbBalanceDecision decision);
void    sb_balance_forget_accepted (SbBalance *self);

G_END_DECLS
