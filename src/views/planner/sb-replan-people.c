/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of members with a line for the total. Its labels are made anew for other people and written into while a
 * slider moves. */
#include "sb-config.h"

#include "views/planner/sb-replan-people.h"

#include <glib/gi18n-lib.h>

enum { NAME, QUOTA, WON, REST, KEEP, RESCUE, RESET, LIMIT, N_COLUMNS };

struct _SbReplanPeople
{
  GtkWidget    parent_instance;
  SbReplanner *replanner;
  GtkWidget   *scroller, *grid;
  GPtrArray   *labels;  /* GtkLabel, row by row; the total is the last row */
};

G_DEFINE_FINAL_TYPE (SbReplanPeople, sb_replan_people, GTK_TYPE_WIDGET)

static const char *const titles[N_COLUMNS] = {
  N_("Member"), NC_("column", "Quota"), N_("Won so far"), N_("Realistic rest"), N_("Keep"), N_("Team rescue"),
  N_("Reset"), N_("At a limit"),
};

static SbFormatter *
formatter_of (SbReplanPeople *self)
{
  return sb_session_get_formatter (sb_replanner_get_session (self->replanner));
}

static GtkLabel *
label_at (SbReplanPeople *self, gsize row, int column)
{
  return g_ptr_array_index (self->labels, row * N_COLUMNS + (gsize) column);
}

static GtkWidget *
add_label (SbReplanPeople *self, const char *text, int column, int line)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == NAME || column == LIMIT ? 0 : 1);
  gtk_widget_set_hexpand (label, TRUE);
  if (column != NAME && column != LIMIT)
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (GTK_GRID (self->grid), label, column, line, 1, 1);
  return label;
}

static void
build (SbReplanPeople *self, gsize n)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  g_ptr_array_set_size (self->labels, 0);
  for (int column = 0; column < N_COLUMNS; column++)
    {
      const char *title = column == QUOTA ? C_("column", "Quota") : _(titles[column]);

      gtk_widget_add_css_class (add_label (self, title, column, 0), "sb-caption");
    }
  for (gsize row = 0; row <= n; row++)
    for (int column = 0; column < N_COLUMNS; column++)
      {
        GtkWidget *label = add_label (self, "", column, (int) row + 1);

        if (row == n)
          gtk_widget_add_css_class (label, "heading");
        g_ptr_array_add (self->labels, label);
      }
}

static void
show_money (SbReplanPeople *self, gsize row, int column, gint64 minor)
{
  g_autofree char *text = sb_formatter_money_short (formatter_of (self), minor);

  gtk_label_set_text (label_at (self, row, column), text);
}

static void
show_chance (SbReplanPeople *self, const SbReplanTable *table, gsize row, int policy)
{
  SbFormatter *formatter = formatter_of (self);
  g_autofree char *chance = sb_formatter_ratio (formatter, &table->reach[policy][row], SB_FORMAT_PERCENT);
  g_autofree char *tip = g_strdup_printf (_("Chance to bring it: %s"), chance);

  gtk_widget_set_tooltip_text (GTK_WIDGET (label_at (self, row, KEEP + policy)), tip);
}

/* What holds a member back, in rescue before reset. */
static const char *
limit_of (const SbReplanTable *table, const SbReplanHand *hand, gsize i)
{
  for (int policy = SB_REPLAN_RESCUE; policy <= SB_REPLAN_RESET; policy++)
    {
      const SbReplan *replan = table->outcomes[policy].replan;
      double stretched = (double) table->rest[i] * (double) hand->stretch_ppm / 1e6;

      if (replan->status == SB_REPLAN_NOTHING || (replan->limit[i] & SB_QUOTA_AT_CAP) == 0)
        continue;
      if (hand->protects && (double) replan->rest_quota[i] < stretched - 1)
        return policy == SB_REPLAN_RESCUE ? _("Protected") : _("Protected in a reset");
      return policy == SB_REPLAN_RESCUE ? _("Stretched to the cap") : _("Stretched to the cap in a reset");
    }
  return table->won_by[i] >= table->quota[i] && table->has_goal[i] ? _("Quota reached") : "";
}

static void
show_member (SbReplanPeople *self, const SbReplanTable *table, gsize i)
{
  const SbPlanMember *member = &table->book->members[i];
  g_autofree char *name = sb_formatter_name (formatter_of (self), "member", member->member_id, member->name);

  gtk_label_set_text (label_at (self, i, NAME), name);
  if (table->has_goal[i])
    show_money (self, i, QUOTA, table->quota[i]);
  else
    gtk_label_set_text (label_at (self, i, QUOTA), "—");
  show_money (self, i, WON, table->won_by[i]);
  show_money (self, i, REST, table->rest[i]);
  for (int policy = 0; policy < SB_N_REPLAN_POLICIES; policy++)
    {
      show_money (self, i, KEEP + policy, table->outcomes[policy].replan->rest_quota[i]);
      show_chance (self, table, i, policy);
    }
  gtk_label_set_text (label_at (self, i, LIMIT), limit_of (table, sb_replanner_get_hand (self->replanner), i));
}

static void
show_total (SbReplanPeople *self, const SbReplanTable *table)
{
  gint64 sums[N_COLUMNS] = { 0 };
  gsize n = table->book->n;

  for (gsize i = 0; i < n; i++)
    {
      sums[QUOTA] += table->quota[i];
      sums[WON] += table->won_by[i];
      sums[REST] += table->rest[i];
      for (int policy = 0; policy < SB_N_REPLAN_POLICIES; policy++)
        sums[KEEP + policy] += table->outcomes[policy].replan->rest_quota[i];
    }
  gtk_label_set_text (label_at (self, n, NAME), _("Total"));
  for (int column = QUOTA; column < LIMIT; column++)
    show_money (self, n, column, sums[column]);
}

static void
changed_cb (SbReplanner *replanner, SbReplanPeople *self)
{
  const SbReplanTable *table = sb_replanner_get_table (replanner);

  if (table == NULL || table->state > SB_REPLAN_STATE_MET)
    return;
  if (self->labels->len != (table->book->n + 1) * N_COLUMNS)
    build (self, table->book->n);
  for (gsize i = 0; i < table->book->n; i++)
    show_member (self, table, i);
  show_total (self, table);
}

static void
sb_replan_people_dispose (GObject *object)
{
  SbReplanPeople *self = SB_REPLAN_PEOPLE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_object (&self->replanner);
  G_OBJECT_CLASS (sb_replan_people_parent_class)->dispose (object);
}

static void
sb_replan_people_class_init (SbReplanPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_replan_people_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_replan_people_init (SbReplanPeople *self)
{
  self->labels = g_ptr_array_new ();
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 8);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->grid);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
sb_replan_people_new (SbReplanner *replanner)
{
  SbReplanPeople *self = g_object_new (SB_TYPE_REPLAN_PEOPLE, NULL);

  self->replanner = g_object_ref (replanner);
  g_signal_connect_object (replanner, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (replanner, self);
  return GTK_WIDGET (self);
}
