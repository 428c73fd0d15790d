/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows are the main goal of the period and its parts; columns are its months with their quarters. What a change moves
 * is sb-goal-edit's to say. */
#include "sb-config.h"

#include "views/goals/sb-goal-grid.h"

#include <glib/gi18n-lib.h>

#include "model/sb-goal-edit.h"
#include "model/sb-goal-text.h"
#include "views/goals/sb-goal-dialog.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

struct _SbGoalGrid
{
  GtkWidget parent_instance;

  SbSession *session;
  SbGoalsData *data;
  GtkWidget *card;
  GtkWidget *grid;
  int open_month; /* whose weeks are shown, −1 none */
};

G_DEFINE_FINAL_TYPE (SbGoalGrid, sb_goal_grid, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* One column: a month, one week of the opened month, or the sum of a quarter. */
typedef enum { PART_MONTH, PART_WEEK, PART_QUARTER } PartKind;
typedef struct
{
  PartKind kind;
  guint first, last; /* months */
  guint week;
  SbPeriod period;
} Part;

static void rebuild (SbGoalGrid *self);

static void
put (SbGoalGrid *self, GtkWidget *widget, int column, int row)
{
  gtk_grid_attach (GTK_GRID (self->grid), widget, column, row, 1, 1);
}

static GtkWidget *
put_text (SbGoalGrid *self, const char *text, const char *css_class, int column, int row)
{
  GtkWidget *label = sb_label_new (text, css_class);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0.0f : 1.0f);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "sb-grid-text");
  put (self, label, column, row);
  return label;
}

/* -- columns ------------------------------------------------------------------------------------------------------- */

static GArray *
make_parts (SbGoalGrid *self, GArray *cells)
{
  SbFiscal fiscal = self->data->context->fiscal;
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (Part));
  guint first = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const SbGoalCell *cell = &g_array_index (cells, SbGoalCell, i);
      SbPeriod quarter = sb_period_containing (SB_PERIOD_QUARTER, cell->period.start, fiscal);
      Part month = { PART_MONTH, i, i, 0, cell->period };

      g_array_append_val (parts, month);
      if ((int) i == self->open_month)
        {
          g_autoptr (GArray) weeks = sb_goal_cells_weeks (self->data->context->facts, cell);

          for (guint w = 0; w < weeks->len; w++)
            {
              Part week = { PART_WEEK, i, i, w, g_array_index (weeks, SbGoalCell, w).period };

              /* The first week may begin in the month before. */
              week.period.start = MAX (week.period.start, cell->period.start);

              g_array_append_val (parts, week);
            }
        }
      if (cells->len > 3
          && (i + 1 == cells->len || g_array_index (cells, SbGoalCell, i + 1).period.start > quarter.end))
        {
          Part sum = { PART_QUARTER, first, i, 0, quarter };

          g_array_append_val (parts, sum);
          first = i + 1;
        }
    }
  return parts;
}

static gint64
part_units (SbGoalGrid *self, GArray *cells, const Part *part)
{
  gint64 sum = 0;

  if (part->kind == PART_WEEK)
    {
      g_autoptr (GArray) weeks
        = sb_goal_cells_weeks (self->data->context->facts, &g_array_index (cells, SbGoalCell, part->first));

      return part->week < weeks->len ? g_array_index (weeks, SbGoalCell, part->week).value : 0;
    }
  for (guint i = part->first; i <= part->last && i < cells->len; i++)
    sum += g_array_index (cells, SbGoalCell, i).value;
  return sum;
}

static void
month_cb (GtkButton *button, SbGoalGrid *self)
{
  int month = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "month"));

  self->open_month = self->open_month == month ? -1 : month;
  rebuild (self);
}

static void
put_heads (SbGoalGrid *self, GArray *parts)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);

  put_text (self, _("Goal"), "caption-heading", 0, 0);
  put_text (self, _("Total"), "caption-heading", 1, 0);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      g_autofree char *label = part->kind == PART_WEEK ? sb_formatter_date_short (formatter, part->period.start)
                                                       : sb_formatter_period_short (formatter, part->period);
      GtkWidget *button;

      if (part->kind != PART_MONTH)
        {
          put_text (self, label, part->kind == PART_WEEK ? "sb-caption" : "caption-heading", (int) i + 2, 0);
          continue;
        }
      button = gtk_button_new_with_label (label);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "sb-grid-head");
      gtk_widget_set_halign (button, GTK_ALIGN_END);
      sb_widget_set_reason (button, (int) part->first == self->open_month ? _("Hide the weeks of this month")
                                                                          : _("Show the weeks of this month"));
      g_object_set_data (G_OBJECT (button), "month", GUINT_TO_POINTER (part->first));
      g_signal_connect_object (button, "clicked", G_CALLBACK (month_cb), self, 0);
      put (self, button, (int) i + 2, 0);
    }
}

/* -- rows ---------------------------------------------------------------------------------------------------------- */

static void
cell_cb (GtkButton *button, SbGoalGrid *self)
{
  gint32 id = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "goal"));
  guint month = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "month"));
  const SbGoalState *state = sb_goal_tree_find (self->data->tree, id);

  if (state != NULL)
    sb_goal_dialog_cell (GTK_WIDGET (self), self->session, self->data, state, month);
}

