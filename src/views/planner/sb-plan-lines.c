/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines, columns and texts of the planner's table. Reads a plan, knows no widget. */
#include "sb-config.h"

#include "views/planner/sb-plan-lines.h"

#include <math.h>

#include <glib/gi18n-lib.h>

static void
add_line (GArray *lines, SbPlanLineKind kind, int index)
{
  SbPlanLine line = { kind, index };

  g_array_append_val (lines, line);
}

static void
add_members (GArray *lines, const SbPlanBook *book, int node)
{
  for (gsize i = 0; i < book->n; i++)
    if (book->members[i].node == node)
      add_line (lines, SB_PLAN_LINE_MEMBER, (int) i);
}

/* A team of everybody says what the total says. */
static gboolean
holds_all (const SbPlanBook *book, int node)
{
  for (gsize i = 0; i < book->n; i++)
    {
      int up = book->members[i].node;

      while (up > 0 && up != node)
        up = book->nodes[up].parent;
      if (up != node)
        return FALSE;
    }
  return TRUE;
}

static void
add_team (GArray *lines, const SbPlanBook *book, int node)
{
  if (node > 0 && !holds_all (book, node))
    add_line (lines, SB_PLAN_LINE_TEAM, node);
  add_members (lines, book, node);
  for (gsize i = 1; i < book->n_nodes; i++)
    if (book->nodes[i].parent == node)
      add_team (lines, book, (int) i);
}

int
sb_plan_n_columns (const SbPlan *plan)
{
  return SB_PLAN_N_FIXED + (int) plan->book->n_months + 1;
}

gboolean
sb_plan_is_month (const SbPlan *plan, int column)
{
  return column >= SB_PLAN_N_FIXED && column < SB_PLAN_N_FIXED + (int) plan->book->n_months;
}

GArray *
sb_plan_lines (const SbPlan *plan)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (SbPlanLine));

  add_team (lines, plan->book, 0);
  add_line (lines, SB_PLAN_LINE_TOTAL, 0);
  if (plan->open_gap > 0)
    add_line (lines, SB_PLAN_LINE_OPEN, -1);
  if (plan->surplus > 0)
    add_line (lines, SB_PLAN_LINE_SURPLUS, -1);
  return lines;
}

SbPlanUnit
sb_plan_unit (SbFormatter *formatter, const SbPlan *plan)
{
  SbPlanUnit unit = { .formatter = formatter, .exponent = plan->book->facts->exponent, .unit = 1 };
  double whole = 0, step = sb_formatter_get_wan (formatter) ? 1e4 : 1e3;

  if (sb_formatter_get_privacy (formatter) > SB_PRIVACY_ALL)
    {
      unit.unit = 0;
      return unit;
    }
  for (int i = 0; i < unit.exponent; i++)
    unit.unit *= 10;
  for (gsize i = 0; i < plan->book->n; i++)
    whole = MAX (whole, fabs ((double) plan->quota[i]));
  /* Four figures for the largest quota leave two or three for a month. */
  for (int i = 0; i < 3 && whole / unit.unit >= 20000; i++)
    unit.unit *= step;
  unit.digits = whole / unit.unit < 1000 && unit.unit > pow (10, unit.exponent) ? 1 : 0;
  return unit;
}

char *
sb_plan_unit_label (const SbPlanUnit *unit)
{
  double units = unit->unit / pow (10, unit->exponent);
  const char *currency = sb_formatter_get_currency (unit->formatter);

  if (unit->unit <= 0)
    return g_strdup (_("Index"));
  if (units < 5e2)
    return g_strdup (currency);
  if (fabs (units - 1e3) < 1)
    return g_strdup_printf (_("%s thousand"), currency);
  if (fabs (units - 1e4) < 1)
    return g_strdup_printf (_("%s 10,000"), currency);
  if (fabs (units - 1e6) < 1)
    return g_strdup_printf (_("%s million"), currency);
  return g_strdup_printf (_("%s × %.0f"), currency, units);
}

char *
sb_plan_unit_text (const SbPlanUnit *unit, gint64 minor)
{
  if (unit->unit <= 0)
    return sb_formatter_money_short (unit->formatter, minor);
  return sb_formatter_number (unit->formatter, (double) minor / unit->unit, unit->digits);
}

static gboolean
month_amount (const SbPlan *plan, const SbPlanLine *line, int month, gint64 *minor)
{
  gsize n_months = plan->book->n_months;

  switch (line->kind)
    {
    case SB_PLAN_LINE_MEMBER:
      *minor = plan->months->cells[(gsize) line->index * n_months + (gsize) month];
      return TRUE;
    case SB_PLAN_LINE_TEAM:
    case SB_PLAN_LINE_TOTAL:
      *minor = plan->node_months[(gsize) line->index * n_months + (gsize) month];
      return TRUE;
    case SB_PLAN_LINE_OPEN:
    case SB_PLAN_LINE_SURPLUS:
    default:
      return FALSE;
    }
}

