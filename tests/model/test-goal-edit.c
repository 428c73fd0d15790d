/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sentence becomes a goal in the sample company; its target, months, check-ins and state change, one undo step each. */
#include "exchange/sb-sample.h"
#include "model/sb-goal-draft.h"
#include "model/sb-goal-edit.h"

#include <glib/gstdio.h>

#include "analysis/sb-goal-cells.h"
#include "store/sb-workspace.h"

#define TODAY sb_date_from_ymd (2026, 11, 23)

typedef struct {
  char        *folder;
  SbWorkspace *workspace;
  SbFacts     *facts;
} Fixture;

static void
reload (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&f->facts, sb_facts_unref);
  f->facts = sb_reader_facts (sb_workspace_get_reader (f->workspace), TODAY, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  SbWorkspaceOptions options = { "CNY", 1, "en" };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  f->folder = g_dir_make_tmp ("goals-XXXXXX", &error);
  path = g_build_filename (f->folder, "test.salesbalance", NULL);
  f->workspace = sb_workspace_create (path, &options, &error);
  g_assert_no_error (error);
  g_assert_true (sb_sample_fill (f->workspace, "en", NULL, &error));
  reload (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_pointer (&f->facts, sb_facts_unref);
  g_clear_object (&f->workspace);
  dir = g_dir_open (f->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
}

static gint32
apply (Fixture *f, SbChange *change)
{
  g_autoptr (SbChange) owned = change;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  gint32 first;

  g_assert_true (sb_workspace_apply (f->workspace, owned, &ids, NULL, &error));
  g_assert_no_error (error);
  first = ids != NULL && ids->len > 0 ? g_array_index (ids, gint32, 0) : 0;
  reload (f);
  return first;
}

static SbGoalDraft *
draft_of (Fixture *f, const char *text, gint32 team_id)
{
  SbGoalSentenceContext context = { f->facts, TODAY, '.', FALSE };
  SbGoalDraftContext scope = { f->facts, SB_SCOPE_ALL, TODAY, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SbGoalSentence) sentence = sb_goal_sentence_parse (text, &context, &error);

  g_assert_no_error (error);
  scope.scope.team_id = team_id;
  return sb_goal_draft_new (sentence, &scope);
}

static const SbGoalFact *
goal_named (Fixture *f, const char *title)
{
  for (gsize i = 0; i < f->facts->n_goals; i++)
    if (g_str_equal (f->facts->goals[i].title, title))
      return &f->facts->goals[i];
  g_error ("no goal %s", title);
}

static gint64
sum_of_months (Fixture *f, const SbGoalFact *goal)
{
  g_autoptr (GArray) cells = sb_goal_cells_load (f->facts, goal);

  return sb_goal_cells_sum (cells);
}

static void
test_draft (Fixture *f, gconstpointer data)
{
  g_autoptr (SbGoalDraft) draft = draft_of (f, "grow sales 20 % within three months", 0);
  g_autoptr (SbGoalDraft) vague = draft_of (f, "Improve sales", 0), monthly = draft_of (f, "30 visits per month in 2027", 2);
  const SbGoalFact *goal;
  gint32 id;

  g_assert_true (draft->baseline_is_year_ago);
  g_assert_cmpint (draft->goal.target.minor, ==, (gint64) (draft->baseline.integer * 1.2 + 0.5));
  g_assert_cmpint (draft->goal.scope, ==, SB_GOAL_WORKSPACE);
  g_assert_false (draft->has_red);
  g_assert_true (vague->has_red);
  g_assert_false (vague->goal.target.set);
  g_assert_cmpint (sb_quantity_as_real (&monthly->target), ==, 360);
  g_assert_cmpint (monthly->goal.team_id, ==, 2);
  id = apply (f, sb_goal_draft_change (draft, f->facts));
  goal = sb_facts_goal (f->facts, id);
  g_assert_cmpint (goal->state, ==, SB_GOAL_PUBLISHED);
  g_assert_cmpint (sum_of_months (f, goal), ==, goal->target.minor);
  g_clear_pointer (&vague, sb_goal_draft_free);
  vague = draft_of (f, "Improve sales", 0);
  id = apply (f, sb_goal_draft_change (vague, f->facts));
  g_assert_cmpint (sb_facts_goal (f->facts, id)->state, ==, SB_GOAL_DRAFT);
  apply (f, sb_goal_edit_publish (f->facts, sb_facts_goal (f->facts, id), "We start anyway", TODAY));
  g_assert_cmpint (sb_facts_goal (f->facts, id)->state, ==, SB_GOAL_PUBLISHED);
}

static void
test_target (Fixture *f, gconstpointer data)
{
  const SbGoalFact *goal = goal_named (f, "Q4 revenue");
  gint64 before = goal->target.minor;
  gsize versions = f->facts->n_goal_versions;
  g_autoptr (GError) error = NULL;

  apply (f, sb_goal_edit_target (f->facts, goal, before + 1001, "A large customer came", TODAY));
  goal = goal_named (f, "Q4 revenue");
  g_assert_cmpint (goal->target.minor, ==, before + 1001);
  g_assert_cmpint (sum_of_months (f, goal), ==, before + 1001);
  g_assert_cmpuint (f->facts->n_goal_versions, ==, versions + 2); /* the first plan and the change */
  g_assert_true (sb_workspace_undo (f->workspace, NULL, NULL, NULL, &error));
  reload (f);
  g_assert_cmpint (goal_named (f, "Q4 revenue")->target.minor, ==, before);
  g_assert_cmpuint (f->facts->n_goal_versions, ==, versions);
  g_assert_cmpint (sum_of_months (f, goal_named (f, "Q4 revenue")), ==, before);
}

/* A typed month stays, the others follow, the total ties; a locked one stays when another moves. */
static void
test_months (Fixture *f, gconstpointer data)
{
  const SbGoalFact *goal = goal_named (f, "Q4 revenue");
  gint64 total = goal->target.minor, mismatch = -1;
  g_autoptr (GArray) cells = NULL;

  apply (f, sb_goal_edit_cell (f->facts, goal, 0, SB_CELL_TYPE, 500000000, &mismatch));
  g_assert_cmpint (mismatch, ==, 0);
  goal = goal_named (f, "Q4 revenue");
  g_assert_cmpint (sum_of_months (f, goal), ==, total);
  apply (f, sb_goal_edit_cell (f->facts, goal, 1, SB_CELL_TYPE, 600000001, &mismatch));
  goal = goal_named (f, "Q4 revenue");
  cells = sb_goal_cells_load (f->facts, goal);
  g_assert_cmpint (g_array_index (cells, SbGoalCell, 0).value, ==, 500000000);
  g_assert_true (g_array_index (cells, SbGoalCell, 0).locked);
  g_assert_cmpint (g_array_index (cells, SbGoalCell, 1).value, ==, 600000001);
  g_assert_cmpint (sb_goal_cells_sum (cells), ==, total);
  apply (f, sb_goal_edit_cell (f->facts, goal, 2, SB_CELL_TYPE, 1, &mismatch)); /* nothing is left to follow */
  g_assert_cmpint (mismatch, ==, total - 1100000002);
  goal = goal_named (f, "Q4 revenue");
  apply (f, sb_goal_edit_fit (f->facts, goal, "The months are right", TODAY));
  g_assert_cmpint (goal_named (f, "Q4 revenue")->target.minor, ==, 1100000002);
  goal = goal_named (f, "Q4 revenue");
  apply (f, sb_goal_edit_cell (f->facts, goal, 2, SB_CELL_CLEAR, 0, &mismatch));
  g_assert_cmpint (mismatch, ==, 0);
}

static void
test_check_in (Fixture *f, gconstpointer data)
{
  const SbGoalFact *goal = goal_named (f, "Training of the new colleague: 24 hours");
  SbGoalLook look = { TRUE, 1850, 9, 0, "Nearly there" };
  gsize n = f->facts->n_check_ins;

  apply (f, sb_goal_edit_check_in (f->facts, goal, TODAY, &look));
  g_assert_cmpuint (f->facts->n_check_ins, ==, n + 1);
  for (gsize i = 0; i < f->facts->n_check_ins; i++)
    if (f->facts->check_ins[i].day_on == TODAY)
      {
        g_assert_cmpfloat_with_epsilon (f->facts->check_ins[i].number.value, 18.5, 1e-9);
        g_assert_cmpint (f->facts->check_ins[i].confidence, ==, 9);
        g_assert_cmpstr (f->facts->check_ins[i].note, ==, "Nearly there");
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/goal-edit/draft", Fixture, NULL, set_up, test_draft, tear_down);
  g_test_add ("/model/goal-edit/target", Fixture, NULL, set_up, test_target, tear_down);
  g_test_add ("/model/goal-edit/months", Fixture, NULL, set_up, test_months, tear_down);
  g_test_add ("/model/goal-edit/check-in", Fixture, NULL, set_up, test_check_in, tear_down);
  return g_test_run ();
}
