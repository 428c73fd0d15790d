/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where deals stood at the end of a day: today's rows, then what the history says changed after that day taken back,
 * the newest first; or what a snapshot froze. Serves the waterfall, the comparison of snapshots and the calibration. */
#include "sb-config.h"

#include "store/sb-snapshots.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "store/sb-facts-private.h"
#include "store/sb-reader-private.h"

/* Before the conversion: the amount in its own currency. */
typedef struct {
  SbDealStand stand;
  gint64      minor;
  gboolean    has_amount;
  char        currency[SB_CURRENCY_SIZE];
  SbDate      archived_on;
} Row;

typedef struct {
  SbFactsLoad load;
  GArray     *rows; /* Row */
} Stands;

static gboolean
stands_init (Stands *stands, SbReader *reader, SbDate rates_on, GError **error)
{
  *stands = (Stands) { { 0 } };
  stands->load.db = reader->db;
  stands->load.facts = sb_facts_new ();
  stands->load.as_of = rates_on;
  stands->load.currencies = sb_load_currencies_new ();
  stands->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  return sb_load_settings (&stands->load, error);
}

static void
stands_clear (Stands *stands)
{
  g_clear_pointer (&stands->load.facts, sb_facts_unref);
  g_clear_pointer (&stands->load.currencies, g_array_unref);
  g_clear_pointer (&stands->rows, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stands, stands_clear)

static Row
read_row (SbStmt *stmt)
{
  Row row = { { 0 } };
  const char *currency = sb_stmt_text (stmt, 6);

  row.stand.id = sb_load_id (stmt, 0);
  row.stand.owner_id = sb_load_id (stmt, 1);
  row.stand.team_id = sb_load_id (stmt, 2);
  row.stand.stage_id = sb_load_id (stmt, 3);
  row.stand.status = MIN (sb_load_choice (stmt, 4, sb_load_statuses), SB_STATUS_VOID);
  row.has_amount = sqlite3_column_type (stmt->stmt, 5) != SQLITE_NULL;
  row.minor = sqlite3_column_int64 (stmt->stmt, 5);
  g_strlcpy (row.currency, currency != NULL ? currency : "", sizeof row.currency);
  row.stand.created_on = sb_load_date (stmt, 7);
  row.stand.expected_close_on = sb_load_date (stmt, 8);
  row.stand.closed_on = sb_load_date (stmt, 9);
  row.archived_on = sqlite3_column_type (stmt->stmt, 10) == SQLITE_NULL
                      ? SB_DATE_NONE
                      : sb_date_from_instant (sqlite3_column_int64 (stmt->stmt, 10));
  row.stand.probability_ppm = -1;
  return row;
}

static gboolean
read_rows (Stands *stands, GError **error)
{
  g_autoptr (SbStmt) stmt
    = sb_db_query (stands->load.db,
                   "SELECT id, owner_id, team_id, stage_id, status, amount_minor, currency, created_on, "
                   "expected_close_on, closed_on, archived_at FROM deal ORDER BY id", error);
  g_autoptr (GError) local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sb_stmt_next (stmt, &local))
    {
      Row row = read_row (stmt);

      g_array_append_val (stands->rows, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gint32
id_of (const char *text)
{
  return text != NULL ? (gint32) strtol (text, NULL, 10) : 0;
}

/* The history writes amounts in units; no currency is the base currency. */
static void
set_amount (Row *row, int base_exponent, const char *text)
{
  int exponent = sb_currency_exponent (row->currency);

  row->has_amount
    = text != NULL && sb_money_parse (text, exponent < 0 ? base_exponent : exponent, TRUE, &row->minor) == SB_MONEY_OK;
}

static void
set_status (Row *row, const char *text)
{
  for (guint8 i = 0; text != NULL && sb_load_statuses[i] != NULL; i++)
    if (strcmp (text, sb_load_statuses[i]) == 0)
      row->stand.status = i;
}

/* One field goes back to what it was before a change. */
static void
take_back (Row *row, int base_exponent, const char *field, const char *old_value)
{
  if (strcmp (field, "amount") == 0)
    set_amount (row, base_exponent, old_value);
  else if (strcmp (field, "currency") == 0)
    g_strlcpy (row->currency, old_value != NULL ? old_value : "", sizeof row->currency);
  else if (strcmp (field, "owner") == 0)
    row->stand.owner_id = id_of (old_value);
  else if (strcmp (field, "team") == 0)
    row->stand.team_id = id_of (old_value);
  else if (strcmp (field, "stage") == 0)
    row->stand.stage_id = id_of (old_value);
  else if (strcmp (field, "status") == 0)
    set_status (row, old_value);
  else if (strcmp (field, "expected_close_on") == 0)
    row->stand.expected_close_on = sb_date_parse_iso (old_value);
  else if (strcmp (field, "closed_on") == 0)
    row->stand.closed_on = sb_date_parse_iso (old_value);
}

/* Today's status and day of closing beside the ones of the day: what was entered late counts from its own day. */
static void
settle_status (Row *row, const SbDealStand *today, SbDate day)
{
  SbDealStand *stand = &row->stand;

  if (stand->status != SB_STATUS_OPEN && stand->closed_on != SB_DATE_NONE && stand->closed_on > day)
    stand->status = SB_STATUS_OPEN;
  else if (stand->status == SB_STATUS_OPEN && today->status != SB_STATUS_OPEN && today->closed_on != SB_DATE_NONE
           && today->closed_on <= day)
    {
      stand->status = today->status;
      stand->closed_on = today->closed_on;
    }
  if ((stand->created_on != SB_DATE_NONE && stand->created_on > day)
      || (row->archived_on != SB_DATE_NONE && row->archived_on <= day))
    stand->status = SB_STAND_ABSENT;
}

static gboolean
fold_back (Stands *stands, SbDate day, GError **error)
{
  g_autoptr (SbStmt) stmt
    = sb_db_query (stands->load.db,
                   "SELECT record_id, field, old_value FROM field_change WHERE record_type = 'deal' AND as_of_on > ?1 "
                   "AND field IN ('amount', 'currency', 'owner', 'team', 'stage', 'status', 'expected_close_on', "
                   "'closed_on') ORDER BY record_id, as_of_on DESC, changed_at DESC, id DESC", error);
  g_autoptr (GArray) today = g_array_copy (stands->rows);
  g_autoptr (GError) local = NULL;
  char text[SB_DATE_TEXT_SIZE];
  guint at = 0;

  if (stmt == NULL)
    return FALSE;
  sb_stmt_bind_text (stmt, 1, sb_date_format_iso (day, text));
  while (sb_stmt_next (stmt, &local))
    {
      gint32 id = sb_load_id (stmt, 0);

      while (at < stands->rows->len && g_array_index (stands->rows, Row, at).stand.id < id)
        at++;
      if (at < stands->rows->len && g_array_index (stands->rows, Row, at).stand.id == id)
        take_back (&g_array_index (stands->rows, Row, at), stands->load.facts->exponent, sb_stmt_text (stmt, 1),
                   sb_stmt_text (stmt, 2));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; i < stands->rows->len; i++)
    settle_status (&g_array_index (stands->rows, Row, i), &g_array_index (today, Row, i).stand, day);
  return TRUE;
}

/* Converts at the rates of one day, whatever the deal's own day: only what happened moves an amount. */
static GArray *
convert (Stands *stands)
{
  GArray *result = g_array_sized_new (FALSE, TRUE, sizeof (SbDealStand), stands->rows->len);

  for (guint i = 0; i < stands->rows->len; i++)
    {
      Row *row = &g_array_index (stands->rows, Row, i);

      if (row->has_amount)
        row->stand.amount_minor
          = sb_load_convert (&stands->load, row->minor, *row->currency != '\0' ? row->currency : NULL,
                             stands->load.as_of, &row->stand.flags);
      g_array_append_val (result, row->stand);
    }
  return result;
}

/* The frozen deals of a snapshot are open as frozen; all others are not. */
static gboolean
put_frozen (Stands *stands, gint32 snapshot_id, GError **error)
{
  g_autoptr (SbStmt) stmt
    = sb_db_query (stands->load.db,
                   "SELECT deal_id, owner_id, stage_id, amount_minor, currency, expected_close_on, probability_ppm "
                   "FROM pipeline_point WHERE snapshot_id = ?1 ORDER BY deal_id", error);
  g_autoptr (GError) local = NULL;
  guint at = 0;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, snapshot_id);
  for (guint i = 0; i < stands->rows->len; i++)
    if (g_array_index (stands->rows, Row, i).stand.status == SB_STATUS_OPEN)
      g_array_index (stands->rows, Row, i).stand.status = SB_STAND_ABSENT;
  while (sb_stmt_next (stmt, &local))
    {
      const char *currency = sb_stmt_text (stmt, 4);
      Row *row;

      while (at < stands->rows->len && g_array_index (stands->rows, Row, at).stand.id < sb_load_id (stmt, 0))
        at++;
      if (at == stands->rows->len || g_array_index (stands->rows, Row, at).stand.id != sb_load_id (stmt, 0))
        continue;
      row = &g_array_index (stands->rows, Row, at);
      row->stand.status = SB_STATUS_OPEN;
      row->stand.closed_on = SB_DATE_NONE;
      row->stand.owner_id = sb_load_id (stmt, 1);
      row->stand.stage_id = sb_load_id (stmt, 2);
      row->has_amount = sqlite3_column_type (stmt->stmt, 3) != SQLITE_NULL;
      row->minor = sqlite3_column_int64 (stmt->stmt, 3);
      g_strlcpy (row->currency, currency != NULL ? currency : "", sizeof row->currency);
      row->stand.expected_close_on = sb_load_date (stmt, 5);
      row->stand.probability_ppm = sb_load_int (stmt, 6, -1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* snapshot_id 0: the history alone. */
static GArray *
stands_of (SbReader *reader, SbDate day, gint32 snapshot_id, SbDate rates_on, GError **error)
{
  g_auto (Stands) stands = { { 0 } };
  gboolean own = sqlite3_get_autocommit (sb_db_handle (reader->db)) != 0, ok;

  /* One transaction: rows and history of the same step. */
  if (own && !sb_db_exec (reader->db, "BEGIN", error))
    return NULL;
  ok = stands_init (&stands, reader, rates_on, error) && read_rows (&stands, error) && fold_back (&stands, day, error)
       && (snapshot_id == 0 || put_frozen (&stands, snapshot_id, error));
  if (own)
    sb_db_rollback (reader->db);
  return ok ? convert (&stands) : NULL;
}

GArray *
sb_reader_stands (SbReader *reader, SbDate day, SbDate rates_on, GError **error)
{
  g_return_val_if_fail (reader != NULL && day != SB_DATE_NONE && rates_on != SB_DATE_NONE, NULL);

  return stands_of (reader, day, 0, rates_on, error);
}

static SbDate
day_of_snapshot (SbReader *reader, gint32 snapshot_id)
{
  g_autoptr (SbStmt) stmt = sb_db_query (reader->db, "SELECT as_of_on FROM snapshot WHERE id = ?1", NULL);

  if (stmt == NULL)
    return SB_DATE_NONE;
  sqlite3_bind_int (stmt->stmt, 1, snapshot_id);
  return sb_stmt_next (stmt, NULL) ? sb_load_date (stmt, 0) : SB_DATE_NONE;
}

GArray *
sb_reader_snapshot_stands (SbReader *reader, gint32 snapshot_id, SbDate rates_on, GError **error)
{
  SbDate day;

  g_return_val_if_fail (reader != NULL && snapshot_id > 0 && rates_on != SB_DATE_NONE, NULL);

  day = day_of_snapshot (reader, snapshot_id);
  if (day != SB_DATE_NONE)
    return stands_of (reader, day, snapshot_id, rates_on, error);
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NOT_FOUND, _("There is no such record any more (%s %d)."),
               "snapshot", snapshot_id);
  return NULL;
}

GArray *
sb_reader_frozen_chances (SbReader *reader, SbDate until, GError **error)
{
  g_autoptr (SbStmt) stmt = NULL;
  g_autoptr (GArray) stands = g_array_new (FALSE, TRUE, sizeof (SbDealStand));
  g_autoptr (GError) local = NULL;
  char text[SB_DATE_TEXT_SIZE];

  g_return_val_if_fail (reader != NULL && until != SB_DATE_NONE, NULL);

  stmt = sb_db_query (reader->db,
                      "SELECT s.as_of_on, p.deal_id, p.owner_id, p.stage_id, p.probability_ppm, p.expected_close_on "
                      "FROM snapshot s JOIN pipeline_point p ON p.snapshot_id = s.id "
                      "WHERE s.kind = 'weekly' AND s.as_of_on <= ?1 ORDER BY s.as_of_on, p.deal_id", error);
  if (stmt == NULL)
    return NULL;
  sb_stmt_bind_text (stmt, 1, sb_date_format_iso (until, text));
  while (sb_stmt_next (stmt, &local))
    {
      SbDealStand stand = { .id = sb_load_id (stmt, 1), .owner_id = sb_load_id (stmt, 2),
                            .stage_id = sb_load_id (stmt, 3), .probability_ppm = sb_load_int (stmt, 4, -1),
                            .created_on = sb_load_date (stmt, 0), .expected_close_on = sb_load_date (stmt, 5),
                            .closed_on = SB_DATE_NONE, .status = SB_STATUS_OPEN };

      g_array_append_val (stands, stand);
    }
  if (local == NULL)
    return g_steal_pointer (&stands);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
