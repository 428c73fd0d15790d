/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for one SbGoalsData in a worker and lays it out. It computes nothing itself and formats nothing itself. */
#include "sb-config.h"

#include "views/goals/sb-goals-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/sb-goal-text.h"
#include "views/goals/sb-goal-dialog.h"
#include "views/goals/sb-goal-grid.h"
#include "views/goals/sb-goal-line.h"
#include "views/goals/sb-goal-page.h"
#include "views/goals/sb-goal-table.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-attention-list.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-filter-bar.h"
#include "widgets/sb-kpi-tile.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-state-page.h"
#include "widgets/sb-text-guard.h"

enum
{
  TILE_ATTAINMENT,
  TILE_PACE,
  TILE_NEEDED,
  TILE_LANDING,
  TILE_CHANCE,
  N_TILES
};

static const char *const tile_titles[N_TILES]
  = { N_("Attainment"), N_("Pace"), N_("Needed per working day"), N_("Landing at run rate"), N_("Chance") };
static const SbGoalExplain tile_explains[N_TILES]
  = { SB_GOAL_EXPLAIN_ATTAINMENT, SB_GOAL_EXPLAIN_PACE, SB_GOAL_EXPLAIN_NEEDED, SB_GOAL_EXPLAIN_RUN_RATE,
      SB_GOAL_EXPLAIN_CHANCE };
static const char *const kinds[] = { N_("All"), N_("Committed"), N_("Stretch"), N_("Development") };

struct _SbGoalsView
{
  SbPage parent_instance;

  SbGoalsData *data;
  int kind;             /* of the filter: −1 all */
  GtkWidget *stack;     /* "tabs", "goal" */
  GtkWidget *tabs;      /* "tree", "grid" */
  GtkWidget *line;
  GtkWidget *answer;
  GtkWidget *tile_row;
  GtkWidget *tiles[N_TILES];
  GtkWidget *trend;
  GtkWidget *content;   /* all below the line */
  GtkWidget *empty;
  GtkWidget *conflict_card;
  GtkWidget *conflicts;
  GtkWidget *table;
  GtkWidget *grid;
  GtkWidget *goal;
};

G_DEFINE_FINAL_TYPE (SbGoalsView, sb_goals_view, SB_TYPE_PAGE)

static SbSession *
session_of (SbGoalsView *self)
{
  return sb_page_get_session (SB_PAGE (self));
}

/* -- what can be done with a goal ---------------------------------------------------------------------------------- */

static void
add_part (SbGoalsView *self, const SbGoalFact *goal)
{
  static const char *const fields[] = { "parent", "metric", "start_on", "end_on", "period_kind", NULL };
  char start[SB_DATE_TEXT_SIZE], end[SB_DATE_TEXT_SIZE];
  SbValue values[] = { sb_value_int (goal->id), sb_value_int (goal->metric_id),
                       sb_value_text (sb_date_format_iso (goal->start_on, start)),
                       sb_value_text (sb_date_format_iso (goal->end_on, end)),
                       sb_value_text (sb_period_kind_key (goal->period_kind)) };

  sb_record_dialog_present_new (GTK_WIDGET (self), session_of (self), sb_record_type_find ("goal"), fields, values,
                                NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    sb_value_clear (&values[i]);
}

static void
archive (SbGoalsView *self, gint32 id)
{
  g_autoptr (GError) error = NULL;

  if (!sb_session_archive (session_of (self), sb_record_type_find ("goal"), &id, 1, &error))
    sb_show_error (GTK_WIDGET (self), _("The goal was not archived"), error);
}

static void
act (SbGoalsView *self, const char *action, gint32 id)
{
  const SbGoalState *state = self->data != NULL ? sb_goal_tree_find (self->data->tree, id) : NULL;

  if (strcmp (action, "record") == 0)
    sb_record_dialog_present (GTK_WIDGET (self), session_of (self), sb_record_type_find ("goal"), id);
  else if (strcmp (action, "archive") == 0)
    archive (self, id);
  else if (state == NULL)
    sb_session_notify (session_of (self), _("Choose the period of this goal first"));
  else if (strcmp (action, "check-in") == 0)
    sb_goal_dialog_check_in (GTK_WIDGET (self), session_of (self), self->data, state);
  else if (strcmp (action, "target") == 0)
    sb_goal_dialog_target (GTK_WIDGET (self), session_of (self), self->data, state);
  else if (strcmp (action, "publish") == 0)
    sb_goal_dialog_publish (GTK_WIDGET (self), session_of (self), self->data, state);
  else if (strcmp (action, "part") == 0)
    add_part (self, state->goal);
}

static void
act_cb (SbGoalTable *table, const char *action, int id, SbGoalsView *self)
{
  act (self, action, id);
}

static void
fix (SbGoalsView *self, int what, gint32 id)
{
  if (what == SB_SMART_FIX_TARGET)
    act (self, "target", id);
  else if (what == SB_SMART_FIX_CHECK_IN)
    act (self, "check-in", id);
  else if (what == SB_SMART_FIX_STAGES)
    gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), "grid");
  else
    act (self, "record", id);
}

