/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The planner's table: what moves in it. How it is painted: sb-plan-grid-paint.c; typing into a cell:
 * sb-plan-grid-edit.c. */
#include "sb-config.h"

#include "views/planner/sb-plan-grid-private.h"

#include "widgets/sb-chart-area.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (SbPlanGrid, sb_plan_grid, GTK_TYPE_WIDGET)

enum { EXPLAIN, N_SIGNALS };
static guint signals[N_SIGNALS];

#define BELOW 24 /* room for the scrollbar under the last line */

static const int widths[SB_PLAN_N_FIXED] = { 122, 82, 84, 100 };

int
sb_plan_grid_n_columns (SbPlanGrid *self)
{
  return self->plan == NULL ? 0 : sb_plan_n_columns (self->plan);
}

int
sb_plan_grid_column_width (SbPlanGrid *self, int column)
{
  return (int) ((column < SB_PLAN_N_FIXED ? widths[column] : 62) * self->scale);
}

/* Where a column begins, counted from the side where reading begins; pinned columns follow the view. */
int
sb_plan_grid_column_start (SbPlanGrid *self, int column)
{
  int at = 0;

  for (int i = 0; i < column; i++)
    at += sb_plan_grid_column_width (self, i);
  return at + (column < SB_PLAN_N_PINNED ? sb_plan_grid_scrolled (self) : 0);
}

static GtkAdjustment *
adjustment (SbPlanGrid *self, GtkOrientation orientation)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  if (scroller == NULL)
    return NULL;
  return orientation == GTK_ORIENTATION_HORIZONTAL
           ? gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller))
           : gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

/* How far the view is from the side where reading begins. */
int
sb_plan_grid_scrolled (SbPlanGrid *self)
{
  GtkAdjustment *across = adjustment (self, GTK_ORIENTATION_HORIZONTAL);
  double value;

  if (across == NULL)
    return 0;
  value = gtk_adjustment_get_value (across);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    value = gtk_adjustment_get_upper (across) - gtk_adjustment_get_page_size (across) - value;
  return (int) MAX (value, 0);
}

void
sb_plan_grid_view (SbPlanGrid *self, int *top, int *bottom)
{
  GtkAdjustment *down = adjustment (self, GTK_ORIENTATION_VERTICAL);

  *top = down == NULL ? 0 : (int) gtk_adjustment_get_value (down);
  *bottom = down == NULL ? gtk_widget_get_height (GTK_WIDGET (self))
                         : *top + (int) gtk_adjustment_get_page_size (down) + 1;
}

GdkRectangle
sb_plan_grid_cell (SbPlanGrid *self, int line, int column)
{
  GdkRectangle cell = { sb_plan_grid_column_start (self, column), self->head + line * self->row,
                        sb_plan_grid_column_width (self, column), self->row };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    cell.x = gtk_widget_get_width (GTK_WIDGET (self)) - cell.x - cell.width;
  return cell;
}

const SbPlanLine *
sb_plan_grid_line (SbPlanGrid *self, int line)
{
  return line < 0 || line >= (int) self->lines->len ? NULL : &g_array_index (self->lines, SbPlanLine, line);
}

