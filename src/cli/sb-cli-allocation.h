/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A computed plan as text or JSON: what `allocate` prints. */
#pragma once

#include "analysis/sb-plan.h"
#include "cli/sb-cli-figures.h"

G_BEGIN_DECLS

void sb_cli_print_allocation (SbCli *cli, const SbFigures *figures, const SbPlan *plan);

G_END_DECLS
