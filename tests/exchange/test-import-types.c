/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of each kind of file becomes. */
#include "import-fixture.h"

#include <string.h>

static void
again (Fixture *f, const char *path, const char *type)
{
  g_autofree char *before = fixture_dump (f);
  g_autofree char *after = NULL;

  g_assert_true (type == NULL ? fixture_import (f, path, NULL) : fixture_import (f, "--type", type, path, NULL));
  g_assert_cmpint (fixture_report (f)->totals.created, ==, 0);
  g_assert_cmpint (fixture_report (f)->totals.updated, ==, 0);
  after = fixture_dump (f);
  fixture_assert_same (before, after);
}

static void
test_members (void)
{
  Fixture f;
  g_autofree char *path = NULL, *deals = NULL;
  g_autoptr (SbRecord) ana = NULL, boss = NULL, cyclic = NULL, smith = NULL;

  fixture_set_up (&f, NULL);
  deals = fixture_file (&f, "deals.csv", "Deal ID,Deal Name,Stage,Amount,Deal Owner\nD1,Crane,Prospecting,5,Ana Novak\n");
  g_assert_true (fixture_import (&f, deals, NULL));
  ana = fixture_record (&f, "member", "name", "Ana Novak");
  g_assert_cmpint (sb_record_int (ana, "active", 1), ==, 0); /* a placeholder */
  g_clear_pointer (&ana, sb_record_free);
  path = fixture_file (&f, "users.csv",
                       "User ID,First Name,Last Name,Email,Department,Role,Manager,Status\n"
                       "U1,Ana,Novak,ana@example.com,North,Rep,Big Boss,Active\n"
                       "U2,Li,Wei,li@example.com,North,Rep,Ana Novak,Terminated\n"
                       "U3,Big,Boss,boss@example.com,South,Manager,Li Wei,Active\n"
                       "U4,Jo,Smith,jo@example.com,South,Rep,Jo Smith,Active\n");
  g_assert_true (fixture_import (&f, path, NULL));
  fixture_counts (&f, 0, 3, 1, 0, 0, 0); /* Ana was there by name */
  g_assert_cmpint (fixture_warning (&f, 0, "manager-cycle", "Manager"), ==, 2);
  ana = fixture_record (&f, "member", "name", "Ana Novak");
  boss = fixture_record (&f, "member", "name", "Big Boss");
  cyclic = fixture_record (&f, "member", "name", "Li Wei");
  smith = fixture_record (&f, "member", "name", "Jo Smith");
  g_assert_cmpint (sb_record_int (ana, "active", 0), ==, 1);
  g_assert_cmpint (sb_record_int (ana, "manager", 0), ==, boss->id);
  g_assert_cmpint (sb_record_int (boss, "manager", 0), ==, 0);
  g_assert_cmpint (sb_record_int (smith, "manager", 0), ==, 0);
  g_assert_cmpint (sb_record_int (cyclic, "active", 1), ==, 0);
  g_assert_cmpint (fixture_count (&f, "membership"), ==, 4);
  g_assert_cmpint (fixture_count (&f, "team"), ==, 2);
  again (&f, path, NULL);
  fixture_tear_down (&f);
}

static void
test_wide_targets (void)
{
  Fixture f;
  g_autofree char *path = NULL;
  g_autoptr (SbRecord) goal = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "targets.csv",
                       "Sales Person,2026-01,2026-02,2026-03,2026-04,Total\n"
                       "Ana Novak,100,110,,130,340\nLi Wei,200,210,220,230,860\n");
  g_assert_true (fixture_import (&f, path, NULL));
  fixture_counts (&f, 0, 2, 0, 0, 0, 0);
  g_assert_cmpint (fixture_file_report (&f, 0)->records, ==, 7);
  g_assert_cmpint (fixture_also (&f, "goal"), ==, 2);
  g_assert_cmpint (fixture_count (&f, "goal_stage"), ==, 7);
  goal = fixture_record (&f, "goal", "title", "Ana Novak 2026");
  g_assert_cmpint (sb_record_int (goal, "target", 0), ==, 34000);
  g_assert_cmpstr (sb_record_text (goal, "start_on"), ==, "2026-01-01");
  again (&f, path, NULL);
  fixture_tear_down (&f);
}

