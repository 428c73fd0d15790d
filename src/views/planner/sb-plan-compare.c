/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of scenarios, made anew when it is looked at: plans that are not open are computed for it. */
#include "sb-config.h"

#include "views/planner/sb-plan-compare.h"

#include <glib/gi18n-lib.h>

struct _SbPlanCompare
{
  GtkWidget  parent_instance;
  SbPlanner *planner;
  GtkWidget *grid;
};

G_DEFINE_FINAL_TYPE (SbPlanCompare, sb_plan_compare, GTK_TYPE_WIDGET)

typedef char *(*Tell) (SbFormatter *formatter, const SbPlan *plan);

static char *
tell_target (SbFormatter *formatter, const SbPlan *plan)
{
  return sb_formatter_money_short (formatter, plan->hand->target);
}

static char *
tell_method (SbFormatter *formatter, const SbPlan *plan)
{
  const SbRecordType *type = sb_record_type_find ("scenario");
  const SbField *field = &type->fields[sb_record_type_field_index (type, "method")];

  for (int i = 0; field->choices[i].key != NULL; i++)
    if (g_str_equal (field->choices[i].key, sb_plan_method_key (plan->hand->method)))
      return g_strdup (sb_formatter_label (field->choices[i].label));
  return g_strdup ("—");
}

static char *
tell_weights (SbFormatter *formatter, const SbPlan *plan)
{
  g_autofree char *a = sb_formatter_number (formatter, (double) plan->hand->alpha / 1e5, 0);
  g_autofree char *b = sb_formatter_number (formatter, (double) plan->hand->beta / 1e5, 0);
  g_autofree char *c = sb_formatter_number (formatter, (double) plan->hand->gamma / 1e5, 0);

  return plan->hand->method > SB_PLAN_EQUAL_CHANCE ? g_strdup ("—") : g_strdup_printf ("%s : %s : %s", a, b, c);
}

static char *
tell_limits (SbFormatter *formatter, const SbPlan *plan)
{
  return sb_formatter_percent_range (formatter, (double) plan->hand->floor_ppm / 1e6,
                                     (double) plan->hand->cap_ppm / 1e6);
}

static char *
tell_over (SbFormatter *formatter, const SbPlan *plan)
{
  return sb_formatter_percent (formatter, (double) plan->hand->over_ppm / 1e6);
}

static char *
tell_typed (SbFormatter *formatter, const SbPlan *plan)
{
  gint64 n = 0;

  for (gsize i = 0; i < plan->hand->n; i++)
    n += plan->hand->locked[i];
  for (gsize i = 0; i < plan->hand->n * plan->hand->n_months; i++)
    n += plan->hand->cell_locked[i];
  return sb_formatter_count (formatter, n);
}

static char *
tell_together (SbFormatter *formatter, const SbPlan *plan)
{
  return sb_formatter_ratio (formatter, &plan->together, SB_FORMAT_PERCENT);
}

static char *
tell_people (SbFormatter *formatter, const SbPlan *plan)
{
  return sb_formatter_ratio (formatter, &plan->band.share, SB_FORMAT_PERCENT);
}

static char *
tell_ask (SbFormatter *formatter, const SbPlan *plan)
{
  return sb_formatter_ratio (formatter, &plan->ask_all, SB_FORMAT_TIMES);
}

static char *
tell_opportunity (SbFormatter *formatter, const SbPlan *plan)
{
  return sb_formatter_ratio (formatter, &plan->opportunity, SB_FORMAT_PERCENT);
}

static char *
tell_outcome (SbFormatter *formatter, const SbPlan *plan)
{
  return sb_formatter_ratio (formatter, &plan->outcome, SB_FORMAT_PERCENT);
}

static char *
tell_gap (SbFormatter *formatter, const SbPlan *plan)
{
  return plan->open_gap > 0 ? sb_formatter_money_short (formatter, plan->open_gap) : g_strdup ("–");
}

static const struct { const char *label; Tell tell; } assumptions[] = {
  { N_("Target"), tell_target },   { N_("Spread by"), tell_method },
  { N_("Achievable : fair : stable"), tell_weights }, { N_("Floor and cap"), tell_limits },
  { N_("Over-assignment"), tell_over }, { N_("Typed amounts"), tell_typed },
}, results[] = {
  { N_("Chance to reach the target"), tell_together }, { N_("Expected to reach the quota"), tell_people },
  { N_("Asked, against what is realistic"), tell_ask }, { N_("Spread of quota a productive day"), tell_opportunity },
  { N_("Spread of the chances"), tell_outcome }, { N_("Nobody carries"), tell_gap },
};

