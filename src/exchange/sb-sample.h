/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample company: three teams, eighteen months, stories worth finding. It comes from the CSV files of data/sample,
 * which are compiled in. */
#pragma once

#include "store/sb-workspace.h"

G_BEGIN_DECLS

/* The day on which the sample is meant to be looked at; kept in SB_SETTING_SAMPLE_AS_OF, so that a sample opened
 * years later still tells its stories. */
#define SB_SAMPLE_AS_OF "2026-11-23"
/* The currency of its amounts, whatever the language. */
#define SB_SAMPLE_CURRENCY "CNY"

/* Fills a fresh workspace in one undo step. language: "zh_CN" for Chinese names and texts, "en" for English; NULL is
 * the language of the workspace. The same records with the same uids each time. Errors: what the store says of the
 * write; a workspace that holds the sample already is SB_STORE_ERROR_INVALID. Cost: about a second; it
 * may run in a worker. */
gboolean sb_sample_fill (SbWorkspace *workspace, const char *language, GCancellable *cancellable, GError **error);

G_END_DECLS