static void
test_training (void)
{
  Fixture f;
  g_autofree char *path = NULL;
  g_autoptr (SbRecord) session = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "training.csv",
                       "Employee,Course,Date,Outcome,Trainer,Days,Cost,Expires On\n"
                       "Ana Novak,Negotiation,2026-02-20,Passed,Tom,2,100.00,2027-02-20\n"
                       "Li Wei,Negotiation,2026-02-20,Absent,Tom,2,150.00,\n");
  g_assert_true (fixture_import (&f, "--type", "training", "--map", "Employee=training.member", "--map",
                                 "Course=training.course", "--map", "Date=training.on", "--map",
                                 "Outcome=training.outcome", "--map", "Trainer=training.trainer", "--map",
                                 "Days=training.days", "--map", "Cost=training.cost", "--map",
                                 "Expires On=training.expires_on", path, NULL));
  fixture_counts (&f, 0, 2, 0, 0, 0, 0);
  g_assert_cmpint (fixture_count (&f, "course"), ==, 1);
  g_assert_cmpint (fixture_count (&f, "course_session"), ==, 1);
  g_assert_cmpint (fixture_count (&f, "attendance"), ==, 2);
  g_assert_cmpint (fixture_count (&f, "certificate"), ==, 1);
  session = fixture_record (&f, "course_session", "trainer", "Tom");
  g_assert_cmpint (sb_record_int (session, "cost", 0), ==, 25000);
  g_assert_cmpstr (sb_record_text (session, "end_on"), ==, "2026-02-21");
  again (&f, path, "training");
  fixture_tear_down (&f);
}

static void
test_member_feedback (void)
{
  Fixture f;
  g_autofree char *path = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "survey.csv",
                       "Employee,Survey Date,Engagement Score,Satisfaction Score\nAna Novak,2026-02-20,4,5\nLi Wei,2026-02-21,2,3\n");
  g_assert_true (fixture_import (&f, "--type", "feedback", "--map", "Employee=feedback.member", "--map",
                                 "Survey Date=feedback.on", "--map", "Engagement Score=feedback.score", path, NULL));
  fixture_counts (&f, 0, 2, 0, 0, 0, 0);
  g_assert_cmpint (fixture_count (&f, "survey"), ==, 1);
  g_assert_cmpint (fixture_count (&f, "survey_response"), ==, 2);
  g_assert_cmpint (fixture_count (&f, "survey_question"), ==, 2);
  g_assert_cmpint (fixture_count (&f, "survey_answer"), ==, 4);
  g_assert_cmpint (fixture_count (&f, "feedback"), ==, 0);
  again (&f, path, "feedback");
  fixture_tear_down (&f);
}

