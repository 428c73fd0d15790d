/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the team page: one line a member, in name order, since nothing ranks people. A number that is too small
 * to compare says so beside itself. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/team/sb-member-table.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

#define COMPARABLE 20 /* closed deals that a comparison between owners needs */

struct _SbMemberTable
{
  GtkWidget parent_instance;

  SbSession *session;
  GtkWidget *card;
  GtkWidget *grid;
};

G_DEFINE_FINAL_TYPE (SbMemberTable, sb_member_table, GTK_TYPE_WIDGET)

enum
{
  MEMBER_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static GtkWidget *
put_text (SbMemberTable *self, int column, int row, const char *text, const char *reason)
{
  GtkWidget *label = sb_label_new (text, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  if (reason != NULL)
    sb_widget_set_reason (label, reason);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
  return label;
}

static void
chosen_cb (GtkButton *button, SbMemberTable *self)
{
  g_signal_emit (self, signals[MEMBER_CHOSEN], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "member")));
}

/* A Chinese character takes the place of two letters. */
static int
columns_of (const char *text)
{
  int columns = 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    columns += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return columns;
}

static void
put_name (SbMemberTable *self, int row, const SbMemberNumbers *numbers)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = sb_formatter_name (formatter, "member", numbers->member->id, numbers->member->name);
  GtkWidget *label = sb_label_new (name, NULL);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (12, columns_of (name)));
  gtk_box_append (GTK_BOX (texts), label);
  if (numbers->months >= 0 && numbers->months < 6)
    {
      g_autofree char *months = sb_formatter_count (formatter, numbers->months);
      g_autofree char *note
        = g_strdup_printf (ngettext ("new, %s month here", "new, %s months here", (gulong) numbers->months), months);
      GtkWidget *small = sb_label_new (note, "dim-label");
      gtk_widget_add_css_class (small, "caption");
      gtk_box_append (GTK_BOX (texts), small);
    }
  gtk_button_set_child (GTK_BUTTON (button), texts);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  sb_widget_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "member", GINT_TO_POINTER (numbers->member->id));
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self, 0);
  gtk_grid_attach (GTK_GRID (self->grid), button, 0, row, 1, 1);
}

/* A bar to 150 % with the plan to date as its reading; the number stands beside it. */
static void
put_attainment (SbMemberTable *self, int row, const SbMemberNumbers *numbers)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *text = sb_formatter_ratio (formatter, &numbers->attainment, SB_FORMAT_PERCENT);
  g_autofree char *reason = sb_formatter_reason (formatter, numbers->attainment.reason);
  put_text (self, 3, row, text, reason);
  if (!sb_ratio_is_defined (&numbers->attainment))
    return;
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, 1.5);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP (numbers->attainment.value, 0, 1.5));
  for (guint i = 0; i < 3; i++)
    gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), ((const char *[]){ "low", "high", "full" })[i]);
  gtk_widget_set_size_request (bar, 90, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  g_autofree char *pace = sb_formatter_ratio (formatter, &numbers->pace, SB_FORMAT_PERCENT);
  g_autofree char *spoken = g_strdup_printf (_("Attainment %s, at %s of the plan to date"), text, pace);
  sb_widget_set_name (bar, spoken);
  gtk_widget_set_tooltip_text (bar, spoken);
  gtk_grid_attach (GTK_GRID (self->grid), bar, 4, row, 1, 1);
}

static void
put_win_rate (SbMemberTable *self, int row, const SbMemberNumbers *numbers)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *rate = sb_formatter_ratio (formatter, &numbers->win_rate, SB_FORMAT_PERCENT);
  g_autofree char *reason = sb_formatter_reason (formatter, numbers->win_rate.reason);
  g_autofree char *range = NULL;
  if (sb_ratio_is_defined (&numbers->win_rate))
    {
      double lo, hi;
      sb_wilson (numbers->win_rate.numerator, numbers->win_rate.denominator, &lo, &hi);
      range = sb_formatter_percent_range (formatter, lo, hi);
    }
  put_text (self, 7, row, rate, reason);
  g_autofree char *n = sb_formatter_count (formatter, numbers->win_rate.n);
  g_autofree char *note = range == NULL ? g_strdup ("")
                          : numbers->win_rate.n < COMPARABLE
                            ? g_strdup_printf (_("%s · n = %s, too few to compare"), range, n)
                            : g_strdup_printf (_("%s · n = %s"), range, n);
  GtkWidget *label = put_text (self, 8, row, note, NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "dim-label");
}

static void
put_row (SbMemberTable *self, int row, const SbMemberNumbers *numbers)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *target
    = numbers->has_target ? sb_formatter_money_short (formatter, numbers->target) : g_strdup ("—");
  g_autofree char *no_target = numbers->has_target ? NULL : sb_formatter_reason (formatter, SB_REASON_NO_TARGET);
  g_autofree char *won = sb_formatter_money_short (formatter, numbers->won);
  g_autofree char *pipeline = sb_formatter_money_short (formatter, numbers->open_pipeline);
  g_autofree char *open = sb_formatter_count (formatter, numbers->open_deals);
  put_name (self, row, numbers);
  put_text (self, 1, row, target, no_target);
  put_text (self, 2, row, won, NULL);
  put_attainment (self, row, numbers);
  put_text (self, 5, row, open, NULL);
  put_text (self, 6, row, pipeline, NULL);
  put_win_rate (self, row, numbers);
}

static void
put_headings (SbMemberTable *self)
{
  const char *headings[] = { _("Member"),
                             _("Target"),
                             _("Won"),
                             _("Attainment"),
                             "",
                             _("Open deals"),
                             _("Open pipeline"),
                             _("Win rate, 12 months"),
                             "" };
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      GtkWidget *label = sb_label_new (headings[i], "caption-heading");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (label), i == 0 ? 0.0f : 1.0f);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      if (i == 0)
        gtk_widget_set_margin_start (label, 10);
      gtk_grid_attach (GTK_GRID (self->grid), label, (int) i, 0, 1, 1);
    }
}

void
sb_member_table_show (SbMemberTable *self, const SbTeamData *data)
{
  GtkWidget *child;
  g_return_if_fail (SB_IS_MEMBER_TABLE (self) && data != NULL);
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  put_headings (self);
  for (guint i = 0; i < data->members->len; i++)
    put_row (self, (int) i + 1, &g_array_index (data->members, SbMemberNumbers, i));
}

static void
dispose (GObject *object)
{
  SbMemberTable *self = SB_MEMBER_TABLE (object);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_member_table_parent_class)->dispose (object);
}

static void
sb_member_table_class_init (SbMemberTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[MEMBER_CHOSEN] = g_signal_new ("member-chosen", SB_TYPE_MEMBER_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sb_member_table_init (SbMemberTable *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_member_table_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbMemberTable *self = g_object_new (SB_TYPE_MEMBER_TABLE, NULL);
  self->session = g_object_ref (session);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  GtkWidget *scroller = sb_table_scroller_new (self->grid);
  self->card = sb_card_new (_("Members"), _("In name order; results of the period, win rate of 12 months"), scroller);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
