/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forecast --accuracy: how right earlier forecasts and stated chances were. */
#pragma once

#include "analysis/sb-forecast.h"
#include "cli/sb-cli-figures.h"

G_BEGIN_DECLS

/* Finished periods of the query's kind before the as-of date. Returns: the exit status. */
int sb_cli_print_accuracy (SbCli *cli, SbFigures *figures, SbReader *reader, const SbForecastQuery *query);

G_END_DECLS
