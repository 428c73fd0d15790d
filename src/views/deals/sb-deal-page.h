/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One deal: where it stands, what was agreed, who is involved, what happened. Signal "back" (). */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_DEAL_PAGE (sb_deal_page_get_type ())
G_DECLARE_FINAL_TYPE (SbDealPage, sb_deal_page, SB, DEAL_PAGE, GtkWidget)

GtkWidget *sb_deal_page_new     (SbSession *session);
void       sb_deal_page_show    (SbDealPage *self, gint32 id);
/* New facts or another privacy level: writes the head again. */
void       sb_deal_page_refresh (SbDealPage *self);

G_END_DECLS
