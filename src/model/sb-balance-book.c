/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts reps, customers, targets and prices of moving together into the model that the assignment search reads. */
#include "sb-config.h"

#include "model/sb-balance-book.h"

#include "core/sb-money.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

enum { KIND_PROSPECT, KIND_CUSTOMER };

typedef struct {
  SbBalanceBook *book;
  SbFacts       *facts;
  SbBalanceYear  year;
  SbScopeFilter  filter;
  guint8        *sells;    /* by position in facts->members */
  gint32        *rep_of;   /* the same: position among the reps, −1 */
  GArray        *accounts; /* SbBalanceAccount */
  GArray        *places;   /* gsize: position in facts->accounts */
} Making;

static int
find_member (const SbFacts *facts, gint32 id)
{
  const SbMemberFact *member = id == 0 ? NULL : sb_facts_member (facts, id);

  return member == NULL ? -1 : (int) (member - facts->members);
}

/* The owner, else who works most of its deals. */
static gint32
server_of (const Making *making, gsize account, gboolean *derived)
{
  gint32 owner = making->facts->accounts[account].owner_id;

  *derived = owner == 0 && making->year.worker[account] != 0;
  return *derived ? making->year.worker[account] : owner;
}

static gboolean
is_served (const Making *making, gsize at)
{
  const SbAccountFact *account = &making->facts->accounts[at];

  if ((account->flags & SB_FACT_ARCHIVED) || account->kind > KIND_CUSTOMER)
    return FALSE;
  return account->kind == KIND_CUSTOMER || account->owner_id != 0 || making->year.open_deals[at] > 0;
}

static gboolean
in_scope (const Making *making, gint32 member_id)
{
  const SbMemberFact *member = member_id == 0 ? NULL : sb_facts_member (making->facts, member_id);

  if (making->book->team_id == 0)
    return TRUE;
  return member != NULL && sb_scope_has_team (&making->filter, member->team_id);
}

static void
list_sellers (Making *making)
{
  const SbFacts *facts = making->facts;
  SbDate from = sb_date_add_months (making->book->as_of, -12);

  making->sells = g_new0 (guint8, facts->n_members + 1);
  for (gsize i = 0; i < facts->n_accounts; i++)
    {
      gboolean derived;
      int at = is_served (making, i) ? find_member (facts, server_of (making, i, &derived)) : -1;

      if (at >= 0)
        making->sells[at] = TRUE;
    }
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      int at = find_member (facts, facts->deals[i].owner_id);

      if (at >= 0 && !(facts->deals[i].flags & SB_FACT_ARCHIVED)
          && (facts->deals[i].status == SB_STATUS_OPEN || facts->deals[i].created_on > from))
        making->sells[at] = TRUE;
    }
  for (gsize i = 0; i < facts->n_targets; i++)
    {
      int at = find_member (facts, facts->targets[i].member_id);

      if (at >= 0 && facts->targets[i].end_on >= making->book->as_of)
        making->sells[at] = TRUE;
    }
}

static void
list_reps (Making *making)
{
  SbBalanceBook *book = making->book;
  const SbFacts *facts = making->facts;
  g_autoptr (GArray) reps = g_array_new (FALSE, FALSE, sizeof (SbBalanceRep));

  making->rep_of = g_new (gint32, facts->n_members + 1);
  for (gsize i = 0; i < facts->n_members; i++)
    {
      const SbMemberFact *member = &facts->members[i];
      gint64 share = 0;
      gboolean there = !(member->flags & (SB_FACT_INACTIVE | SB_FACT_ARCHIVED))
                       && (member->left_on == SB_DATE_NONE || member->left_on > book->as_of);
      SbBalanceRep rep = { member->id, member->team_id, member->name, 0 };

      sb_mul_div (member->fte_ppm, member->selling_share_ppm, 1000000, &share);
      rep.fte_ppm = share;
      making->rep_of[i] = -1;
      if (!there || share <= 0 || !making->sells[i] || !in_scope (making, member->id))
        continue;
      making->rep_of[i] = (gint32) reps->len;
      g_array_append_val (reps, rep);
    }
  book->n_reps = reps->len;
  book->reps = g_memdup2 (reps->data, (reps->len + 1) * sizeof (SbBalanceRep));
}

