/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts that are few: members, teams, pipelines, stages, names, targets. */
#include "store/sb-facts-private.h"

#include <string.h>

typedef struct
{
  gint32 member_id, team_id, share;
} Membership;

static void
add_membership (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  Membership row = { sb_load_id (stmt, 0), sb_load_id (stmt, 1), sb_load_int (stmt, 2, 0) };
  SbDate from = sb_load_date (stmt, 3), to = sb_load_date (stmt, 4);

  if ((from == SB_DATE_NONE || from <= load->as_of) && (to == SB_DATE_NONE || to >= load->as_of))
    g_array_append_val (rows, row);
}

/* The team of a member: the valid membership with the largest share; the older record wins a tie. */
static void
settle_teams (SbFactsLoad *load, const Membership *rows, gsize n)
{
  g_autofree gint32 *shares = NULL;

  for (gsize i = 0; i < n; i++)
    load->n_members = MAX (load->n_members, rows[i].member_id + 1);
  load->team_of = g_new0 (gint32, load->n_members + 1);
  shares = g_new0 (gint32, load->n_members + 1);
  for (gsize i = 0; i < n; i++)
    if (load->team_of[rows[i].member_id] == 0 || rows[i].share > shares[rows[i].member_id])
      {
        load->team_of[rows[i].member_id] = rows[i].team_id;
        shares[rows[i].member_id] = rows[i].share;
      }
}

static void
add_member (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbMemberFact row = { 0 };

  row.id = sb_load_id (stmt, 0);
  row.name = sb_load_string (load, stmt, 1);
  row.manager_id = sb_load_id (stmt, 2);
  row.hired_on = sb_load_date (stmt, 3);
  row.left_on = sb_load_date (stmt, 4);
  row.fte_ppm = sb_load_int (stmt, 5, 1000000);
  row.selling_share_ppm = sb_load_int (stmt, 6, 1000000);
  row.team_id = row.id < load->n_members ? load->team_of[row.id] : 0;
  if (sb_load_int (stmt, 7, 1) == 0 || (row.left_on != SB_DATE_NONE && row.left_on < load->as_of))
    row.flags |= SB_FACT_INACTIVE;
  if (sqlite3_column_type (stmt->stmt, 8) != SQLITE_NULL)
    row.flags |= SB_FACT_ARCHIVED;
  g_array_append_val (rows, row);
}

static void
add_team (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbTeamFact row = { sb_load_id (stmt, 0), sb_load_id (stmt, 2), sb_load_id (stmt, 3), sb_load_string (load, stmt, 1) };

  g_array_append_val (rows, row);
}

gboolean
sb_load_people (SbFactsLoad *load, GError **error)
{
  SbFacts *facts = load->facts;
  g_autofree gpointer memberships = NULL;
  gsize n = 0;

  if (!sb_load_rows (load,
                     "SELECT member_id, team_id, share_ppm, valid_from_on, valid_to_on FROM membership "
                     "WHERE team_id IS NOT NULL AND archived_at IS NULL ORDER BY id", sizeof (Membership), add_membership,
                     &memberships, &n, error))
    return FALSE;
  settle_teams (load, memberships, n);
  return sb_load_rows (load,
                       "SELECT id, name, manager_id, hired_on, left_on, fte_ppm, selling_share_ppm, active, archived_at "
                       "FROM member ORDER BY id", sizeof (SbMemberFact), add_member, (gpointer *) &facts->members,
                       &facts->n_members, error)
         && sb_load_rows (load, "SELECT id, name, parent_id, manager_id FROM team ORDER BY id", sizeof (SbTeamFact),
                          add_team, (gpointer *) &facts->teams, &facts->n_teams, error);
}

static void
add_pipeline (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  static const char *const objects[] = { "deal", "lead", "order", NULL };
  SbPipelineFact row = { sb_load_id (stmt, 0), sb_load_choice (stmt, 2, objects), (gint16) sb_load_int (stmt, 3, 0),
                         sb_load_string (load, stmt, 1) };

  g_array_append_val (rows, row);
}

static void
add_stage (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbStageFact row = { 0 };

  row.id = sb_load_id (stmt, 0);
  row.pipeline_id = sb_load_id (stmt, 1);
  row.name = sb_load_string (load, stmt, 2);
  row.position = (gint16) CLAMP (sb_load_int (stmt, 3, 0), 0, G_MAXINT16);
  row.status = sb_load_choice (stmt, 4, sb_load_statuses);
  row.probability_ppm = sb_load_int (stmt, 5, -1);
  row.target_conversion_ppm = sb_load_int (stmt, 6, -1);
  row.standard_days = sb_load_int (stmt, 7, -1);
  if (sb_load_int (stmt, 8, 1) == 0)
    row.flags |= SB_FACT_INACTIVE;
  if (sqlite3_column_type (stmt->stmt, 9) != SQLITE_NULL)
    row.flags |= SB_FACT_ARCHIVED;
  load->n_stages = MAX (load->n_stages, row.id + 1);
  g_array_append_val (rows, row);
}

