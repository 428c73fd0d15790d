/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items over the immutable goal tree. A list keeps places only; a row is made when a view asks for it. */
#include "views/goals/sb-goal-row.h"

struct _SbGoalRow
{
  GObject parent_instance;

  SbGoalsData *data;
  guint index;
};

G_DEFINE_FINAL_TYPE (SbGoalRow, sb_goal_row, G_TYPE_OBJECT)

static void
row_finalize (GObject *object)
{
  sb_goals_data_unref (SB_GOAL_ROW (object)->data);
  G_OBJECT_CLASS (sb_goal_row_parent_class)->finalize (object);
}

static void
sb_goal_row_class_init (SbGoalRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = row_finalize;
}

static void
sb_goal_row_init (SbGoalRow *self)
{
}

const SbGoalState *
sb_goal_row_get_state (SbGoalRow *self)
{
  g_return_val_if_fail (SB_IS_GOAL_ROW (self), NULL);

  return &g_array_index (self->data->tree->states, SbGoalState, self->index);
}

SbGoalsData *
sb_goal_row_get_data (SbGoalRow *self)
{
  g_return_val_if_fail (SB_IS_GOAL_ROW (self), NULL);

  return self->data;
}

/* -- the models ---------------------------------------------------------------------------------------------------- */

#define SB_TYPE_GOAL_ROWS (sb_goal_rows_get_type ())
G_DECLARE_FINAL_TYPE (SbGoalRows, sb_goal_rows, SB, GOAL_ROWS, GObject)

struct _SbGoalRows
{
  GObject parent_instance;

  SbGoalsData *data;
  GArray *places; /* guint, into the tree */
};

static GType
rows_get_item_type (GListModel *model)
{
  return SB_TYPE_GOAL_ROW;
}

static guint
rows_get_n_items (GListModel *model)
{
  return SB_GOAL_ROWS (model)->places->len;
}

static gpointer
rows_get_item (GListModel *model, guint position)
{
  SbGoalRows *self = SB_GOAL_ROWS (model);
  SbGoalRow *row;

  if (position >= self->places->len)
    return NULL;
  row = g_object_new (SB_TYPE_GOAL_ROW, NULL);
  row->data = sb_goals_data_ref (self->data);
  row->index = g_array_index (self->places, guint, position);
  return row;
}

static void
rows_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = rows_get_item_type;
  iface->get_n_items = rows_get_n_items;
  iface->get_item = rows_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SbGoalRows, sb_goal_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rows_iface_init))

static void
rows_finalize (GObject *object)
{
  SbGoalRows *self = SB_GOAL_ROWS (object);

  g_array_unref (self->places);
  sb_goals_data_unref (self->data);
  G_OBJECT_CLASS (sb_goal_rows_parent_class)->finalize (object);
}

static void
sb_goal_rows_class_init (SbGoalRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rows_finalize;
}

static void
sb_goal_rows_init (SbGoalRows *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
}

static SbGoalRows *
rows_new (SbGoalsData *data)
{
  SbGoalRows *self = g_object_new (SB_TYPE_GOAL_ROWS, NULL);

  self->data = sb_goals_data_ref (data);
  return self;
}

GListModel *
sb_goal_rows_new (SbGoalsData *data, int kind)
{
  SbGoalRows *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = rows_new (data);
  for (guint i = 0; i < data->tree->states->len; i++)
    {
      const SbGoalState *state = &g_array_index (data->tree->states, SbGoalState, i);

      if (kind < 0 ? state->parent < 0 : state->goal->kind == kind)
        g_array_append_val (self->places, i);
    }
  return G_LIST_MODEL (self);
}

GListModel *
sb_goal_rows_children (SbGoalRow *row)
{
  SbGoalRows *self;

  g_return_val_if_fail (SB_IS_GOAL_ROW (row), NULL);

  if (sb_goal_row_get_state (row)->n_children == 0)
    return NULL;
  self = rows_new (row->data);
  for (guint i = row->index + 1; i < row->data->tree->states->len; i++)
    if (g_array_index (row->data->tree->states, SbGoalState, i).parent == (int) row->index)
      g_array_append_val (self->places, i);
  return G_LIST_MODEL (self);
}
