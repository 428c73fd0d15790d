/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weekly snapshots: what every open deal was worth, where it stood and how likely it was, one row a deal. They feed the
 * waterfall and the accuracy of forecasts; taken when a workspace is first opened in a week and after a full import. */
#include "sb-config.h"

#include "store/sb-snapshot.h"

#include <glib/gi18n-lib.h>

#include "core/sb-clock.h"
#include "core/sb-period.h"
#include "core/sb-text.h"
#include "store/sb-journal.h"
#include "store/sb-setting.h"
#include "store/sb-reader-private.h"
#include "store/sb-workspace-private.h"

static SbPeriod
week_of (SbDb *db, SbDate day)
{
  g_autofree char *sunday = sb_db_setting (db, SB_SETTING_WEEK_SUNDAY);
  SbFiscal fiscal = SB_FISCAL_DEFAULT;

  fiscal.sunday_weeks = g_strcmp0 (sunday, "1") == 0;
  return sb_period_containing (SB_PERIOD_WEEK, day, fiscal);
}

/* Binds the first and last day of the week to ?1 and ?2 and runs. */
static gboolean
run_for_week (SbDb *db, const char *sql, SbDate day, GError **error)
{
  SbPeriod week = week_of (db, day);
  g_autoptr (SbStmt) stmt = sb_db_query (db, sql, error);
  char text[SB_DATE_TEXT_SIZE];

  if (stmt == NULL)
    return FALSE;
  sb_stmt_bind_text (stmt, 1, sb_date_format_iso (week.start, text));
  sb_stmt_bind_text (stmt, 2, sb_date_format_iso (week.end, text));
  return sb_stmt_run (stmt, error);
}

static gboolean
week_has_snapshot (SbDb *db, SbDate day)
{
  SbPeriod week = week_of (db, day);
  g_autoptr (SbStmt) stmt
      = sb_db_query (db, "SELECT 1 FROM snapshot WHERE kind = 'weekly' AND as_of_on BETWEEN ?1 AND ?2", NULL);
  char text[SB_DATE_TEXT_SIZE];

  if (stmt == NULL)
    return TRUE;
  sb_stmt_bind_text (stmt, 1, sb_date_format_iso (week.start, text));
  sb_stmt_bind_text (stmt, 2, sb_date_format_iso (week.end, text));
  return sb_stmt_next (stmt, NULL);
}

gboolean
sb_snapshot_remove_week (SbDb *db, SbDate as_of, GError **error)
{
  static const char *const parts[] = {
    "DELETE FROM pipeline_point WHERE snapshot_id IN "
    "(SELECT id FROM snapshot WHERE kind = 'weekly' AND as_of_on BETWEEN ?1 AND ?2)",
    "DELETE FROM snapshot_value WHERE snapshot_id IN "
    "(SELECT id FROM snapshot WHERE kind = 'weekly' AND as_of_on BETWEEN ?1 AND ?2)",
    "DELETE FROM snapshot WHERE kind = 'weekly' AND as_of_on BETWEEN ?1 AND ?2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!run_for_week (db, parts[i], as_of, error))
      return FALSE;
  return TRUE;
}

/* Probability: typed by hand, else the stage's; a learned one or a model's takes the stage's place afterwards. */
#define POINTS_SQL \
  "INSERT INTO pipeline_point (snapshot_id, deal_id, stage_id, owner_id, amount_minor, currency, probability_ppm, " \
  "probability_origin, expected_close_on, forecast_category) " \
  "SELECT ?1, d.id, d.stage_id, d.owner_id, d.amount_minor, d.currency, " \
  "coalesce (d.manual_probability_ppm, s.probability_ppm, 0), " \
  "CASE WHEN d.manual_probability_ppm IS NULL THEN 'default' ELSE 'manual' END, d.expected_close_on, " \
  "d.forecast_category FROM deal d JOIN stage s ON s.id = d.stage_id JOIN pipeline p ON p.id = d.pipeline_id " \
  "WHERE d.status = 'open' AND d.archived_at IS NULL AND p.object = 'deal' ORDER BY d.id"

gboolean
sb_snapshot_write_points (SbDb *db, gint64 snapshot, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, POINTS_SQL, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt->stmt, 1, snapshot);
  return sb_stmt_run (stmt, error);
}

gboolean
sb_snapshot_write_chances (SbDb *db, gint64 snapshot, const SbFrozenChance *chances, gsize n, GError **error)
{
  g_autoptr (SbStmt) stmt
    = sb_db_query (db,
                   "UPDATE pipeline_point SET learned_ppm = ?3, model_ppm = ?4, probability_ppm = CASE "
                   "WHEN probability_origin = 'manual' THEN probability_ppm ELSE coalesce (?4, ?3, probability_ppm) END, "
                   "probability_origin = CASE WHEN probability_origin = 'manual' THEN 'manual' WHEN ?4 IS NOT NULL THEN "
                   "'model' WHEN ?3 IS NOT NULL THEN 'learned' ELSE probability_origin END "
                   "WHERE snapshot_id = ?1 AND deal_id = ?2", error);

  if (stmt == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const SbFrozenChance *chance = &chances[i];

      sqlite3_bind_int64 (stmt->stmt, 1, snapshot);
      sqlite3_bind_int (stmt->stmt, 2, chance->deal_id);
      if (chance->learned_ppm >= 0)
        sqlite3_bind_int (stmt->stmt, 3, chance->learned_ppm);
      else
        sqlite3_bind_null (stmt->stmt, 3);
      if (chance->model_ppm >= 0)
        sqlite3_bind_int (stmt->stmt, 4, chance->model_ppm);
      else
        sqlite3_bind_null (stmt->stmt, 4);
      if (!sb_stmt_run (stmt, error))
        return FALSE;
      sqlite3_reset (stmt->stmt);
    }
  return TRUE;
}

