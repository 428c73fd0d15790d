/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one goal. Its fields, check-ins, versions and parts follow from their descriptions; the numbers come from
 * the goal tree of the page. */
#include "sb-config.h"

#include "views/goals/sb-goal-page.h"

#include <glib/gi18n-lib.h>

#include "model/sb-goal-text.h"
#include "views/goals/sb-smart-letters.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-kpi-tile.h"
#include "widgets/sb-page.h"
#include "widgets/sb-record-page.h"
#include "widgets/sb-text-guard.h"

#define FULL 1.5 /* the bar ends at 150 % */

enum
{
  TILE_ATTAINMENT,
  TILE_PACE,
  TILE_RUN_RATE,
  TILE_WEIGHTED,
  TILE_CHANCE,
  N_TILES
};

static const char *const tile_titles[N_TILES]
  = { N_("Attainment"), N_("Pace"), N_("Landing at run rate"), N_("With open deals"), N_("Chance") };

struct _SbGoalPage
{
  GtkWidget parent_instance;

  SbSession *session;
  SbGoalsData *data;
  GtkWidget *frame;
  GtkWidget *bar;
  GtkWidget *bar_text;
  GtkWidget *letters;
  GtkWidget *publish;
  GtkWidget *tiles[N_TILES];
  GtkWidget *chart;
  GtkWidget *chart_card;
};

G_DEFINE_FINAL_TYPE (SbGoalPage, sb_goal_page, GTK_TYPE_WIDGET)

enum
{
  BACK,
  ACT,
  FIX,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const SbDetailLayout details[] = {
  { .type = "check_in", .field = "goal", .title = N_("Check-ins"), .empty = N_("Nobody has checked in yet."),
    .row_title = "day_on", .subtitle = { "note", "author", NULL }, .value = "confidence", .sort = "day_on",
    .descending = TRUE },
  { .type = "goal_version", .field = "goal", .title = N_("Versions"),
    .empty = N_("The target was never changed since it was published."), .row_title = "reason",
    .subtitle = { "effective_on", "target_value", NULL }, .value = "target", .sort = "version", .descending = TRUE,
    .read_only = TRUE },
  { .type = "goal", .field = "parent", .title = N_("Parts"), .empty = N_("No goal is part of this one."),
    .subtitle = { "team", "member", "target_value", NULL }, .value = "target" },
  { .type = "goal_stage", .field = "goal", .title = N_("Months and other stages"),
    .empty = N_("The target is not spread over months yet."), .row_title = "start_on",
    .subtitle = { "end_on", "origin", "target_value", NULL }, .value = "target", .sort = "start_on" },
};

static const SbRecordPageLayout layout
  = { "goal",  "goal", N_("Back to the goals"), N_("This goal is not there any more."),
      details, G_N_ELEMENTS (details) };

static void
write_tile (SbGoalPage *self, int tile, SbQuantity value, const SbGoalState *state, SbGoalExplain what)
{
  g_autoptr (SbExplain) explain = sb_goal_explain (state, what, self->data->context->as_of);

  value.n = -1;
  value.has_range = FALSE;
  sb_kpi_tile_set_quantity (SB_KPI_TILE (self->tiles[tile]), &value);
  sb_kpi_tile_set_explain (SB_KPI_TILE (self->tiles[tile]), explain);
}

static void
write_tiles (SbGoalPage *self, const SbGoalState *state)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *expected = sb_formatter_quantity (formatter, &state->expected);
  g_autofree char *plan = g_strdup_printf (_("expected by now %s"), expected);
  g_autofree char *target = sb_formatter_quantity (formatter, &state->target);
  g_autofree char *of = g_strdup_printf (_("target %s"), target);

