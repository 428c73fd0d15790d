/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sb_reader_facts (): settings, calendar and rates, then one pass a table. What a column becomes is decided here; which
 * columns a table gives is in sb-facts-people.c and sb-facts-rows.c. No SQL computes anything: dates, rates and sums
 * are C. */
#include "store/sb-facts-private.h"

#include <stdlib.h>
#include <string.h>

#include "store/sb-reader-private.h"
#include "store/sb-setting.h"

const char *const sb_load_statuses[] = { "open", "won", "lost", "void", NULL };

SbDate
sb_load_date (SbStmt *stmt, int column)
{
  return sb_date_parse_iso (sb_stmt_text (stmt, column));
}

gint32
sb_load_int (SbStmt *stmt, int column, gint32 when_empty)
{
  gint64 value;

  if (sqlite3_column_type (stmt->stmt, column) == SQLITE_NULL)
    return when_empty;
  value = sqlite3_column_int64 (stmt->stmt, column);
  return (gint32) CLAMP (value, G_MININT32, G_MAXINT32);
}

gint32
sb_load_id (SbStmt *stmt, int column)
{
  return sqlite3_column_int (stmt->stmt, column);
}

const char *
sb_load_string (SbFactsLoad *load, SbStmt *stmt, int column)
{
  const char *text = sb_stmt_text (stmt, column);

  return g_string_chunk_insert (load->facts->strings, text != NULL ? text : "");
}

gint32
sb_load_intern (SbFactsLoad *load, GHashTable *index, GPtrArray *list, SbStmt *stmt, int column)
{
  const char *text = sb_stmt_text (stmt, column);
  char *kept;
  gint32 found;

  if (text == NULL || *text == '\0')
    return -1;
  found = GPOINTER_TO_INT (g_hash_table_lookup (index, text));
  if (found > 0)
    return found - 1;
  kept = g_string_chunk_insert (load->facts->strings, text);
  g_ptr_array_add (list, kept);
  g_hash_table_insert (index, kept, GINT_TO_POINTER ((gint32) list->len));
  return (gint32) list->len - 1;
}

guint8
sb_load_choice (SbStmt *stmt, int column, const char *const *keys)
{
  const char *text = sb_stmt_text (stmt, column);

  for (guint8 i = 0; text != NULL && keys[i] != NULL; i++)
    if (text[0] == keys[i][0] && strcmp (text, keys[i]) == 0)
      return i;
  return 0xFF;
}

/* The rate valid on a day: the latest one that began before or on it; 0 when there is none. */
static gint64
rate_on (const GArray *rates, SbDate on)
{
  guint lo = 0, hi = rates->len;

  while (lo < hi)
    {
      guint middle = (lo + hi) / 2;

      if (g_array_index (rates, SbDatedRate, middle).from <= on)
        lo = middle + 1;
      else
        hi = middle;
    }
  return lo > 0 ? g_array_index (rates, SbDatedRate, lo - 1).rate_e9 : 0;
}

gint64
sb_load_convert (SbFactsLoad *load, gint64 minor, const char *currency, SbDate on, guint8 *flags)
{
  gint64 converted = 0, rate = 0;

  *flags |= SB_FACT_HAS_AMOUNT;
  if (currency == NULL || strcmp (currency, load->facts->currency) == 0)
    return minor;
  for (guint i = 0; i < load->currencies->len; i++)
    {
      const SbCurrencyRates *rates = &g_array_index (load->currencies, SbCurrencyRates, i);

      if (strcmp (rates->code, currency) != 0)
        continue;
      rate = rate_on (rates->rates, on != SB_DATE_NONE ? on : load->as_of);
      if (rate > 0 && sb_money_convert (minor, rates->exponent, rate, load->facts->exponent, &converted))
        return converted;
    }
  *flags |= SB_FACT_NO_RATE;
  return 0;
}

guint8
sb_load_money (SbFactsLoad *load, SbStmt *stmt, int amount, int currency, SbDate on, gint64 *minor)
{
  guint8 flags = 0;

  *minor = 0;
  if (sqlite3_column_type (stmt->stmt, amount) != SQLITE_NULL)
    *minor
      = sb_load_convert (load, sqlite3_column_int64 (stmt->stmt, amount), sb_stmt_text (stmt, currency), on, &flags);
  return flags;
}

gboolean
sb_load_rows (SbFactsLoad *load, const char *sql, gsize row_size, SbLoadRowFunc func, gpointer *rows, gsize *n,
              GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (load->db, sql, error);
  g_autoptr (GArray) array = g_array_new (FALSE, TRUE, (guint) row_size);
  g_autoptr (GError) local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sb_stmt_next (stmt, &local))
    func (load, stmt, array);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (rows != NULL)
    {
      *n = array->len;
      *rows = g_array_free (g_steal_pointer (&array), FALSE);
    }
  return TRUE;
}

static void
rates_clear (gpointer data)
{
  g_array_unref (((SbCurrencyRates *) data)->rates);
}

GArray *
sb_load_currencies_new (void)
{
  GArray *currencies = g_array_new (FALSE, TRUE, sizeof (SbCurrencyRates));

  g_array_set_clear_func (currencies, rates_clear);
  return currencies;
}