static void
tell_cursor (SbPlanGrid *self)
{
  const SbPlanLine *line = sb_plan_grid_line (self, self->line);
  g_autofree char *text = NULL;

  if (line == NULL || self->plan == NULL)
    return;
  text = sb_plan_cell_tell (self->plan, sb_session_get_formatter (sb_planner_get_session (self->planner)), line,
                            self->column);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Quotas and months"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* The cursor's cell comes into view, beside what is pinned. */
static void
reveal (SbPlanGrid *self)
{
  GdkRectangle cell = sb_plan_grid_cell (self, self->line, self->column);
  GtkAdjustment *down = adjustment (self, GTK_ORIENTATION_VERTICAL);
  GtkAdjustment *across = adjustment (self, GTK_ORIENTATION_HORIZONTAL);
  int pinned = 0;

  for (int i = 0; i < SB_PLAN_N_PINNED; i++)
    pinned += sb_plan_grid_column_width (self, i);
  if (down != NULL)
    gtk_adjustment_clamp_page (down, cell.y - self->head, cell.y + cell.height);
  if (across != NULL && self->column >= SB_PLAN_N_PINNED
      && gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL)
    gtk_adjustment_clamp_page (across, cell.x - pinned, cell.x + cell.width);
}

void
sb_plan_grid_move (SbPlanGrid *self, int line, int column)
{
  self->line = CLAMP (line, 0, MAX ((int) self->lines->len - 1, 0));
  self->column = CLAMP (column, 0, MAX (sb_plan_grid_n_columns (self) - 1, 0));
  reveal (self);
  tell_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
sb_plan_grid_can_edit (SbPlanGrid *self)
{
  const SbPlanLine *line = sb_plan_grid_line (self, self->line);

  return line != NULL && line->kind == SB_PLAN_LINE_MEMBER
         && (self->column == SB_PLAN_COLUMN_QUOTA || sb_plan_is_month (self->plan, self->column))
         && sb_formatter_get_privacy (sb_session_get_formatter (sb_planner_get_session (self->planner)))
              == SB_PRIVACY_ALL;
}

static void
let_go (SbPlanGrid *self)
{
  const SbPlanLine *line = sb_plan_grid_line (self, self->line);

  if (line == NULL || !sb_plan_cell_locked (self->plan, line, self->column))
    return;
  if (self->column == SB_PLAN_COLUMN_QUOTA)
    sb_planner_unlock (self->planner, (gsize) line->index);
  else
    sb_planner_unlock_cell (self->planner, (gsize) line->index, (gsize) (self->column - SB_PLAN_N_FIXED));
}

gboolean
sb_plan_grid_explain (SbPlanGrid *self)
{
  const SbPlanLine *line;
  GdkRectangle cell;

  g_return_val_if_fail (SB_IS_PLAN_GRID (self), FALSE);

  line = sb_plan_grid_line (self, self->line);
  if (line == NULL || self->plan == NULL)
    return FALSE;
  cell = sb_plan_grid_cell (self, self->line, self->column);
  g_signal_emit (self, signals[EXPLAIN], 0, (int) line->kind, line->index, self->column, &cell);
  return TRUE;
}

static gboolean
move_by_key (SbPlanGrid *self, guint key)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int last = (int) self->lines->len - 1;

  switch (key)
    {
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      sb_plan_grid_move (self, self->line - 1, self->column);
      return TRUE;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      sb_plan_grid_move (self, self->line + 1, self->column);
      return TRUE;
    case GDK_KEY_Left: case GDK_KEY_KP_Left:
      sb_plan_grid_move (self, self->line, self->column + (rtl ? 1 : -1));
      return TRUE;
    case GDK_KEY_Right: case GDK_KEY_KP_Right:
      sb_plan_grid_move (self, self->line, self->column + (rtl ? -1 : 1));
      return TRUE;
    case GDK_KEY_Page_Up:
      sb_plan_grid_move (self, self->line - 10, self->column);
      return TRUE;
    case GDK_KEY_Page_Down:
      sb_plan_grid_move (self, self->line + 10, self->column);
      return TRUE;
    case GDK_KEY_Home:
      sb_plan_grid_move (self, self->line, 0);
      return TRUE;
    case GDK_KEY_End:
      sb_plan_grid_move (self, self->line, G_MAXINT);
      return TRUE;
    default:
      self->line = MIN (self->line, last);
      return FALSE;
    }
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, SbPlanGrid *self)
{
  gunichar typed = gdk_keyval_to_unicode (key);

  if (self->plan == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (move_by_key (self, key))
    return TRUE;
  if (key == GDK_KEY_BackSpace || key == GDK_KEY_Delete)
    {
      let_go (self);
      return TRUE;
    }
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_F2)
    {
      if (sb_plan_grid_can_edit (self))
        sb_plan_grid_edit (self, NULL);
      else
        sb_plan_grid_explain (self);
      return TRUE;
    }
  if (g_unichar_isdigit (typed) && sb_plan_grid_can_edit (self))
    {
      char text[8] = { 0 };

      g_unichar_to_utf8 (typed, text);
      sb_plan_grid_edit (self, text);
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_cell (SbPlanGrid *self, double x, double y, int *line, int *column)
{
  int top, bottom, at = (int) x, pinned = 0;

  sb_plan_grid_view (self, &top, &bottom);
  if (self->plan == NULL || y < top + self->head)
    return FALSE;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    at = gtk_widget_get_width (GTK_WIDGET (self)) - at;
  *line = ((int) y - self->head) / MAX (self->row, 1);
  for (int i = 0; i < SB_PLAN_N_PINNED; i++)
    pinned += sb_plan_grid_column_width (self, i);
  for (int i = 0; i < sb_plan_grid_n_columns (self); i++)
    {
      int start = sb_plan_grid_column_start (self, i);
      gboolean covered = i >= SB_PLAN_N_PINNED && at < sb_plan_grid_scrolled (self) + pinned;

      *column = i;
      if (!covered && at >= start && at < start + sb_plan_grid_column_width (self, i))
        return *line < (int) self->lines->len;
    }
  return FALSE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SbPlanGrid *self)
{
  int line, column;
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!find_cell (self, x, y, &line, &column))
    return;
  sb_plan_grid_move (self, line, column);
  if (button == GDK_BUTTON_SECONDARY)
    sb_plan_grid_explain (self);
  else if (n_press == 2 && sb_plan_grid_can_edit (self))
    sb_plan_grid_edit (self, NULL);
  else if (n_press == 2)
    sb_plan_grid_explain (self);
}

static gboolean
tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  SbPlanGrid *self = SB_PLAN_GRID (widget);
  int line = self->line, column = self->column;
  g_autofree char *text = NULL;

  if (self->plan == NULL || (!keyboard && !find_cell (self, x, y, &line, &column)))
    return FALSE;
  text = sb_plan_cell_tell (self->plan, sb_session_get_formatter (sb_planner_get_session (self->planner)),
                            sb_plan_grid_line (self, line), column);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  SbPlanGrid *self = SB_PLAN_GRID (widget);
  int size = 0;

  self->scale = sb_text_scale (widget);
  self->row = (int) (30 * self->scale);
  self->head = (int) (34 * self->scale);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    size = self->head + (int) self->lines->len * self->row + BELOW; /* the scrollbar does not hide the total */
  else
    for (int i = 0; i < sb_plan_grid_n_columns (self); i++)
      size += sb_plan_grid_column_width (self, i);
  *minimum = *natural = size;
  *minimum_baseline = *natural_baseline = -1;
}

/* What is pinned moves against the view: it is painted anew. */
static void
map (GtkWidget *widget)
{
  SbPlanGrid *self = SB_PLAN_GRID (widget);
  GtkAdjustment *down = adjustment (self, GTK_ORIENTATION_VERTICAL);
  GtkAdjustment *across = adjustment (self, GTK_ORIENTATION_HORIZONTAL);

  GTK_WIDGET_CLASS (sb_plan_grid_parent_class)->map (widget);
  if (self->watched || down == NULL)
    return;
  self->watched = TRUE;
  g_signal_connect_object (down, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (across, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

static void
changed_cb (SbPlanner *planner, SbPlanGrid *self)
{
  const SbPlan *plan = sb_planner_get_plan (planner);
  guint n = self->lines->len, months = self->plan == NULL ? 0 : (guint) self->n_months;

  self->plan = plan;
  g_array_unref (self->lines);
  self->lines = plan == NULL ? g_array_new (FALSE, FALSE, sizeof (SbPlanLine)) : sb_plan_lines (plan);
  self->n_months = plan == NULL ? 0 : plan->book->n_months;
  self->line = CLAMP (self->line, 0, MAX ((int) self->lines->len - 1, 0));
  if (self->lines->len != n || (guint) self->n_months != months)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  tell_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sb_plan_grid_dispose (GObject *object)
{
  SbPlanGrid *self = SB_PLAN_GRID (object);

  g_clear_pointer (&self->editor, gtk_widget_unparent);
  g_clear_object (&self->planner);
  g_clear_object (&self->lock);
  G_OBJECT_CLASS (sb_plan_grid_parent_class)->dispose (object);
}

static void
sb_plan_grid_finalize (GObject *object)
{
  g_array_unref (SB_PLAN_GRID (object)->lines);
  G_OBJECT_CLASS (sb_plan_grid_parent_class)->finalize (object);
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SbPlanGrid *self = SB_PLAN_GRID (widget);

  if (self->editor != NULL)
    gtk_popover_present (GTK_POPOVER (self->editor));
}

static void
sb_plan_grid_class_init (SbPlanGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_plan_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_plan_grid_finalize;
  widget_class->measure = measure;
  widget_class->map = map;
  widget_class->size_allocate = size_allocate;
  widget_class->snapshot = sb_plan_grid_paint;
  gtk_widget_class_set_css_name (widget_class, "sbplangrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[EXPLAIN] = g_signal_new ("explain", SB_TYPE_PLAN_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                                   G_TYPE_INT, G_TYPE_INT, G_TYPE_INT, GDK_TYPE_RECTANGLE);
}

static void
sb_plan_grid_init (SbPlanGrid *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->lines = g_array_new (FALSE, FALSE, sizeof (SbPlanLine));
  self->scale = 1;
  self->row = 30;
  self->head = 34;
  self->column = SB_PLAN_COLUMN_QUOTA;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
sb_plan_grid_new (SbPlanner *planner)
{
  SbPlanGrid *self = g_object_new (SB_TYPE_PLAN_GRID, NULL);

  self->planner = g_object_ref (planner);
  g_signal_connect_object (planner, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (planner, self);
  return GTK_WIDGET (self);
}