static void
list_accounts (Making *making)
{
  SbBalanceBook *book = making->book;
  const SbFacts *facts = making->facts;

  for (gsize i = 0; i < facts->n_accounts; i++)
    {
      SbBalanceAccount account = { .account_id = facts->accounts[i].id, .owner_id = facts->accounts[i].owner_id,
                                   .name = facts->account_names[i] };
      gboolean derived;
      gint32 server = server_of (making, i, &derived);
      int member = find_member (facts, server);

      if (!is_served (making, i) || !in_scope (making, server))
        continue;
      account.present = member < 0 ? -1 : making->rep_of[member];
      account.is_derived = derived;
      account.is_locked = account.present >= 0 && (facts->accounts[i].flags & SB_FACT_LOCKED) != 0;
      book->n_locked += account.is_locked;
      book->n_derived += derived;
      book->n_nobody += account.present < 0;
      g_array_append_val (making->accounts, account);
      g_array_append_val (making->places, i);
    }
  book->n = making->accounts->len;
  book->accounts = g_memdup2 (making->accounts->data, (book->n + 1) * sizeof (SbBalanceAccount));
}

/* Margins and sales are not added up: one of them is the potential of all. */
static gboolean
choose_margin (const Making *making)
{
  gsize with = 0, customers = 0;

  for (gsize j = 0; j < making->book->n; j++)
    {
      const SbAccountFact *account = &making->facts->accounts[g_array_index (making->places, gsize, j)];

      customers += account->kind == KIND_CUSTOMER;
      with += account->kind == KIND_CUSTOMER && (account->flags & SB_FACT_HAS_MARGIN) != 0;
    }
  return customers > 0 && with * 5 >= customers * 4;
}

static void
measure (Making *making)
{
  SbBalanceBook *book = making->book;
  gint32 *hours = g_new0 (gint32, book->n + 1);
  gint64 *potential = g_new0 (gint64, book->n + 1);
  gint64 unit = (gint64) pow (10, making->facts->exponent);
  gint64 most = (G_GINT64_CONSTANT (1) << 50) / (gint64) (book->n + 1);

  book->by_margin = choose_margin (making);
  for (gsize j = 0; j < book->n; j++)
    {
      gsize at = g_array_index (making->places, gsize, j);
      gint64 money = MAX (making->year.won[at], making->year.ordered[at]);
      gboolean estimated;

      hours[j] = (gint32) sb_balance_year_hours (&making->year, making->facts, at, &estimated);
      book->accounts[j].is_estimated = estimated;
      book->n_estimated += estimated;
      sb_money_add (&money, making->year.pipeline[at]);
      if (book->by_margin)
        money = MAX (0, making->facts->accounts[at].annual_margin_minor);
      potential[j] = CLAMP (money / unit, 0, most);
    }
  book->model.hours = hours;
  book->model.potential = potential;
}

/* May this rep serve it? Within the team: of the team of the owner, or of the one who left. */
static gboolean
may_serve (const Making *making, gsize account, gint32 team_id, gsize rep)
{
  const SbBalanceBook *book = making->book;
  const SbBalanceAccount *row = &book->accounts[account];

  if (row->is_locked)
    return (gint32) rep == row->present;
  return book->reach == SB_BALANCE_EVERYBODY || team_id < 0 || book->reps[rep].team_id == team_id;
}

/* The team that has to serve it, −1: any, as nobody of its team is there. */
static gint32
team_of (const Making *making, gsize account)
{
  const SbBalanceBook *book = making->book;
  const SbBalanceAccount *row = &book->accounts[account];
  const SbMemberFact *member;

  if (row->present >= 0)
    return book->reps[row->present].team_id;
  member = row->owner_id == 0 ? NULL : sb_facts_member (making->facts, row->owner_id);
  for (gsize i = 0; member != NULL && member->team_id != 0 && i < book->n_reps; i++)
    if (book->reps[i].team_id == member->team_id)
      return member->team_id;
  return -1;
}

static gint32
price_of_moving (const Making *making, gsize account)
{
  const SbAccountFact *fact = &making->facts->accounts[g_array_index (making->places, gsize, account)];
  int relationship = fact->relationship >= 0 ? fact->relationship : 3;

  return making->book->accounts[account].present < 0
           ? 0
           : SB_BALANCE_HANDOVER_MIN + SB_BALANCE_RELATION_MIN * relationship;
}