/* SHA-256 of what was frozen: a snapshot that changes later shows. */
char *
sb_snapshot_checksum (SbDb *db, gint64 snapshot)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (SbStmt) stmt = sb_db_query (db,
                                         "SELECT deal_id, stage_id, owner_id, amount_minor, currency, probability_ppm, "
                                         "expected_close_on FROM pipeline_point WHERE snapshot_id = ?1 ORDER BY deal_id",
                                         NULL);

  if (stmt != NULL)
    sqlite3_bind_int64 (stmt->stmt, 1, snapshot);
  while (stmt != NULL && sb_stmt_next (stmt, NULL))
    for (int column = 0; column < 7; column++)
      {
        const char *text = sb_stmt_text (stmt, column);

        g_checksum_update (checksum, (const guchar *) (text != NULL ? text : ""), -1);
        g_checksum_update (checksum, (const guchar *) "\t", 1);
      }
  return g_strdup (g_checksum_get_string (checksum));
}

gboolean
sb_snapshot_write_head (SbDb *db, gint64 id, const SbSnapshotWish *wish, gint64 now, GError **error)
{
  g_autoptr (SbStmt) stmt
      = sb_db_query (db,
                     "INSERT INTO snapshot (id, uid, created_at, changed_at, name, kind, taken_at, as_of_on, checksum, "
                     "note) VALUES (?1, ?2, ?3, ?3, ?4, ?7, ?3, ?5, ?6, ?8)", error);
  g_autofree char *uid = sb_uid_new ();
  g_autofree char *checksum = sb_snapshot_checksum (db, id);
  char day[SB_DATE_TEXT_SIZE];

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt->stmt, 1, id);
  sb_stmt_bind_text (stmt, 2, uid);
  sqlite3_bind_int64 (stmt->stmt, 3, now);
  sb_stmt_bind_text (stmt, 4, wish->name);
  sb_stmt_bind_text (stmt, 5, sb_date_format_iso (wish->as_of, day));
  sb_stmt_bind_text (stmt, 6, checksum);
  sb_stmt_bind_text (stmt, 7, wish->kind);
  if (wish->note != NULL)
    sb_stmt_bind_text (stmt, 8, wish->note);
  return sb_stmt_run (stmt, error);
}

gboolean
sb_snapshot_write (SbDb *db, SbDate as_of, gint64 now, const GArray *chances, gboolean *written, GError **error)
{
  gint64 id = sb_db_int (db, "SELECT max(id) FROM snapshot", 0) + 1;
  g_autofree char *name = sb_period_code (week_of (db, as_of), SB_FISCAL_DEFAULT);
  SbSnapshotWish wish = { name, "weekly", NULL, as_of, NULL, 0 };

  *written = FALSE;
  if (week_has_snapshot (db, as_of))
    return TRUE;
  *written = sb_snapshot_write_points (db, id, error)
             && (chances == NULL
                 || sb_snapshot_write_chances (db, id, (const SbFrozenChance *) (gpointer) chances->data, chances->len,
                                               error))
             && sb_snapshot_write_head (db, id, &wish, now, error);
  return *written;
}

/* Asked before writing begins: it takes a while, and nobody's edit shall wait for it. */
static GArray *
chances_of_week (SbWorkspace *self, SbDate today)
{
  g_autoptr (SbReader) reader = sb_reader_new (sb_workspace_get_path (self), NULL);

  return reader != NULL && !week_has_snapshot (reader->db, today) ? sb_workspace_ask_chances (self, reader, today)
                                                                  : NULL;
}

gboolean
sb_workspace_weekly_snapshot (SbWorkspace *self, SbDate today, GError **error)
{
  g_autoptr (GArray) chances = chances_of_week (self, today);
  SbDb *db = sb_workspace_begin_write (self, error);
  SbStepInfo step = { 0 };
  gboolean written = FALSE, ok;

  if (db == NULL)
    return FALSE;
  /* An empty workspace has nothing to freeze. */
  if (sb_db_int (db, "SELECT 1 FROM deal LIMIT 1", 0) == 0 || week_has_snapshot (db, today))
    {
      sb_workspace_end_write (self, 0, NULL);
      return TRUE;
    }
  step.at = sb_clock_now ();
  step.as_of_on = today;
  step.kind = "snapshot";
  step.label = _("Weekly snapshot");
  ok = sb_db_begin (db, error);
  if (ok)
    {
      step.number = sb_step_next (db);
      ok = sb_snapshot_write (db, today, step.at, chances, &written, error)
           && sb_step_write (db, &step, 0, "final", NULL, NULL, error);
      if (ok)
        ok = sb_db_commit (db, error);
      else
        sb_db_rollback (db);
    }
  sb_workspace_end_write (self, ok && written ? step.number : 0, NULL);
  return ok;
}
