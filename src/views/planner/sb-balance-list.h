/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proposals of a balance, each with its reason and the buttons to accept or reject it. Keys on a line: A, R, L. */
#pragma once

#include <adwaita.h>

#include "model/sb-balance.h"

G_BEGIN_DECLS

#define SB_TYPE_BALANCE_LIST (sb_balance_list_get_type ())
G_DECLARE_FINAL_TYPE (SbBalanceList, sb_balance_list, SB, BALANCE_LIST, GtkWidget)

GtkWidget *sb_balance_list_new (SbBalance *balance);

G_END_DECLS
