/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every widget appears, with data, in light and dark, wide and narrow, and gives no warning (warnings are fatal here). */
#include "widgets-fixture.h"

#include "charts/sb-bar-chart.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-attention-list.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-explain-popover.h"
#include "widgets/sb-kpi-tile.h"
#include "widgets/sb-page.h"
#include "widgets/sb-period-picker.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-record-form.h"
#include "widgets/sb-record-table.h"
#include "widgets/sb-scope-picker.h"
#include "widgets/sb-state-page.h"

#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, SbPage)

struct _TestPage {
  SbPage     parent_instance;
  guint      refreshes;
  guint      results;
  GtkWidget *tiles;
  GtkWidget *answer;
};

G_DEFINE_FINAL_TYPE (TestPage, test_page, SB_TYPE_PAGE)

static gpointer
count_deals (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  gsize *n = g_new (gsize, 1);

  *n = context->facts->n_deals;
  return n;
}

static SbExplain *
make_explain (void)
{
  SbExplain *explain = sb_explain_new ("test.win_rate", "Win rate", "Won deals ÷ (won + lost) deals closed in the period");
  SbRatio ratio = sb_ratio (7, 13, SB_REASON_NO_CLOSED_DEALS);

  sb_explain_filter (explain, sb_period_containing (SB_PERIOD_QUARTER, sb_date_from_ymd (2026, 11, 23), SB_FISCAL_DEFAULT),
                     SB_SCOPE_ALL, sb_date_from_ymd (2026, 11, 23));
  sb_explain_input (explain, "Won", sb_quantity_count (7));
  sb_explain_input (explain, "Lost", sb_quantity_count (6));
  sb_explain_exclude (explain, "Void deals", 2);
  sb_explain_note (explain, "Deals of the lead pipeline are never counted.");
  sb_explain_row_type (explain, "deal");
  sb_explain_row (explain, 1);
  sb_explain_row (explain, 2);
  sb_explain_seal (explain, sb_quantity_share (&ratio));
  return explain;
}

static void
fill_tiles (TestPage *self)
{
  SbSession *session = sb_page_get_session (SB_PAGE (self));
  static const char *const titles[] = { "Attainment", "Win rate", "Pipeline coverage", "Average deal", "Satisfaction" };
  static const double trend[] = { 3, 4, 3.5, 5, 6, 5.8, 7 };

  sb_tile_row_clear (self->tiles);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *tile = sb_kpi_tile_new (session, titles[i]);
      g_autoptr (SbExplain) explain = make_explain ();
      SbQuantity amount = sb_quantity_money (123456789 * (gint64) (i + 1));
      SbQuantity none = sb_quantity_undefined (SB_UNIT_PERCENT, SB_REASON_NO_TARGET);

      sb_kpi_tile_set_quantity (SB_KPI_TILE (tile), i == 1 ? &explain->result : i == 4 ? &none : &amount);
      sb_kpi_tile_set_explain (SB_KPI_TILE (tile), explain);
      if (i != 4)
        sb_kpi_tile_set_comparison (SB_KPI_TILE (tile), i % 2 ? "5 points below last year" : "5 points ahead of plan",
                                    i % 2 ? SB_ARROW_DOWN : SB_ARROW_UP, i % 2 ? SB_TONE_WARN : SB_TONE_GOOD);
      sb_kpi_tile_set_trend (SB_KPI_TILE (tile), trend, i == 4 ? 0 : G_N_ELEMENTS (trend));
      sb_tile_row_append (self->tiles, tile);
    }
}

static void
ready_cb (SbPage *page, gpointer result, SbContext *context)
{
  TestPage *self = TEST_PAGE (page);
  g_autoptr (SbExplain) explain = make_explain ();
  g_autofree char *n = sb_formatter_count (sb_page_get_formatter (page), (gint64) * (gsize *) result);
  SbSentence *sentence = sb_sentence_new ();

  self->results++;
  sb_sentence_add_strong (sentence, "Q4 is on pace, but it leans on one person.", NULL);
  sb_sentence_add (sentence, "{share} of {n} deals closed are won with {gone} of the working days gone; without {who} the "
                             "team would stand at {less}.",
                   "share", "54 %", "share", "n", n, NULL, "gone", "58 %", "gone", "who", "Li Wei & <b>", NULL, "less",
                   "47 %", "less", NULL);
  sb_answer_set_sentence (SB_ANSWER (self->answer), sentence);
  sb_answer_set_explain (SB_ANSWER (self->answer), "share", explain);
  fill_tiles (self);
}

static void
test_page_refresh (SbPage *page)
{
  TEST_PAGE (page)->refreshes++;
  sb_page_compute (page, count_deals, NULL, NULL, g_free, ready_cb);
}

