/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows of one to three rows. What an answer writes is sb-goal-edit's to say. */
#include "sb-config.h"

#include "views/goals/sb-goal-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/sb-text.h"
#include "model/sb-goal-edit.h"
#include "model/sb-goal-text.h"
#include "model/sb-parse.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-text-guard.h"

typedef enum
{
  ASK_CHECK_IN,
  ASK_TARGET,
  ASK_CELL
} AskKind;

/* Owned by its window. */
typedef struct
{
  AskKind kind;
  SbSession *session;
  SbGoalsData *data;
  const SbGoalState *state; /* of the data */
  guint month;
  GtkWidget *window;
  GtkWidget *group;
  GtkWidget *value;
  GtkWidget *text; /* note or reason */
  GtkWidget *confidence;
  GtkWidget *lock;
  GtkWidget *error;
} Ask;

static void
free_ask (gpointer data)
{
  Ask *ask = data;

  sb_goals_data_unref (ask->data);
  g_object_unref (ask->session);
  g_free (ask);
}

/* -- numbers ------------------------------------------------------------------------------------------------------- */

char *
sb_goal_units_text (SbFormatter *formatter, const SbMetricFact *metric, gint64 units)
{
  SbGoalNumber number;
  SbQuantity quantity;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && metric != NULL, NULL);

  number = sb_goal_from_units (metric, units);
  quantity = sb_goal_quantity (metric, &number);
  return sb_formatter_quantity (formatter, &quantity);
}

static char *
edit_text (const Ask *ask, gint64 units)
{
  const SbMetricFact *metric = ask->state->metric;
  SbGoalNumber number = sb_goal_from_units (metric, units);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (metric->unit == SB_METRIC_UNIT_MONEY)
    {
      g_autofree char *exact = sb_money_format (units, ask->data->context->facts->exponent);

      return g_str_has_suffix (exact, ".00") ? g_strndup (exact, strlen (exact) - 3) : g_steal_pointer (&exact);
    }
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.10g",
                                    metric->unit == SB_METRIC_UNIT_PERCENT ? number.value * 100.0 : number.value));
}

static gboolean
read_units (const Ask *ask, const char *text, gint64 *units, GError **error)
{
  SbFormatter *formatter = sb_session_get_formatter (ask->session);
  const SbMetricFact *metric = ask->state->metric;
  char decimal = sb_formatter_get_decimal (formatter);
  SbGoalNumber number = { TRUE, 0, 0.0 };
  g_autofree char *plain = NULL;
  gint64 ppm;

  if (metric->unit == SB_METRIC_UNIT_MONEY)
    return sb_parse_money (text, decimal, ask->data->context->facts->exponent, units, error);
  if (metric->unit == SB_METRIC_UNIT_PERCENT)
    {
      if (!sb_parse_percent (text, decimal, &ppm, error))
        return FALSE;
      number.value = (double) ppm / 1e6;
    }
  else
    {
      plain = sb_parse_decimal (text, decimal, error);
      if (plain == NULL)
        return FALSE;
      number.value = g_ascii_strtod (plain, NULL);
    }
  *units = sb_goal_to_units (metric, &number);
  return TRUE;
}

static void
tell (Ask *ask, const char *message)
{
  sb_label_set_text (GTK_LABEL (ask->error), message);
  gtk_widget_set_visible (ask->error, message != NULL);
}

/* -- answers ------------------------------------------------------------------------------------------------------- */

static SbChange *
answer_check_in (Ask *ask, GError **error)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (ask->value));
  SbGoalLook look = { 0 };

  look.has_value = gtk_widget_get_visible (ask->value) && !sb_text_is_blank (typed);
  if (look.has_value && !read_units (ask, typed, &look.units, error))
    return NULL;
  look.confidence = (int) gtk_range_get_value (GTK_RANGE (ask->confidence));
  look.author_id = sb_session_get_me (ask->session);
  look.note = gtk_editable_get_text (GTK_EDITABLE (ask->text));
  return sb_goal_edit_check_in (ask->data->context->facts, ask->state->goal, ask->data->context->as_of, &look);
}

static SbChange *
answer_target (Ask *ask, GError **error)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (ask->text));
  gint64 units;

  if (!read_units (ask, gtk_editable_get_text (GTK_EDITABLE (ask->value)), &units, error))
    return NULL;
  if (sb_text_is_blank (reason))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("Say why: the reason stays with the version."));
      return NULL;
    }
  return sb_goal_edit_target (ask->data->context->facts, ask->state->goal, units, reason, ask->data->context->as_of);
}

static SbChange *
answer_cell (Ask *ask, GError **error)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (ask->value));
  g_autoptr (GArray) cells = sb_goal_cells_load (ask->data->context->facts, ask->state->goal);
  const SbGoalCell *cell = &g_array_index (cells, SbGoalCell, ask->month);
  gboolean lock = gtk_switch_get_active (GTK_SWITCH (ask->lock));
  SbCellEdit edit = SB_CELL_TYPE;
  gint64 units = 0;

  if (sb_text_is_blank (typed))
    edit = SB_CELL_CLEAR;
  else if (!read_units (ask, typed, &units, error))
    return NULL;
  else if (units == cell->value)
    edit = lock ? SB_CELL_LOCK : SB_CELL_UNLOCK;
  return sb_goal_edit_cell (ask->data->context->facts, ask->state->goal, ask->month, edit, units, NULL);
}