static void
name_cb (GtkButton *button, SbGoalGrid *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "goal")));
}

static void
total_cb (GtkButton *button, SbGoalGrid *self)
{
  const SbGoalState *state
    = sb_goal_tree_find (self->data->tree, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "goal")));

  if (state != NULL)
    sb_goal_dialog_target (GTK_WIDGET (self), self->session, self->data, state);
}

typedef struct
{
  SbGoalGrid *self;
  gint32 goal;
} Fit;

static void
free_fit (gpointer user_data)
{
  g_object_unref (((Fit *) user_data)->self);
  g_free (user_data);
}

static void
fit_cb (const char *reason, gpointer user_data)
{
  Fit *fit = user_data;
  const SbContext *context = fit->self->data->context;
  const SbGoalFact *goal = sb_facts_goal (context->facts, fit->goal);
  g_autoptr (GError) error = NULL;

  if (goal != NULL
      && !sb_session_apply (fit->self->session, sb_goal_edit_fit (context->facts, goal, reason, context->as_of),
                            _("The target follows its months"), NULL, &error))
    sb_show_error (GTK_WIDGET (fit->self), _("The target was not changed"), error);
}

static void
mismatch_cb (GtkButton *button, SbGoalGrid *self)
{
  Fit *fit = g_new (Fit, 1);
  SbNoteRequest request = { _("The months do not add up to the target"),
                            _("Make the target what its months add up to, and say why. Or change a month: the others "
                              "follow the target."),
                            _("Take over the sum"), fit_cb, fit, free_fit };

  *fit = (Fit) { g_object_ref (self), GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "goal")) };
  sb_ask_note_full (GTK_WIDGET (self), &request);
}

static GtkWidget *
new_button (SbGoalGrid *self, const char *text, gint32 goal, GCallback callback)
{
  GtkWidget *button = gtk_button_new (), *label = sb_label_new (text, "numeric");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sb-grid-cell");
  g_object_set_data (G_OBJECT (button), "goal", GINT_TO_POINTER (goal));
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static void
put_cell (SbGoalGrid *self, const SbGoalState *state, GArray *cells, const Part *part, GtkWidget **out)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbGoalCell *cell = &g_array_index (cells, SbGoalCell, part->first);
  g_autofree char *text = sb_goal_units_text (formatter, state->metric, part_units (self, cells, part));
  g_autofree char *period = sb_formatter_period (formatter, part->period);
  g_autofree char *title = sb_goal_title (formatter, state->goal);
  g_autofree char *name
    = g_strdup_printf (cell->locked ? _("%s, %s: %s, locked") : _("%s, %s: %s"), title, period, text);
  GtkWidget *box;

  *out = new_button (self, text, state->goal->id, G_CALLBACK (cell_cb));
  g_object_set_data (G_OBJECT (*out), "month", GUINT_TO_POINTER (part->first));
  sb_widget_set_name (*out, name);
  if (!cell->locked)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  g_object_ref (gtk_button_get_child (GTK_BUTTON (*out)));
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (*out));

  gtk_button_set_child (GTK_BUTTON (*out), box);
  gtk_box_append (GTK_BOX (box), sb_icon_new ("changes-prevent-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  g_object_unref (label);
}

static void
put_goal (SbGoalGrid *self, const SbGoalState *state, GArray *cells, GArray *parts, int row)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  gint64 target = sb_goal_to_units (state->metric, &state->goal->target), sum = sb_goal_cells_sum (cells);
  g_autofree char *name = row == 1 ? sb_goal_title (formatter, state->goal)
                                   : sb_goal_whose (formatter, self->data->context->facts, state->goal);
  g_autofree char *total = sb_goal_units_text (formatter, state->metric, target);
  GtkWidget *head = new_button (self, name, state->goal->id, G_CALLBACK (name_cb)), *totals, *box;

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (head))), 0.0f);
  gtk_widget_set_margin_start (head, 18 * MAX (state->depth - self->data->main->depth - 1, 0));
  if (row == 1)
    gtk_widget_add_css_class (head, "sb-grid-sum");
  put (self, head, 0, row);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  totals = new_button (self, total, state->goal->id, G_CALLBACK (total_cb));
  gtk_widget_add_css_class (totals, "sb-grid-sum");
  if (sum != target && cells->len > 1)
    {
      GtkWidget *mark = gtk_button_new_from_icon_name ("dialog-warning-symbolic");
      g_autofree char *missing = sb_goal_units_text (formatter, state->metric, target - sum);
      g_autofree char *why = g_strdup_printf (_("The months do not add up to the target: %s"), missing);

      gtk_widget_add_css_class (mark, "flat");
      gtk_widget_add_css_class (mark, "warning");
      sb_widget_set_name (mark, _("Mismatch"));
      sb_widget_set_reason (mark, why);
      g_object_set_data (G_OBJECT (mark), "goal", GINT_TO_POINTER (state->goal->id));
      g_signal_connect_object (mark, "clicked", G_CALLBACK (mismatch_cb), self, 0);
      gtk_box_append (GTK_BOX (box), mark);
    }
  gtk_box_append (GTK_BOX (box), totals);
  put (self, box, 1, row);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      GtkWidget *cell;

      if (part->kind == PART_MONTH)
        {
          put_cell (self, state, cells, part, &cell);
          if (row == 1)
            gtk_widget_add_css_class (cell, "sb-grid-sum");
          put (self, cell, (int) i + 2, row);
        }
      else
        {
          g_autofree char *text = sb_goal_units_text (formatter, state->metric, part_units (self, cells, part));

          put_text (self, text, part->kind == PART_WEEK ? "sb-caption" : "heading", (int) i + 2, row);
        }
    }
}

