/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that compute share: facts, a scope, a window of days, names of pipelines. */
#pragma once

#include "analysis/sb-quantity.h"
#include "cli/sb-cli.h"
#include "core/sb-facts.h"
#include "model/sb-formatter.h"

G_BEGIN_DECLS

typedef struct {
  SbFacts     *facts;
  SbFormatter *formatter;
  SbScope      scope;
  SbPeriod     window;
} SbFigures;

/* owner NULL = everybody; from and to SB_DATE_NONE = `kind` around the as-of date. */
typedef struct {
  const char  *owner;
  SbDate       from, to;
  SbPeriodKind kind;
} SbFiguresQuery;

/* Reads the facts of the workspace at cli->as_of. FALSE: told, *status is the exit status. */
gboolean sb_figures_init  (SbFigures *figures, SbCli *cli, const SbFiguresQuery *query, int *status);
void     sb_figures_clear (SbFigures *figures);
/* A pipeline by id or name; the first one of deals without text. 0: none. */
gint32   sb_figures_pipeline (const SbFigures *figures, const char *text);
/* "value" or "value_minor" with "reason" beside it, as CLI.md has it. */
void     sb_json_quantity (JsonBuilder *json, const char *name, const SbQuantity *quantity);
/* A ratio: its value, or null. */
void     sb_json_ratio    (JsonBuilder *json, const char *name, const SbRatio *ratio);
/* The same for people, "—" when undefined. transfer full. */
char    *sb_quantity_text (const SbFigures *figures, const SbQuantity *quantity);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbFigures, sb_figures_clear)

G_END_DECLS
