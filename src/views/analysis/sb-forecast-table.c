/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the forecast page: teams with their members below them in name order, since nothing ranks people. It
 * formats through the session's formatter and computes nothing. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/analysis/sb-forecast-table.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

#define BATCH 24 /* lines that are built at once */
#define INDENT 16

typedef struct
{
  guint index; /* into forecast->rows */
  int depth;
} Line;

struct _SbForecastTable
{
  GtkWidget parent_instance;

  SbSession *session;
  SbForecastData *data;
  GArray *lines;
  guint shown;
  guint source;
  GtkWidget *card;
  GtkWidget *grid;
};

G_DEFINE_FINAL_TYPE (SbForecastTable, sb_forecast_table, GTK_TYPE_WIDGET)

static const SbForecastRow *
row_at (const SbForecastData *data, guint index)
{
  return &g_array_index (data->forecast->rows, SbForecastRow, index);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SbForecastRow *x = row_at (user_data, *(const guint *) a), *y = row_at (user_data, *(const guint *) b);
  if (x->level != y->level)
    return x->level == SB_FORECAST_MEMBER ? 1 : -1;
  if (x->name == NULL || y->name == NULL)
    return (x->name == NULL) - (y->name == NULL);
  return g_utf8_collate (x->name, y->name);
}

/* The lines below a row, children after their parent. */
static void
add_children (SbForecastTable *self, int parent, int depth)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->data->forecast->rows->len; i++)
    if (row_at (self->data, i)->parent == parent)
      g_array_append_val (children, i);
  g_array_sort_with_data (children, compare_names, self->data);
  for (guint i = 0; i < children->len; i++)
    {
      guint index = g_array_index (children, guint, i);
      gboolean team = row_at (self->data, index)->level == SB_FORECAST_TEAM;
      /* A single team that is everybody would only say the total twice. */
      gboolean same = team && depth == 0 && children->len == 1;
      Line line = { index, depth };
      if (!same)
        g_array_append_val (self->lines, line);
      if (team)
        add_children (self, (int) index, same ? depth : depth + 1);
    }
}

static void
put_text (SbForecastTable *self, int column, int row, const char *text, const char *reason, gboolean strong)
{
  GtkWidget *label = sb_label_new (text, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  if (strong)
    gtk_widget_add_css_class (label, "heading");
  if (reason != NULL)
    sb_widget_set_reason (label, reason);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
}

static void
put_money (SbForecastTable *self, int column, int row, gint64 minor, SbReason reason, gboolean strong)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbAmount amount = reason == SB_REASON_NONE ? sb_amount (minor, 1) : sb_amount_undefined (reason);
  g_autofree char *text = sb_formatter_amount (formatter, &amount);
  g_autofree char *why = sb_formatter_reason (formatter, reason);
  put_text (self, column, row, text, why, strong);
}

static void
chosen_cb (GtkButton *button, SbForecastTable *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "row"));
  const SbForecastRow *row = row_at (self->data, index);
  sb_session_open_record (self->session,
                          sb_record_type_find (row->level == SB_FORECAST_TEAM ? "team" : "member"), row->id);
}

static void
put_name (SbForecastTable *self, int at, const Line *line)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecastRow *row = row_at (self->data, line->index);
  gboolean team = row->level == SB_FORECAST_TEAM;
  g_autofree char *name = row->level == SB_FORECAST_COMPANY ? g_strdup (_("Total"))
                          : row->id == 0                    ? g_strdup (_("Without owner"))
                                         : sb_formatter_name (formatter, team ? "team" : "member", row->id, row->name);
  GtkWidget *label = sb_label_new (name, row->level != SB_FORECAST_MEMBER ? "heading" : NULL);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_widget_set_margin_start (label, line->depth * INDENT);
  if (row->id == 0)
    {
      gtk_widget_set_margin_start (label, line->depth * INDENT + 10);
      gtk_widget_set_margin_top (label, 6);
      gtk_widget_set_margin_bottom (label, 6);
      gtk_grid_attach (GTK_GRID (self->grid), label, 0, at, 1, 1);
      return;
    }
  GtkWidget *button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  sb_widget_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "row", GUINT_TO_POINTER (line->index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self, 0);
  gtk_grid_attach (GTK_GRID (self->grid), button, 0, at, 1, 1);
}