static void
test_orders (void)
{
  Fixture f;
  g_autofree char *path = NULL, *second = NULL;
  g_autoptr (SbRecord) order = NULL, more = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "orders.csv",
                       "Order No,Customer,Order Date,Product,Quantity,Unit Price,Amount,Received\n"
                       "O1,Harbour,2026-01-05,Crane,2,10.00,20.00,5.00\nO1,Harbour,2026-01-05,Rope,3,1.50,4.50,\n"
                       "O2,Meyer,2026-01-06,Rope,3,1.50,,\n");
  g_assert_true (fixture_import (&f, "--type", "order", "--map", "Received=order.received", path, NULL));
  fixture_counts (&f, 0, 3, 0, 0, 0, 0);
  g_assert_cmpint (fixture_count (&f, "sales_order"), ==, 2);
  g_assert_cmpint (fixture_count (&f, "order_line"), ==, 3);
  g_assert_cmpint (fixture_count (&f, "payment"), ==, 1);
  order = fixture_record (&f, "sales_order", "number", "O1");
  g_assert_cmpint (sb_record_int (order, "amount", 0), ==, 2450);
  g_clear_pointer (&order, sb_record_free);
  order = fixture_record (&f, "sales_order", "number", "O2");
  g_assert_cmpint (sb_record_int (order, "amount", 0), ==, 450); /* 3 × 1.50 */
  again (&f, path, "order");
  second = fixture_file (&f, "orders2.csv",
                         "Order No,Customer,Order Date,Product,Quantity,Unit Price,Amount,Received\n"
                         "O1,Harbour,2026-01-05,Crane,2,10.00,20.00,20.00\nO1,Harbour,2026-01-05,Rope,3,1.50,4.60,\n");
  g_assert_true (fixture_import (&f, "--type", "order", "--map", "Received=order.received", second, NULL));
  more = fixture_record (&f, "sales_order", "number", "O1");
  g_assert_cmpint (sb_record_int (more, "amount", 0), ==, 2460);
  g_assert_cmpint (fixture_count (&f, "payment"), ==, 1);
  fixture_tear_down (&f);
}

static void
test_leads (void)
{
  Fixture f;
  g_autofree char *path = NULL;
  g_autoptr (SbRecord) lead = NULL, pipeline = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "leads.csv",
                       "Record Id,Lead Owner,Company,First Name,Last Name,Email,Phone,Lead Source,Lead Status\n"
                       "zcrm_1,Ana Novak,Harbour,Jo,Smith,jo@example.com,1,Web,Contacted\n");
  g_assert_true (fixture_import (&f, path, NULL));
  fixture_counts (&f, 0, 1, 0, 0, 0, 0);
  g_assert_cmpstr (fixture_file_report (&f, 0)->type, ==, "lead");
  lead = fixture_record (&f, "deal", "name", "Jo Smith – Harbour");
  pipeline = sb_reader_get (sb_workspace_get_reader (f.workspace), sb_record_type_find ("pipeline"),
                            (gint32) sb_record_int (lead, "pipeline", 0), NULL);
  g_assert_cmpstr (sb_record_text (pipeline, "object"), ==, "lead");
  again (&f, path, NULL);
  fixture_tear_down (&f);
}

static GPtrArray *
visits_of (Fixture *f, const char *deal_name)
{
  SbReader *reader = sb_workspace_get_reader (f->workspace);
  g_autoptr (SbRecord) deal = fixture_record (f, "deal", "name", deal_name);
  const SbRecordType *type = sb_record_type_find ("stage_visit");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;

  sb_query_where (query, "deal", SB_QUERY_EQUAL, sb_value_int (deal->id));
  sb_query_sort (query, "seq", FALSE);
  ids = sb_reader_ids (reader, query, NULL, NULL);
  return sb_reader_load (reader, type, (const gint32 *) (gpointer) ids->data, ids->len, NULL);
}

static void
check_visit (GPtrArray *visits, guint at, const char *entered, const char *left, const char *outcome)
{
  const SbRecord *visit = g_ptr_array_index (visits, at);

  g_assert_cmpstr (sb_record_text (visit, "entered_on"), ==, entered);
  g_assert_cmpstr (sb_record_text (visit, "left_on"), ==, left);
  g_assert_cmpstr (sb_record_text (visit, "outcome"), ==, outcome);
}