static void
fix_cb (SbGoalTable *table, int what, int id, SbGoalsView *self)
{
  fix (self, what, id);
}

/* -- one goal ------------------------------------------------------------------------------------------------------ */

static void
back_cb (SbGoalPage *goal, SbGoalsView *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "tabs");
  sb_goal_table_select (SB_GOAL_TABLE (self->table), sb_goal_page_get_id (goal));
}

static void
goal_act_cb (SbGoalPage *goal, const char *action, SbGoalsView *self)
{
  act (self, action, sb_goal_page_get_id (goal));
}

static void
goal_fix_cb (SbGoalPage *goal, int what, SbGoalsView *self)
{
  if (what == SB_SMART_FIX_STAGES)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "tabs");
  fix (self, what, sb_goal_page_get_id (goal));
}

static void
open_goal (SbGoalsView *self, gint32 id)
{
  if (self->goal == NULL)
    {
      self->goal = sb_goal_page_new (session_of (self));
      g_signal_connect_object (self->goal, "back", G_CALLBACK (back_cb), self, 0);
      g_signal_connect_object (self->goal, "act", G_CALLBACK (goal_act_cb), self, 0);
      g_signal_connect_object (self->goal, "fix", G_CALLBACK (goal_fix_cb), self, 0);
      gtk_stack_add_named (GTK_STACK (self->stack), self->goal, "goal");
      if (self->data != NULL)
        sb_goal_page_set_data (SB_GOAL_PAGE (self->goal), self->data);
    }
  sb_goal_page_show (SB_GOAL_PAGE (self->goal), id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "goal");
}

static void
chosen_cb (GtkWidget *widget, int id, SbGoalsView *self)
{
  open_goal (self, id);
}

static void
created_cb (SbGoalLine *line, int id, SbGoalsView *self)
{
  sb_goal_table_select (SB_GOAL_TABLE (self->table), id);
}

/* -- the answer, tiles, conflicts ---------------------------------------------------------------------------------- */

static void
write_answer (SbGoalsView *self, SbFormatter *formatter)
{
  static const struct { const char *key; SbGoalExplain what; } keys[] = {
    { "attainment", SB_GOAL_EXPLAIN_ATTAINMENT }, { "pace", SB_GOAL_EXPLAIN_PACE },
    { "landing", SB_GOAL_EXPLAIN_RUN_RATE },      { "weighted", SB_GOAL_EXPLAIN_WEIGHTED },
    { "chance", SB_GOAL_EXPLAIN_CHANCE }
  };
  SbAnswer *answer = SB_ANSWER (self->answer);

  sb_answer_set_sentence (answer, sb_goal_answer (formatter, self->data->tree, self->data->main));
  for (gsize i = 0; self->data->main != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (SbExplain) explain = sb_goal_explain (self->data->main, keys[i].what, self->data->context->as_of);

      sb_answer_set_explain (answer, keys[i].key, explain);
    }
}

static SbQuantity
tile_value (const SbGoalState *main, int tile)
{
  switch (tile)
    {
    case TILE_ATTAINMENT:
      return sb_quantity_ratio (SB_UNIT_PERCENT, &main->attainment);
    case TILE_PACE:
      return sb_quantity_ratio (SB_UNIT_TIMES, &main->pace);
    case TILE_NEEDED:
      return main->needed_per_day;
    case TILE_LANDING:
      return main->run_rate;
    default:
      return sb_quantity_ratio (SB_UNIT_PERCENT, &main->chance.chance);
    }
}