static GtkWidget *
make_chart (SbSession *session)
{
  GtkWidget *view = sb_chart_view_new (session, "picture");
  const double values[] = { 27, 15, 11, 6, 3 };
  const char *texts[] = { "27", "15", "11", "6", "3" };
  const char *labels[] = { "Price", "No decision", "Competitor", "Timing", "Other" };
  SbBarSpec bars[G_N_ELEMENTS (values)] = { 0 };
  SbBarChartSpec spec = { 0 };
  g_autoptr (SbChart) chart = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      bars[i].label = labels[i];
      bars[i].value = values[i];
      bars[i].value_text = texts[i];
      bars[i].key = (gint64) i + 100;
    }
  spec.bars = bars;
  spec.n_bars = G_N_ELEMENTS (bars);
  spec.text.title = "Why deals are lost here";
  chart = sb_bar_chart_new (&spec);
  sb_chart_view_set_chart (SB_CHART_VIEW (view), chart);
  sb_chart_view_set_height (SB_CHART_VIEW (view), 180);
  return view;
}

static void
test_page_constructed (GObject *object)
{
  TestPage *self = TEST_PAGE (object);
  SbSession *session = sb_page_get_session (SB_PAGE (self));
  GtkBox *body = sb_page_get_body (SB_PAGE (self));
  GtkWidget *attention = sb_attention_list_new (session);
  SbAttention items[] = {
    { "a", "Quote & negotiation loses 41 % of the value that reaches it", "37 of 90 deals since July; baseline 28 %",
      "Start a review", SB_TONE_BAD },
    { "b", "Huadong Energy is 31 % of this year’s revenue", "The limit you set is 25 %", "Make it a risk", SB_TONE_WARN },
    { "c", "Chen Jie won the first deal after 41 days", NULL, NULL, SB_TONE_GOOD }
  };

  G_OBJECT_CLASS (test_page_parent_class)->constructed (object);
  self->answer = sb_answer_new (session);
  self->tiles = sb_tile_row_new ();
  gtk_box_append (body, self->answer);
  gtk_box_append (body, self->tiles);
  gtk_box_append (body, sb_card_new ("Why deals are lost here", "62 lost deals", make_chart (session)));
  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    sb_attention_list_append (SB_ATTENTION_LIST (attention), &items[i]);
  gtk_box_append (body, attention);
}

static void
test_page_class_init (TestPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = test_page_constructed;
  SB_PAGE_CLASS (klass)->refresh = test_page_refresh;
}

static void
test_page_init (TestPage *self)
{
  sb_page_setup (SB_PAGE (self), "test", "Test", "view-list-symbolic");
}

static void
wait_for (const guint *counter, guint wanted)
{
  for (int i = 0; i < 100 && *counter < wanted; i++)
    widgets_settle (30);
  g_assert_cmpuint (*counter, >=, wanted);
}

static void
test_page_follows (void)
{
  WidgetsFixture fixture;
  TestPage *page;
  GtkWidget *window;

  widgets_fixture_init (&fixture);
  widgets_fill_company (&fixture, 40);
  page = g_object_new (TEST_TYPE_PAGE, "session", fixture.session, NULL);
  window = widgets_show (GTK_WIDGET (page), 1034, 760);
  wait_for (&page->results, 1);
  widgets_picture (window, "page-light");
  /* One refresh for each change of context, none while hidden. */
  sb_session_set_period (fixture.session, sb_period_containing (SB_PERIOD_YEAR, sb_session_get_today (fixture.session),
                                                                SB_FISCAL_DEFAULT));
  wait_for (&page->results, 2);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  widgets_picture (window, "page-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_widget_set_visible (window, FALSE);
  widgets_settle (100);
  page->refreshes = 0;
  sb_session_set_privacy (fixture.session, 2);
  widgets_settle (150);
  g_assert_cmpuint (page->refreshes, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  page = g_object_new (TEST_TYPE_PAGE, "session", fixture.session, NULL);
  window = widgets_show (GTK_WIDGET (page), 360, 640);
  wait_for (&page->results, 1);
  widgets_picture (window, "page-narrow");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (page), "narrow"));
  gtk_window_destroy (GTK_WINDOW (window));
  widgets_fixture_clear (&fixture);
}

static void
test_states (void)
{
  WidgetsFixture fixture;
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full: <b>&");
  GtkWidget *window, *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  widgets_fixture_init (&fixture);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), sb_state_page_new_empty ("view-list-symbolic", "No Deals & <b>Yet",
                                                          "Bring in your deals & see <i>", "Import…", NULL));
  gtk_box_append (GTK_BOX (box), sb_state_page_new_error (NULL, error));
  gtk_box_append (GTK_BOX (box), sb_state_page_new_loading (NULL));
  window = widgets_show (box, 900, 420);
  widgets_picture (window, "states");
  gtk_window_destroy (GTK_WINDOW (window));
  widgets_fixture_clear (&fixture);
}

