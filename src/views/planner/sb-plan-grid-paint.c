/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The planner's table on the screen: only lines in view are painted; name, quota and head stay where they are. */
#include "sb-config.h"

#include "views/planner/sb-plan-grid-private.h"

#include "widgets/sb-chart-area.h"

#define PAD 8

typedef struct {
  SbPlanGrid         *grid;
  GtkSnapshot        *snapshot;
  const SbChartTheme *theme;
  PangoLayout        *layout;
  SbPlanUnit          unit;
  gboolean            rtl;
} Painter;

typedef enum { SIDE_START, SIDE_END } Side;

static GdkRGBA
colour (const Painter *painter, SbChartRole role)
{
  const SbRgba *ink = &painter->theme->roles[role];

  return (GdkRGBA) { (float) ink->red, (float) ink->green, (float) ink->blue, (float) ink->alpha };
}

static void
fill (const Painter *painter, SbChartRole role, float alpha, const GdkRectangle *area)
{
  GdkRGBA ink = colour (painter, role);

  ink.alpha *= alpha;
  gtk_snapshot_append_color (painter->snapshot, &ink,
                             &GRAPHENE_RECT_INIT ((float) area->x, (float) area->y, (float) area->width,
                                                  (float) area->height));
}

static void
set_weight (const Painter *painter, gboolean bold, double size)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (size < 1)
    pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (painter->layout, attributes);
  pango_attr_list_unref (attributes);
}

static void
text (const Painter *painter, const char *words, SbChartRole role, Side side, GdkRectangle area)
{
  GdkRGBA ink = colour (painter, role);
  gboolean right = (side == SIDE_END) != painter->rtl;
  int width, height;

  if (*words == '\0')
    return;
  pango_layout_set_text (painter->layout, words, -1);
  pango_layout_set_width (painter->layout, MAX (area.width - 2 * PAD, 8) * PANGO_SCALE);
  pango_layout_set_alignment (painter->layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (painter->layout, &width, &height);
  gtk_snapshot_save (painter->snapshot);
  gtk_snapshot_translate (
    painter->snapshot,
    &GRAPHENE_POINT_INIT ((float) area.x + PAD, (float) area.y + (float) (area.height - height) / 2));
  gtk_snapshot_append_layout (painter->snapshot, painter->layout, &ink);
  gtk_snapshot_restore (painter->snapshot);
}

static void
lock_sign (const Painter *painter, GdkRectangle *area)
{
  SbPlanGrid *grid = painter->grid;
  int size = (int) (12 * grid->scale);
  GdkRGBA ink = colour (painter, SB_CHART_ROLE_DIM);
  const GdkRGBA inks[4] = { ink, ink, ink, ink };

  if (grid->lock == NULL)
    grid->lock = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (grid))), "changes-prevent-symbolic", NULL,
      size, gtk_widget_get_scale_factor (GTK_WIDGET (grid)), GTK_TEXT_DIR_NONE, GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  gtk_snapshot_save (painter->snapshot);
  gtk_snapshot_translate (painter->snapshot,
                          &GRAPHENE_POINT_INIT ((float) (painter->rtl ? area->x + 3 : area->x + area->width - size - 3),
                                                (float) area->y + (float) (area->height - size) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (grid->lock), painter->snapshot, size, size, inks,
                                            4);
  gtk_snapshot_restore (painter->snapshot);
  area->width -= size;
  if (painter->rtl)
    area->x += size;
}

static void
chance_bar (const Painter *painter, const SbPlanLine *line, GdkRectangle area)
{
  SbRatio chance = sb_plan_cell_chance (painter->grid->plan, line);
  GdkRectangle track
    = { area.x + PAD, area.y + area.height / 2 - 4, area.width - 2 * PAD - (int) (44 * painter->grid->scale), 8 };
  int part;

  if (!sb_ratio_is_defined (&chance) || track.width <= 0)
    return;
  if (painter->rtl)
    track.x = area.x + area.width - PAD - track.width;
  fill (painter, SB_CHART_ROLE_TRACK, 1, &track);
  part = (int) (chance.value * track.width + 0.5);
  if (painter->rtl)
    track.x += track.width - part;
  track.width = part;
  fill (painter, chance.value < 0.35 ? SB_CHART_ROLE_ALERT : SB_CHART_ROLE_PRIMARY, 1, &track);
}

static SbChartRole
role_of (const Painter *painter, const SbPlanLine *line, int column)
{
  const SbPlan *plan = painter->grid->plan;

  if (line->kind == SB_PLAN_LINE_OPEN || line->kind == SB_PLAN_LINE_SURPLUS)
    return SB_CHART_ROLE_ALERT_TEXT;
  if (column == SB_PLAN_COLUMN_ASK && line->kind == SB_PLAN_LINE_MEMBER && plan->limit[line->index] == SB_QUOTA_AT_CAP)
    return SB_CHART_ROLE_ALERT_TEXT;
  if ((column >= SB_PLAN_N_FIXED && !sb_plan_is_month (plan, column))
      || (line->kind == SB_PLAN_LINE_TEAM && column != SB_PLAN_COLUMN_QUOTA))
    return SB_CHART_ROLE_DIM;
  return SB_CHART_ROLE_TEXT;
}