static void
answer_cb (GtkWidget *widget, Ask *ask)
{
  g_autoptr (GError) error = NULL;
  SbChange *change = ask->kind == ASK_CHECK_IN ? answer_check_in (ask, &error)
                     : ask->kind == ASK_TARGET ? answer_target (ask, &error)
                                               : answer_cell (ask, &error);
  const char *message = ask->kind == ASK_CHECK_IN ? _("Checked in")
                        : ask->kind == ASK_TARGET ? _("The target was changed")
                                                  : _("The month was changed");

  if (change == NULL || !sb_session_apply (ask->session, change, message, NULL, &error))
    {
      tell (ask, error->message);
      return;
    }
  gtk_window_close (GTK_WINDOW (ask->window));
}

/* -- building ------------------------------------------------------------------------------------------------------ */

static void
add_entry (Ask *ask, GtkWidget **entry, const char *title, const char *text)
{
  *entry = adw_entry_row_new ();
  sb_row_set_title (ADW_PREFERENCES_ROW (*entry), title);
  gtk_editable_set_text (GTK_EDITABLE (*entry), text != NULL ? text : "");
  g_signal_connect (*entry, "entry-activated", G_CALLBACK (answer_cb), ask);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (ask->group), *entry);
}

static void
add_confidence (Ask *ask)
{
  GtkWidget *row = adw_action_row_new ();
  int last = ask->state->confidence >= 0 ? ask->state->confidence : 7;

  ask->confidence = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 10, 1);
  gtk_scale_set_draw_value (GTK_SCALE (ask->confidence), TRUE);
  gtk_scale_set_value_pos (GTK_SCALE (ask->confidence), GTK_POS_RIGHT);
  gtk_range_set_value (GTK_RANGE (ask->confidence), last);
  gtk_widget_set_size_request (ask->confidence, 170, -1);
  sb_row_set_title (ADW_PREFERENCES_ROW (row), _("How sure are you? (0–10)"));
  sb_widget_set_name (ask->confidence, _("Confidence"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), ask->confidence);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (ask->group), row);
}

static void
add_lock (Ask *ask, gboolean locked)
{
  GtkWidget *row = adw_action_row_new ();

  ask->lock = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (ask->lock), locked);
  gtk_widget_set_valign (ask->lock, GTK_ALIGN_CENTER);
  sb_row_set_title (ADW_PREFERENCES_ROW (row), _("Locked"));
  sb_row_set_subtitle (ADW_ACTION_ROW (row), _("A locked month stays when the others follow the total"));
  sb_widget_set_name (ask->lock, _("Locked"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), ask->lock);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), ask->lock);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (ask->group), row);
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

static GtkWidget *
build_head (Ask *ask, const char *verb)
{
  GtkWidget *bar = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *done = gtk_button_new_with_label (verb);

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_widget_add_css_class (done, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), ask->window);
  g_signal_connect (done, "clicked", G_CALLBACK (answer_cb), ask);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), done);
  return bar;
}

static Ask *
ask_new (GtkWidget *parent, SbSession *session, SbGoalsData *data, const SbGoalState *state)
{
  Ask *ask = g_new0 (Ask, 1);
  GtkRoot *root = gtk_widget_get_root (parent);

  ask->session = g_object_ref (session);
  ask->data = sb_goals_data_ref (data);
  ask->state = state;
  ask->window = adw_window_new ();
  ask->group = adw_preferences_group_new ();
  gtk_window_set_modal (GTK_WINDOW (ask->window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (ask->window), 440, -1);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (ask->window), GTK_WINDOW (root));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (ask->window), TRUE);
  g_object_set_data_full (G_OBJECT (ask->window), "ask", ask, free_ask);
  add_escape (ask->window);
  return ask;
}

static void
present (Ask *ask, const char *title, const char *explanation, const char *verb, GtkWidget *focus)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  ask->error = sb_label_new_wrapping (NULL, "error");
  gtk_widget_set_visible (ask->error, FALSE);
  gtk_widget_add_css_class (body, "sb-dialog-body");
  gtk_box_append (GTK_BOX (body), sb_label_new_wrapping (explanation, NULL));
  gtk_box_append (GTK_BOX (body), ask->group);
  gtk_box_append (GTK_BOX (body), ask->error);
  gtk_box_append (GTK_BOX (box), build_head (ask, verb));
  gtk_box_append (GTK_BOX (box), body);
  gtk_window_set_title (GTK_WINDOW (ask->window), title);
  adw_window_set_content (ADW_WINDOW (ask->window), box);
  gtk_window_present (GTK_WINDOW (ask->window));
  gtk_widget_grab_focus (focus);
}

