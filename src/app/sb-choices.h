/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists to choose from that more than one dialog shows: currencies and months. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Every known currency as "CNY  ¥", searchable; position of `code` selected. */
GtkWidget  *sb_currency_row_new (const char *title, const char *code);
const char *sb_currency_row_get (GtkWidget *row);
/* January … December in the locale; month 1–12. */
GtkWidget  *sb_month_row_new    (const char *title, int month);
int         sb_month_row_get    (GtkWidget *row);

G_END_DECLS
