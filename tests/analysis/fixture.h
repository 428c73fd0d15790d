/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts made by hand and at random, without a workspace. */
#pragma once

#include "core/sb-facts.h"

/* One pipeline of deals (id 1) with the stages 11, 12, 13 (positions 1–3), won 14 and lost 15; members 1–3;
 * n_deals blank deals to be filled. */
SbFacts    *fixture_new    (gsize n_deals);
/* Random deals of 2025 in ascending id order; the same seed gives the same facts. */
SbFacts    *fixture_random (gsize n_deals, guint64 seed);
/* A deal with amount; dates as ISO texts, NULL none. */
SbDealFact  fixture_deal   (gint32 id, SbDealStatus status, gint64 minor, const char *created, const char *closed);
