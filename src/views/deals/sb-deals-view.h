/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every deal: the list with its filters, the rows behind a number, and the page of one deal. */
#pragma once

#include "widgets/sb-page.h"

G_BEGIN_DECLS

#define SB_TYPE_DEALS_VIEW (sb_deals_view_get_type ())
G_DECLARE_FINAL_TYPE (SbDealsView, sb_deals_view, SB, DEALS_VIEW, SbPage)

G_END_DECLS
