/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of the customers page. */
#pragma once

#include "charts/sb-chart.h"
#include "model/sb-session.h"
#include "views/customers/sb-customers-data.h"

G_BEGIN_DECLS

/* Customers, revenue and hours by class. Keys: 'A', 'B', 'C'. */
SbChart *sb_classes_picture   (const SbCustomersData *data, SbFormatter *formatter);
/* Recency × frequency and value. Keys: recency × 10 + column. */
SbChart *sb_rfm_picture       (const SbCustomersData *data, SbFormatter *formatter);
/* Value × need. Keys: row × 100 + column; the last column has no need class. */
SbChart *sb_matrix_picture    (const SbCustomersData *data, SbSession *session);
/* Revenue per member's portfolio in name order. Keys: member ids. */
SbChart *sb_portfolio_picture (const SbCustomersData *data, SbFormatter *formatter);
/* 24 months of one customer. Keys: index of the month. */
SbChart *sb_customer_picture  (const SbCustomersData *data, SbFormatter *formatter, gint32 account_id);

G_END_DECLS