static void
test_stage_changes (void)
{
  Fixture f;
  g_autofree char *deals = NULL, *changes = NULL, *more = NULL;
  g_autoptr (GPtrArray) visits = NULL;

  fixture_set_up (&f, NULL);
  deals = fixture_file (&f, "deals.csv",
                        "Deal ID,Deal Name,Stage,Amount,Created Date\nD1,Crane,Negotiation/Review,5,2026-01-05\n");
  changes = fixture_file (&f, "stage_history.csv",
                          "Deal ID,Stage,Changed At\nD1,Negotiation/Review,2026-02-10\nD1,Prospecting,2026-01-05\n"
                          "D1,Needs Analysis,2026-01-20\n");
  g_assert_true (fixture_import (&f, deals, NULL));
  g_assert_true (fixture_import (&f, "--type", "stage_change", "--map", "Deal ID=stage_change.deal.id", "--map",
                                 "Changed At=stage_change.at", changes, NULL));
  fixture_counts (&f, 0, 3, 0, 0, 0, 0);
  visits = visits_of (&f, "Crane");
  g_assert_cmpuint (visits->len, ==, 3);
  check_visit (visits, 0, "2026-01-05", "2026-01-20", "advanced");
  check_visit (visits, 1, "2026-01-20", "2026-02-10", "advanced");
  check_visit (visits, 2, "2026-02-10", NULL, "open");
  again (&f, changes, "stage_change");
  more = fixture_file (&f, "later.csv", "Deal ID,Stage,Changed At\nD1,Closed Lost,2026-03-01\n");
  g_assert_true (fixture_import (&f, "--type", "stage_change", "--map", "Deal ID=stage_change.deal.id", "--map",
                                 "Changed At=stage_change.at", more, NULL));
  g_clear_pointer (&visits, g_ptr_array_unref);
  visits = visits_of (&f, "Crane");
  g_assert_cmpuint (visits->len, ==, 3);
  check_visit (visits, 2, "2026-02-10", "2026-03-01", "lost");
  fixture_tear_down (&f);
}

static void
test_entered (void)
{
  Fixture f;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) visits = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "hubspot.csv",
                       "Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Pipeline,"
                       "\"Date entered \"\"Appointment Scheduled (Sales)\"\"\",\"Date exited \"\"Appointment Scheduled (Sales)\"\"\","
                       "\"Date entered \"\"Contract Sent (Sales)\"\"\"\n"
                       "1,Crane,Contract Sent,100,2026-05-01,2026-01-05,Sales,2026-01-05,2026-01-20,2026-01-20\n"
                       "2,Lift,Appointment Scheduled,100,2026-05-01,2026-01-07,Sales,2026-01-07,,\n");
  g_assert_true (fixture_import (&f, path, NULL));
  fixture_counts (&f, 0, 2, 0, 0, 0, 0);
  visits = visits_of (&f, "Crane");
  g_assert_cmpuint (visits->len, ==, 2);
  check_visit (visits, 0, "2026-01-05", "2026-01-20", "advanced");
  check_visit (visits, 1, "2026-01-20", NULL, "open");
  again (&f, path, NULL);
  fixture_tear_down (&f);
}

static void
test_continued (void)
{
  Fixture f;
  g_autofree char *path = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "odoo.csv",
                       "External ID,Opportunity,Salesperson,Stage,Expected Revenue,Expected Closing,Order Lines\n"
                       "x_1,Crane,Ana Novak,New,100,2026-05-01,Rope\n,,,,,,Hook\nx_2,Lift,Ana Novak,New,200,2026-06-01,\n");
  g_assert_true (fixture_import (&f, path, NULL));
  g_assert_cmpint (fixture_file_report (&f, 0)->counts.continued, ==, 1);
  fixture_counts (&f, 0, 2, 0, 0, 0, 0);
  again (&f, path, NULL);
  fixture_tear_down (&f);
}

