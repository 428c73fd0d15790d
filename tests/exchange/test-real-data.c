/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading against the facts of real files: encoding, delimiter, header row, columns, rows, date orders, exact sums.
 * Skipped without SB_REAL_DATA. */
#include "profile-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* "order #1=order.account …" as the command line would give it. */
static SbImportOptions *
options_for (const char *folder, const char *file)
{
  static const struct {
    const char *folder, *file, *type, *maps;
  } given[] = {
    { "cdnow", "cdnow.txt", "order", "#1=order.account #2=order.ordered_on #3=order.quantity #4=order.amount" },
    { "nps", "nps.csv", "feedback", "response=feedback.score" },
    { "olist_funnel", "leads.csv", "deal", "mql_id=deal.ext_id first_contact_date=deal.created_on" },
    { "olist_funnel", "closed_deals.csv", "deal", "mql_id=deal.ext_id won_date=deal.closed_on sr_id=deal.owner" },
    { "superstore", "superstore_eu.csv", "order", "" },
  };
  SbImportOptions *options = fixture_options ();

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    if (g_str_equal (given[i].folder, folder) && g_str_equal (given[i].file, file))
      {
        g_auto (GStrv) maps = g_strsplit (given[i].maps, " ", -1);

        options->type = g_strdup (given[i].type);
        for (guint j = 0; maps[j] != NULL; j++)
          if (*maps[j] != '\0')
            g_assert_true (sb_import_options_add_map (options, maps[j]));
      }
  return options;
}

static void
check_file (const char *folder, const char *file, JsonObject *facts)
{
  g_autofree char *path = g_build_filename (g_getenv ("SB_REAL_DATA"), folder, file, NULL);
  g_autoptr (SbFileProfile) profile = fixture_profile_path (path, options_for (folder, file));
  JsonArray *header = json_object_has_member (facts, "header") ? json_object_get_array_member (facts, "header") : NULL;

  g_assert_cmpstr (profile->encoding.sha256, ==, json_object_get_string_member (facts, "sha256"));
  g_assert_cmpstr (profile->encoding.name, ==, json_object_get_string_member (facts, "encoding"));
  g_assert_cmpint (profile->encoding.bom, ==, json_object_get_boolean_member (facts, "bom"));
  g_assert_cmpint (profile->header_row, ==, json_object_get_int_member (facts, "header_row"));
  g_assert_cmpint (profile->n_columns, ==, json_object_get_int_member (facts, "columns"));
  g_assert_cmpint (profile->n_rows, ==, json_object_get_int_member (facts, "data_rows"));
  g_assert_cmpint (profile->n_broken, ==, 0);
  if (profile->n_columns > 1)
    g_assert_cmpstr (sb_dialect_name (&profile->dialect), ==, json_object_get_string_member (facts, "delimiter"));
  for (guint i = 0; header != NULL && i < profile->n_columns; i++)
    g_assert_cmpstr (profile->columns[i].header, ==, json_array_get_string_element (header, i));
  fixture_assert_clean (profile);
}

static void
test_folder (gconstpointer data)
{
  const char *folder = data;
  g_autofree char *relative = g_build_filename (folder, "expected.json", NULL);
  g_autofree char *path = fixture_real (relative);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GList) names = NULL;
  JsonObject *files;

  if (path == NULL)
    return;
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  files = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "files");
  names = json_object_get_members (files);
  for (GList *at = names; at != NULL; at = at->next)
    check_file (folder, at->data, json_object_get_object_member (files, at->data));
}

static SbDateOrder
order_of (const SbFileProfile *profile, const char *column)
{
  for (guint i = 0; i < profile->n_columns; i++)
    if (g_str_equal (profile->columns[i].name, column))
      return profile->columns[i].format.date_order;
  return SB_DATE_ORDER_NONE;
}

static void
test_training_dates (void)
{
  g_autofree char *members = fixture_real ("hr_training/employee_data.csv");
  g_autofree char *survey = fixture_real ("hr_training/employee_engagement_survey_data.csv");
  g_autoptr (SbFileProfile) people = NULL, answers = NULL;

  if (members == NULL || survey == NULL)
    return;
  people = fixture_profile_path (members, NULL);
  answers = fixture_profile_path (survey, NULL);
  g_assert_cmpint (order_of (people, "StartDate"), ==, SB_DATE_ORDER_MDY);
  g_assert_cmpint (order_of (people, "ExitDate"), ==, SB_DATE_ORDER_MDY);
  g_assert_cmpint (order_of (people, "DOB"), ==, SB_DATE_ORDER_DMY);
  g_assert_cmpint (people->date_order, ==, SB_DATE_ORDER_MIXED);
  g_assert_cmpint (order_of (answers, "SurveyDate"), ==, SB_DATE_ORDER_DMY);
  g_assert_true (fixture_has (people, SB_ISSUE_DATE_MIXED_SEPARATORS, "DOB"));
  g_assert_true (fixture_has (answers, SB_ISSUE_DATE_MIXED_SEPARATORS, "SurveyDate"));
}

/* The sum of one money column in minor units, and how many cells were too fine for it. */
static gint64
sum_of (const SbFileProfile *profile, const char *field, guint64 *too_fine)
{
  SbCellContext context = { .profile = profile, .fiscal = SB_FISCAL_DEFAULT };
  g_autoptr (SbRowReader) reader = sb_row_reader_new (profile, NULL);
  int column = sb_file_profile_column (profile, field, FALSE);
  SbImportRow row;
  SbImportCell cell;
  gint64 sum = 0;

  *too_fine = 0;
  g_assert_cmpint (column, >=, 0);
  while (sb_row_reader_next (reader, &row, NULL))
    {
      sb_import_cell_read (&context, (guint) column, &row, &cell);
      *too_fine += cell.error == SB_ISSUE_NUMBER_TOO_FINE;
      if (cell.error == SB_ISSUE_NONE && !cell.empty)
        g_assert_true (sb_money_add (&sum, cell.i));
    }
  return sum;
}

static void
test_sums (void)
{
  g_autofree char *store = fixture_real ("superstore/superstore_eu.csv");
  g_autofree char *training = fixture_real ("hr_training/training_and_development_data.csv");
  g_autoptr (SbFileProfile) orders = NULL, courses = NULL;
  guint64 too_fine;

  if (store == NULL || training == NULL)
    return;
  orders = fixture_profile_path (store, options_for ("superstore", "superstore_eu.csv"));
  sum_of (orders, "amount", &too_fine);
  g_assert_cmpint (orders->decimal, ==, ',');
  g_assert_cmpuint (too_fine, ==, 4001);
  courses = fixture_profile_path (training, NULL);
  g_assert_cmpint (sum_of (courses, "cost", &too_fine), ==, 167588609);
}

int
main (int argc, char **argv)
{
  static const char * const folders[] = { "cdnow", "cn_sales_report", "crm_sales_opportunities", "hr_training",
                                          "ibm_win_loss", "nps", "olist_funnel", "superstore" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *name = g_strconcat ("/real-data/", folders[i], NULL);

      g_test_add_data_func (name, folders[i], test_folder);
    }
  g_test_add_func ("/real-data/training-dates", test_training_dates);
  g_test_add_func ("/real-data/sums", test_sums);
  return g_test_run ();
}