static void
list_pairs (Making *making)
{
  SbBalanceBook *book = making->book;
  gsize *first = g_new0 (gsize, book->n + 1);
  gint32 *owner = g_new0 (gint32, book->n + 1);
  GArray *rep = g_array_new (FALSE, FALSE, sizeof (gint32)), *cost = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (gsize j = 0; j < book->n; j++)
    {
      gint32 team_id = team_of (making, j), price = price_of_moving (making, j);

      owner[j] = book->accounts[j].present;
      for (gint32 i = 0; i < (gint32) book->n_reps; i++)
        if (may_serve (making, j, team_id, (gsize) i))
          {
            gint32 paid = i == owner[j] ? 0 : price;

            g_array_append_val (rep, i);
            g_array_append_val (cost, paid);
          }
      first[j + 1] = rep->len;
    }
  book->model.owner = owner;
  book->model.first = first;
  book->model.rep = (gint32 *) (gpointer) g_array_free (rep, FALSE);
  book->model.cost = (gint32 *) (gpointer) g_array_free (cost, FALSE);
}

/* Adds the parts of one pool of work to the targets of those who share it. */
static void
share_out (const SbBalanceBook *book, gint64 total, gint32 team_id, gint64 *targets)
{
  g_autofree gint64 *weights = g_new0 (gint64, book->n_reps + 1), *parts = g_new0 (gint64, book->n_reps + 1);

  for (gsize i = 0; i < book->n_reps; i++)
    weights[i] = team_id < 0 || book->reps[i].team_id == team_id ? book->reps[i].fte_ppm : 0;
  sb_split_exact (total, weights, book->n_reps, parts);
  for (gsize i = 0; i < book->n_reps; i++)
    targets[i] += parts[i];
}

static void
sum_pool (const Making *making, gint32 pool, gint64 *hours, gint64 *potential)
{
  const SbBalanceBook *book = making->book;

  *hours = *potential = 0;
  for (gsize j = 0; j < book->n; j++)
    if (book->reach == SB_BALANCE_EVERYBODY || team_of (making, j) == pool)
      {
        *hours += book->model.hours[j];
        *potential += book->model.potential[j];
      }
}

/* Everybody's part of the work that the team, or all, have to do; by capacity. */
static void
set_targets (Making *making)
{
  SbBalanceBook *book = making->book;
  gint64 *hours = g_new0 (gint64, book->n_reps + 1), *potential = g_new0 (gint64, book->n_reps + 1);
  gint64 *capacity = g_new0 (gint64, book->n_reps + 1);
  gint64 all_hours = 0, all_potential = 0, of_hours, of_potential;
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i <= book->n_reps; i++)
    {
      gint32 pool = i == book->n_reps || book->reach == SB_BALANCE_EVERYBODY ? -1 : book->reps[i].team_id;

      if (book->n_reps == 0 || !g_hash_table_add (done, GINT_TO_POINTER (pool)))
        continue;
      sum_pool (making, pool, &of_hours, &of_potential);
      share_out (book, of_hours, pool, hours);
      share_out (book, of_potential, pool, potential);
      all_hours += of_hours;
      all_potential += of_potential;
    }
  for (gsize i = 0; i < book->n_reps; i++)
    sb_mul_div (book->reps[i].fte_ppm, SB_BALANCE_YEAR_MIN, 1000000, &capacity[i]);
  book->model.alpha = 1;
  book->model.beta = all_potential > 0 ? (double) all_hours / (double) all_potential : 0;
  book->model.hours_target = hours;
  book->model.potential_target = potential;
  book->model.capacity = capacity;
}

