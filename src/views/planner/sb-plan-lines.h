/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the planner's table shows: its lines (teams, members, total, what nobody carries), its columns and the texts of
 * its cells. No widget; every text passes the formatter. */
#pragma once

#include "model/sb-planner.h"

G_BEGIN_DECLS

typedef enum
{
  SB_PLAN_LINE_TEAM,
  SB_PLAN_LINE_MEMBER,
  SB_PLAN_LINE_TOTAL,
  SB_PLAN_LINE_OPEN,
  SB_PLAN_LINE_SURPLUS
} SbPlanLineKind;

typedef struct {
  SbPlanLineKind kind;
  int            index; /* of the member or the node; −1 */
} SbPlanLine;

/* Columns before the months; after them comes one more, the quota of the period before. */
enum { SB_PLAN_COLUMN_NAME, SB_PLAN_COLUMN_QUOTA, SB_PLAN_COLUMN_ASK, SB_PLAN_COLUMN_CHANCE, SB_PLAN_N_FIXED };

int         sb_plan_n_columns    (const SbPlan *plan);
gboolean    sb_plan_is_month     (const SbPlan *plan, int column);

/* Lines in reading order: each team with its members, members without a team, the total, the rest. GArray of
 * SbPlanLine, transfer full. */
GArray     *sb_plan_lines        (const SbPlan *plan);

/* How amounts are written in the cells of one plan: all in one unit, which the head names. */
typedef struct {
  SbFormatter *formatter; /* borrowed */
  int          exponent;
  double       unit;      /* minor units of one shown unit; 0: short amounts with their own unit (privacy) */
  int          digits;
} SbPlanUnit;

SbPlanUnit  sb_plan_unit         (SbFormatter *formatter, const SbPlan *plan);
/* "¥ thousand"; transfer full. */
char       *sb_plan_unit_label   (const SbPlanUnit *unit);
char       *sb_plan_unit_text    (const SbPlanUnit *unit, gint64 minor);

/* The amount of a cell: months from SB_PLAN_N_FIXED on, quota, quota before. FALSE: the cell holds none. */
gboolean    sb_plan_cell_amount  (const SbPlan *plan, const SbPlanLine *line, int column, gint64 *minor);
gboolean    sb_plan_cell_locked  (const SbPlan *plan, const SbPlanLine *line, int column);
/* What stands in the cell; "—" for what is undefined; transfer full. */
char       *sb_plan_cell_text    (const SbPlan *plan, const SbPlanUnit *unit, const SbPlanLine *line, int column);
/* The chance of a line, undefined where it has none. */
SbRatio     sb_plan_cell_chance  (const SbPlan *plan, const SbPlanLine *line);
char       *sb_plan_column_title (const SbPlan *plan, SbFormatter *formatter, int column);
/* "Li Wei, March 2027: ¥ 66,000.00, typed; calculated ¥ 61,250.00": for pointer and screen reader; transfer full. */
char       *sb_plan_cell_tell    (const SbPlan *plan, SbFormatter *formatter, const SbPlanLine *line, int column);

G_END_DECLS