static void
test_explain_box (void)
{
  WidgetsFixture fixture;
  g_autoptr (SbExplain) explain = make_explain ();
  GtkWidget *window;

  widgets_fixture_init (&fixture);
  window = widgets_show (sb_explain_box_new (fixture.session, explain), 380, 420);
  widgets_picture (window, "explain");
  gtk_window_destroy (GTK_WINDOW (window));
  window = widgets_show (gtk_button_new_with_label ("x"), 500, 500);
  sb_explain_popover_show (gtk_window_get_child (GTK_WINDOW (window)), NULL, fixture.session, explain);
  widgets_settle (200);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_last_child (gtk_window_get_child (GTK_WINDOW (window)))));
  widgets_settle (200);
  gtk_window_destroy (GTK_WINDOW (window));
  widgets_fixture_clear (&fixture);
}

static void
test_table (void)
{
  WidgetsFixture fixture;
  SbRecordList *list;
  GtkWidget *table, *window;

  widgets_fixture_init (&fixture);
  widgets_fill_company (&fixture, 120);
  list = sb_record_list_new (fixture.session, sb_query_new (sb_record_type_find ("deal")));
  table = sb_record_table_new (list, NULL);
  window = widgets_show (table, 1034, 560);
  widgets_settle (300);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 120);
  sb_record_list_set_sort (list, "amount", TRUE);
  widgets_settle (200);
  sb_record_table_select (SB_RECORD_TABLE (table), sb_record_list_get_id_at (list, 3));
  widgets_picture (window, "table");
  sb_record_list_set_text (list, "nothing like this");
  widgets_settle (200);
  widgets_picture (window, "table-nothing");
  gtk_window_destroy (GTK_WINDOW (window));
  sb_record_list_set_text (list, NULL);
  table = sb_record_table_new (list, NULL);
  window = widgets_show (table, 360, 560);
  widgets_settle (300);
  widgets_picture (window, "table-compact");
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (list);
  widgets_fixture_clear (&fixture);
}

static GtkWidget *
scrolled (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

static void
test_form (void)
{
  WidgetsFixture fixture;
  GtkWidget *window, *form;
  g_auto (SbValue) name = sb_value_text ("New & shiny");

  widgets_fixture_init (&fixture);
  widgets_fill_company (&fixture, 5);
  form = sb_record_form_new (fixture.session, sb_record_type_find ("deal"), widgets_first (&fixture, "deal"));
  window = widgets_show (scrolled (form), 560, 900);
  widgets_picture (window, "form");
  gtk_window_destroy (GTK_WINDOW (window));
  form = sb_record_form_new_draft (fixture.session, sb_record_type_find ("deal"));
  window = widgets_show (scrolled (form), 560, 700);
  g_assert_false (sb_record_form_is_valid (SB_RECORD_FORM (form)));
  sb_record_form_set_value (SB_RECORD_FORM (form), "name", &name);
  g_assert_true (sb_record_form_is_valid (SB_RECORD_FORM (form)));
  widgets_picture (window, "form-draft");
  g_assert_cmpint (sb_record_form_create (SB_RECORD_FORM (form), NULL), >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  widgets_fixture_clear (&fixture);
}

static void
test_dialogs_and_pickers (void)
{
  WidgetsFixture fixture;
  GtkWidget *window, *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GListModel *windows = gtk_window_get_toplevels ();

  widgets_fixture_init (&fixture);
  widgets_fill_company (&fixture, 5);
  gtk_box_append (GTK_BOX (box), sb_period_picker_new (fixture.session));
  gtk_box_append (GTK_BOX (box), sb_scope_picker_new (fixture.session));
  window = widgets_show (box, 500, 300);
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (gtk_widget_get_first_child (box))));
  widgets_picture (window, "pickers");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (gtk_widget_get_first_child (gtk_widget_get_first_child (box))));
  gtk_menu_button_popup (GTK_MENU_BUTTON (gtk_widget_get_first_child (gtk_widget_get_last_child (box))));
  widgets_settle (200);
  sb_record_dialog_present (window, fixture.session, sb_record_type_find ("account"), widgets_first (&fixture, "account"));
  sb_record_dialog_present_new (window, fixture.session, sb_record_type_find ("account"), NULL, NULL, NULL, NULL);
  widgets_settle (300);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (windows, i);
      g_autofree char *name = g_strdup_printf ("dialog-%u", i);

      if (ADW_IS_WINDOW (other))
        widgets_picture (other, name);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  widgets_fixture_clear (&fixture);
}

static void
load_style (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("SB_SOURCE_DIR"), "data", "style.css", NULL);
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_path (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  load_style ();
  g_test_add_func ("/widgets/page-follows", test_page_follows);
  g_test_add_func ("/widgets/states", test_states);
  g_test_add_func ("/widgets/explain", test_explain_box);
  g_test_add_func ("/widgets/table", test_table);
  g_test_add_func ("/widgets/form", test_form);
  g_test_add_func ("/widgets/dialogs-and-pickers", test_dialogs_and_pickers);
  return g_test_run ();
}
