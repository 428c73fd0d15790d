/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The track record of the forecast page: the waterfall with its identity, earlier forecasts against what came with the
 * accuracy of everybody, and the calibration of stated chances. Where there is nothing to show it says why. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/analysis/sb-forecast-charts.h"
#include "views/analysis/sb-forecast-past.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-explain-popover.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

#define MEMBERS_SHOWN 60 /* beyond that the accuracy is listed by team; choosing one lists its members */

struct _SbForecastPast
{
  GtkWidget parent_instance;

  SbSession *session;
  SbForecastData *data;
  GtkWidget *box;
  GtkWidget *fall_card, *fall_view, *identity;
  GtkWidget *past_view, *accuracy;
  GtkWidget *grid;
  GtkWidget *calibration_view, *calibration;
};

G_DEFINE_FINAL_TYPE (SbForecastPast, sb_forecast_past, GTK_TYPE_WIDGET)

/* -- waterfall -------------------------------------------------------------------------------- */

static char *
fall_subtitle (SbForecastPast *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *from = sb_formatter_date (formatter, self->data->fall_from);
  g_autofree char *to = sb_formatter_date (formatter, self->data->fall_to);
  if (self->data->names[0] != NULL)
    return g_strdup_printf (_("From snapshot %s (%s) to snapshot %s (%s), deals due in the period"),
                            self->data->names[0], from, self->data->names[1], to);
  return g_strdup_printf (_("From %s to %s by the history, deals due in the period. Two snapshots are not kept yet; "
                            "one is taken every week."), from, to);
}

static char *
identity_text (SbForecastPast *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbWaterfall *fall = self->data->waterfall;
  gint64 in = 0, out = 0;
  if (!fall->balanced)
    return g_strdup (_("The parts do not add up to the end: an error of the program. Please report it."));
  for (int i = 0; i < SB_N_FALLS; i++)
    sb_money_add (sb_fall_adds ((SbFall) i) ? &in : &out, fall->buckets[i].minor);
  g_autofree char *before = sb_formatter_money (formatter, fall->open_before, NULL);
  g_autofree char *entered = sb_formatter_money (formatter, in, NULL);
  g_autofree char *left = sb_formatter_money (formatter, out, NULL);
  g_autofree char *after = sb_formatter_money (formatter, fall->open_after, NULL);
  return g_strdup_printf (_("%s + %s entered − %s left = %s"), before, entered, left, after);
}

static void
show_waterfall (SbForecastPast *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autoptr (SbChart) chart = sb_waterfall_picture (self->data, formatter);
  g_autofree char *subtitle = fall_subtitle (self);
  g_autofree char *identity = identity_text (self);
  sb_card_set_title (self->fall_card, _("What moved the pipeline"), subtitle);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->fall_view), chart);
  sb_chart_view_set_height (SB_CHART_VIEW (self->fall_view),
                            CLAMP (sb_chart_natural_height (chart, 340, 1.0, SB_CHART_LAYOUT_NO_TITLE), 120, 500));
  gtk_label_set_text (GTK_LABEL (self->identity), identity);
}

static void
fall_activated_cb (SbChartView *view, gint64 key, SbForecastPast *self)
{
  if (self->data == NULL)
    return;
  if (key < 0 || key >= SB_N_FALLS)
    {
      sb_explain_popover_show (GTK_WIDGET (view), NULL, self->session, self->data->waterfall->explain);
      return;
    }
  const SbFallBucket *bucket = &self->data->waterfall->buckets[key];
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (guint i = 0; i < bucket->deals->len; i++)
    g_array_append_val (ids, g_array_index (bucket->deals, SbFallDeal, i).id);
  sb_session_show_records (self->session, sb_record_type_find ("deal"), (const gint32 *) ids->data, ids->len,
                           _(sb_fall_label ((SbFall) key)));
}

/* -- accuracy --------------------------------------------------------------------------------- */

static const char *
tendency_text (SbTendency tendency)
{
  switch (tendency)
    {
    case SB_TENDENCY_HIGH:
      return _("too high");
    case SB_TENDENCY_LOW:
      return _("too low");
    case SB_TENDENCY_EVEN:
      return _("even");
    case SB_TENDENCY_UNKNOWN:
    default:
      return "—";
    }
}

static void
put_text (SbForecastPast *self, int column, int row, const char *text, const char *reason)
{
  GtkWidget *label = sb_label_new (text, column > 0 && row > 0 ? "numeric" : NULL);
  gtk_label_set_xalign (GTK_LABEL (label), column > 0 ? 1.0f : 0.0f);
  if (column > 0)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  else
    {
      gtk_widget_set_hexpand (label, TRUE);
      gtk_label_set_width_chars (GTK_LABEL (label), 8);
    }
  if (row == 0)
    {
      gtk_widget_add_css_class (label, "caption-heading");
      gtk_widget_add_css_class (label, "dim-label");
    }
  if (reason != NULL)
    sb_widget_set_reason (label, reason);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
}