static void
put (SbPlanCompare *self, int column, int line, const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 0 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (label), column == 0);
  gtk_widget_set_hexpand (label, column > 0);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  if (column > 0)
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (GTK_GRID (self->grid), label, column, line, 1, 1);
}

/* One line; dim when all say the same. */
static gboolean
add_line (SbPlanCompare *self, const char *label, GPtrArray *texts, int line)
{
  gboolean differ = FALSE;

  for (guint i = 1; i < texts->len; i++)
    differ |= g_strcmp0 (texts->pdata[i], texts->pdata[0]) != 0;
  put (self, 0, line, label, differ ? NULL : "dim-label");
  for (guint i = 0; i < texts->len; i++)
    put (self, (int) i + 1, line, texts->pdata[i], differ ? "heading" : "dim-label");
  return differ;
}

static GPtrArray *
texts_of (SbPlanCompare *self, GPtrArray *plans, Tell tell)
{
  SbFormatter *formatter = sb_session_get_formatter (sb_planner_get_session (self->planner));
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < plans->len; i++)
    g_ptr_array_add (texts, plans->pdata[i] == NULL ? g_strdup ("—") : tell (formatter, plans->pdata[i]));
  return texts;
}

/* What differs stands first. */
static int
add_block (SbPlanCompare *self, GPtrArray *plans, gboolean of_results, int line)
{
  gsize n = of_results ? G_N_ELEMENTS (results) : G_N_ELEMENTS (assumptions);

  put (self, 0, line++, of_results ? _("What follows") : _("What is assumed"), "sb-caption");
  for (int same = 0; same < 2; same++)
    for (gsize i = 0; i < n; i++)
      {
        g_autoptr (GPtrArray) texts = texts_of (self, plans, of_results ? results[i].tell : assumptions[i].tell);
        gboolean equal = TRUE;

        for (guint k = 1; k < texts->len; k++)
          equal &= g_strcmp0 (texts->pdata[k], texts->pdata[0]) == 0;
        if (equal == (same == 1))
          add_line (self, _(of_results ? results[i].label : assumptions[i].label), texts, line++);
      }
  return line;
}

static void
free_plan (gpointer plan)
{
  if (plan != NULL)
    sb_plan_free (plan);
}

static void
fill (SbPlanCompare *self)
{
  guint n = sb_planner_n_scenarios (self->planner), first = n > SB_PLANNER_COMPARED ? n - SB_PLANNER_COMPARED : 0;
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func (free_plan);
  GtkWidget *child;
  int line = 0;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  if (sb_planner_get_plan (self->planner) == NULL)
    return;
  for (guint i = first; i < n; i++)
    {
      put (self, (int) (i - first) + 1, line, sb_planner_scenario (self->planner, i)->name, "heading");
      g_ptr_array_add (plans, sb_planner_dup_plan (self->planner, i));
    }
  line = add_block (self, plans, FALSE, line + 1);
  add_block (self, plans, TRUE, line);
}

static void
changed_cb (SbPlanner *planner, SbPlanCompare *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}

static void
map (GtkWidget *widget)
{
  fill (SB_PLAN_COMPARE (widget));
  GTK_WIDGET_CLASS (sb_plan_compare_parent_class)->map (widget);
}

static void
sb_plan_compare_dispose (GObject *object)
{
  SbPlanCompare *self = SB_PLAN_COMPARE (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->planner);
  G_OBJECT_CLASS (sb_plan_compare_parent_class)->dispose (object);
}

static void
sb_plan_compare_class_init (SbPlanCompareClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_plan_compare_dispose;
  GTK_WIDGET_CLASS (klass)->map = map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_plan_compare_init (SbPlanCompare *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 10);
  gtk_widget_add_css_class (self->grid, "plan-compare");
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
sb_plan_compare_new (SbPlanner *planner)
{
  SbPlanCompare *self = g_object_new (SB_TYPE_PLAN_COMPARE, NULL);

  self->planner = g_object_ref (planner);
  g_signal_connect_object (planner, "changed", G_CALLBACK (changed_cb), self, 0);
  return GTK_WIDGET (self);
}
