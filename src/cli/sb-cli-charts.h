/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures the command can draw, by name. */
#pragma once

#include "charts/sb-chart.h"
#include "cli/sb-cli-figures.h"

G_BEGIN_DECLS

/* "funnel", "funnel-value", "revenue", "classes", "rfm", "loss-reasons", "members"; NULL-terminated. */
const char * const *sb_cli_chart_names (void);
/* name is one of them. Returns: (transfer full). */
SbChart            *sb_cli_chart       (const SbFigures *figures, const char *name, SbDate as_of, gint32 pipeline_id);

G_END_DECLS
