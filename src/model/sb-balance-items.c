/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a balance: what the search found as lines, what was decided about them, and what follows from them all.
 * Searches nothing. */
#include "sb-config.h"

#include "model/sb-balance-private.h"

#include <glib/gi18n-lib.h>

static SbBalanceItem *
item_new (void)
{
  SbBalanceItem *item = g_new0 (SbBalanceItem, 1);

  item->moves = g_array_new (FALSE, FALSE, sizeof (SbBalanceMove));
  return item;
}

void
sb_balance_item_free (gpointer data)
{
  SbBalanceItem *item = data;

  g_array_unref (item->moves);
  g_free (item);
}

static const SbBalanceItem *
item_at (SbBalance *self, guint at)
{
  return g_ptr_array_index (self->items, at);
}

static gint32
member_of (const SbBalanceBook *book, gint32 rep)
{
  return rep < 0 ? 0 : book->reps[rep].member_id;
}

static double
share_of_gain (const SbBalanceAnswer *answer, double gain)
{
  double avoidable = answer->start - answer->bound;

  return avoidable > 1e-9 ? gain / avoidable : 0;
}

/* Still possible: the customer is with whom it was, and the new one is there and allowed. */
static gboolean
holds (const SbBalanceBook *book, const SbBalanceMove *move)
{
  int account = sb_balance_book_account (book, move->account_id), to = sb_balance_book_rep (book, move->to_id);

  if (account < 0 || to < 0 || book->accounts[account].is_locked
      || member_of (book, book->accounts[account].present) != move->from_id)
    return FALSE;
  for (gsize k = book->model.first[account]; k < book->model.first[account + 1]; k++)
    if (book->model.rep[k] == to)
      return TRUE;
  return FALSE;
}

static gboolean
item_holds (const SbBalanceBook *book, const SbBalanceItem *item)
{
  for (guint i = 0; i < item->moves->len; i++)
    if (!holds (book, &g_array_index (item->moves, SbBalanceMove, i)))
      return FALSE;
  return TRUE;
}

/* Accepted lines stay, rejected ones are remembered, the others make room. */
void
sb_balance_clear_list (SbBalance *self)
{
  for (guint i = self->items->len; i-- > 0;)
    {
      const SbBalanceItem *item = item_at (self, i);
      gboolean kept = item->decision == SB_BALANCE_ACCEPTED && item_holds (self->answer->book, item);

      for (guint k = 0; item->decision == SB_BALANCE_REJECTED && k < item->moves->len; k++)
        {
          const SbBalanceMove *move = &g_array_index (item->moves, SbBalanceMove, k);
          SbBalanceFix fix = { move->account_id, move->to_id };

          g_array_append_val (self->rejected, fix);
        }
      if (!kept)
        g_ptr_array_remove_index (self->items, i);
    }
}

/* The owners after what is decided, and where the proposals lead. Customers that were decided about stay as they are;
 * who has nobody has to go somewhere. */
static void
set_ends (SbBalance *self, gint32 *now, gint32 *then, guint8 *decided)
{
  const SbBalanceBook *book = self->answer->book;

  for (guint i = 0; i < self->items->len; i++)
    for (guint k = 0; k < item_at (self, i)->moves->len; k++)
      {
        const SbBalanceMove *move = &g_array_index (item_at (self, i)->moves, SbBalanceMove, k);
        int account = sb_balance_book_account (book, move->account_id);

        if (account < 0)
          continue;
        decided[account] = TRUE;
        if (item_at (self, i)->decision == SB_BALANCE_ACCEPTED)
          now[account] = sb_balance_book_rep (book, move->to_id);
        if (now[account] >= 0)
          then[account] = now[account];
      }
}

void
sb_balance_list_moves (SbBalance *self)
{
  const SbBalanceAnswer *answer = self->answer;
  const SbBalanceBook *book = answer->book;
  SbAssignModel model = book->model;
  g_autoptr (GArray) moves = NULL;
  g_autofree gint32 *now = NULL, *then = NULL;
  g_autofree guint8 *decided = g_new0 (guint8, book->n + 1);
  SbBalanceItem *item = NULL;
  guint group = 0;

  if (self->point >= answer->points->len)
    return;
  now = g_memdup2 (answer->wished->owner, (book->n + 1) * sizeof (gint32));
  then = g_memdup2 (g_array_index (answer->points, SbBalancePoint, self->point).owner,
                    (book->n + 1) * sizeof (gint32));
  set_ends (self, now, then, decided);
  model.owner = now;
  moves = sb_assign_moves (&model, then);
  for (guint i = 0; i < moves->len; i++)
    {
      const SbAssignMove *move = &g_array_index (moves, SbAssignMove, i);
      SbBalanceMove row = { book->accounts[move->account].account_id, member_of (book, move->from),
                            member_of (book, move->to) };

      if (decided[move->account])
        continue;
      if (item == NULL || move->group != group)
        {
          item = item_new ();
          g_ptr_array_add (self->items, item);
        }
      group = move->group;
      item->gain += share_of_gain (answer, move->gain_in_sequence);
      g_array_append_val (item->moves, row);
    }
}

GArray *
sb_balance_fixes (SbBalance *self, SbBalanceDecision decision)
{
  GArray *fixes = g_array_new (FALSE, FALSE, sizeof (SbBalanceFix));

  for (guint i = 0; i < self->items->len; i++)
    for (guint k = 0; item_at (self, i)->decision == decision && k < item_at (self, i)->moves->len; k++)
      {
        const SbBalanceMove *move = &g_array_index (item_at (self, i)->moves, SbBalanceMove, k);
        SbBalanceFix fix = { move->account_id, move->to_id };

        g_array_append_val (fixes, fix);
      }
  return fixes;
}