static void
add_rate (SbFactsLoad *load, SbStmt *stmt, GArray *unused)
{
  const char *code = sb_stmt_text (stmt, 0);
  SbDatedRate rate = { sb_load_date (stmt, 1), sqlite3_column_int64 (stmt->stmt, 2) };
  SbCurrencyRates *last = load->currencies->len > 0 ? &g_array_index (load->currencies, SbCurrencyRates,
                                                                      load->currencies->len - 1)
                                                    : NULL;

  if (code == NULL || rate.from == SB_DATE_NONE || !sb_currency_is_known (code))
    return;
  if (last == NULL || strcmp (last->code, code) != 0)
    {
      SbCurrencyRates rates = { "", sb_currency_exponent (code), g_array_new (FALSE, FALSE, sizeof (SbDatedRate)) };

      g_strlcpy (rates.code, code, sizeof rates.code);
      g_array_append_val (load->currencies, rates);
      last = &g_array_index (load->currencies, SbCurrencyRates, load->currencies->len - 1);
    }
  g_array_append_val (last->rates, rate);
}

static void
mark_day (SbFactsLoad *load, SbStmt *stmt, GArray *unused)
{
  SbDate day = sb_load_date (stmt, 0);

  if (day != SB_DATE_NONE)
    sb_calendar_mark (load->facts->calendar, day, g_strcmp0 (sb_stmt_text (stmt, 1), "working") == 0);
}

static int
setting_int (SbDb *db, const char *key, int fallback)
{
  g_autofree char *text = sb_db_setting (db, key);

  return text != NULL && *text != '\0' ? atoi (text) : fallback;
}

gboolean
sb_load_settings (SbFactsLoad *load, GError **error)
{
  SbFacts *facts = load->facts;
  g_autofree char *currency = sb_db_setting (load->db, SB_SETTING_CURRENCY);
  int mask = setting_int (load->db, SB_SETTING_WEEK_MASK, SB_WEEK_MON_FRI);

  g_strlcpy (facts->currency, currency != NULL ? currency : "CNY", sizeof facts->currency);
  facts->exponent = sb_db_exponent (load->db);
  facts->fiscal.start_month = CLAMP (setting_int (load->db, SB_SETTING_FISCAL_START, 1), 1, 12);
  facts->fiscal.named_by_start = setting_int (load->db, SB_SETTING_FISCAL_BY_START, 0) != 0;
  facts->fiscal.sunday_weeks = setting_int (load->db, SB_SETTING_WEEK_SUNDAY, 0) != 0;
  facts->calendar = sb_calendar_new ((guint) mask & 0x7F);
  facts->generation = (guint64) sb_db_int (load->db, "SELECT max(id) FROM step", 0);
  return sb_load_rows (load, "SELECT day_on, kind FROM calendar_day WHERE archived_at IS NULL ORDER BY id", 1, mark_day,
                       NULL, NULL, error)
         && sb_load_rows (load,
                          "SELECT currency, valid_from_on, rate_e9 FROM currency_rate WHERE archived_at IS NULL "
                          "ORDER BY currency, valid_from_on", 1, add_rate, NULL, NULL, error);
}

static void
hand_over (GPtrArray *list, const char ***texts, gsize *n)
{
  *n = list->len;
  *texts = g_new0 (const char *, list->len + 1);
  for (guint i = 0; i < list->len; i++)
    (*texts)[i] = list->pdata[i];
}

static void
load_clear (SbFactsLoad *load)
{
  hand_over (load->source_list, &load->facts->sources, &load->facts->n_sources);
  hand_over (load->region_list, &load->facts->regions, &load->facts->n_regions);
  hand_over (load->industry_list, &load->facts->industries, &load->facts->n_industries);
  g_ptr_array_unref (load->source_list);
  g_ptr_array_unref (load->region_list);
  g_ptr_array_unref (load->industry_list);
  g_hash_table_unref (load->sources);
  g_hash_table_unref (load->regions);
  g_hash_table_unref (load->industries);
  g_array_unref (load->currencies);
  g_free (load->stages);
  g_free (load->team_of);
}

SbFacts *
sb_reader_facts (SbReader *reader, SbDate as_of, GCancellable *cancellable, GError **error)
{
  g_autoptr (SbFacts) facts = NULL;
  SbFactsLoad load = { 0 };
  gboolean ok, own;

  g_return_val_if_fail (reader != NULL && as_of != SB_DATE_NONE, NULL);

  facts = sb_facts_new ();
  load.db = reader->db;
  load.facts = facts;
  load.as_of = as_of;
  load.sources = g_hash_table_new (g_str_hash, g_str_equal);
  load.regions = g_hash_table_new (g_str_hash, g_str_equal);
  load.industries = g_hash_table_new (g_str_hash, g_str_equal);
  load.source_list = g_ptr_array_new ();
  load.region_list = g_ptr_array_new ();
  load.industry_list = g_ptr_array_new ();
  load.currencies = sb_load_currencies_new ();
  sb_db_set_limits (load.db, cancellable, 0);
  /* One transaction: every table as of the same step, whatever is written meanwhile. */
  own = sqlite3_get_autocommit (sb_db_handle (load.db)) != 0;
  ok = !own || sb_db_exec (load.db, "BEGIN", error);
  if (ok)
    {
      ok = sb_load_settings (&load, error) && sb_load_process (&load, error) && sb_load_people (&load, error)
           && sb_load_deals (&load, error) && sb_load_customers (&load, error) && sb_load_targets (&load, error)
           && sb_load_goals (&load, error);
      if (own)
        sb_db_rollback (load.db);
    }
  sb_db_set_limits (load.db, NULL, 0);
  load_clear (&load);
  return ok ? g_steal_pointer (&facts) : NULL;
}
