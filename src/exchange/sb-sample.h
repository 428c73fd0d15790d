/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample company: two years of an invented sales team, made from a seed, so that it is the same everywhere and ends
 * on the day it is asked for. For looking around, for the tour and for tests. */
#pragma once

#include "store/sb-workspace.h"

G_BEGIN_DECLS

/* The currency of its amounts, whatever the language. */
#define SB_SAMPLE_CURRENCY "CNY"

/* Fills a fresh workspace in one undo step; today is the last day that anything happened. language: "zh_CN" gives
 * Chinese names; NULL = the process's language. May run in a worker; on failure nothing is written.
 * Cost: about 10,000 records. Errors: SB_STORE_ERROR, cancelled. */
gboolean sb_sample_fill (SbWorkspace *workspace, SbDate today, const char *language, GCancellable *cancellable,
                         GError **error);

G_END_DECLS
