/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deals that count, as spans of days: what most passes over deals ask, in less than half the memory of the facts.
 * The figures of one scope build them once and walk them many times. */
#pragma once

#include "analysis/sb-deal-state.h"

G_BEGIN_DECLS

#define SB_DATE_FOREVER ((SbDate) G_MAXINT32)

typedef struct {
  gint64  minor;       /* 0 without a usable amount */
  SbDate  from;        /* created; SB_DATE_NONE lies before every day */
  SbDate  until;       /* closed, the first day it was no longer open; SB_DATE_FOREVER while open, SB_DATE_NONE when it
                        * closed on a day that nobody knows */
  SbDate  expected_on; /* expected close; SB_DATE_NONE: none */
  gint32  id;
  gint16  stage;       /* of an open deal: position in facts->stages, n_stages when in none; −1: only the deal can say
                        * how likely it is */
  gint16  owner;       /* of such a deal: position in facts->members, n_members when nobody known */
  gint16  pushes;
  guint8  status;      /* SbDealStatus */
  guint8  flags;
} SbDealSpan;

/* The deals of scope and pipeline, ascending by id; without archived ones and, for pipeline_id 0, without those of
 * pipelines of leads and orders. Cost: one pass. Returns: (transfer full) GArray of SbDealSpan. */
GArray *sb_deal_spans_new (const SbFacts *facts, gint32 pipeline_id, SbScope scope);

static inline gboolean
sb_deal_span_is_open (const SbDealSpan *span, SbDate day)
{
  return span->from <= day && day < span->until;
}

static inline gboolean
sb_deal_span_has_value (const SbDealSpan *span)
{
  return (span->flags & (SB_FACT_HAS_AMOUNT | SB_FACT_NO_RATE)) == SB_FACT_HAS_AMOUNT;
}

/* Its status on the day was won, lost or void since a day in [from, to]. */
static inline gboolean
sb_deal_span_ends_in (const SbDealSpan *span, SbDate from, SbDate to)
{
  return sb_date_in (span->until, from, to);
}

/* The spans of such an array and their number. */
static inline const SbDealSpan *
sb_deal_spans (const GArray *spans, gsize *n)
{
  *n = spans->len;
  return (const SbDealSpan *) (gconstpointer) spans->data;
}

G_END_DECLS
