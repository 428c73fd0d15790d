/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a number is "—": the one vocabulary of undefined values, spoken by every room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SB_REASON_NONE means "defined". The codes at the borders are sb_reason_code (), their sentences are the
 * formatter's business. Source: AREAS.md 0.3. */
typedef enum {
  SB_REASON_NONE = 0,
  SB_REASON_NO_TARGET,
  SB_REASON_NO_BASELINE,
  SB_REASON_NOT_STARTED,
  SB_REASON_PERIOD_OVER,
  SB_REASON_TOO_EARLY,
  SB_REASON_NO_CLOSED_DEALS,
  SB_REASON_NO_DATA,
  SB_REASON_NO_HISTORY,
  SB_REASON_TOO_FEW,
  SB_REASON_ZERO_DENOMINATOR,
  SB_REASON_STALE,
  SB_REASON_HIDDEN_GROUP,
  SB_REASON_NO_RATE,
  SB_REASON_NO_CAPACITY,
  SB_REASON_SAME_AS_BASELINE,
  SB_REASON_MET,
  SB_REASON_NOT_PLANNED,
  SB_REASON_CANNOT_JUDGE,
  SB_REASON_OVERFLOW,
  SB_N_REASONS
} SbReason;

/* The stable code, for example "no-target"; NULL for SB_REASON_NONE. */
const char *sb_reason_code (SbReason reason);

G_END_DECLS