static char *
tile_comparison (const SbGoalsView *self, const SbGoalState *main, int tile, SbFormatter *formatter)
{
  g_autofree char *value = NULL;
  const char *template;

  switch (tile)
    {
    case TILE_ATTAINMENT:
      value = sb_formatter_quantity (formatter, &main->target);
      template = _("of %s");
      break;
    case TILE_PACE:
      value = sb_formatter_quantity (formatter, &main->expected);
      template = _("expected by now %s");
      break;
    case TILE_NEEDED:
      value = sb_formatter_quantity (formatter, &main->achieved_per_day);
      template = _("achieved so far %s");
      break;
    case TILE_LANDING:
      value = sb_formatter_quantity (formatter, &main->weighted);
      template = _("with open deals %s");
      break;
    default:
      if (!sb_ratio_is_defined (&main->chance.chance))
        return NULL;
      value = sb_formatter_amount (formatter, &main->chance.p50);
      template = _("middle outcome %s");
    }
  return g_strdup_printf (template, value);
}

static void
write_tiles (SbGoalsView *self, SbFormatter *formatter)
{
  static const SbTone tones[] = { SB_TONE_NEUTRAL, SB_TONE_GOOD, SB_TONE_GOOD, SB_TONE_WARN, SB_TONE_BAD, SB_TONE_BAD };
  const SbGoalState *main = self->data->main;

  gtk_widget_set_visible (self->tile_row, main != NULL);
  for (int i = 0; i < N_TILES && main != NULL; i++)
    {
      SbKpiTile *tile = SB_KPI_TILE (self->tiles[i]);
      SbQuantity value = tile_value (main, i);
      g_autoptr (SbExplain) explain = sb_goal_explain (main, tile_explains[i], self->data->context->as_of);
      g_autofree char *comparison = tile_comparison (self, main, i, formatter);

      value.n = -1;
      value.has_range = FALSE;
      sb_kpi_tile_set_quantity (tile, &value);
      sb_kpi_tile_set_explain (tile, explain);
      sb_kpi_tile_set_comparison (tile, comparison, SB_ARROW_NONE,
                                  i == TILE_PACE ? tones[main->status] : SB_TONE_NEUTRAL);
    }
}

static void
write_conflicts (SbGoalsView *self, SbFormatter *formatter)
{
  GArray *conflicts = self->data->tree->conflicts;
  guint shown = 0;

  sb_attention_list_clear (SB_ATTENTION_LIST (self->conflicts));
  for (guint i = 0; i < conflicts->len; i++)
    {
      const SbGoalConflict *conflict = &g_array_index (conflicts, SbGoalConflict, i);
      g_autofree char *key = g_strdup_printf ("goal.%s.%d", sb_goal_conflict_key (conflict->kind), conflict->goal_id);
      g_autofree char *text = sb_goal_conflict_text (formatter, self->data->context->facts, conflict);
      SbAttention attention = { key, text, NULL, _("Open the goal"), SB_TONE_WARN };

      if (sb_session_has_dismissed (session_of (self), key))
        continue;
      sb_attention_list_append (SB_ATTENTION_LIST (self->conflicts), &attention);
      shown++;
    }
  gtk_widget_set_visible (self->conflict_card, shown > 0);
}

static void
conflict_chosen_cb (SbAttentionList *list, const char *key, SbGoalsView *self)
{
  const char *dot = strrchr (key, '.');

  if (dot != NULL)
    open_goal (self, (gint32) g_ascii_strtoll (dot + 1, NULL, 10));
}