void
sb_goal_dialog_check_in (GtkWidget *parent, SbSession *session, SbGoalsData *data, const SbGoalState *state)
{
  Ask *ask;
  g_autofree char *title = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session) && data != NULL && state != NULL);

  ask = ask_new (parent, session, data, state);
  ask->kind = ASK_CHECK_IN;
  title = sb_goal_title (sb_session_get_formatter (session), state->goal);
  add_confidence (ask);
  add_entry (ask, &ask->value, _("Reached so far"), NULL);
  /* What is counted from the data is not typed again. */
  gtk_widget_set_visible (ask->value, state->metric->manual || !sb_quantity_is_defined (&state->actual)
                                        || state->last_check_in != SB_DATE_NONE);
  add_entry (ask, &ask->text, _("What happened, what comes next"), NULL);
  present (ask, _("Check in"), title, _("Check in"), ask->text);
}

void
sb_goal_dialog_target (GtkWidget *parent, SbSession *session, SbGoalsData *data, const SbGoalState *state)
{
  Ask *ask;
  g_autofree char *title = NULL, *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session) && data != NULL && state != NULL);

  ask = ask_new (parent, session, data, state);
  ask->kind = ASK_TARGET;
  title = sb_goal_title (sb_session_get_formatter (session), state->goal);
  text = state->goal->target.set ? edit_text (ask, sb_goal_to_units (state->metric, &state->goal->target)) : NULL;
  add_entry (ask, &ask->value, state->unit == SB_UNIT_PERCENT ? _("Target in per cent") : _("Target"), text);
  add_entry (ask, &ask->text, _("Reason"), NULL);
  present (ask, _("Change the target"), title, _("Change"), ask->value);
}

void
sb_goal_dialog_cell (GtkWidget *parent, SbSession *session, SbGoalsData *data, const SbGoalState *state, guint month)
{
  SbFormatter *formatter;
  g_autoptr (GArray) cells = NULL;
  g_autofree char *period = NULL, *title = NULL, *text = NULL, *calculated = NULL, *explanation = NULL;
  const SbGoalCell *cell;
  Ask *ask;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session) && data != NULL && state != NULL);

  cells = sb_goal_cells_load (data->context->facts, state->goal);
  g_return_if_fail (month < cells->len);
  cell = &g_array_index (cells, SbGoalCell, month);
  formatter = sb_session_get_formatter (session);
  ask = ask_new (parent, session, data, state);
  ask->kind = ASK_CELL;
  ask->month = month;
  period = sb_formatter_period (formatter, cell->period);
  title = sb_goal_title (formatter, state->goal);
  calculated = sb_goal_units_text (formatter, state->metric, cell->calculated != 0 ? cell->calculated : cell->value);
  explanation = g_strdup_printf (_("%s. The spread alone would give %s; an empty field brings that back. The other "
                                   "months follow, the total stays."), title, calculated);
  text = edit_text (ask, cell->value);
  add_entry (ask, &ask->value, _("Target of the month"), text);
  add_lock (ask, cell->locked);
  present (ask, period, explanation, _("Change"), ask->value);
}

/* -- publishing ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  SbSession *session;
  SbGoalsData *data;
  const SbGoalState *state;
  GtkWidget *parent;
} Publication;

static void
free_publication (gpointer user_data)
{
  Publication *publication = user_data;

  g_object_unref (publication->session);
  g_object_unref (publication->parent);
  sb_goals_data_unref (publication->data);
  g_free (publication);
}

static void
publish_cb (const char *reason, gpointer user_data)
{
  Publication *publication = user_data;
  const SbContext *context = publication->data->context;
  g_autoptr (GError) error = NULL;

  if (!sb_session_apply (publication->session,
                         sb_goal_edit_publish (context->facts, publication->state->goal, reason, context->as_of),
                         _("The goal is published"), NULL, &error))
    sb_show_error (publication->parent, _("The goal was not published"), error);
}

void
sb_goal_dialog_publish (GtkWidget *parent, SbSession *session, SbGoalsData *data, const SbGoalState *state)
{
  Publication *publication;
  SbNoteRequest request = { 0 };
  gboolean red = FALSE;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session) && data != NULL && state != NULL);

  if (state->goal->state != SB_GOAL_DRAFT)
    {
      sb_session_notify (session, _("This goal is published already"));
      return;
    }
  publication = g_new0 (Publication, 1);
  *publication = (Publication) { g_object_ref (session), sb_goals_data_ref (data), state, g_object_ref (parent) };
  for (int i = 0; i < SB_N_SMART_LETTERS; i++)
    red |= state->smart.letters[i].color == SB_SMART_RED;
  if (!red)
    {
      publish_cb (NULL, publication);
      free_publication (publication);
      return;
    }
  request = (SbNoteRequest) { _("A letter of this goal fails"),
                              _("It can be published all the same. Say why; the reason stays with the goal."),
                              _("Publish"), publish_cb, publication, free_publication };
  sb_ask_note_full (parent, &request);
}