static void
test_references (void)
{
  Fixture f;
  g_autofree char *products = NULL, *deals = NULL, *accounts = NULL;
  g_autoptr (SbRecord) crane = NULL, product = NULL, deal = NULL;

  fixture_set_up (&f, NULL);
  products = fixture_file (&f, "products.csv", "Product,Series,Price\nGTX Pro,GTX,100\n");
  accounts = fixture_file (&f, "accounts.csv",
                           "Account ID,Account Name,Industry,Employees\nA1,ACME,x,1\nA2,ACME,y,2\nA3,Other,z,3\n");
  deals = fixture_file (&f, "deals.csv",
                        "Deal ID,Deal Name,Stage,Amount,Account Name,Account ID,Product,Competitor,Lost Reason,Contact Name\n"
                        "D1,Crane,Closed Lost,5,ACME,A2,GTXPro,Rival,Price,Jo Smith\n"
                        "D2,Lift,Prospecting,5,ACME,,GTX Pro,,,\nD3,Belt,Prospecting,5,Nova,,,,,\n");
  g_assert_true (fixture_import (&f, products, accounts, deals, NULL));
  crane = fixture_record (&f, "deal", "name", "Crane");
  product = fixture_record (&f, "product", "name", "GTX Pro");
  g_assert_cmpint (sb_record_int (crane, "product", 0), ==, product->id);
  {
    g_autoptr (SbRecord) account = sb_reader_get (sb_workspace_get_reader (f.workspace), sb_record_type_find ("account"),
                                                  (gint32) sb_record_int (crane, "account", 0), NULL);

    g_assert_cmpstr (sb_record_text (account, "industry"), ==, "y"); /* by id, not by name */
  }
  deal = fixture_record (&f, "deal", "name", "Lift");
  g_assert_cmpint (sb_record_int (deal, "account", 0), ==, 0); /* two are called so */
  g_assert_cmpint (fixture_warning (&f, 2, "reference-folded", "Product"), ==, 1);
  g_assert_cmpint (fixture_warning (&f, 2, "reference-ambiguous", NULL), ==, 1);
  g_assert_cmpint (fixture_warning (&f, 2, "reference-missing", "Contact Name"), ==, 1);
  g_assert_cmpint (fixture_count (&f, "product"), ==, 1);
  g_assert_cmpint (fixture_count (&f, "deal_competitor"), ==, 1);
  g_assert_cmpint (fixture_also (&f, "competitor"), ==, 1);
  g_assert_cmpint (fixture_also (&f, "account"), ==, 1);
  fixture_tear_down (&f);
}

static void
test_hostile (void)
{
  Fixture f;
  g_autofree char *path = NULL, *before = NULL, *after = NULL;
  g_autoptr (SbRecord) deal = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "deals.csv",
                       "Deal ID,Deal Name,Stage,Amount,Account Name\n"
                       "1,'=1+1,Prospecting,5,'@cmd\n2,\"<b>a & b</b>\",Prospecting,5,\"; DROP TABLE deal; --\"\n"
                       "3,\"\xe2\x80\xae" "evil\",Prospecting,5,\" outer \"\n4,\"two\nlines\",Prospecting,5,%s%n\n");
  before = fixture_dump (&f);
  g_assert_true (fixture_import (&f, path, NULL));
  fixture_counts (&f, 0, 4, 0, 0, 0, 0);
  deal = fixture_record (&f, "deal", "name", "=1+1");
  g_clear_pointer (&deal, sb_record_free);
  deal = fixture_record (&f, "deal", "name", "two\nlines");
  fixture_undo (&f);
  after = fixture_dump (&f);
  fixture_assert_same (before, after);
  fixture_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-types/members", test_members);
  g_test_add_func ("/import-types/wide-targets", test_wide_targets);
  g_test_add_func ("/import-types/training", test_training);
  g_test_add_func ("/import-types/member-feedback", test_member_feedback);
  g_test_add_func ("/import-types/orders", test_orders);
  g_test_add_func ("/import-types/leads", test_leads);
  g_test_add_func ("/import-types/stage-changes", test_stage_changes);
  g_test_add_func ("/import-types/entered", test_entered);
  g_test_add_func ("/import-types/continued", test_continued);
  g_test_add_func ("/import-types/references", test_references);
  g_test_add_func ("/import-types/hostile", test_hostile);
  return g_test_run ();
}