static gboolean
before_amount (const SbPlan *plan, const SbPlanLine *line, gint64 *minor)
{
  const SbPlanBook *book = plan->book;

  *minor = 0;
  if (line->kind == SB_PLAN_LINE_MEMBER)
    *minor = MAX (book->members[line->index].current, 0);
  else if (line->kind == SB_PLAN_LINE_TEAM || line->kind == SB_PLAN_LINE_TOTAL)
    for (gsize i = 0; i < book->n; i++)
      for (int node = book->members[i].node; node >= 0; node = book->nodes[node].parent)
        if (node == line->index)
          *minor += MAX (book->members[i].current, 0);
  return *minor > 0;
}

gboolean
sb_plan_cell_amount (const SbPlan *plan, const SbPlanLine *line, int column, gint64 *minor)
{
  if (sb_plan_is_month (plan, column))
    return month_amount (plan, line, column - SB_PLAN_N_FIXED, minor);
  if (column >= SB_PLAN_N_FIXED)
    return before_amount (plan, line, minor);
  if (column != SB_PLAN_COLUMN_QUOTA)
    return FALSE;
  *minor = line->kind == SB_PLAN_LINE_MEMBER    ? plan->quota[line->index]
           : line->kind == SB_PLAN_LINE_OPEN    ? plan->open_gap
           : line->kind == SB_PLAN_LINE_SURPLUS ? plan->surplus
                                                : plan->node_quota[line->index];
  return TRUE;
}

gboolean
sb_plan_cell_locked (const SbPlan *plan, const SbPlanLine *line, int column)
{
  if (line->kind != SB_PLAN_LINE_MEMBER)
    return FALSE;
  if (column == SB_PLAN_COLUMN_QUOTA)
    return plan->hand->locked[line->index];
  return sb_plan_is_month (plan, column)
         && plan->hand->cell_locked[(gsize) line->index * plan->book->n_months + (gsize) (column - SB_PLAN_N_FIXED)];
}

static char *
name_text (const SbPlan *plan, SbFormatter *formatter, const SbPlanLine *line)
{
  const SbPlanBook *book = plan->book;

  switch (line->kind)
    {
    case SB_PLAN_LINE_MEMBER:
      return sb_formatter_name (formatter, "member", book->members[line->index].member_id,
                                book->members[line->index].name);
    case SB_PLAN_LINE_TEAM:
      return sb_formatter_name (formatter, "team", book->nodes[line->index].team_id, book->nodes[line->index].name);
    case SB_PLAN_LINE_TOTAL:
      return g_strdup (_("Total"));
    case SB_PLAN_LINE_OPEN:
      return g_strdup (_("Nobody carries"));
    case SB_PLAN_LINE_SURPLUS:
    default:
      return g_strdup (_("More than assigned"));
    }
}

static SbRatio
ask_of (const SbPlan *plan, const SbPlanLine *line)
{
  gint64 realistic = 0;

  if (line->kind == SB_PLAN_LINE_MEMBER)
    return plan->ask[line->index];
  if (line->kind != SB_PLAN_LINE_TEAM && line->kind != SB_PLAN_LINE_TOTAL)
    return sb_ratio_undefined (SB_REASON_NO_DATA);
  for (gsize i = 0; i < plan->book->n; i++)
    for (int node = plan->book->members[i].node; node >= 0; node = plan->book->nodes[node].parent)
      if (node == line->index)
        realistic += MAX (plan->book->members[i].bottom_up, 0);
  return sb_ratio (plan->node_quota[line->index], realistic, SB_REASON_NO_HISTORY);
}

SbRatio
sb_plan_cell_chance (const SbPlan *plan, const SbPlanLine *line)
{
  switch (line->kind)
    {
    case SB_PLAN_LINE_MEMBER:
      return plan->reach[line->index];
    case SB_PLAN_LINE_TEAM:
      return plan->node_reach[line->index];
    case SB_PLAN_LINE_TOTAL:
      return plan->together;
    case SB_PLAN_LINE_OPEN:
    case SB_PLAN_LINE_SURPLUS:
    default:
      return sb_ratio_undefined (SB_REASON_NO_DATA);
    }
}