static void
place_stages (SbFactsLoad *load)
{
  load->stages = g_new0 (SbStagePlace, load->n_stages + 1);
  for (gsize i = 0; i < load->facts->n_stages; i++)
    {
      const SbStageFact *stage = &load->facts->stages[i];

      load->stages[stage->id] = (SbStagePlace) { stage->position, stage->pipeline_id, stage->status };
    }
}

static void
add_product (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbNameFact row = { sb_load_id (stmt, 0), 0, sb_load_string (load, stmt, 1) };

  g_array_append_val (rows, row);
}

static void
add_loss_reason (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  static const char *const kinds[]
      = { "price", "product", "timing", "relationship", "competitor", "no decision", "internal", NULL };
  SbNameFact row = { sb_load_id (stmt, 0), sb_load_choice (stmt, 2, kinds), sb_load_string (load, stmt, 1) };

  g_array_append_val (rows, row);
}

gboolean
sb_load_process (SbFactsLoad *load, GError **error)
{
  SbFacts *facts = load->facts;

  if (!sb_load_rows (load, "SELECT id, name, object, position FROM pipeline ORDER BY id", sizeof (SbPipelineFact),
                     add_pipeline, (gpointer *) &facts->pipelines, &facts->n_pipelines, error)
      || !sb_load_rows (load,
                        "SELECT id, pipeline_id, name, position, status, probability_ppm, target_conversion_ppm, "
                        "standard_days, active, archived_at FROM stage ORDER BY pipeline_id, position, id",
                        sizeof (SbStageFact), add_stage, (gpointer *) &facts->stages, &facts->n_stages, error))
    return FALSE;
  place_stages (load);
  return sb_load_rows (load, "SELECT id, name FROM product ORDER BY id", sizeof (SbNameFact), add_product,
                       (gpointer *) &facts->products, &facts->n_products, error)
         && sb_load_rows (load, "SELECT id, name, kind FROM loss_reason ORDER BY id", sizeof (SbNameFact),
                          add_loss_reason, (gpointer *) &facts->loss_reasons, &facts->n_loss_reasons, error);
}

static void
add_target (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  static const char *const kinds[] = { "year", "half", "quarter", "month", "week", "custom", NULL };
  SbTargetFact row = { 0 };
  const char *code = sb_stmt_text (stmt, 8);

  row.goal_id = sb_load_id (stmt, 0);
  row.team_id = sb_load_id (stmt, 1);
  row.member_id = sb_load_id (stmt, 2);
  row.period_kind = sb_load_choice (stmt, 3, kinds);
  row.start_on = sb_load_date (stmt, 4);
  row.end_on = sb_load_date (stmt, 5);
  row.target_minor = sqlite3_column_int64 (stmt->stmt, 6);
  row.target_value = sqlite3_column_double (stmt->stmt, 7);
  if (sqlite3_column_type (stmt->stmt, 6) != SQLITE_NULL || sqlite3_column_type (stmt->stmt, 7) != SQLITE_NULL)
    row.flags |= SB_FACT_HAS_AMOUNT;
  row.metric = g_string_chunk_insert_const (load->facts->strings, code != NULL ? code : "");
  g_array_append_val (rows, row);
}

/* The stages of published goals, and the goal's own period where no stage is of the same kind. A scope that does not
 * fit its reference counts as what the reference says. */
#define TARGETS_SQL \
  "SELECT g.id AS goal, g.team_id, g.member_id, s.period_kind, s.start_on AS start_on, s.end_on, s.target_minor, " \
  "s.target_value, m.code FROM goal g JOIN metric m ON m.id = g.metric_id JOIN goal_stage s ON s.goal_id = g.id " \
  "WHERE g.state = 'published' AND g.kind = 'committed' AND coalesce (g.vacant, 0) = 0 AND g.archived_at IS NULL " \
  "AND s.archived_at IS NULL UNION ALL " \
  "SELECT g.id, g.team_id, g.member_id, g.period_kind, g.start_on, g.end_on, g.target_minor, g.target_value, m.code " \
  "FROM goal g JOIN metric m ON m.id = g.metric_id WHERE g.state = 'published' AND g.kind = 'committed' " \
  "AND coalesce (g.vacant, 0) = 0 AND g.archived_at IS NULL " \
  "AND NOT EXISTS (SELECT 1 FROM goal_stage s WHERE s.goal_id = g.id AND s.period_kind = g.period_kind AND s.archived_at IS NULL) ORDER BY goal, start_on"

gboolean
sb_load_targets (SbFactsLoad *load, GError **error)
{
  return sb_load_rows (load, TARGETS_SQL, sizeof (SbTargetFact), add_target, (gpointer *) &load->facts->targets,
                       &load->facts->n_targets, error);
}