  write_tile (self, TILE_ATTAINMENT, sb_quantity_ratio (SB_UNIT_PERCENT, &state->attainment), state,
              SB_GOAL_EXPLAIN_ATTAINMENT);
  write_tile (self, TILE_PACE, sb_quantity_ratio (SB_UNIT_TIMES, &state->pace), state, SB_GOAL_EXPLAIN_PACE);
  write_tile (self, TILE_RUN_RATE, state->run_rate, state, SB_GOAL_EXPLAIN_RUN_RATE);
  write_tile (self, TILE_WEIGHTED, state->weighted, state, SB_GOAL_EXPLAIN_WEIGHTED);
  write_tile (self, TILE_CHANCE, sb_quantity_ratio (SB_UNIT_PERCENT, &state->chance.chance), state,
              SB_GOAL_EXPLAIN_CHANCE);
  sb_kpi_tile_set_comparison (SB_KPI_TILE (self->tiles[TILE_ATTAINMENT]),
                              sb_quantity_is_defined (&state->target) ? of : NULL, SB_ARROW_NONE, SB_TONE_NEUTRAL);
  sb_kpi_tile_set_comparison (SB_KPI_TILE (self->tiles[TILE_PACE]),
                              sb_quantity_is_defined (&state->expected) ? plan : NULL, SB_ARROW_NONE, SB_TONE_NEUTRAL);
}

static void
write_bar (SbGoalPage *self, const SbGoalState *state)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  gboolean defined = sb_ratio_is_defined (&state->attainment);
  double reached = defined ? state->attainment.value : 0.0;
  g_autofree char *actual = sb_formatter_quantity (formatter, &state->actual);
  g_autofree char *target = sb_formatter_quantity (formatter, &state->target);
  g_autofree char *percent = sb_formatter_ratio (formatter, &state->attainment, SB_FORMAT_PERCENT);
  const char *template = reached > FULL ? _("%s of %s · %s, beyond the end of the bar") : _("%s of %s · %s");
  g_autofree char *text = g_strdup_printf (template, actual, target, percent);

  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bar), CLAMP (reached, 0.0, FULL));
  gtk_widget_set_visible (self->bar, defined);
  sb_label_set_text (GTK_LABEL (self->bar_text), text);
  sb_widget_set_reason (self->bar, text);
}

static void
write_all (SbGoalPage *self)
{
  static const char *const fields[] = { "metric", "team", "member", "start_on", "end_on", NULL };
  gint32 id = sb_goal_page_get_id (self);
  const SbGoalState *state;
  g_autoptr (SbChart) chart = NULL;

  if (id == 0)
    return;
  sb_record_page_write_head (SB_RECORD_PAGE (self->frame), fields, NULL);
  state = self->data != NULL ? sb_goal_tree_find (self->data->tree, id) : NULL;
  sb_record_page_set_warning (
    SB_RECORD_PAGE (self->frame),
    state == NULL && self->data != NULL
      ? _("This goal lies outside the period and scope above; choose its period to see its numbers.")
      : NULL);
  gtk_widget_set_visible (self->chart_card, FALSE);
  gtk_widget_set_visible (self->letters, state != NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (self->bar), state != NULL);
  for (int i = 0; i < N_TILES; i++)
    gtk_widget_set_visible (self->tiles[i], state != NULL);
  if (state == NULL)
    return;
  write_bar (self, state);
  write_tiles (self, state);
  sb_smart_letters_set (SB_SMART_LETTERS (self->letters), &state->smart);
  gtk_widget_set_visible (self->publish, state->goal->state == SB_GOAL_DRAFT);
  chart = sb_goals_pace_chart (self->data, state, sb_session_get_formatter (self->session));
  gtk_widget_set_visible (self->chart_card, chart != NULL);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->chart), chart);
}

static void
back_cb (SbRecordPage *frame, SbGoalPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
act_cb (GtkButton *button, SbGoalPage *self)
{
  g_signal_emit (self, signals[ACT], 0, g_object_get_data (G_OBJECT (button), "action"));
}

static void
fix_cb (SbSmartLetters *letters, int fix, SbGoalPage *self)
{
  g_signal_emit (self, signals[FIX], 0, fix);
}

static void
dispose (GObject *object)
{
  SbGoalPage *self = SB_GOAL_PAGE (object);

  g_clear_pointer (&self->frame, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_goals_data_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_goal_page_parent_class)->dispose (object);
}

static void
sb_goal_page_class_init (SbGoalPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[BACK] = g_signal_new ("back", SB_TYPE_GOAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACT] = g_signal_new ("act", SB_TYPE_GOAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING);
  signals[FIX] = g_signal_new ("fix", SB_TYPE_GOAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_INT);
}

static void
sb_goal_page_init (SbGoalPage *self)
{
}

static GtkWidget *
new_button (SbGoalPage *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "action", (gpointer) action);
  g_signal_connect_object (button, "clicked", G_CALLBACK (act_cb), self, 0);
  return button;
}

