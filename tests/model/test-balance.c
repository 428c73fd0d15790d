/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Balancing the customers of the sample company: the same proposals every time, decisions that hold in the next search,
 * locks that nothing moves, adopted owners as one step. */
#include "sample-fixture.h"

#include "model/sb-balance.h"

typedef struct {
  SampleFixture sample;
  SbBalance    *balance;
} Fixture;

static void
search (Fixture *f)
{
  sb_balance_ensure (f->balance);
  WAIT_FOR (!sb_balance_is_searching (f->balance));
  g_assert_no_error (sb_balance_get_error (f->balance));
  g_assert_nonnull (sb_balance_get_answer (f->balance));
}

static void
search_again (Fixture *f)
{
  sb_balance_solve_again (f->balance);
  WAIT_FOR (!sb_balance_is_searching (f->balance));
  g_assert_no_error (sb_balance_get_error (f->balance));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  sample_fixture_init (&f->sample);
  f->balance = sb_balance_new (f->sample.session);
  search (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_run_dispose (G_OBJECT (f->balance));
  g_object_unref (f->balance);
  sample_fixture_clear (&f->sample);
}

static char *
list_text (Fixture *f)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sb_balance_n_items (f->balance); i++)
    {
      const SbBalanceItem *item = sb_balance_get_item (f->balance, i);

      for (guint k = 0; k < item->moves->len; k++)
        {
          const SbBalanceMove *move = &g_array_index (item->moves, SbBalanceMove, k);

          g_string_append_printf (text, "%d %d>%d ", move->account_id, move->from_id, move->to_id);
        }
      g_string_append_printf (text, "%.9f\n", item->gain);
    }
  return g_string_free (text, FALSE);
}

static void
test_answer (Fixture *f, gconstpointer data)
{
  const SbBalanceAnswer *answer = sb_balance_get_answer (f->balance);
  const SbBalanceBook *book = answer->book;
  g_autofree char *first = list_text (f), *second = NULL;
  g_autofree gint64 *before = g_new0 (gint64, book->n_reps), *after = g_new0 (gint64, book->n_reps);
  gint64 sum = 0, target = 0, off_before = 0, off_after = 0;
  gsize moves;
  double removed = sb_balance_outcome (f->balance, &moves, after, NULL);

  g_assert_cmpuint (book->n_reps, >=, 5);
  g_assert_cmpuint (book->n, >=, 100);
  g_assert_true (sb_assign_model_is_sound (&book->model));
  g_assert_cmpuint (answer->points->len, >=, 3);
  g_assert_cmpuint (moves, >, 0);
  g_assert_cmpfloat (removed, >, 0.8);
  g_assert_cmpfloat (removed, <=, 1);
  for (guint i = 1; i < answer->points->len; i++)
    g_assert_cmpfloat (g_array_index (answer->points, SbBalancePoint, i).removed, >=,
                       g_array_index (answer->points, SbBalancePoint, i - 1).removed);
  sb_balance_present (f->balance, before, NULL);
  for (gsize i = 0; i < book->n_reps; i++)
    {
      sum += after[i];
      target += book->model.hours_target[i];
      off_before += ABS (before[i] - book->model.hours_target[i]);
      off_after += ABS (after[i] - book->model.hours_target[i]);
    }
  g_assert_cmpint (sum, ==, target);
  g_assert_cmpint (off_after, <, off_before);
  /* Once more, and by another balance: nothing depends on time or on what was asked before. */
  search_again (f);
  second = list_text (f);
  g_assert_cmpstr (first, ==, second);
}

