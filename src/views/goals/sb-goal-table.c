/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GtkColumnView over a GtkTreeListModel of the goals. Computes nothing; texts come from the formatter. */
#include "sb-config.h"

#include "views/goals/sb-goal-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/sb-goal-text.h"
#include "views/goals/sb-smart-letters.h"
#include "widgets/sb-text-guard.h"

struct _SbGoalTable
{
  GtkWidget parent_instance;

  SbSession *session;
  GtkWidget *scroller;
  GtkWidget *view;
  GtkTreeListModel *tree;         /* of the selection */
  GtkSingleSelection *selection;
  GHashTable *closed;             /* ids whose rows the user has closed, or never opened below the second level */
  GHashTable *open;
  gint32 wanted;
};

G_DEFINE_FINAL_TYPE (SbGoalTable, sb_goal_table, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  ACT,
  FIX,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef enum { COLUMN_GOAL, COLUMN_FOR, COLUMN_TARGET, COLUMN_ACTUAL, COLUMN_ATTAINMENT, COLUMN_PACE, COLUMN_STATUS,
               COLUMN_SMART, N_COLUMNS } Column;

static const struct {
  const char *title;
  int         width;
  gboolean    number;
} columns[] = {
  [COLUMN_GOAL] = { N_("Goal"), 188, FALSE },
  [COLUMN_FOR] = { N_("For"), 124, FALSE },
  [COLUMN_TARGET] = { N_("Target"), 86, TRUE },
  [COLUMN_ACTUAL] = { N_("Actual"), 86, TRUE },
  [COLUMN_ATTAINMENT] = { N_("Attainment"), 88, TRUE },
  [COLUMN_PACE] = { N_("Pace"), 70, TRUE },
  [COLUMN_STATUS] = { N_("Status"), 120, FALSE },
  [COLUMN_SMART] = { N_("SMART"), 150, FALSE },
};

static const struct {
  const char *icon, *css_class;
} status_marks[] = {
  [SB_PACE_UNKNOWN] = { "content-loading-symbolic", "dim-label" },
  [SB_PACE_ACHIEVED] = { "emblem-ok-symbolic", "success" },
  [SB_PACE_ON_TRACK] = { "go-up-symbolic", "success" },
  [SB_PACE_AT_RISK] = { "dialog-warning-symbolic", "warning" },
  [SB_PACE_BEHIND] = { "go-down-symbolic", "error" },
  [SB_PACE_MISSED] = { "window-close-symbolic", "error" },
};

static const SbGoalState *
state_of_item (GtkListItem *item)
{
  GtkTreeListRow *tree_row = gtk_list_item_get_item (item);
  g_autoptr (SbGoalRow) row = tree_row != NULL ? gtk_tree_list_row_get_item (tree_row) : NULL;

  return row != NULL ? sb_goal_row_get_state (row) : NULL; /* owned by the data, which the model holds */
}

static gint32
selected_id (SbGoalTable *self)
{
  GtkTreeListRow *tree_row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (SbGoalRow) row = tree_row != NULL ? gtk_tree_list_row_get_item (tree_row) : NULL;

  return row != NULL ? sb_goal_row_get_state (row)->goal->id : 0;
}

/* -- cells --------------------------------------------------------------------------------------------------------- */

static void
fix_cb (SbSmartLetters *letters, int fix, GtkListItem *item)
{
  const SbGoalState *state = state_of_item (item);
  GtkWidget *table = gtk_widget_get_ancestor (GTK_WIDGET (letters), SB_TYPE_GOAL_TABLE);

  if (state != NULL && table != NULL)
    g_signal_emit (table, signals[FIX], 0, fix, state->goal->id);
}

static GtkWidget *
new_text (gboolean number)
{
  GtkWidget *label = sb_label_new (NULL, number ? "numeric" : NULL);

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1.0f : 0.0f);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  SbGoalTable *self = user_data;
  Column column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *child;

  if (column == COLUMN_GOAL)
    {
      child = gtk_tree_expander_new ();
      gtk_tree_expander_set_child (GTK_TREE_EXPANDER (child), new_text (FALSE));
    }
  else if (column == COLUMN_STATUS)
    {
      child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_box_append (GTK_BOX (child), sb_icon_new (NULL));
      gtk_box_append (GTK_BOX (child), new_text (FALSE));
    }
  else if (column == COLUMN_SMART)
    {
      child = sb_smart_letters_new (self->session);
      g_signal_connect (child, "fix", G_CALLBACK (fix_cb), item);
    }
  else
    child = new_text (columns[column].number);
  gtk_list_item_set_child (item, child);
}

static char *
cell_text (SbGoalTable *self, const SbGoalState *state, SbFacts *facts, Column column, SbReason *reason)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbQuantity quantity;

  switch (column)
    {
    case COLUMN_FOR:
      return sb_goal_whose (formatter, facts, state->goal);
    case COLUMN_TARGET:
      quantity = state->target;
      break;
    case COLUMN_ACTUAL:
      quantity = state->actual;
      break;
    case COLUMN_ATTAINMENT:
      quantity = sb_quantity_ratio (SB_UNIT_PERCENT, &state->attainment);
      break;
    default:
      quantity = sb_quantity_ratio (SB_UNIT_TIMES, &state->pace);
      break;
    }
  *reason = quantity.reason;
  return sb_formatter_quantity (formatter, &quantity);
}

