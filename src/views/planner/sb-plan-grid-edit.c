/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typing into a cell of the planner's table: an entry over the cell; Enter locks the amount, Escape leaves it. */
#include "sb-config.h"

#include "views/planner/sb-plan-grid-private.h"

#include "core/sb-money.h"
#include "model/sb-parse.h"

#include <glib/gi18n-lib.h>

static void
closed_cb (GtkPopover *popover, SbPlanGrid *self)
{
  if (self->editor != GTK_WIDGET (popover))
    return;
  self->editor = NULL;
  gtk_widget_unparent (GTK_WIDGET (popover));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
take (SbPlanGrid *self, gint64 minor)
{
  const SbPlanLine *line = sb_plan_grid_line (self, self->line);

  if (self->column == SB_PLAN_COLUMN_QUOTA)
    sb_planner_lock (self->planner, (gsize) line->index, minor);
  else
    sb_planner_lock_cell (self->planner, (gsize) line->index, (gsize) (self->column - SB_PLAN_N_FIXED), minor);
}

static void
activate_cb (GtkEntry *entry, SbPlanGrid *self)
{
  SbFormatter *formatter = sb_session_get_formatter (sb_planner_get_session (self->planner));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autoptr (GError) error = NULL;
  gint64 minor;

  if (!sb_parse_money (text, sb_formatter_get_decimal (formatter), self->plan->book->facts->exponent, &minor, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      gtk_widget_set_tooltip_text (GTK_WIDGET (entry), error->message);
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, error->message, -1);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self->editor));
  take (self, minor);
}

void
sb_plan_grid_edit (SbPlanGrid *self, const char *text)
{
  const SbPlanLine *line = sb_plan_grid_line (self, self->line);
  SbFormatter *formatter = sb_session_get_formatter (sb_planner_get_session (self->planner));
  GdkRectangle cell = sb_plan_grid_cell (self, self->line, self->column);
  g_autofree char *now = NULL, *label = NULL;
  GtkWidget *entry = gtk_entry_new ();
  gint64 minor = 0;

  if (self->editor != NULL || line == NULL)
    return;
  sb_plan_cell_amount (self->plan, line, self->column, &minor);
  now = sb_money_format (minor, self->plan->book->facts->exponent);
  if (sb_formatter_get_decimal (formatter) == ',')
    g_strdelimit (now, ".", ',');
  label = sb_plan_cell_tell (self->plan, formatter, line, self->column);
  self->editor = gtk_popover_new ();
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_popover_set_child (GTK_POPOVER (self->editor), entry);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->editor), &cell);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : now);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 14);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self->editor, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->editor));
  gtk_widget_grab_focus (entry);
  if (text != NULL)
    gtk_editable_set_position (GTK_EDITABLE (entry), -1);
}