void
sb_balance_forget_accepted (SbBalance *self)
{
  for (guint i = self->items->len; i-- > 0;)
    if (item_at (self, i)->decision == SB_BALANCE_ACCEPTED)
      g_ptr_array_remove_index (self->items, i);
}

guint
sb_balance_n_items (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), 0);

  return self->items->len;
}

const SbBalanceItem *
sb_balance_get_item (SbBalance *self, guint at)
{
  g_return_val_if_fail (SB_IS_BALANCE (self) && at < self->items->len, NULL);

  return item_at (self, at);
}

void
sb_balance_decide (SbBalance *self, guint at, SbBalanceDecision decision)
{
  SbBalanceItem *item;

  g_return_if_fail (SB_IS_BALANCE (self) && at < self->items->len);

  item = g_ptr_array_index (self->items, at);
  item->decision = item->decision == decision ? SB_BALANCE_OPEN : decision;
  self->decided = TRUE;
  sb_balance_tell (self);
}

gboolean
sb_balance_wants_search (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), FALSE);

  return self->decided;
}

static guint
count (SbBalance *self, SbBalanceDecision decision)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += item_at (self, i)->decision == decision ? item_at (self, i)->moves->len : 0;
  return n;
}

guint
sb_balance_n_accepted (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), 0);

  return count (self, SB_BALANCE_ACCEPTED);
}

guint
sb_balance_n_rejected (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), 0);

  return count (self, SB_BALANCE_REJECTED) + self->rejected->len;
}

void
sb_balance_forgive (SbBalance *self)
{
  g_return_if_fail (SB_IS_BALANCE (self));

  g_array_set_size (self->rejected, 0);
  for (guint i = 0; i < self->items->len; i++)
    {
      SbBalanceItem *item = g_ptr_array_index (self->items, i);

      if (item->decision == SB_BALANCE_REJECTED)
        item->decision = SB_BALANCE_OPEN;
    }
  self->decided = TRUE;
  sb_balance_tell (self);
}

static void
sum_loads (const SbBalanceBook *book, const gint32 *owner, gint64 *hours, gint64 *potential)
{
  for (gsize i = 0; i < book->n_reps; i++)
    {
      if (hours != NULL)
        hours[i] = 0;
      if (potential != NULL)
        potential[i] = 0;
    }
  for (gsize j = 0; j < book->n; j++)
    {
      if (owner[j] < 0)
        continue;
      if (hours != NULL)
        hours[owner[j]] += book->model.hours[j];
      if (potential != NULL)
        potential[owner[j]] += book->model.potential[j];
    }
}

double
sb_balance_outcome (SbBalance *self, gsize *moves, gint64 *hours, gint64 *potential)
{
  const SbBalanceBook *book;
  g_autofree gint32 *owner = NULL;

  g_return_val_if_fail (SB_IS_BALANCE (self) && self->answer != NULL, 0);

  book = self->answer->book;
  owner = g_memdup2 (book->model.owner, (book->n + 1) * sizeof (gint32));
  for (guint i = 0; i < self->items->len; i++)
    for (guint k = 0; item_at (self, i)->decision != SB_BALANCE_REJECTED && k < item_at (self, i)->moves->len; k++)
      {
        const SbBalanceMove *move = &g_array_index (item_at (self, i)->moves, SbBalanceMove, k);
        int account = sb_balance_book_account (book, move->account_id);

        if (account >= 0)
          owner[account] = sb_balance_book_rep (book, move->to_id);
      }
  sum_loads (book, owner, hours, potential);
  return sb_balance_answer_removed (self->answer, owner, moves);
}

void
sb_balance_present (SbBalance *self, gint64 *hours, gint64 *potential)
{
  g_return_if_fail (SB_IS_BALANCE (self) && self->answer != NULL);

  sum_loads (self->answer->book, self->answer->book->model.owner, hours, potential);
}

SbExplain *
sb_balance_explain_removed (SbBalance *self)
{
  const SbBalanceAnswer *answer;
  SbExplain *explain;
  gsize moves;
  double removed;

  g_return_val_if_fail (SB_IS_BALANCE (self) && self->answer != NULL, NULL);

  answer = self->answer;
  removed = sb_balance_outcome (self, &moves, NULL, NULL);
  explain = sb_explain_new ("balance.removed", N_("Share of the avoidable imbalance that goes"),
                            N_("what the moves save ÷ (imbalance now − the least that is possible)"));
  sb_explain_input (explain, N_("Imbalance now"), sb_quantity_real (SB_UNIT_HOURS, answer->start / 60));
  sb_explain_input (explain, N_("The moves save"),
                    sb_quantity_real (SB_UNIT_HOURS, removed * (answer->start - answer->bound) / 60));
  sb_explain_input (explain, N_("At least stays"), sb_quantity_real (SB_UNIT_HOURS, answer->bound / 60));
  sb_explain_input (explain, N_("Moves"), sb_quantity_count ((gint64) moves));
  sb_explain_note (explain, N_("Imbalance is how far everybody is from the target, in hours; potential counts as much "
                               "as hours in total."));
  sb_explain_note (explain, N_("Targets share the work of the team, or of everybody, by working time for selling."));
  sb_explain_note (explain, N_("Handing a customer over costs an hour and half an hour for each step of the "
                               "relationship; nothing when the owner has left."));
  sb_explain_note (explain, N_("The least that is possible is proven, not estimated."));
  sb_explain_seal (explain, sb_quantity_real (SB_UNIT_PERCENT, removed));
  return explain;
}
