/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stable codes of the reasons for "—". Results, exports and the command print them; sentences are made
 * elsewhere. */
#include "core/sb-reason.h"

static const char * const codes[SB_N_REASONS] = {
  [SB_REASON_NONE] = NULL,
  [SB_REASON_NO_TARGET] = "no-target",
  [SB_REASON_NO_BASELINE] = "no-baseline",
  [SB_REASON_NOT_STARTED] = "not-started",
  [SB_REASON_PERIOD_OVER] = "period-over",
  [SB_REASON_TOO_EARLY] = "too-early",
  [SB_REASON_NO_CLOSED_DEALS] = "no-closed-deals",
  [SB_REASON_NO_DATA] = "no-data",
  [SB_REASON_NO_HISTORY] = "no-history",
  [SB_REASON_TOO_FEW] = "too-few",
  [SB_REASON_ZERO_DENOMINATOR] = "zero-denominator",
  [SB_REASON_STALE] = "stale",
  [SB_REASON_HIDDEN_GROUP] = "hidden-group",
  [SB_REASON_NO_RATE] = "no-rate",
  [SB_REASON_NO_CAPACITY] = "no-capacity",
  [SB_REASON_SAME_AS_BASELINE] = "same-as-baseline",
  [SB_REASON_MET] = "met",
  [SB_REASON_NOT_PLANNED] = "not-planned",
  [SB_REASON_CANNOT_JUDGE] = "cannot-judge",
  [SB_REASON_OVERFLOW] = "overflow",
};

const char *
sb_reason_code (SbReason reason)
{
  g_return_val_if_fail (reason >= SB_REASON_NONE && reason < SB_N_REASONS, NULL);

  return codes[reason];
}
