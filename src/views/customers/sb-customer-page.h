/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One customer in one screen: who, what bought, what they like, what they said, what is next. Signal "back" (). */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"
#include "views/customers/sb-customers-data.h"

G_BEGIN_DECLS

#define SB_TYPE_CUSTOMER_PAGE (sb_customer_page_get_type ())
G_DECLARE_FINAL_TYPE (SbCustomerPage, sb_customer_page, SB, CUSTOMER_PAGE, GtkWidget)

GtkWidget *sb_customer_page_new      (SbSession *session);
void       sb_customer_page_show     (SbCustomerPage *self, gint32 id);
/* The numbers; takes a reference. */
void       sb_customer_page_set_data (SbCustomerPage *self, SbCustomersData *data);

G_END_DECLS
