/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first pass says of whole files: encodings, header rows, footers, wide tables, keys, twins, questions. */
#include "profile-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define DEALS "Deal ID,Deal Name,Stage,Amount,Close Date,Owner\n"

static gsize
convert (const char *text, const char *encoding, char **bytes)
{
  gsize length;

  *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);
  g_assert_nonnull (*bytes);
  return length;
}

/* ---- encodings --------------------------------------------------------------------------------------------------- */

static void
test_encodings (void)
{
  static const struct {
    const char *text, *encoding, *name;
  } cases[] = {
    { "商机名称,金额,商机阶段\n甲,1,谈判\n", "GB18030", "GB18030" },
    { "商机名称,金额,商机阶段\n甲,1,谈判\n", "UTF-8", "UTF-8" },
    { "Deal Name,Amount,Stage\nSociété Générale,1,Prospecté\nMüller Café,2,Größe\n", "CP1252", "WINDOWS-1252" },
    { "Deal Name,Amount,Stage\nA,1,B\n", "UTF-8", "US-ASCII" },
    { "Deal Name,Amount,Stage\n北京市海淀区中关村有限公司,1,合同谈判\n上海浦东新区张经理,2,需求确认\n", "GB18030", "GB18030" },
    { "Deal Name,Amount,Stage\n台灣積體電路製造股份有限公司,1,報價\n國泰人壽保險,2,談判\n", "CP950", "BIG5" },
    { "Deal Name,Amount,Stage\n서울특별시 강남구 영업부,1,견적서 제출\n고객 담당자 이름,2,계약\n", "CP949", "EUC-KR" },
    { "Deal Name,Amount,Stage\n株式会社ひらがなカタカナ,1,てすと\nさくら,2,ほん\n", "CP932", "SHIFT_JIS" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length = convert (cases[i].text, cases[i].encoding, &bytes);
      g_autoptr (SbFileProfile) profile = fixture_profile ("deals.csv", bytes, (gssize) length, NULL);

      g_assert_cmpstr (profile->encoding.name, ==, cases[i].name);
      g_assert_false (profile->encoding.unsure);
      g_assert_cmpuint (profile->n_columns, ==, 3);
    }
}

static void
test_marks (void)
{
  static const char * const encodings[] = { "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *with = NULL, *without = NULL;
      gsize n = convert ("\xEF\xBB\xBF" DEALS "1,甲,Won,5,2026-01-02,x\n", encodings[i], &with);
      gsize m = convert (DEALS "1,Alpha,Won,5,2026-01-02,x\n", encodings[i], &without);
      g_autoptr (SbFileProfile) marked = fixture_profile ("deals.csv", with, (gssize) n, NULL);

      g_assert_cmpstr (marked->encoding.name, ==, encodings[i]);
      g_assert_true (marked->encoding.bom);
      g_assert_cmpuint (marked->n_rows, ==, 1);
      fixture_assert_clean (marked);
      if (i < 2)
        {
          g_autoptr (SbFileProfile) bare = fixture_profile ("deals.csv", without, (gssize) m, NULL);
          SbImportIssue *issue = sb_import_issues_find (bare->issues, SB_ISSUE_ENCODING_UNSURE, NULL);

          g_assert_nonnull (issue);
          g_assert_cmpstr (issue->choices[0], ==, encodings[i]);
        }
    }
}

static void
test_golden_bytes (void)
{
  static const char bytes[] = "\xC9\xCC\xBB\xFA\xC3\xFB\xB3\xC6,\xBD\xF0\xB6\xEE\n\xBC\xD7,1\n";
  g_autoptr (SbFileProfile) profile = fixture_profile ("a.csv", bytes, -1, NULL);

  g_assert_cmpstr (profile->encoding.name, ==, "GB18030");
  g_assert_cmpstr (profile->columns[0].header, ==, "商机名称");
}

/* UTF-8 that holds for more records than it fails for stays UTF-8; the others are rejected one by one. */
static void
test_broken_utf8 (void)
{
  g_autoptr (SbFileProfile) profile =
      fixture_profile ("a.csv",
                       DEALS "1,é,Won,5,2026-01-02,x\n2,é,Won,5,2026-01-02,x\n3,\xE9,Won,5,2026-01-02,x\n", -1, NULL);

  g_assert_cmpstr (profile->encoding.name, ==, "UTF-8");
  g_assert_cmpuint (profile->n_rows, ==, 3);
  g_assert_cmpuint (profile->n_broken, ==, 1);
}

static void
test_encoding_option (void)
{
  SbImportOptions *wrong = fixture_options (), *unknown = fixture_options ();

  wrong->encoding = g_strdup ("SHIFT_JIS");
  unknown->encoding = g_strdup ("KLINGON");
  g_autoptr (SbFileProfile) failed = fixture_profile ("a.csv", DEALS "1,\xFF\xFE,Won,5,2026-01-02,x\n", -1, wrong);
  g_autoptr (SbFileProfile) named = fixture_profile ("a.csv", DEALS "1,a,Won,5,2026-01-02,x\n", -1, unknown);

  g_assert_true (fixture_has (failed, SB_ISSUE_ENCODING_FAILED, NULL));
  g_assert_true (fixture_has (named, SB_ISSUE_ENCODING_UNKNOWN, NULL));
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static void
test_title_and_footer (void)
{
  g_autoptr (SbFileProfile) profile = fixture_profile ("report.csv",
    "Pipeline report,,,,,\nprinted for sales,,,,,\n\n" DEALS
    "1,A,Won,5,2026-01-02,x\n2,B,Won,6,2026-01-03,x\nSubtotal,,,11,,\n3,Total Fitness,Won,7,2026-01-03,x\n"
    "Grand Totals (3 records),,,18,,\n\nConfidential Information - Do Not Distribute,,,,,\nCopyright 2026,,,,,\n", -1,
    NULL);

  fixture_assert_clean (profile);
  g_assert_cmpuint (profile->header_row, ==, 4);
  g_assert_cmpuint (profile->title_rows, ==, 2);
  g_assert_cmpuint (profile->n_rows, ==, 4);
  g_assert_cmpuint (profile->n_subtotals, ==, 1);
  g_assert_cmpuint (profile->last_row, ==, 8);
  g_assert_true (fixture_has (profile, SB_ISSUE_FOOTER_CUT, NULL));
  g_assert_true (fixture_has (profile, SB_ISSUE_SUBTOTAL_ROW, NULL));
  g_assert_true (fixture_has (profile, SB_ISSUE_HEADER_TITLE_ROWS, NULL));
}

/* Single-cell records behind a blank one are data when data follows. */
static void
test_no_footer (void)
{
  g_autoptr (SbFileProfile) profile =
      fixture_profile ("a.csv", DEALS "1,A,Won,5,2026-01-02,x\n\n2,,,,,\n3,C,Won,7,2026-01-03,x\n", -1, NULL);

  g_assert_cmpuint (profile->n_rows, ==, 3);
  g_assert_false (fixture_has (profile, SB_ISSUE_FOOTER_CUT, NULL));
}

/* The reader hands out what the profile counted, with the same numbers. */
static void
test_row_reader (void)
{
  g_autoptr (SbFileProfile) profile = fixture_profile ("a.csv",
    DEALS "1,A,Won,5,2026-01-02,x\n2,B\n3,C,Won,7,2026-01-03,x,surplus\n4,D,Won,7,2026-01-03,x,,\n"
    "5,\"E\"junk,Won,7,,\nTotal,,,26,,\n", -1, NULL);
  g_autoptr (SbRowReader) reader = sb_row_reader_new (profile, NULL);
  SbIssueCode codes[] = { SB_ISSUE_NONE, SB_ISSUE_NONE, SB_ISSUE_ROW_LONG, SB_ISSUE_NONE, SB_ISSUE_QUOTE_JUNK };
  SbImportRow row;
  guint n = 0;

  for (; sb_row_reader_next (reader, &row, NULL); n++)
    {
      g_assert_cmpuint (row.record.number, ==, n + 2);
      g_assert_cmpint (row.record.error, ==, codes[n]);
      g_assert_cmpuint (row.record.n_cells, >=, profile->n_columns);
      g_assert_cmpint (row.is_short, ==, n == 1);
    }
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (profile->n_rows, ==, 5);
  g_assert_cmpuint (profile->n_broken, ==, 2);
  g_assert_true (fixture_has (profile, SB_ISSUE_ROW_SHORT, NULL));
}

static void
test_continued (void)
{
  g_autoptr (SbFileProfile) odoo = fixture_profile ("odoo.csv",
    "External ID,Opportunity,Salesperson,Expected Revenue,Expected Closing,Stage,Tags\n"
    "a,One,x,5,2026-01-02,New,t1\n,,,,,,t2\nb,Two,y,6,2026-01-03,New,t3\n", -1, NULL);
  g_autoptr (SbRowReader) reader = sb_row_reader_new (odoo, NULL);
  SbImportRow row;
  guint continued = 0;

  g_assert_cmpuint (odoo->n_continued, ==, 1);
  while (sb_row_reader_next (reader, &row, NULL))
    continued += row.kind == SB_ROW_CONTINUED;
  g_assert_cmpuint (continued, ==, 1);
}

static void
test_fill_down (void)
{
  const char *text = "Owner,Deal Name,Stage,Amount\nAnn,A,Won,1\n,B,Won,2\n,C,Won,3\nBob,D,Won,4\n,E,Won,5\n,F,Won,6\n";
  SbImportOptions *options = fixture_options ();
  g_autoptr (SbFileProfile) plain = fixture_profile ("a.csv", text, -1, NULL);
  g_autoptr (SbFileProfile) filled = NULL;
  g_autoptr (SbRowReader) reader = NULL;
  g_autoptr (GString) owners = g_string_new (NULL);
  SbImportRow row;

  g_assert_true (fixture_has (plain, SB_ISSUE_BLANK_RUNS, "Owner"));
  g_ptr_array_add (options->fill_down, g_strdup ("Owner"));
  filled = fixture_profile ("a.csv", text, -1, options);
  g_assert_false (fixture_has (filled, SB_ISSUE_BLANK_RUNS, "Owner"));
  reader = sb_row_reader_new (filled, NULL);
  while (sb_row_reader_next (reader, &row, NULL))
    g_string_append (owners, row.record.cells[0].text);
  g_assert_cmpstr (owners->str, ==, "AnnAnnAnnBobBobBob");
}

static void
test_deleted (void)
{
  g_autoptr (SbFileProfile) profile = fixture_profile ("Opportunity.csv",
    "Id,IsDeleted,Name,StageName,Amount,CloseDate\n1,false,A,Won,1,2026-01-02\n2,true,B,Won,1,2026-01-02\n", -1, NULL);

  g_assert_cmpstr (profile->source, ==, "salesforce-api");
  g_assert_cmpuint (profile->n_deleted, ==, 1);
  g_assert_cmpuint (profile->n_rows, ==, 2);
}

/* ---- files that are none ----------------------------------------------------------------------------------------- */

static void
test_refused (void)
{
  static const struct {
    const char *text;
    gssize      length;
    SbIssueCode code;
  } cases[] = {
    { "", 0, SB_ISSUE_EMPTY_FILE },
    { "\xEF\xBB\xBF", 3, SB_ISSUE_EMPTY_FILE },
    { "\n\n,,\n", -1, SB_ISSUE_EMPTY_FILE },
    { DEALS, -1, SB_ISSUE_NO_ROWS },
    { "alpha,beta,gamma\nx,y,z\n", -1, SB_ISSUE_TYPE_UNKNOWN },
    { "qux,quux,quuz\n", -1, SB_ISSUE_NO_ROWS },
    { "a\0b\0c,\0\0\0d\ne,f\n", 15, SB_ISSUE_NOT_TEXT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbFileProfile) profile = fixture_profile ("a.csv", cases[i].text, cases[i].length, NULL);

      if (!fixture_has (profile, cases[i].code, NULL))
        g_error ("case %u: no %s", (guint) i, sb_issue_code_name (cases[i].code));
    }
}

static void
test_disguised (void)
{
  static const struct {
    const char *text;
    gsize       length;
    SbIssueCode code;
  } cases[] = {
    { "<html><table>", 13, SB_ISSUE_LOOKS_LIKE_HTML },
    { " <!DOCTYPE html>", 16, SB_ISSUE_LOOKS_LIKE_HTML },
    { "{\"deals\": []}", 13, SB_ISSUE_LOOKS_LIKE_JSON },
    { "[{\"id\": 1}]", 11, SB_ISSUE_LOOKS_LIKE_JSON },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 a workbook", 19, SB_ISSUE_LOOKS_LIKE_XLS },
    { "%PDF-1.7", 8, SB_ISSUE_NOT_TEXT },
    { "PK\3\4 no archive", 15, SB_ISSUE_CANNOT_OPEN },
  };
  g_autofree char *folder = g_dir_make_tmp ("exchange-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "deals.csv", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbFileProfile) profile = NULL;

      g_assert_true (g_file_set_contents (path, cases[i].text, (gssize) cases[i].length, NULL));
      profile = fixture_profile_path (path, NULL);
      if (!fixture_has (profile, cases[i].code, NULL))
        g_error ("case %u: no %s", (guint) i, sb_issue_code_name (cases[i].code));
    }
  g_unlink (path);
  g_rmdir (folder);
}

/* 2,011 columns work, 4,097 are refused. */
static void
test_many_columns (void)
{
  for (guint n = 2011; n <= 4097; n += 2086)
    {
      g_autoptr (GString) text = g_string_new ("Deal ID,Deal Name,Stage,Amount");
      g_autoptr (SbFileProfile) profile = NULL;

      for (guint i = 4; i < n; i++)
        g_string_append_printf (text, ",Custom %u", i);
      g_string_append (text, "\n1,A,Won,5");
      for (guint i = 4; i < n; i++)
        g_string_append_printf (text, ",v%u", i);
      g_string_append_c (text, '\n');
      profile = fixture_profile ("a.csv", text->str, (gssize) text->len, NULL);
      g_assert_cmpint (fixture_has (profile, SB_ISSUE_TOO_MANY_COLUMNS, NULL), ==, n > 4096);
      if (n <= 4096)
        {
          fixture_assert_clean (profile);
          g_assert_cmpuint (profile->n_columns, ==, n);
        }
    }
}

/* ---- columns ----------------------------------------------------------------------------------------------------- */

static void
test_no_header (void)
{
  SbImportOptions *options = fixture_options ();
  g_autoptr (SbFileProfile) asked = fixture_profile ("a.csv", "1,2026-01-02,5.50\n2,2026-01-03,6.50\n", -1, NULL);
  g_autoptr (SbFileProfile) told = NULL;

  g_assert_true (fixture_has (asked, SB_ISSUE_NO_HEADER, NULL));
  options->type = g_strdup ("order");
  options->header = 0;
  sb_import_options_add_map (options, "#1=order.order_no");
  sb_import_options_add_map (options, "#2=order.ordered_on");
  sb_import_options_add_map (options, "#3=order.amount");
  told = fixture_profile ("a.csv", "1,2026-01-02,5.50\n2,2026-01-03,6.50\n", -1, options);
  fixture_assert_clean (told);
  g_assert_cmpuint (told->n_rows, ==, 2);
  g_assert_cmpint (told->decimal, ==, '.');
}

static void
test_twins (void)
{
  g_autoptr (SbFileProfile) equal =
      fixture_profile ("a.csv", "Deal ID,Stage,Amount,Deal Amount\n1,Won,5,5\n2,Won,6,6\n", -1, NULL);
  g_autoptr (SbFileProfile) differ =
      fixture_profile ("a.csv", "Deal ID,Stage,Amount,Deal Amount\n1,Won,5,5\n2,Won,6,7\n", -1, NULL);
  g_autoptr (SbFileProfile) repeated =
      fixture_profile ("a.csv", "Deal ID,Stage,Amount,Region,Region\n1,Won,5,a,b\n", -1, NULL);
  g_autofree char *second = fixture_target (repeated, "Region#2");
  SbImportIssue *issue = sb_import_issues_find (differ->issues, SB_ISSUE_HEADER_DUPLICATE, "Amount");

  fixture_assert_clean (equal);
  g_assert_nonnull (issue);
  g_assert_cmpstr (issue->choices[1], ==, "Deal Amount");
  g_assert_cmpstr (second, ==, "extra");
}

static void
test_units (void)
{
  g_autoptr (SbFileProfile) profile =
      fixture_profile ("a.csv", "商机名称,商机阶段,商机金额（万元）,赢率(%)\n甲,谈判,12.5,40\n", -1, NULL);
  SbCellContext context = { .profile = profile, .fiscal = SB_FISCAL_DEFAULT };
  g_autoptr (SbRowReader) reader = sb_row_reader_new (profile, NULL);
  SbImportRow row;
  SbImportCell cell;

  g_assert_true (fixture_has (profile, SB_ISSUE_UNIT_FROM_HEADER, "商机金额（万元）"));
  g_assert_true (sb_row_reader_next (reader, &row, NULL));
  sb_import_cell_read (&context, 2, &row, &cell);
  g_assert_cmpint (cell.i, ==, 12500000);
  g_assert_cmpstr (cell.currency, ==, "CNY");
  sb_import_cell_read (&context, 3, &row, &cell);
  g_assert_cmpint (cell.i, ==, 400000);
}

static void
test_currency (void)
{
  g_autoptr (SbFileProfile) profile = fixture_profile ("a.csv",
    "Deal ID,Stage,Amount,Currency\n1,Won,$5.00,EUR\n2,Won,500,JPY\n3,Won,5.00,\n4,Won,5.00,XQZ\n5,Won,$7.00,\n", -1,
    NULL);
  SbCellContext context = { .profile = profile, .fiscal = SB_FISCAL_DEFAULT };
  g_autoptr (SbRowReader) reader = sb_row_reader_new (profile, NULL);
  SbImportRow row;
  SbImportCell cells[5];

  for (guint i = 0; sb_row_reader_next (reader, &row, NULL); i++)
    sb_import_cell_read (&context, 2, &row, &cells[i]);
  g_assert_cmpstr (cells[0].currency, ==, "EUR");
  g_assert_true (cells[0].sign_differs);
  g_assert_cmpstr (cells[1].currency, ==, "JPY");
  g_assert_cmpint (cells[1].i, ==, 500);
  g_assert_cmpstr (cells[2].currency, ==, "CNY");
  g_assert_cmpint (cells[3].error, ==, SB_ISSUE_BAD_CURRENCY);
  g_assert_cmpstr (cells[4].currency, ==, "USD");
  g_assert_true (cells[4].currency_assumed);
}

static void
test_keys (void)
{
  g_autoptr (SbFileProfile) guessed =
      fixture_profile ("a.csv", "Deal Name,Stage,Amount,项目号\nA,Won,1,x1\nA,Won,1,x2\n", -1, NULL);
  g_autoptr (SbFileProfile) counter =
      fixture_profile ("a.csv", "No,Deal Name,Stage,Amount\n1,A,Won,1\n2,B,Won,1\n3,C,Won,1\n", -1, NULL);
  g_autoptr (SbFileProfile) constant =
      fixture_profile ("a.csv", "Deal ID,Deal Name,Stage,Amount\n7,A,Won,1\n7,B,Won,1\n", -1, NULL);
  g_autoptr (SbFileProfile) damaged = fixture_profile ("a.csv",
    "Deal ID,Deal Name,Stage,Amount\n4.87688E+18,A,Won,1\n4.87689E+18,B,Won,1\n", -1, NULL);
  g_autofree char *no = fixture_target (counter, "No");

  g_assert_cmpint (guessed->id_column, ==, 3);
  g_assert_true (fixture_has (guessed, SB_ISSUE_KEY_FROM_COLUMN, "项目号"));
  g_assert_cmpstr (no, ==, "extra");
  g_assert_cmpint (counter->id_column, ==, -1);
  g_assert_cmpint (constant->id_column, ==, -1);
  g_assert_cmpint (damaged->id_column, ==, -1);
  g_assert_true (fixture_has (damaged, SB_ISSUE_IDS_DAMAGED, "Deal ID"));
}

static void
test_wide (void)
{
  const char *text = "员工,部门,1月,2月,3月,合计\n甲,一部,1,2,3,6\n乙,二部,2,3,4,10\n";
  SbImportOptions *options = fixture_options ();
  g_autoptr (SbFileProfile) asked = fixture_profile ("目标.csv", text, -1, NULL);
  g_autoptr (SbFileProfile) named = fixture_profile ("目标2026.csv", text, -1, NULL);
  g_autoptr (SbFileProfile) told = NULL;

  g_assert_true (fixture_has (asked, SB_ISSUE_PERIOD_YEAR, NULL));
  g_assert_true (fixture_has (asked, SB_ISSUE_TOTAL_DIFFERS, "合计"));
  fixture_assert_clean (named);
  g_assert_true (named->wide);
  g_assert_cmpint (named->columns[2].period.start, ==, sb_date_from_ymd (2026, 1, 1));
  options->as_of = sb_date_from_ymd (2025, 6, 1);
  told = fixture_profile ("目标.csv", text, -1, options);
  g_assert_cmpint (told->columns[4].period.end, ==, sb_date_from_ymd (2025, 3, 31));
}

static void
test_stage_columns (void)
{
  g_autoptr (SbFileProfile) profile = fixture_profile ("hubspot.csv",
    "Record ID,Deal Name,Deal Stage,\"Date entered \"\"Closed Won (Sales Pipeline)\"\"\",\"Date exited \"\"Demo\"\"\"\n"
    "1,A,Closed Won,2026-01-02 10:00,2026-01-01 09:00\n", -1, NULL);

  g_assert_cmpstr (profile->source, ==, "hubspot");
  g_assert_cmpint (profile->columns[3].role, ==, SB_COLUMN_ENTERED);
  g_assert_cmpstr (profile->columns[3].stage, ==, "Closed Won");
  g_assert_cmpstr (profile->columns[3].pipeline, ==, "Sales Pipeline");
  g_assert_cmpint (profile->columns[4].role, ==, SB_COLUMN_EXITED);
  g_assert_cmpstr (profile->columns[4].stage, ==, "Demo");
  g_assert_null (profile->columns[4].pipeline);
}

static void
test_maps (void)
{
  SbImportOptions *options = fixture_options (), *wrong = fixture_options ();
  g_autoptr (SbFileProfile) profile = NULL, refused = NULL;
  g_autofree char *a = NULL, *b = NULL, *text = NULL;

  sb_import_options_add_map (options, "Weird=Name=deal.name");
  sb_import_options_add_map (options, "Region=");
  profile = fixture_profile ("a.csv", "Weird=Name,Stage,Amount,Region\nA,Won,1,x\n", -1, options);
  a = fixture_target (profile, "Weird=Name");
  b = fixture_target (profile, "Region");
  text = sb_file_profile_dup_mapping_text (profile);
  g_assert_cmpstr (a, ==, "deal.name");
  g_assert_cmpstr (b, ==, "ignored");
  g_assert_cmpstr (text, ==, "Weird=Name\tdeal.name\nRegion\t\n");
  sb_import_options_add_map (wrong, "Nowhere=deal.name");
  sb_import_options_add_map (wrong, "Stage=deal.nothing");
  refused = fixture_profile ("a.csv", "Deal Name,Stage,Amount,Region\nA,Won,1,x\n", -1, wrong);
  g_assert_true (fixture_has (refused, SB_ISSUE_MAP_UNKNOWN_HEADER, NULL));
  g_assert_true (fixture_has (refused, SB_ISSUE_MAP_UNKNOWN_FIELD, NULL));
}

static void
test_remembered (void)
{
  const char *text = "Kennung,Stufe,Betrag\nA,Won,1\n";
  SbImportOptions *first = fixture_options (), *again = fixture_options ();
  g_autoptr (SbFileProfile) taught = NULL, known = NULL;

  sb_import_options_add_map (first, "Kennung=deal.ext_id");
  sb_import_options_add_map (first, "Stufe=deal.stage");
  sb_import_options_add_map (first, "Betrag=deal.amount");
  taught = fixture_profile ("a.csv", text, -1, first);
  fixture_assert_clean (taught);
  again->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (again->remembered, sb_file_profile_dup_mapping_key (taught),
                       sb_file_profile_dup_mapping_text (taught));
  known = fixture_profile ("b.csv", text, -1, again);
  fixture_assert_clean (known);
  g_assert_cmpstr (known->type->name, ==, "deal");
  g_assert_cmpint (known->columns[2].by, ==, SB_MAPPED_REMEMBERED);
}

static void
test_as_of (void)
{
  const char *text = DEALS "1,A,Won,5,2026-01-02,x\n";
  g_autoptr (SbFileProfile) dashes = fixture_profile ("deals 2026-11-15.csv", text, -1, NULL);
  g_autoptr (SbFileProfile) digits = fixture_profile ("deals20261115.csv", text, -1, NULL);
  g_autoptr (SbFileProfile) none = fixture_profile ("deals2026111533.csv", text, -1, NULL);

  g_assert_cmpint (dashes->as_of, ==, sb_date_from_ymd (2026, 11, 15));
  g_assert_cmpint (digits->as_of, ==, sb_date_from_ymd (2026, 11, 15));
  g_assert_cmpstr (digits->as_of_from, ==, "name");
  g_assert_cmpstr (none->as_of_from, ==, "mtime");
}

/* Shuffling the rows changes no decision about a column. */
static void
test_shuffled_rows (void)
{
  static const char * const rows[] = {
    "1,A,Won,\"1.234,50\",03/04/2026,x", "2,B,Lost,\"1.234\",05/06/2026,y", "3,C,Open,12,25/12/2026,z",
    "4,D,Open,,,", "5,E,Won,\"0,5\",01/01/2026,x", "6,Total Fitness,Won,\"1.000.000\",11/11/2026,w",
  };
  g_autofree char *first = NULL;

  for (guint turn = 0; turn < G_N_ELEMENTS (rows); turn++)
    {
      g_autoptr (GString) text = g_string_new (DEALS);
      g_autoptr (GString) decided = g_string_new (NULL);
      g_autoptr (SbFileProfile) profile = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        g_string_append_printf (text, "%s\n", rows[(i * 5 + turn) % G_N_ELEMENTS (rows)]);
      profile = fixture_profile ("a.csv", text->str, -1, NULL);
      for (guint i = 0; i < profile->n_columns; i++)
        {
          const SbFileColumn *column = &profile->columns[i];

          g_string_append_printf (decided, "%d/%d/%d/%d/%d;", column->role, column->format.date_order,
                                  column->format.decimal, column->unique, column->all_filled);
        }
      g_string_append_printf (decided, "%u %d", (guint) profile->n_rows, profile->id_column);
      for (guint i = 0; i < profile->issues->len; i++)
        g_string_append_printf (decided, " %d", ((SbImportIssue *) g_ptr_array_index (profile->issues, i))->code);
      if (first == NULL)
        first = g_strdup (decided->str);
      g_assert_cmpstr (decided->str, ==, first);
    }
}

/* Damaged tables: no crash, no endless loop, and every pass sees the rows that were counted. */
static void
test_damage (void)
{
  static const char junk[] = ",;\t|\"\n\r \x1A\xEF\xBB\xBF\x80\xC9\xCC\xFF/-.%()$:T19";

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GString) text = g_string_new (DEALS);
      g_autoptr (SbFileProfile) profile = NULL;
      g_autoptr (SbRowReader) reader = NULL;
      SbImportRow row;
      guint64 rows = 0;

      for (guint j = 0; j < 6; j++)
        g_string_append_printf (text, "%u,\"Deal, %u\",Won,%u.50,2026-01-%02u,Ann\r\n", j, j, j * 1000, j + 1);
      for (guint j = 0; j < 1 + i % 12; j++)
        text->str[g_test_rand_int_range (0, (gint32) text->len)] = junk[g_test_rand_int_range (0, sizeof junk - 1)];
      profile = fixture_profile ("a.csv", text->str, (gssize) text->len, NULL);
      if (sb_import_issues_have (profile->issues, SB_ISSUE_LEVEL_ERROR))
        continue;
      reader = sb_row_reader_new (profile, NULL);
      while (sb_row_reader_next (reader, &row, NULL))
        rows++;
      g_assert_cmpuint (rows, ==, profile->n_rows);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-profile/encodings", test_encodings);
  g_test_add_func ("/file-profile/marks", test_marks);
  g_test_add_func ("/file-profile/golden-bytes", test_golden_bytes);
  g_test_add_func ("/file-profile/broken-utf8", test_broken_utf8);
  g_test_add_func ("/file-profile/encoding-option", test_encoding_option);
  g_test_add_func ("/file-profile/title-and-footer", test_title_and_footer);
  g_test_add_func ("/file-profile/no-footer", test_no_footer);
  g_test_add_func ("/file-profile/row-reader", test_row_reader);
  g_test_add_func ("/file-profile/continued", test_continued);
  g_test_add_func ("/file-profile/fill-down", test_fill_down);
  g_test_add_func ("/file-profile/deleted", test_deleted);
  g_test_add_func ("/file-profile/refused", test_refused);
  g_test_add_func ("/file-profile/disguised", test_disguised);
  g_test_add_func ("/file-profile/many-columns", test_many_columns);
  g_test_add_func ("/file-profile/no-header", test_no_header);
  g_test_add_func ("/file-profile/twins", test_twins);
  g_test_add_func ("/file-profile/units", test_units);
  g_test_add_func ("/file-profile/currency", test_currency);
  g_test_add_func ("/file-profile/keys", test_keys);
  g_test_add_func ("/file-profile/wide", test_wide);
  g_test_add_func ("/file-profile/stage-columns", test_stage_columns);
  g_test_add_func ("/file-profile/maps", test_maps);
  g_test_add_func ("/file-profile/remembered", test_remembered);
  g_test_add_func ("/file-profile/as-of", test_as_of);
  g_test_add_func ("/file-profile/shuffled-rows", test_shuffled_rows);
  g_test_add_func ("/file-profile/damage", test_damage);
  return g_test_run ();
}