static void
put_accuracy (SbForecastPast *self, int at, const SbHindcastRow *row)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  gboolean private = row->level == SB_FORECAST_MEMBER && sb_formatter_get_privacy (formatter) > 0;
  g_autofree char *name = row->level == SB_FORECAST_COMPANY ? g_strdup (_("Total"))
                          : row->id == 0                    ? g_strdup (_("Without owner"))
                          : sb_formatter_name (formatter, row->level == SB_FORECAST_TEAM ? "team" : "member", row->id,
                                               row->name);
  g_autofree char *count = sb_formatter_count (formatter, row->n);
  g_autofree char *error = sb_formatter_ratio (formatter, &row->wape, SB_FORMAT_PERCENT);
  g_autofree char *why = sb_formatter_reason (formatter, row->wape.reason);
  const char *hidden = _("Shown to the manager alone: hidden while presenting");
  put_text (self, 0, at, name, NULL);
  put_text (self, 1, at, count, NULL);
  put_text (self, 2, at, private ? "—" : error, private ? hidden : why);
  put_text (self, 3, at, private ? "—" : tendency_text (row->tendency), private ? hidden : why);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const SbHindcastRow *x = *(const SbHindcastRow *const *) a, *y = *(const SbHindcastRow *const *) b;
  if (x->level != y->level)
    return (int) y->level - (int) x->level;
  if (x->name == NULL || y->name == NULL)
    return (x->name == NULL) - (y->name == NULL);
  return g_utf8_collate (x->name, y->name);
}

static void
show_grid (SbForecastPast *self)
{
  const GArray *rows = self->data->hindcast != NULL ? self->data->hindcast->rows : NULL;
  const char *headings[] = { _("Accuracy"), _("Periods"), _("Error"), _("Tendency") };
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_array_index (rows, SbHindcastRow, i).n > 0
        && (rows->len <= MEMBERS_SHOWN || g_array_index (rows, SbHindcastRow, i).level != SB_FORECAST_MEMBER))
      g_ptr_array_add (sorted, (gpointer) &g_array_index (rows, SbHindcastRow, i));
  gtk_widget_set_visible (self->grid, sorted->len > 0);
  g_ptr_array_sort (sorted, compare_rows);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    put_text (self, (int) i, 0, headings[i],
              i == 2   ? _("Sum of the distances between forecast and result ÷ sum of the results")
              : i == 3 ? _("More than a tenth above or below what came, in sum")
                       : NULL);
  for (guint i = 0; i < sorted->len; i++)
    put_accuracy (self, (int) i + 1, g_ptr_array_index (sorted, i));
}

static char *
accuracy_text (SbForecastPast *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbHindcast *past = self->data->hindcast;
  if (past == NULL)
    return g_strdup (_("A free range of days has no earlier ones to compare with. Choose a month, quarter or year."));
  if (past->periods->len < SB_HINDCAST_PERIODS)
    return g_strdup_printf (_("Accuracy needs %d finished periods with a forecast; there are %u so far."),
                            SB_HINDCAST_PERIODS, past->periods->len);
  g_autofree char *coverage = sb_formatter_ratio (formatter, &past->coverage, SB_FORMAT_PERCENT);
  if (past->rows->len > MEMBERS_SHOWN)
    return g_strdup_printf (_("%s of the results lay between P10 and P90; 80 %% is the aim. Choose a team to see its "
                              "members."), coverage);
  return g_strdup_printf (_("%s of the results lay between P10 and P90; 80 %% is the aim."), coverage);
}

static void
show_accuracy (SbForecastPast *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autoptr (SbChart) chart = sb_hindcast_picture (self->data, formatter);
  g_autofree char *text = accuracy_text (self);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->past_view), chart);
  gtk_widget_set_visible (self->past_view, !sb_chart_is_empty (chart));
  gtk_label_set_text (GTK_LABEL (self->accuracy), text);
  show_grid (self);
}

static void
past_activated_cb (SbChartView *view, gint64 key, SbForecastPast *self)
{
  if (self->data != NULL && self->data->hindcast != NULL && self->data->hindcast->explain != NULL)
    sb_explain_popover_show (GTK_WIDGET (view), NULL, self->session, self->data->hindcast->explain);
}

/* -- calibration ------------------------------------------------------------------------------ */

