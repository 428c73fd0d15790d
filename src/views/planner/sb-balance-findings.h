/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What arithmetic forbids: customers too large for anybody, locked work above somebody's year, customers whom nobody
 * may serve, hours that are missing. Hidden while there is nothing to say. */
#pragma once

#include <adwaita.h>

#include "model/sb-balance.h"

G_BEGIN_DECLS

/* A box that sb_balance_findings_show () fills. */
GtkWidget *sb_balance_findings_new  (void);
/* Returns: how many findings there are. */
guint      sb_balance_findings_show (GtkWidget *box, SbBalance *balance);

G_END_DECLS
