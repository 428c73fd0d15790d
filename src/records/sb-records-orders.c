/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders: what was bought, line by line, and what was paid. Purchase logs tell a part of it only, so most is
 * optional. */
#include "records/sb-record-areas.h"

/* A log of purchases may have no order number, no customer, no day or no amount (then it is unknown, never 0). */
static const SbField sales_order_fields[] = {
  F ("number", TEXT, UNIQ | COL | TITLE | FIND, N_("Number"), .group = N_("Order")),
  REF ("account", "account", COL, N_("Customer")),
  REF ("contact", "contact", 0, N_("Contact")),
  REF ("deal", "deal", 0, N_("Deal")),
  REF ("owner", "member", COL, N_("Owner")),
  REF ("stage", "stage", HIST, N_("Stage")),
  F ("region", TEXT, 0, N_("Region")),
  MONEY ("amount", HIST | COL, N_("Amount"), .group = N_("Amounts")),
  F ("currency", TEXT, 0, N_("Currency")),
  MONEY ("margin", HIST, N_("Margin")),
  MONEY ("tax", 0, N_("Tax")),
  MONEY ("returned", HIST, N_("Returned")),
  F ("ordered_on", DATE, COL, N_("Ordered on"), .group = N_("Dates")),
  F ("promised_on", DATE, 0, N_("Promised for")),
  F ("shipped_on", DATE, HIST, N_("Shipped on")),
  F ("delivered_on", DATE, HIST, N_("Delivered on")),
  F ("invoiced_on", DATE, 0, N_("Invoiced on")),
  F ("due_on", DATE, COL, N_("Payment due")),
  F ("note", NOTE, 0, N_("Note"), .group = N_("Notes")),
  END_OF_FIELDS
};

static const SbRecordType sales_order = {
  .name = "sales_order", .table = "sales_order", .label = N_("Order"), .plural = N_("Orders"),
  .fields = sales_order_fields
};

static const SbField order_line_fields[] = {
  REF ("order", "sales_order", REQ | COL, N_("Order")),
  F ("line_no", INTEGER, COL, N_("Line"), .min = 0, .max = G_MAXINT32),
  REF ("product", "product", COL, N_("Product")),
  F ("quantity", NUMBER, COL, N_("Quantity")),
  MONEY ("unit_price", COL, N_("Price")),
  PERCENT ("discount", COL, N_("Discount"), .min = -10 * WHOLE, .max = WHOLE),
  MONEY ("amount", COL, N_("Amount")),
  END_OF_FIELDS
};

static const SbRecordType order_line = {
  .name = "order_line", .table = "order_line", .label = N_("Order line"), .plural = N_("Order lines"),
  .flags = SB_RECORD_DETAIL, .fields = order_line_fields
};

/* The column "received" of an order file says how much, not when. */
static const SbField payment_fields[] = {
  REF ("order", "sales_order", REQ | COL, N_("Order")),
  F ("paid_on", DATE, COL, N_("Paid on")),
  MONEY ("amount", REQ | COL, N_("Amount")),
  F ("currency", TEXT, 0, N_("Currency")),
  F ("method", TEXT, COL, N_("Method")),
  END_OF_FIELDS
};

static const SbRecordType payment = {
  .name = "payment", .table = "payment", .label = N_("Payment"), .plural = N_("Payments"), .flags = SB_RECORD_DETAIL,
  .fields = payment_fields
};

const SbRecordType * const sb_records_orders[] = {
  &sales_order, &order_line, &payment, NULL
};
