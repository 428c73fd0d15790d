/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accepted moves become owners: the customers, their open deals when wanted, and a scenario with its moves that tells
 * later what was decided and why, all as one undo step. */
#include "sb-config.h"

#include "model/sb-balance-private.h"
#include "model/sb-planner-private.h"

#include "core/sb-clock.h"

#include <glib/gi18n-lib.h>

#define ENGINE "1" /* of the search; changes with every change of results */

static void
put_int (SbChange *change, int handle, const char *field, gint64 number)
{
  sb_change_set (change, handle, field, sb_value_int (number));
}

static int
add_scenario (SbBalance *self, SbChange *change, const char *reason)
{
  int handle = sb_change_create (change, sb_record_type_find ("scenario"));
  SbDate as_of = self->answer->book->as_of;
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, as_of, sb_session_get_fiscal (self->session));
  g_autofree char *day = sb_formatter_date (sb_session_get_formatter (self->session), as_of);
  g_autofree char *name = g_strdup_printf (_("Customers, %s"), day);
  static const char *const none[] = { "target", "alpha", "beta", "gamma", "kappa", "floor", "cap", "over", "team_share",
                                      "correlation" };

  sb_change_set_text (change, handle, "name", name);
  sb_change_set_text (change, handle, "kind", "accounts");
  sb_change_set_text (change, handle, "state", "adopted");
  sb_planner_put_snapshot (self->session, change, handle, year);
  sb_change_set_date (change, handle, "start_on", year.start);
  sb_change_set_date (change, handle, "end_on", year.end);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    put_int (change, handle, none[i], 0);
  sb_change_set_text (change, handle, "method", "capacity");
  put_int (change, handle, "draws", 1);
  put_int (change, handle, "seed", 1);
  sb_change_set_text (change, handle, "engine_version", ENGINE);
  sb_change_set_text (change, handle, "reason", reason);
  put_int (change, handle, "adopted_at", sb_clock_now ());
  return handle;
}

static void
add_move (SbChange *change, int scenario, const SbBalanceMove *move, double gain, const char *reason)
{
  int handle = sb_change_create (change, sb_record_type_find ("account_move"));

  put_int (change, handle, "scenario", -scenario);
  put_int (change, handle, "account", move->account_id);
  if (move->from_id != 0)
    put_int (change, handle, "from_member", move->from_id);
  put_int (change, handle, "to_member", move->to_id);
  sb_change_set (change, handle, "gain", sb_value_real (gain));
  sb_change_set_text (change, handle, "state", "done");
  sb_change_set_text (change, handle, "reason", reason);
}

/* Open deals of the customer that its former owner has; somebody else's stay. */
static void
move_deals (const SbBalanceBook *book, SbChange *change, const SbBalanceMove *move)
{
  const SbRecordType *type = sb_record_type_find ("deal");
  int at = sb_balance_book_account (book, move->account_id);
  gint32 former = move->from_id != 0 ? move->from_id : at < 0 ? 0 : book->accounts[at].owner_id;

  for (gsize i = 0; former != 0 && i < book->facts->n_deals; i++)
    {
      const SbDealFact *deal = &book->facts->deals[i];

      if (deal->account_id == move->account_id && deal->owner_id == former && deal->status == SB_STATUS_OPEN
          && !(deal->flags & SB_FACT_ARCHIVED))
        sb_change_update (change, type, deal->id, "owner", sb_value_int (move->to_id));
    }
}

gboolean
sb_balance_adopt (SbBalance *self, const char *reason, gboolean with_deals, GError **error)
{
  const SbRecordType *account = sb_record_type_find ("account");
  g_autofree char *label = NULL, *said = NULL;
  SbChange *change;
  guint n;
  int scenario;

  g_return_val_if_fail (SB_IS_BALANCE (self) && self->answer != NULL && reason != NULL, FALSE);

  n = sb_balance_n_accepted (self);
  g_return_val_if_fail (n > 0, FALSE);
  label = g_strdup_printf (ngettext ("Give %u customer another owner", "Give %u customers another owner", n), n);
  said = g_strdup_printf (ngettext ("%u customer has another owner.", "%u customers have another owner.", n), n);
  change = sb_change_new (label);
  sb_change_set_reason (change, reason);
  scenario = add_scenario (self, change, reason);
  for (guint i = 0; i < self->items->len; i++)
    {
      const SbBalanceItem *item = g_ptr_array_index (self->items, i);

      for (guint k = 0; item->decision == SB_BALANCE_ACCEPTED && k < item->moves->len; k++)
        {
          const SbBalanceMove *move = &g_array_index (item->moves, SbBalanceMove, k);

          sb_change_update (change, account, move->account_id, "owner", sb_value_int (move->to_id));
          /* What a line gains is written once. */
          add_move (change, scenario, move, k == 0 ? item->gain : 0, reason);
          if (with_deals)
            move_deals (self->answer->book, change, move);
        }
    }
  if (!sb_session_apply (self->session, change, said, NULL, error))
    return FALSE;
  sb_balance_forget_accepted (self);
  sb_balance_tell (self);
  return TRUE;
}

gboolean
sb_balance_lock (SbBalance *self, gint32 account_id, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("account");
  const SbField *field = &type->fields[sb_record_type_field_index (type, "owner_locked")];
  SbValue value = sb_value_int (1);

  g_return_val_if_fail (SB_IS_BALANCE (self), FALSE);

  return sb_session_edit (self->session, type, account_id, field, &value, error);
}
