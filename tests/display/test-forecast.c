/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forecast of the analysis page: it shows what the engine computes, leads to the deals that decide, says why where
 * there is nothing to show, and holds at every privacy level. Any warning of GTK ends the test. */
#include "display-help.h"

#include "analysis/sb-forecast.h"

typedef struct {
  SbApplication *application;
  SbWindow      *window;
  SbSession     *session;
  char          *path;
} Fixture;

static gboolean
has_facts (gpointer session)
{
  return sb_session_get_facts (session) != NULL && !sb_session_is_loading (session);
}

/* Opens the workspace on the forecast. */
static void
open_forecast (Fixture *fixture, SbOpenerKind kind)
{
  fixture->path = kind == SB_OPENER_SAMPLE ? sb_opener_sample_path () : sb_opener_free_path ("forecast");
  fixture->window = display_open (fixture->application, kind, fixture->path);
  fixture->session = sb_window_get_session (fixture->window);
  g_assert_nonnull (fixture->session);
  sb_session_ensure_facts (fixture->session);
  g_assert_true (display_wait (has_facts, fixture->session));
  sb_session_navigate (fixture->session, sb_target_new_page ("analysis", "forecast"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = display_application ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  display_close (fixture->application);
  g_free (fixture->path);
}

/* The first mapped widget of a type, anywhere below. */
static GtkWidget *
find (GtkWidget *widget, const char *type_name)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type_name);

      if (found)
        return found;
    }
  return NULL;
}

static int
count_labels (GtkWidget *widget, const char *text)
{
  int n = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
          && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += count_labels (child, text);
  return n;
}

static int
count_type (GtkWidget *widget, GType type)
{
  int n = g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += count_type (child, type);
  return n;
}

static gboolean
has_table (gpointer window)
{
  GtkWidget *table = find (window, "SbForecastTable");

  return table != NULL && count_labels (table, "Total") == 1;
}

static gboolean
has_no_deciders (gpointer window)
{
  GtkWidget *deals = find (window, "SbForecastDeals");

  return has_table (window) && deals != NULL && count_type (deals, GTK_TYPE_LIST_BOX_ROW) == 0;
}

static gboolean
left_the_forecast (gpointer window)
{
  return find (window, "SbDealsView") != NULL && find (window, "SbForecastPage") == NULL;
}

static gboolean
asks_for_deals (gpointer window)
{
  return count_labels (window, "Bring in your deals") == 1;
}

static SbForecast *
compute (Fixture *fixture)
{
  SbForecastQuery query = SB_FORECAST_QUERY (sb_session_get_period (fixture->session),
                                             sb_session_get_scope (fixture->session),
                                             sb_session_get_as_of (fixture->session));

  return sb_forecast_compute (sb_session_get_facts (fixture->session), &query);
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  SbFormatter *formatter;
  g_autoptr (SbForecast) forecast = NULL;
  const SbForecastRow *total;
  GtkWidget *table, *deals;

  open_forecast (fixture, SB_OPENER_SAMPLE);
  g_assert_true (display_wait (has_table, fixture->window));
  formatter = sb_session_get_formatter (fixture->session);
  forecast = compute (fixture);
  total = sb_forecast_total (forecast);
  table = find (GTK_WIDGET (fixture->window), "SbForecastTable");
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *text = sb_formatter_money_short (formatter, i == 0   ? total->p10
                                                                   : i == 1 ? total->p50
                                                                            : total->p90);

      g_assert_cmpint (count_labels (table, text), >=, 1);
    }
  g_assert_cmpint (count_type (table, GTK_TYPE_BUTTON), >=, 10);
  deals = find (GTK_WIDGET (fixture->window), "SbForecastDeals");
  g_assert_nonnull (deals);
  g_assert_cmpint (count_type (deals, GTK_TYPE_LIST_BOX_ROW), ==, 10);
}

static void
test_decider (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbForecast) forecast = NULL;
  g_autoptr (GArray) deciders = NULL;
  g_autofree char *title = NULL;
  GtkWidget *deals, *row;

  open_forecast (fixture, SB_OPENER_SAMPLE);
  g_assert_true (display_wait (has_table, fixture->window));
  forecast = compute (fixture);
  deciders = sb_forecast_deciders (forecast, forecast->rows->len - 1, sb_forecast_total (forecast)->target.minor);
  title = sb_session_title (fixture->session, sb_record_type_find ("deal"),
                            g_array_index (forecast->deals, SbForecastDeal,
                                           g_array_index (deciders, SbSimDecider, 0).deal).id);
  deals = find (GTK_WIDGET (fixture->window), "SbForecastDeals");
  row = find (deals, "GtkListBoxRow");
  g_assert_nonnull (row);
  g_assert_cmpint (count_labels (row, title), ==, 1);
  gtk_widget_activate (row);
  g_assert_true (display_wait (left_the_forecast, fixture->window));
}

/* Other periods, scopes, days and privacy levels: the page follows and never complains. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  SbPeriod period;

  open_forecast (fixture, SB_OPENER_SAMPLE);
  g_assert_true (display_wait (has_table, fixture->window));
  period = sb_session_get_period (fixture->session);
  for (int level = 0; level <= SB_PRIVACY_MAX; level++)
    {
      sb_session_set_privacy (fixture->session, level);
      display_settle (100);
      g_assert_true (display_wait (has_table, fixture->window));
      g_assert_cmpint (count_labels (GTK_WIDGET (fixture->window), "Li Wei") > 0, ==, level < 2);
    }
  sb_session_set_privacy (fixture->session, 0);
  sb_session_set_period (fixture->session, sb_period_shift (period, -1, SB_FISCAL_DEFAULT));
  g_assert_true (display_wait (has_no_deciders, fixture->window));
  sb_session_set_period (fixture->session, sb_period_shift (period, 9, SB_FISCAL_DEFAULT));
  display_settle (600);
  sb_session_set_period (fixture->session, sb_period_custom (period.start, period.start + 20));
  display_settle (600);
  sb_session_set_period (fixture->session, period);
  sb_session_set_as_of (fixture->session, sb_session_get_today (fixture->session) - 700);
  display_settle (600);
  g_assert_nonnull (find (GTK_WIDGET (fixture->window), "SbAnalysisView"));
}

/* Without a deal the page says what to do, on every tab. */
static void
test_empty (Fixture *fixture, gconstpointer data)
{
  open_forecast (fixture, SB_OPENER_NEW);
  g_assert_true (display_wait (asks_for_deals, fixture->window));
  g_assert_null (find (GTK_WIDGET (fixture->window), "SbForecastTable"));
  sb_session_navigate (fixture->session, sb_target_new_page ("analysis", "kpis"));
  g_assert_true (display_wait (asks_for_deals, fixture->window));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  ADD ("/forecast/numbers", test_numbers);
  ADD ("/forecast/decider", test_decider);
  ADD ("/forecast/follows", test_follows);
  ADD ("/forecast/empty", test_empty);
  return g_test_run ();
}