static void
bind_title (SbGoalTable *self, GtkListItem *item, const SbGoalState *state)
{
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  g_autofree char *title = sb_goal_title (sb_session_get_formatter (self->session), state->goal);
  g_autofree char *shown = state->check_in_overdue ? g_strdup_printf (_("%s · check-in overdue"), title)
                                                   : g_strdup (title);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), gtk_list_item_get_item (item));
  sb_label_set_text (GTK_LABEL (label), shown);
  gtk_widget_set_tooltip_text (label, shown);
  if (state->goal->vacant)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
}

static void
bind_status (GtkListItem *item, const SbGoalState *state)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box), *label = gtk_widget_get_last_child (box);

  for (gsize i = 0; i < G_N_ELEMENTS (status_marks); i++)
    gtk_widget_remove_css_class (icon, status_marks[i].css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), state->goal->state == SB_GOAL_DRAFT
                                                    ? "document-edit-symbolic"
                                                    : status_marks[state->status].icon);
  gtk_widget_add_css_class (icon, status_marks[state->status].css_class);
  sb_label_set_text (GTK_LABEL (label), state->goal->state == SB_GOAL_DRAFT    ? _("draft")
                                        : state->goal->state == SB_GOAL_CLOSED ? _("closed")
                                        : state->goal->vacant                  ? _("open position")
                                                                 : sb_goal_status_label (state->status));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  SbGoalTable *self = user_data;
  Column column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  const SbGoalState *state = state_of_item (item);
  g_autoptr (SbGoalRow) row = gtk_tree_list_row_get_item (gtk_list_item_get_item (item));
  SbReason reason = SB_REASON_NONE;
  g_autofree char *text = NULL, *why = NULL;

  if (column == COLUMN_GOAL)
    bind_title (self, item, state);
  else if (column == COLUMN_STATUS)
    bind_status (item, state);
  else if (column == COLUMN_SMART)
    sb_smart_letters_set (SB_SMART_LETTERS (gtk_list_item_get_child (item)), &state->smart);
  else
    {
      text = cell_text (self, state, sb_goal_row_get_data (row)->context->facts, column, &reason);
      why = reason != SB_REASON_NONE ? sb_formatter_reason (sb_session_get_formatter (self->session), reason) : NULL;
      sb_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
      sb_widget_set_reason (gtk_list_item_get_child (item), why);
    }
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (GTK_IS_TREE_EXPANDER (child))
    gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (child), NULL);
}

static void
add_column (SbGoalTable *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *view_column;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER ((int) column));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  view_column = gtk_column_view_column_new (_(columns[column].title), factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_fixed_width (view_column, columns[column].width);
  gtk_column_view_column_set_expand (view_column, column == COLUMN_GOAL);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), view_column);
  g_object_unref (view_column);
}

/* -- what is open -------------------------------------------------------------------------------------------------- */

static GListModel *
children_cb (gpointer item, gpointer user_data)
{
  return sb_goal_rows_children (item);
}

static void
expanded_cb (GtkTreeListRow *tree_row, GParamSpec *pspec, gpointer user_data)
{
  SbGoalTable *self = user_data;
  g_autoptr (SbGoalRow) row = gtk_tree_list_row_get_item (tree_row);
  gpointer id;

  if (row == NULL)
    return;
  id = GINT_TO_POINTER (sb_goal_row_get_state (row)->goal->id);
  if (gtk_tree_list_row_get_expanded (tree_row))
    g_hash_table_add (self->open, id);
  else
    g_hash_table_remove (self->open, id);
  if (gtk_tree_list_row_get_expanded (tree_row))
    g_hash_table_remove (self->closed, id);
  else
    g_hash_table_add (self->closed, id);
}

static gboolean
should_open (SbGoalTable *self, const SbGoalState *state)
{
  gpointer id = GINT_TO_POINTER (state->goal->id);

  if (g_hash_table_contains (self->closed, id))
    return FALSE;
  return g_hash_table_contains (self->open, id) || state->depth == 0;
}

/* Opening a row makes others: the model grows while it is walked. */
static void
open_rows (SbGoalTable *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) tree_row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr (SbGoalRow) row = gtk_tree_list_row_get_item (tree_row);

      if (gtk_tree_list_row_is_expandable (tree_row))
        {
          if (should_open (self, sb_goal_row_get_state (row)))
            gtk_tree_list_row_set_expanded (tree_row, TRUE);
          g_signal_connect_object (tree_row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
        }
    }
}

/* -- actions ------------------------------------------------------------------------------------------------------- */

static void
activate_cb (GtkColumnView *view, guint position, SbGoalTable *self)
{
  g_autoptr (GtkTreeListRow) tree_row = gtk_tree_list_model_get_row (self->tree, position);
  g_autoptr (SbGoalRow) row = tree_row != NULL ? gtk_tree_list_row_get_item (tree_row) : NULL;

  if (row != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, sb_goal_row_get_state (row)->goal->id);
}

