/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of a balance: moves against balance, and everybody's hours and potential against the target. */
#pragma once

#include "charts/sb-chart.h"
#include "model/sb-balance.h"

G_BEGIN_DECLS

/* Needs an answer. transfer full. */
SbChart *sb_balance_curve_chart (SbBalance *balance, SbFormatter *formatter);
/* potential: money, else hours. Bars are what the list leads to, with the change from now. */
SbChart *sb_balance_loads_chart (SbBalance *balance, SbFormatter *formatter, gboolean potential);

G_END_DECLS