char *
sb_plan_cell_text (const SbPlan *plan, const SbPlanUnit *unit, const SbPlanLine *line, int column)
{
  gboolean real = line->kind != SB_PLAN_LINE_OPEN && line->kind != SB_PLAN_LINE_SURPLUS;
  SbRatio ratio;
  gint64 minor;

  switch (column)
    {
    case SB_PLAN_COLUMN_NAME:
      return name_text (plan, unit->formatter, line);
    case SB_PLAN_COLUMN_ASK:
      ratio = ask_of (plan, line);
      return real ? sb_formatter_ratio (unit->formatter, &ratio, SB_FORMAT_TIMES) : g_strdup ("");
    case SB_PLAN_COLUMN_CHANCE:
      ratio = sb_plan_cell_chance (plan, line);
      return real ? sb_formatter_ratio (unit->formatter, &ratio, SB_FORMAT_PERCENT) : g_strdup ("");
    default:
      if (sb_plan_cell_amount (plan, line, column, &minor))
        return sb_plan_unit_text (unit, minor);
      return g_strdup (real ? "—" : "");
    }
}

char *
sb_plan_column_title (const SbPlan *plan, SbFormatter *formatter, int column)
{
  switch (column)
    {
    case SB_PLAN_COLUMN_NAME:
      return g_strdup (_("Member"));
    case SB_PLAN_COLUMN_QUOTA:
      return g_strdup (C_("column", "Quota"));
    case SB_PLAN_COLUMN_ASK:
      return g_strdup (C_("column", "× realistic"));
    case SB_PLAN_COLUMN_CHANCE:
      return g_strdup (C_("column", "Chance"));
    default:
      if (!sb_plan_is_month (plan, column))
        return sb_formatter_period (formatter, plan->book->before);
      return sb_formatter_period_short (formatter, plan->book->months[column - SB_PLAN_N_FIXED]);
    }
}

static char *
tell_amount (const SbPlan *plan, SbFormatter *formatter, const SbPlanLine *line, int column, gint64 minor)
{
  g_autofree char *amount = sb_formatter_money (formatter, minor, NULL), *calculated = NULL;
  gint64 other;

  if (!sb_plan_cell_locked (plan, line, column))
    return g_steal_pointer (&amount);
  other = column == SB_PLAN_COLUMN_QUOTA
            ? plan->calculated[line->index]
            : plan->months->calculated[(gsize) line->index * plan->book->n_months + (gsize) (column - SB_PLAN_N_FIXED)];
  calculated = sb_formatter_money (formatter, other, NULL);
  return g_strdup_printf (_("%s, typed; calculated: %s"), amount, calculated);
}

static char *
tell_limit (const SbPlan *plan, SbFormatter *formatter, const SbPlanLine *line)
{
  const SbPlanMember *member = &plan->book->members[line->index];
  guint limit = plan->limit[line->index];
  g_autofree char *day = sb_formatter_date (formatter, member->joins);

  if (limit == (SB_QUOTA_AT_CAP | SB_QUOTA_AT_FLOOR))
    return g_strdup (_("The quota is typed and stays."));
  if ((limit & SB_QUOTA_AT_CAP) != 0)
    return g_strdup (_("At the cap: more would be beyond what you allow."));
  if ((limit & SB_QUOTA_AT_FLOOR) != 0)
    return g_strdup (_("At the floor: less would be below what you allow."));
  return member->joins != SB_DATE_NONE ? g_strdup_printf (_("Joins on %s."), day) : NULL;
}

char *
sb_plan_cell_tell (const SbPlan *plan, SbFormatter *formatter, const SbPlanLine *line, int column)
{
  SbPlanUnit unit = { .formatter = formatter, .unit = 1, .exponent = plan->book->facts->exponent };
  g_autofree char *name = name_text (plan, formatter, line);
  g_autofree char *title = sb_plan_is_month (plan, column)
                             ? sb_formatter_period (formatter, plan->book->months[column - SB_PLAN_N_FIXED])
                             : sb_plan_column_title (plan, formatter, column);
  g_autofree char *said = NULL, *limit = NULL, *text = NULL;
  gint64 minor;

  if (line->kind == SB_PLAN_LINE_MEMBER && column <= SB_PLAN_COLUMN_CHANCE)
    limit = tell_limit (plan, formatter, line);
  if (sb_plan_cell_amount (plan, line, column, &minor))
    said = tell_amount (plan, formatter, line, column, minor);
  else
    said = sb_plan_cell_text (plan, &unit, line, column);
  text = column == SB_PLAN_COLUMN_NAME ? g_strdup (name) : g_strdup_printf (_("%1$s, %2$s: %3$s"), name, title, said);
  return limit == NULL ? g_steal_pointer (&text) : g_strdup_printf ("%s\n%s", text, limit);
}