static void
explain (Making *making)
{
  SbBalanceBook *book = making->book;
  double hours = 0;
  gint64 money = 0, unit = (gint64) pow (10, making->facts->exponent);

  for (gsize j = 0; j < book->n; j++)
    {
      hours += book->model.hours[j] / 60.0;
      sb_money_add (&money, book->model.potential[j] * unit);
    }
  book->hours = sb_explain_new ("balance.hours", N_("Hours that customers need in a year"),
                                N_("minutes of the activities of the last twelve months; a customer without any counts "
                                   "visits by class and open deals"));
  sb_explain_input (book->hours, N_("Customers with activities"),
                    sb_quantity_count ((gint64) book->n - book->n_estimated));
  sb_explain_input (book->hours, N_("Customers that are estimated"), sb_quantity_count (book->n_estimated));
  sb_explain_note (book->hours, N_("An activity without minutes counts half an hour."));
  sb_explain_note (book->hours,
                   N_("Estimated: 24 visits a year for class A, 12 for B, 4 for C, an hour and a half each, and two "
                      "hours for an open deal. Without a class, a customer is B and a prospect C."));
  sb_explain_seal (book->hours, sb_quantity_real (SB_UNIT_HOURS, hours));
  book->potential
    = sb_explain_new ("balance.potential", N_("Potential of the customers in a year"),
                      book->by_margin ? N_("the margin a year that is written at each customer")
                                      : N_("sales of the last twelve months + open deals × their chance"));
  sb_explain_input (book->potential, N_("Customers"), sb_quantity_count ((gint64) book->n));
  sb_explain_note (book->potential, book->by_margin
                                      ? N_("Four of five customers have a margin, so it is used for all.")
                                      : N_("Sales are won deals or orders, whichever is more. A chance that no stage "
                                           "gives is 25 %."));
  sb_explain_seal (book->potential, sb_quantity_money (money));
}

SbBalanceBook *
sb_balance_book_new (SbFacts *facts, SbDate as_of, SbBalanceReach reach, gint32 team_id)
{
  SbBalanceBook *book = g_new0 (SbBalanceBook, 1);
  Making making = { .book = book, .facts = facts };
  SbScope scope = SB_SCOPE_ALL;

  book->ref_count = 1;
  book->facts = sb_facts_ref (facts);
  book->as_of = as_of;
  book->reach = reach;
  book->team_id = scope.team_id = team_id;
  making.accounts = g_array_new (FALSE, FALSE, sizeof (SbBalanceAccount));
  making.places = g_array_new (FALSE, FALSE, sizeof (gsize));
  sb_scope_filter_init (&making.filter, facts, scope);
  sb_balance_year_init (&making.year, facts, as_of);
  list_sellers (&making);
  list_reps (&making);
  list_accounts (&making);
  measure (&making);
  list_pairs (&making);
  set_targets (&making);
  explain (&making);
  book->model.n_reps = book->n_reps;
  book->model.n_accounts = book->n;
  sb_balance_year_clear (&making.year);
  sb_scope_filter_clear (&making.filter);
  g_array_unref (making.accounts);
  g_array_unref (making.places);
  g_free (making.sells);
  g_free (making.rep_of);
  return book;
}

SbBalanceBook *
sb_balance_book_ref (SbBalanceBook *book)
{
  g_atomic_int_inc (&book->ref_count);
  return book;
}

void
sb_balance_book_unref (SbBalanceBook *book)
{
  SbAssignModel *model = &book->model;

  if (!g_atomic_int_dec_and_test (&book->ref_count))
    return;
  g_free ((gpointer) model->hours_target);
  g_free ((gpointer) model->potential_target);
  g_free ((gpointer) model->capacity);
  g_free ((gpointer) model->hours);
  g_free ((gpointer) model->potential);
  g_free ((gpointer) model->owner);
  g_free ((gpointer) model->first);
  g_free ((gpointer) model->rep);
  g_free ((gpointer) model->cost);
  g_free (book->reps);
  g_free (book->accounts);
  g_clear_pointer (&book->hours, sb_explain_unref);
  g_clear_pointer (&book->potential, sb_explain_unref);
  sb_facts_unref (book->facts);
  g_free (book);
}

static int
compare_id (gconstpointer key, gconstpointer row)
{
  gint32 a = *(const gint32 *) key, b = *(const gint32 *) row;

  return (a > b) - (a < b);
}

int
sb_balance_book_account (const SbBalanceBook *book, gint32 account_id)
{
  const SbBalanceAccount *row
    = bsearch (&account_id, book->accounts, book->n, sizeof (SbBalanceAccount), compare_id);

  return row == NULL ? -1 : (int) (row - book->accounts);
}

int
sb_balance_book_rep (const SbBalanceBook *book, gint32 member_id)
{
  const SbBalanceRep *row = bsearch (&member_id, book->reps, book->n_reps, sizeof (SbBalanceRep), compare_id);

  return row == NULL ? -1 : (int) (row - book->reps);
}