static void
conflict_dismissed_cb (SbAttentionList *list, const char *key, const char *note, SbGoalsView *self)
{
  SbSession *session = session_of (self);
  SbChange *change = sb_change_new (_("Dismiss a suggestion"));
  int handle = sb_change_create (change, sb_record_type_find ("dismissal"));
  char today[SB_DATE_TEXT_SIZE], until[SB_DATE_TEXT_SIZE];
  const char *reason = note != NULL && *note != '\0' ? note : _("no reason given");
  const struct { const char *field, *text; } values[] = {
    { "suggestion_key", key },
    { "dismissed_on", sb_date_format_iso (sb_session_get_as_of (session), today) },
    { "until_on", sb_date_format_iso (sb_date_add_months (sb_session_get_as_of (session), 1), until) },
    { "note", reason }
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_auto (SbValue) value = sb_value_text (values[i].text);

      sb_change_set (change, handle, values[i].field, value);
    }
  if (!sb_session_apply (session, change, _("Suggestion dismissed for a month"), NULL, &error))
    sb_session_notify (session, error->message);
}

/* -- the page ------------------------------------------------------------------------------------------------------ */

static void
show_table (SbGoalsView *self)
{
  gtk_widget_set_visible (self->table,
                          sb_session_get_privacy (session_of (self)) < SB_PRIVACY_MAX);
  sb_goal_table_show (SB_GOAL_TABLE (self->table), self->data, self->kind);
}

static void
ready_cb (SbPage *page, gpointer result, SbContext *context)
{
  SbGoalsView *self = SB_GOALS_VIEW (page);
  SbFormatter *formatter = sb_page_get_formatter (page);
  SbGoalsData *old = self->data;
  gboolean any = context->facts->n_goals > 0;
  g_autoptr (SbChart) trend = NULL;

  self->data = sb_goals_data_ref (result);
  gtk_widget_set_visible (self->content, any);
  gtk_widget_set_visible (self->empty, !any);
  write_answer (self, formatter);
  write_tiles (self, formatter);
  trend = sb_goals_trend_chart (self->data, formatter);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->trend), trend);
  write_conflicts (self, formatter);
  show_table (self);
  sb_goal_grid_show (SB_GOAL_GRID (self->grid), self->data);
  if (self->goal != NULL)
    sb_goal_page_set_data (SB_GOAL_PAGE (self->goal), self->data);
  g_clear_pointer (&old, sb_goals_data_unref); /* last: rows point into it until now */
}

static void
refresh (SbPage *page)
{
  sb_page_compute (page, sb_goals_data_compute, NULL, NULL, (GDestroyNotify) sb_goals_data_unref, ready_cb);
}

static void
show_target (SbPage *page, SbTarget *target)
{
  SbGoalsView *self = SB_GOALS_VIEW (page);

  if (target->type != NULL && g_str_equal (target->type->name, "goal") && target->id != 0)
    {
      open_goal (self, target->id);
      return;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "tabs");
  if (target->detail != NULL && gtk_stack_get_child_by_name (GTK_STACK (self->tabs), target->detail) != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), target->detail);
  if (target->type != NULL && target->id != 0)
    sb_record_dialog_present (GTK_WIDGET (self), session_of (self), target->type, target->id);
}

/* Ctrl+N: the line is where a goal begins. */
static void
primary (SbPage *page)
{
  SbGoalsView *self = SB_GOALS_VIEW (page);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "tabs");
  gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), "tree");
  gtk_widget_grab_focus (self->line);
}

static gboolean
explain_first (SbPage *page)
{
  return sb_answer_explain_first (SB_ANSWER (SB_GOALS_VIEW (page)->answer));
}

static void
filter_cb (SbFilterBar *bar, int filter, SbGoalsView *self)
{
  self->kind = filter - 1;
  if (self->data != NULL)
    show_table (self);
}

/* -- building ------------------------------------------------------------------------------------------------------ */

static GtkWidget *
build_tree_card (SbGoalsView *self, SbSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *bar = sb_filter_bar_new (kinds, G_N_ELEMENTS (kinds), _("All goals"));

  self->table = sb_goal_table_new (session);
  g_signal_connect_object (bar, "filter-changed", G_CALLBACK (filter_cb), self, 0);
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (self->table, "act", G_CALLBACK (act_cb), self, 0);
  g_signal_connect_object (self->table, "fix", G_CALLBACK (fix_cb), self, 0);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->table);
  return sb_card_new (_("Goals"), _("Company, teams, members; press C to check in, T to change a target"), box);
}

