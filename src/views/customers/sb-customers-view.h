/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers: who makes the revenue, who may leave, and the page of one customer. */
#pragma once

#include "widgets/sb-page.h"

G_BEGIN_DECLS

#define SB_TYPE_CUSTOMERS_VIEW (sb_customers_view_get_type ())
G_DECLARE_FINAL_TYPE (SbCustomersView, sb_customers_view, SB, CUSTOMERS_VIEW, SbPage)

G_END_DECLS