static gint64
rounded (double minor)
{
  return sb_quantity_real (SB_UNIT_MONEY, minor).integer;
}

static void
put_line (SbForecastTable *self, int at, const Line *line)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecastRow *row = row_at (self->data, line->index);
  gboolean strong = row->level != SB_FORECAST_MEMBER;
  g_autofree char *chance = sb_formatter_ratio (formatter, &row->attain, SB_FORMAT_PERCENT);
  g_autofree char *why = sb_formatter_reason (formatter, row->attain.reason);
  put_name (self, at, line);
  put_money (self, 1, at, row->target.minor, row->target.reason, strong);
  put_money (self, 2, at, row->won, SB_REASON_NONE, strong);
  put_money (self, 3, at, rounded (row->pipeline), SB_REASON_NONE, strong);
  put_money (self, 4, at, rounded (row->run_rate.mean), SB_REASON_NONE, strong);
  put_money (self, 5, at, rounded (row->created.mean), SB_REASON_NONE, strong);
  put_money (self, 6, at, row->p10, row->reason, strong);
  put_money (self, 7, at, row->p50, row->reason, strong);
  put_money (self, 8, at, row->p90, row->reason, strong);
  put_text (self, 9, at, chance, why, strong);
}

static void
put_headings (SbForecastTable *self)
{
  const char *headings[] = { _("Name"), _("Target"), _("Closed"), _("Pipeline"), _("Run rate"), _("Still to come"),
                             _("P10"),  _("P50"),    _("P90"),    _("Chance") };
  const char *reasons[] = { NULL, NULL, _("Won in the period up to the as-of day"),
                            _("Amounts of the open deals × their chance to close in the period"),
                            _("Repeated sales without a deal of their own, as they usually come"),
                            _("Deals that are not created yet and usually still close in the period"),
                            _("The low case: one chance in ten of less"), _("The middle: as likely more as less"),
                            _("The high case: one chance in ten of more"), _("Chance to reach the target") };
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      GtkWidget *label = sb_label_new (headings[i], "caption-heading");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (label), i == 0 ? 0.0f : 1.0f);
      if (i == 0)
        gtk_widget_set_margin_start (label, 10);
      if (reasons[i] != NULL)
        sb_widget_set_reason (label, reasons[i]);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      gtk_grid_attach (GTK_GRID (self->grid), label, (int) i, 0, 1, 1);
    }
}

static gboolean
put_batch (gpointer data)
{
  SbForecastTable *self = data;
  guint end = MIN (self->shown + BATCH, self->lines->len);
  for (; self->shown < end; self->shown++)
    put_line (self, (int) self->shown + 1, &g_array_index (self->lines, Line, self->shown));
  if (self->shown < self->lines->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

void
sb_forecast_table_show (SbForecastTable *self, SbForecastData *data)
{
  g_return_if_fail (SB_IS_FORECAST_TABLE (self) && data != NULL);
  SbForecastData *old = self->data;
  Line total = { data->forecast->rows->len - 1, 0 };
  GtkWidget *child;
  self->data = sb_forecast_data_ref (data);
  g_clear_pointer (&old, sb_forecast_data_unref);
  g_clear_handle_id (&self->source, g_source_remove);
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  g_array_set_size (self->lines, 0);
  self->shown = 0;
  add_children (self, (int) total.index, 0);
  g_array_append_val (self->lines, total);
  put_headings (self);
  if (put_batch (self))
    self->source = g_idle_add (put_batch, self);
}

static void
dispose (GObject *object)
{
  SbForecastTable *self = SB_FORECAST_TABLE (object);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_forecast_data_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_forecast_table_parent_class)->dispose (object);
}

static void
sb_forecast_table_class_init (SbForecastTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
sb_forecast_table_init (SbForecastTable *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_forecast_table_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbForecastTable *self = g_object_new (SB_TYPE_FORECAST_TABLE, NULL);
  self->session = g_object_ref (session);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  self->card = sb_card_new (_("By team and member"), _("In name order; every line comes out of the same draws"),
                            sb_table_scroller_new (self->grid));
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
