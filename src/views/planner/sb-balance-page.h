/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The planner's tab about customers: who should serve whom, as proposals to accept or reject. Searches only while it is
 * on screen. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_BALANCE_PAGE (sb_balance_page_get_type ())
G_DECLARE_FINAL_TYPE (SbBalancePage, sb_balance_page, SB, BALANCE_PAGE, GtkWidget)

GtkWidget *sb_balance_page_new     (SbSession *session);
/* Facts, scope or privacy changed. */
void       sb_balance_page_refresh (SbBalancePage *self);
gboolean   sb_balance_page_explain (SbBalancePage *self);

G_END_DECLS