static void
paint_cell (const Painter *painter, const SbPlanLine *line, int at, int column)
{
  SbPlanGrid *grid = painter->grid;
  GdkRectangle area = sb_plan_grid_cell (grid, at, column);
  g_autofree char *words = sb_plan_cell_text (grid->plan, &painter->unit, line, column);
  gboolean bold = line->kind == SB_PLAN_LINE_TOTAL || column == SB_PLAN_COLUMN_QUOTA
                  || (line->kind == SB_PLAN_LINE_TEAM && column == SB_PLAN_COLUMN_NAME);
  gboolean under = at == grid->line && column == grid->column && gtk_widget_has_focus (GTK_WIDGET (grid));

  if (under)
    fill (painter, SB_CHART_ROLE_PRIMARY, 0.16f, &area);
  if (column == SB_PLAN_COLUMN_CHANCE)
    chance_bar (painter, line, area);
  if (sb_plan_cell_locked (grid->plan, line, column))
    lock_sign (painter, &area);
  set_weight (painter, bold, 1);
  if (column == SB_PLAN_COLUMN_NAME && line->kind == SB_PLAN_LINE_MEMBER && grid->plan->book->n_nodes > 1)
    {
      area.x += painter->rtl ? 0 : PAD;
      area.width -= PAD;
    }
  text (painter, words, role_of (painter, line, column), column == SB_PLAN_COLUMN_NAME ? SIDE_START : SIDE_END, area);
}

/* The pinned columns lie over the others. */
static void
paint_columns (const Painter *painter, int first, int end, int from, int to)
{
  SbPlanGrid *grid = painter->grid;

  for (int at = first; at < end; at++)
    {
      const SbPlanLine *line = sb_plan_grid_line (grid, at);
      GdkRectangle rule = sb_plan_grid_cell (grid, at, from), last = sb_plan_grid_cell (grid, at, to - 1);
      int left = MIN (rule.x, last.x), right = MAX (rule.x + rule.width, last.x + last.width);

      rule = (GdkRectangle) { left, rule.y, right - left, rule.height };
      if (from == 0)
        fill (painter, SB_CHART_ROLE_SURFACE, 1, &rule);
      if (line->kind == SB_PLAN_LINE_TOTAL)
        fill (painter, SB_CHART_ROLE_GRID, 0.5f, &rule);
      rule.height = line->kind == SB_PLAN_LINE_TOTAL ? 2 : 1;
      fill (painter, SB_CHART_ROLE_GRID, 1, &rule);
      for (int column = from; column < to; column++)
        paint_cell (painter, line, at, column);
    }
}

static void
paint_head (const Painter *painter, int from, int to, int top)
{
  SbPlanGrid *grid = painter->grid;

  for (int column = from; column < to; column++)
    {
      GdkRectangle area = sb_plan_grid_cell (grid, 0, column);
      g_autofree char *title = column == SB_PLAN_COLUMN_NAME
                                 ? sb_plan_unit_label (&painter->unit)
                                 : sb_plan_column_title (grid->plan, painter->unit.formatter, column);

      area.y = top;
      area.height = grid->head;
      fill (painter, SB_CHART_ROLE_SURFACE, 1, &area);
      set_weight (painter, TRUE, 0.88);
      text (painter, title, SB_CHART_ROLE_DIM, column == SB_PLAN_COLUMN_NAME ? SIDE_START : SIDE_END, area);
      area.y = top + grid->head - 1;
      area.height = 1;
      fill (painter, SB_CHART_ROLE_GRID, 1, &area);
    }
}

static void
paint_all (const Painter *painter)
{
  SbPlanGrid *grid = painter->grid;
  int top, bottom, first, end, n = sb_plan_grid_n_columns (grid);

  sb_plan_grid_view (grid, &top, &bottom);
  first = CLAMP ((top - grid->row) / grid->row, 0, (int) grid->lines->len);
  end = CLAMP ((bottom - grid->head) / grid->row + 2, first, (int) grid->lines->len);
  paint_columns (painter, first, end, SB_PLAN_N_PINNED, n);
  paint_columns (painter, first, end, 0, SB_PLAN_N_PINNED);
  paint_head (painter, SB_PLAN_N_PINNED, n, top);
  paint_head (painter, 0, SB_PLAN_N_PINNED, top);
}

void
sb_plan_grid_paint (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SbPlanGrid *grid = SB_PLAN_GRID (widget);
  SbFormatter *formatter;
  Painter painter = { grid, snapshot, sb_chart_area_theme (), NULL, { 0 }, FALSE };

  if (grid->plan == NULL)
    return;
  formatter = sb_session_get_formatter (sb_planner_get_session (grid->planner));
  painter.unit = sb_plan_unit (formatter, grid->plan);
  painter.rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  painter.layout = gtk_widget_create_pango_layout (widget, NULL);
  pango_layout_set_ellipsize (painter.layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (painter.layout, TRUE);
  paint_all (&painter);
  g_object_unref (painter.layout);
}
