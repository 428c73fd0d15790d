/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The home page: where do we stand, who carries it, what needs attention? */
#pragma once

#include "widgets/sb-page.h"

G_BEGIN_DECLS

#define SB_TYPE_OVERVIEW_VIEW (sb_overview_view_get_type ())
G_DECLARE_FINAL_TYPE (SbOverviewView, sb_overview_view, SB, OVERVIEW_VIEW, SbPage)

/* Writes the overview of the session's present context as a PDF of one or two pages; computes it first when needed and
 * calls back in the main thread. */
void     sb_overview_view_save_pdf_async  (SbSession *session, const char *path, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_overview_view_save_pdf_finish (SbSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