static GtkWidget *
build_conflict_card (SbGoalsView *self, SbSession *session)
{
  self->conflicts = sb_attention_list_new (session);
  g_signal_connect_object (self->conflicts, "chosen", G_CALLBACK (conflict_chosen_cb), self, 0);
  g_signal_connect_object (self->conflicts, "dismissed", G_CALLBACK (conflict_dismissed_cb), self, 0);
  self->conflict_card
    = sb_card_new (_("What does not fit together"), _("Targets against their parts, their months, capacity and time"),
                   self->conflicts);
  return self->conflict_card;
}

static GtkWidget *
build_tree_tab (SbGoalsView *self, SbSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->tile_row = sb_tile_row_new ();
  for (int i = 0; i < N_TILES; i++)
    {
      self->tiles[i] = sb_kpi_tile_new (session, _(tile_titles[i]));
      sb_tile_row_append (self->tile_row, self->tiles[i]);
    }
  self->trend = sb_chart_view_new (session, "goal-trend");
  sb_chart_view_set_height (SB_CHART_VIEW (self->trend), 200);
  gtk_box_append (GTK_BOX (box), self->tile_row);
  gtk_box_append (GTK_BOX (box), sb_card_new (_("Won revenue by month"),
                                              _("The line is the target, the running month is hatched"), self->trend));
  gtk_box_append (GTK_BOX (box), build_tree_card (self, session));
  gtk_box_append (GTK_BOX (box), build_conflict_card (self, session));
  return box;
}

static GtkWidget *
build_content (SbGoalsView *self, SbSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->answer = sb_answer_new (session);
  self->grid = sb_goal_grid_new (session);
  g_signal_connect_object (self->grid, "chosen", G_CALLBACK (chosen_cb), self, 0);
  self->tabs = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->tabs), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->tabs), FALSE);
  gtk_stack_add_titled (GTK_STACK (self->tabs), build_tree_tab (self, session), "tree", _("Tree"));
  gtk_stack_add_titled (GTK_STACK (self->tabs), self->grid, "grid", _("Months"));
  gtk_box_append (GTK_BOX (box), self->answer);
  gtk_box_append (GTK_BOX (box), self->tabs);
  self->content = box;
  return box;
}

static GtkWidget *
build_page (SbGoalsView *self, SbSession *session)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();

  self->line = sb_goal_line_new (session);
  g_signal_connect_object (self->line, "created", G_CALLBACK (created_cb), self, 0);
  self->empty = sb_state_page_new_empty ("sb-goals-symbolic", _("Write your first goal in one sentence"),
                                         _("Above, for example: “grow sales 20 % within three months”. The goal gets "
                                           "its target from last year's numbers, its months, and a check of five "
                                           "letters."),
                                         NULL, NULL);
  gtk_box_append (GTK_BOX (box), self->line);
  gtk_box_append (GTK_BOX (box), build_content (self, session));
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_widget_add_css_class (box, "sb-body");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1240);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1240);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static void
constructed (GObject *object)
{
  SbGoalsView *self = SB_GOALS_VIEW (object);
  SbPage *page = SB_PAGE (self);
  GtkWidget *switcher = gtk_stack_switcher_new ();

  G_OBJECT_CLASS (sb_goals_view_parent_class)->constructed (object);
  sb_page_setup (page, "goals", _("Goals"), "sb-goals-symbolic");
  sb_page_set_primary (page, _("New goal"));
  self->kind = -1;
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), build_page (self, sb_page_get_session (page)), "tabs");
  sb_page_set_content (page, self->stack);
  gtk_widget_add_css_class (switcher, "sb-tabs");
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->tabs));
  sb_page_set_header (page, switcher);
}

static void
dispose (GObject *object)
{
  g_clear_pointer (&SB_GOALS_VIEW (object)->data, sb_goals_data_unref);
  G_OBJECT_CLASS (sb_goals_view_parent_class)->dispose (object);
}

static void
sb_goals_view_class_init (SbGoalsViewClass *klass)
{
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  page_class->refresh = refresh;
  page_class->primary = primary;
  page_class->explain = explain_first;
  page_class->show = show_target;
}

static void
sb_goals_view_init (SbGoalsView *self)
{
}