static char *
calibration_text (SbForecastPast *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbReliability *reliability = self->data->reliability;
  if (reliability->reason == SB_REASON_NO_DATA)
    return g_strdup (_("No chance is frozen yet. A snapshot is taken every week; once its deals are won or lost, this "
                       "shows whether the stated chances came true."));
  if (reliability->reason != SB_REASON_NONE)
    return g_strdup (_("None of the deals frozen in a weekly snapshot is won or lost yet. Once some are, this shows "
                       "whether the stated chances came true."));
  g_autofree char *n = sb_formatter_count (formatter, reliability->n);
  g_autofree char *deals = sb_formatter_count (formatter, reliability->n_deals);
  g_autofree char *base = sb_formatter_percent (formatter, reliability->base_rate);
  if (!sb_ratio_is_defined (&reliability->skill))
    return g_strdup_printf (_("%s stated chances of %s deals that are won or lost by now."), n, deals);
  if (reliability->skill.value <= 0.0)
    return g_strdup_printf (_("%s stated chances of %s deals that are won or lost by now. They tell no more than "
                              "always saying %s."), n, deals, base);
  g_autofree char *skill = sb_formatter_percent (formatter, reliability->skill.value);
  return g_strdup_printf (_("%s stated chances of %s deals that are won or lost by now. They are better than always "
                            "saying %s by %s."), n, deals, base, skill);
}

static void
show_calibration (SbForecastPast *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autoptr (SbChart) chart = sb_calibration_picture (self->data, formatter);
  g_autofree char *text = calibration_text (self);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->calibration_view), chart);
  gtk_widget_set_visible (self->calibration_view, self->data->reliability->reason == SB_REASON_NONE);
  gtk_label_set_text (GTK_LABEL (self->calibration), text);
}

static void
bin_activated_cb (SbChartView *view, gint64 key, SbForecastPast *self)
{
  if (self->data != NULL && self->data->reliability->explain != NULL)
    sb_explain_popover_show (GTK_WIDGET (view), NULL, self->session, self->data->reliability->explain);
}

/* -- building --------------------------------------------------------------------------------- */

static GtkWidget *
build_waterfall (SbForecastPast *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->fall_view = sb_chart_view_new (self->session, "pipeline-waterfall");
  g_signal_connect_object (self->fall_view, "mark-activated", G_CALLBACK (fall_activated_cb), self, 0);
  self->identity = sb_label_new_wrapping (NULL, "numeric");
  gtk_box_append (GTK_BOX (box), self->fall_view);
  gtk_box_append (GTK_BOX (box), self->identity);
  self->fall_card = sb_card_new (_("What moved the pipeline"), NULL, box);
  gtk_widget_set_valign (self->fall_card, GTK_ALIGN_START);
  return self->fall_card;
}

static GtkWidget *
build_calibration (SbForecastPast *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->calibration_view = sb_chart_view_new (self->session, "calibration");
  g_signal_connect_object (self->calibration_view, "mark-activated", G_CALLBACK (bin_activated_cb), self, 0);
  self->calibration = sb_label_new_wrapping (NULL, "dim-label");
  gtk_box_append (GTK_BOX (box), self->calibration_view);
  gtk_box_append (GTK_BOX (box), self->calibration);
  GtkWidget *card = sb_card_new (_("Do stated chances come true?"), NULL, box);
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  return card;
}

static GtkWidget *
build_accuracy (SbForecastPast *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->past_view = sb_chart_view_new (self->session, "forecast-accuracy");
  g_signal_connect_object (self->past_view, "mark-activated", G_CALLBACK (past_activated_cb), self, 0);
  self->accuracy = sb_label_new_wrapping (NULL, "dim-label");
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_set_valign (self->grid, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), sb_columns_new (self->past_view, self->grid, 0.6, 640));
  gtk_box_append (GTK_BOX (box), self->accuracy);
  return sb_card_new (_("Were earlier forecasts right?"),
                      _("Every finished period forecast again from the same day in it, out of what was known then; "
                        "dashed: the forecast's middle"),
                      box);
}

static void
dispose (GObject *object)
{
  SbForecastPast *self = SB_FORECAST_PAST (object);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_forecast_data_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_forecast_past_parent_class)->dispose (object);
}

static void
sb_forecast_past_class_init (SbForecastPastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
sb_forecast_past_init (SbForecastPast *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_forecast_past_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbForecastPast *self = g_object_new (SB_TYPE_FORECAST_PAST, NULL);
  self->session = g_object_ref (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  GtkWidget *waterfall = build_waterfall (self);
  gtk_box_append (GTK_BOX (self->box), sb_columns_new (waterfall, build_calibration (self), 0.62, 760));
  gtk_box_append (GTK_BOX (self->box), build_accuracy (self));
  return GTK_WIDGET (self);
}

void
sb_forecast_past_show (SbForecastPast *self, SbForecastData *data)
{
  g_return_if_fail (SB_IS_FORECAST_PAST (self) && data != NULL);
  SbForecastData *old = self->data;
  self->data = sb_forecast_data_ref (data);
  g_clear_pointer (&old, sb_forecast_data_unref);
  show_waterfall (self);
  show_accuracy (self);
  show_calibration (self);
}