static void
test_team (Fixture *f, gconstpointer data)
{
  const SbBalanceBook *book = sb_balance_get_answer (f->balance)->book;
  gint64 sum = 0, target = 0;

  for (guint i = 0; i < sb_balance_n_items (f->balance); i++)
    {
      const SbBalanceItem *item = sb_balance_get_item (f->balance, i);

      for (guint k = 0; k < item->moves->len; k++)
        {
          const SbBalanceMove *move = &g_array_index (item->moves, SbBalanceMove, k);
          int from = sb_balance_book_rep (book, move->from_id), to = sb_balance_book_rep (book, move->to_id);

          g_assert_cmpint (to, >=, 0);
          if (from >= 0)
            g_assert_cmpint (book->reps[from].team_id, ==, book->reps[to].team_id);
        }
    }
  sb_balance_set_reach (f->balance, SB_BALANCE_EVERYBODY);
  WAIT_FOR (!sb_balance_is_searching (f->balance));
  book = sb_balance_get_answer (f->balance)->book;
  g_assert_cmpint (book->reach, ==, SB_BALANCE_EVERYBODY);
  for (gsize j = 0; j < book->n; j++)
    sum += book->model.hours[j];
  for (gsize i = 0; i < book->n_reps; i++)
    target += book->model.hours_target[i];
  g_assert_cmpint (sum, ==, target);
}

static gboolean
proposes (Fixture *f, gint32 account_id, gint32 to_id, SbBalanceDecision *decision)
{
  for (guint i = 0; i < sb_balance_n_items (f->balance); i++)
    {
      const SbBalanceItem *item = sb_balance_get_item (f->balance, i);

      for (guint k = 0; k < item->moves->len; k++)
        {
          const SbBalanceMove *move = &g_array_index (item->moves, SbBalanceMove, k);

          if (move->account_id != account_id || (to_id != 0 && move->to_id != to_id))
            continue;
          if (decision != NULL)
            *decision = item->decision;
          return TRUE;
        }
    }
  return FALSE;
}

static void
test_decisions (Fixture *f, gconstpointer data)
{
  SbBalanceMove yes, no;
  SbBalanceDecision decision = SB_BALANCE_OPEN;

  g_assert_cmpuint (sb_balance_n_items (f->balance), >=, 3);
  yes = g_array_index (sb_balance_get_item (f->balance, 0)->moves, SbBalanceMove, 0);
  no = g_array_index (sb_balance_get_item (f->balance, 1)->moves, SbBalanceMove, 0);
  sb_balance_decide (f->balance, 0, SB_BALANCE_ACCEPTED);
  sb_balance_decide (f->balance, 1, SB_BALANCE_REJECTED);
  sb_balance_decide (f->balance, 2, SB_BALANCE_REJECTED);
  sb_balance_decide (f->balance, 2, SB_BALANCE_REJECTED);
  g_assert_cmpint (sb_balance_get_item (f->balance, 2)->decision, ==, SB_BALANCE_OPEN);
  g_assert_true (sb_balance_wants_search (f->balance));
  search_again (f);
  g_assert_false (sb_balance_wants_search (f->balance));
  g_assert_true (proposes (f, yes.account_id, yes.to_id, &decision));
  g_assert_cmpint (decision, ==, SB_BALANCE_ACCEPTED);
  g_assert_false (proposes (f, no.account_id, no.to_id, NULL));
  g_assert_cmpuint (sb_balance_n_rejected (f->balance), >=, 1);
  /* Another point of the curve speaks of the others only. */
  sb_balance_set_point (f->balance, sb_balance_get_answer (f->balance)->points->len - 1);
  g_assert_true (proposes (f, yes.account_id, yes.to_id, &decision));
  g_assert_cmpint (decision, ==, SB_BALANCE_ACCEPTED);
  g_assert_false (proposes (f, no.account_id, no.to_id, NULL));
  sb_balance_forgive (f->balance);
  g_assert_cmpuint (sb_balance_n_rejected (f->balance), ==, 0);
}