/* What nobody carries: parent − parts, in every column. */
static void
put_rest (SbGoalGrid *self, const SbGoalState *main, GArray *own, GArray *given, GArray *parts, int row)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  gint64 rest = sb_goal_to_units (main->metric, &main->goal->target);
  g_autofree char *total = NULL;

  rest -= sb_goal_to_units (main->metric, &(SbGoalNumber) { TRUE, main->allocated.integer, main->allocated.real });
  total = sb_goal_units_text (formatter, main->metric, rest);
  put_text (self, _("Unallocated"), rest != 0 ? "warning" : "dim-label", 0, row);
  put_text (self, total, rest != 0 ? "warning" : "dim-label", 1, row);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      gint64 units = part_units (self, own, part) - part_units (self, given, part);
      g_autofree char *text = sb_goal_units_text (formatter, main->metric, units);

      put_text (self, text, units != 0 && part->kind != PART_WEEK ? "warning" : "dim-label", (int) i + 2, row);
    }
}

/* Whether a goal shares the main goal's target, as its part or a part of one. */
static gboolean
is_below (SbGoalGrid *self, const SbGoalState *state, int main_index)
{
  const SbGoalState *main = self->data->main;

  if (state->goal->metric_id != main->goal->metric_id || state->goal->start_on != main->goal->start_on
      || state->goal->end_on != main->goal->end_on)
    return FALSE;
  while (state->parent > main_index)
    state = &g_array_index (self->data->tree->states, SbGoalState, state->parent);
  return state->parent == main_index;
}

static void
put_parts (SbGoalGrid *self, const SbGoalState *main, GArray *own, GArray *parts)
{
  g_autoptr (GArray) given = sb_goal_cells_new (self->data->context->facts, main->goal);
  int row = 2, main_index = (int) (main - &g_array_index (self->data->tree->states, SbGoalState, 0));

  for (guint i = 0; i < self->data->tree->states->len; i++)
    {
      const SbGoalState *state = &g_array_index (self->data->tree->states, SbGoalState, i);
      g_autoptr (GArray) cells = NULL;

      if (!is_below (self, state, main_index))
        continue;
      cells = sb_goal_cells_load (self->data->context->facts, state->goal);
      for (guint c = 0; state->parent == main_index && c < given->len && c < cells->len; c++)
        g_array_index (given, SbGoalCell, c).value += g_array_index (cells, SbGoalCell, c).value;
      put_goal (self, state, cells, parts, row++);
    }
  if (row > 2)
    put_rest (self, main, own, given, parts, row);
}

static void
rebuild (SbGoalGrid *self)
{
  const SbGoalState *main = self->data->main;
  g_autoptr (GArray) cells = NULL, parts = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  if (main == NULL || sb_formatter_get_privacy (sb_session_get_formatter (self->session)) >= SB_PRIVACY_MAX)
    {
      put_text (self,
                _("There is no revenue goal for this period and scope. Write one above, or choose another period."),
                NULL, 0, 0);
      return;
    }
  cells = sb_goal_cells_load (self->data->context->facts, main->goal);
  if (self->open_month >= (int) cells->len)
    self->open_month = -1;
  parts = make_parts (self, cells);
  put_heads (self, parts);
  put_goal (self, main, cells, parts, 1);
  put_parts (self, main, cells, parts);
}

static void
dispose (GObject *object)
{
  SbGoalGrid *self = SB_GOAL_GRID (object);

  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_goals_data_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_goal_grid_parent_class)->dispose (object);
}

static void
sb_goal_grid_class_init (SbGoalGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", SB_TYPE_GOAL_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_INT);
}

static void
sb_goal_grid_init (SbGoalGrid *self)
{
  self->open_month = -1;
}

GtkWidget *
sb_goal_grid_new (SbSession *session)
{
  SbGoalGrid *self;
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_GOAL_GRID, NULL);
  self->session = g_object_ref (session);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 4);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->grid);
  self->card = sb_card_new (_("Month by month"),
                            _("Press a number to change it; the other months follow. Press a month to see its weeks."),
                            scroller);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
sb_goal_grid_show (SbGoalGrid *self, SbGoalsData *data)
{
  SbGoalsData *old;

  g_return_if_fail (SB_IS_GOAL_GRID (self) && data != NULL);

  old = self->data;
  self->data = sb_goals_data_ref (data);
  g_clear_pointer (&old, sb_goals_data_unref);
  rebuild (self);
}
