/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview on paper: the same answer, tiles, pictures and findings as a vector PDF. */
#pragma once

#include "model/sb-session.h"
#include "views/overview/sb-overview-data.h"

G_BEGIN_DECLS

/* Written whole or not at all, mode 0600. Texts follow the session's privacy level; the foot names as-of date, period
 * and scope. */
gboolean sb_overview_deck_save (const SbOverviewData *data, SbSession *session, const char *path, GError **error);

G_END_DECLS