static void
test_lock (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SbBalanceMove move = g_array_index (sb_balance_get_item (f->balance, 0)->moves, SbBalanceMove, 0);
  const SbBalanceBook *book;
  int at;

  g_assert_true (sb_balance_lock (f->balance, move.account_id, &error));
  g_assert_no_error (error);
  WAIT_FOR (sb_session_get_facts (f->sample.session)->generation == sb_workspace_get_generation (f->sample.workspace));
  search (f);
  book = sb_balance_get_answer (f->balance)->book;
  at = sb_balance_book_account (book, move.account_id);
  g_assert_cmpint (book->n_locked, ==, 1);
  g_assert_cmpint (book->accounts[at].is_locked, ==, 1);
  for (guint i = 0; i < sb_balance_get_answer (f->balance)->points->len; i++)
    {
      sb_balance_set_point (f->balance, i);
      g_assert_false (proposes (f, move.account_id, 0, NULL));
    }
}

static void
test_stop (Fixture *f, gconstpointer data)
{
  sb_balance_solve_again (f->balance);
  g_assert_true (sb_balance_is_searching (f->balance));
  sb_balance_stop (f->balance);
  g_assert_true (sb_balance_is_stopped (f->balance));
  sb_balance_ensure (f->balance);
  g_assert_false (sb_balance_is_searching (f->balance));
  search_again (f);
  g_assert_false (sb_balance_is_stopped (f->balance));
  g_assert_cmpuint (sb_balance_n_items (f->balance), >, 0);
}

static gint32
owner_of (Fixture *f, const char *type, gint32 id)
{
  g_autoptr (SbRecord) record = sb_reader_get (sb_session_get_reader (f->sample.session), sb_record_type_find (type), id, NULL);

  return (gint32) sb_record_int (record, "owner", 0);
}

/* Adopts, looks at owners and deals, takes it back. */
static void
adopt (Fixture *f, gboolean with_deals)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = sample_fixture_dump (&f->sample), *after = NULL;
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (SbBalanceMove));
  g_autoptr (SbFacts) facts = sb_facts_ref (sb_balance_get_answer (f->balance)->book->facts);
  guint moved_deals = 0;

  for (guint i = 0; i < sb_balance_n_items (f->balance); i++)
    {
      const SbBalanceItem *item = sb_balance_get_item (f->balance, i);

      sb_balance_decide (f->balance, i, SB_BALANCE_ACCEPTED);
      g_array_append_vals (moves, item->moves->data, item->moves->len);
    }
  g_assert_true (sb_balance_adopt (f->balance, "Even books", with_deals, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sb_balance_n_accepted (f->balance), ==, 0);
  for (guint i = 0; i < moves->len; i++)
    {
      const SbBalanceMove *move = &g_array_index (moves, SbBalanceMove, i);

      g_assert_cmpint (owner_of (f, "account", move->account_id), ==, move->to_id);
      for (gsize d = 0; d < facts->n_deals; d++)
        if (facts->deals[d].account_id == move->account_id && facts->deals[d].status == SB_STATUS_OPEN
            && facts->deals[d].owner_id == move->from_id)
          {
            g_assert_cmpint (owner_of (f, "deal", facts->deals[d].id), ==, with_deals ? move->to_id : move->from_id);
            moved_deals++;
          }
    }
  g_assert_cmpuint (moved_deals, >, 0);
  g_assert_true (sb_session_undo (f->sample.session, &error));
  g_assert_no_error (error);
  after = sample_fixture_dump (&f->sample);
  g_assert_cmpstr (after, ==, before);
}

static void
test_adopt (Fixture *f, gconstpointer data)
{
  adopt (f, FALSE);
}

static void
test_adopt_deals (Fixture *f, gconstpointer data)
{
  adopt (f, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/balance/answer", Fixture, NULL, set_up, test_answer, tear_down);
  g_test_add ("/balance/team", Fixture, NULL, set_up, test_team, tear_down);
  g_test_add ("/balance/decisions", Fixture, NULL, set_up, test_decisions, tear_down);
  g_test_add ("/balance/lock", Fixture, NULL, set_up, test_lock, tear_down);
  g_test_add ("/balance/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/balance/adopt", Fixture, NULL, set_up, test_adopt, tear_down);
  g_test_add ("/balance/adopt-deals", Fixture, NULL, set_up, test_adopt_deals, tear_down);
  return g_test_run ();
}