static GtkWidget *
build_bar (SbGoalPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->bar = gtk_level_bar_new_for_interval (0.0, FULL);
  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_LOW, 0.8);
  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_HIGH, 1.0);
  gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_FULL, FULL);
  sb_widget_set_name (self->bar, _("Attainment"));
  self->bar_text = sb_label_new (NULL, "numeric");
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->bar_text);
  return box;
}

static GtkWidget *
build_actions (SbGoalPage *self)
{
  GtkWidget *row = gtk_flow_box_new (), *parts[4];

  self->letters = sb_smart_letters_new (self->session);
  self->publish = new_button (self, _("_Publish…"), "publish");
  g_signal_connect_object (self->letters, "fix", G_CALLBACK (fix_cb), self, 0);
  parts[0] = self->letters;
  parts[1] = new_button (self, _("_Check in…"), "check-in");
  parts[2] = new_button (self, _("Change the _target…"), "target");
  parts[3] = self->publish;
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (row), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (row), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (row), 8);
  gtk_widget_set_halign (row, GTK_ALIGN_START);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_widget_set_focusable (child, FALSE);
      gtk_widget_set_halign (child, GTK_ALIGN_START);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), parts[i]);
      g_object_bind_property (parts[i], "visible", child, "visible", G_BINDING_SYNC_CREATE);
      gtk_flow_box_append (GTK_FLOW_BOX (row), child);
    }
  return row;
}

GtkWidget *
sb_goal_page_new (SbSession *session)
{
  SbGoalPage *self;
  GtkWidget *row = sb_tile_row_new ();

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_GOAL_PAGE, NULL);
  self->session = g_object_ref (session);
  self->frame = sb_record_page_new (session, &layout);
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
  for (int i = 0; i < N_TILES; i++)
    {
      self->tiles[i] = sb_kpi_tile_new (session, _(tile_titles[i]));
      sb_tile_row_append (row, self->tiles[i]);
    }
  self->chart = sb_chart_view_new (session, "goal-pace");
  sb_chart_view_set_height (SB_CHART_VIEW (self->chart), 220);
  self->chart_card = sb_card_new (_("Reached and planned"), _("Adding up over the days of the goal"), self->chart);
  sb_record_page_add_top (SB_RECORD_PAGE (self->frame), build_bar (self));
  sb_record_page_add_top (SB_RECORD_PAGE (self->frame), build_actions (self));
  sb_record_page_add_top (SB_RECORD_PAGE (self->frame), row);
  sb_record_page_add_top (SB_RECORD_PAGE (self->frame), self->chart_card);
  g_signal_connect_object (self->frame, "back", G_CALLBACK (back_cb), self, 0);
  return GTK_WIDGET (self);
}

void
sb_goal_page_show (SbGoalPage *self, gint32 id)
{
  g_return_if_fail (SB_IS_GOAL_PAGE (self) && id > 0);

  sb_record_page_show (SB_RECORD_PAGE (self->frame), id);
  write_all (self);
}

gint32
sb_goal_page_get_id (SbGoalPage *self)
{
  g_return_val_if_fail (SB_IS_GOAL_PAGE (self), 0);

  return sb_record_page_get_id (SB_RECORD_PAGE (self->frame));
}

void
sb_goal_page_set_data (SbGoalPage *self, SbGoalsData *data)
{
  SbGoalsData *old;

  g_return_if_fail (SB_IS_GOAL_PAGE (self) && data != NULL);

  old = self->data;
  self->data = sb_goals_data_ref (data);
  g_clear_pointer (&old, sb_goals_data_unref);
  write_all (self);
}