static void
act_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbGoalTable *self = SB_GOAL_TABLE (widget);
  gint32 id = selected_id (self);

  if (id == 0)
    return;
  if (strcmp (action, "goal.open") == 0)
    g_signal_emit (self, signals[CHOSEN], 0, id);
  else
    g_signal_emit (self, signals[ACT], 0, action + strlen ("goal."), id);
}

static gboolean
unparent_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
popup (SbGoalTable *self, double x, double y)
{
  static const struct { const char *label, *action; } items[] = {
    { N_("_Open"), "goal.open" },           { N_("_Check in…"), "goal.check-in" },
    { N_("Change the _target…"), "goal.target" }, { N_("_Publish…"), "goal.publish" },
    { N_("Add a pa_rt…"), "goal.part" },    { N_("_All fields…"), "goal.record" },
    { N_("Arch_ive"), "goal.archive" }
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    g_menu_append (menu, _(items[i].label), items[i].action);
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  /* Freed when idle: the action of the chosen item still runs. */
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (selected_id (SB_GOAL_TABLE (widget)) != 0)
    popup (SB_GOAL_TABLE (widget), 40, 40);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SbGoalTable *self)
{
  double at_x, at_y;

  if (selected_id (self) == 0)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_translate_coordinates (self->view, GTK_WIDGET (self), x, y, &at_x, &at_y);
  popup (self, at_x, at_y);
}

static void
dispose (GObject *object)
{
  SbGoalTable *self = SB_GOAL_TABLE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  self->tree = NULL;
  g_clear_pointer (&self->closed, g_hash_table_unref);
  g_clear_pointer (&self->open, g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_goal_table_parent_class)->dispose (object);
}

static void
sb_goal_table_class_init (SbGoalTableClass *klass)
{
  static const char *const actions[] = { "goal.open", "goal.check-in", "goal.target", "goal.publish", "goal.part",
                                         "goal.record", "goal.archive" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "goal.menu", NULL, menu_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "goal.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "goal.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, 0, "goal.check-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "goal.target", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "goal.archive", NULL);
  signals[CHOSEN] = g_signal_new ("chosen", SB_TYPE_GOAL_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_INT);
  signals[ACT] = g_signal_new ("act", SB_TYPE_GOAL_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_STRING, G_TYPE_INT);
  signals[FIX] = g_signal_new ("fix", SB_TYPE_GOAL_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_INT, G_TYPE_INT);
}

static void
sb_goal_table_init (SbGoalTable *self)
{
  self->closed = g_hash_table_new (NULL, NULL);
  self->open = g_hash_table_new (NULL, NULL);
}

GtkWidget *
sb_goal_table_new (SbSession *session)
{
  SbGoalTable *self;
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_GOAL_TABLE, NULL);
  self->session = g_object_ref (session);
  self->selection = gtk_single_selection_new (NULL);
  self->view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)));
  gtk_widget_add_css_class (self->view, "sb-table");
  for (Column column = 0; column < N_COLUMNS; column++)
    add_column (self, column);
  sb_widget_set_name (self->view, _("Goal tree"));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, 0);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (gesture));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 430);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 640);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
sb_goal_table_show (SbGoalTable *self, SbGoalsData *data, int kind)
{
  gint32 id;

  g_return_if_fail (SB_IS_GOAL_TABLE (self) && data != NULL);

  id = self->wanted != 0 ? self->wanted : selected_id (self);
  self->wanted = 0;
  self->tree = gtk_tree_list_model_new (sb_goal_rows_new (data, kind), FALSE, FALSE, children_cb, NULL, NULL);
  open_rows (self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  g_object_unref (self->tree); /* the selection holds it */
  if (id != 0)
    sb_goal_table_select (self, id);
}

static gboolean
is_above (const SbGoalsData *data, const SbGoalState *state, gint32 id)
{
  const SbGoalState *at = sb_goal_tree_find (data->tree, id);

  while (at != NULL && at->parent >= 0)
    {
      at = &g_array_index (data->tree->states, SbGoalState, at->parent);
      if (at == state)
        return TRUE;
    }
  return FALSE;
}

/* Inside a column view it is the list view under the header that scrolls. */
static void
scroll_to (SbGoalTable *self, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (self->view);

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  if (child != NULL)
    gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

gboolean
sb_goal_table_select (SbGoalTable *self, gint32 id)
{
  g_return_val_if_fail (SB_IS_GOAL_TABLE (self), FALSE);

  for (guint i = 0; self->tree != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) tree_row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr (SbGoalRow) row = gtk_tree_list_row_get_item (tree_row);
      const SbGoalState *state = sb_goal_row_get_state (row);

      if (state->goal->id == id)
        {
          gtk_single_selection_set_selected (self->selection, i);
          scroll_to (self, i);
          return TRUE;
        }
      if (is_above (sb_goal_row_get_data (row), state, id))
        gtk_tree_list_row_set_expanded (tree_row, TRUE);
    }
  self->wanted = id; /* a goal that was just made comes with the next facts */
  return FALSE;
}
