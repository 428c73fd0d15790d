/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines are made anew only when the proposals are others; a decision changes the line where it is, so that the
 * keyboard stays there. */
#include "sb-config.h"

#include "views/planner/sb-balance-list.h"

#include "widgets/sb-columns.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-text-guard.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define LINES_AT_FIRST 25
#define STACK_BELOW 520

struct _SbBalanceList
{
  GtkWidget  parent_instance;
  SbBalance *balance;
  GtkWidget *box, *list, *more;
  guint      shown;
  char      *signature;  /* of what the lines say */
  gboolean   updating;
};

G_DEFINE_FINAL_TYPE (SbBalanceList, sb_balance_list, GTK_TYPE_WIDGET)

static SbFormatter *
formatter_of (SbBalanceList *self)
{
  return sb_session_get_formatter (sb_balance_get_session (self->balance));
}

static char *
member_name (SbBalanceList *self, gint32 id)
{
  const SbMemberFact *member
    = id == 0 ? NULL : sb_facts_member (sb_balance_get_answer (self->balance)->book->facts, id);

  return member == NULL ? g_strdup (_("nobody")) : sb_formatter_name (formatter_of (self), "member", id, member->name);
}

static char *
account_name (SbBalanceList *self, gint32 id)
{
  const char *name = sb_facts_account_name (sb_balance_get_answer (self->balance)->book->facts, id);

  return sb_formatter_name (formatter_of (self), "account", id, name);
}

/* "120 h", "¥ 1.2 M". */
static char *
distance (SbBalanceList *self, gint64 amount, gboolean potential)
{
  const SbBalanceBook *book = sb_balance_get_answer (self->balance)->book;
  g_autofree char *hours = NULL;

  if (potential)
    return sb_formatter_money_short (formatter_of (self), ABS (amount) * (gint64) pow (10, book->facts->exponent));
  hours = sb_formatter_number (formatter_of (self), (double) ABS (amount) / 60, 0);
  return g_strdup_printf (_("%s h"), hours);
}

typedef struct {
  gint64 from_off, to_off; /* load − target */
  double weight;           /* of the two in price */
} Pull;

static Pull
pull_of (const SbBalanceBook *book, gint64 *loads, const gint64 *targets, int from, int to)
{
  Pull pull = { loads[from] - targets[from], loads[to] - targets[to], 0 };

  pull.weight = (double) MAX (pull.from_off, 0) + (double) MAX (-pull.to_off, 0);
  return pull;
}

/* Why somebody who has an owner should have another: whichever of hours and potential pulls more. */
static char *
pull_text (SbBalanceList *self, const SbBalanceMove *move, int from, int to)
{
  const SbBalanceBook *book = sb_balance_get_answer (self->balance)->book;
  g_autofree gint64 *hours = g_new0 (gint64, book->n_reps + 1), *money = g_new0 (gint64, book->n_reps + 1);
  g_autofree char *giver = member_name (self, move->from_id), *taker = member_name (self, move->to_id);
  g_autofree char *above = NULL, *below = NULL;
  Pull by_hours, by_money, *pull;

  sb_balance_present (self->balance, hours, money);
  by_hours = pull_of (book, hours, book->model.hours_target, from, to);
  by_money = pull_of (book, money, book->model.potential_target, from, to);
  pull = by_money.weight * book->model.beta > by_hours.weight ? &by_money : &by_hours;
  above = distance (self, pull->from_off, pull == &by_money);
  below = distance (self, pull->to_off, pull == &by_money);
  if (pull->from_off > 0 && pull->to_off < 0)
    return pull == &by_money
             ? g_strdup_printf (_("%s has %s of potential above the target, %s has %s below."), giver, above, taker,
                                below)
             : g_strdup_printf (_("%s has %s above the target, %s has %s below."), giver, above, taker, below);
  if (pull->from_off > 0)
    return pull == &by_money ? g_strdup_printf (_("%s has %s of potential above the target."), giver, above)
                             : g_strdup_printf (_("%s has %s above the target."), giver, above);
  if (pull->to_off < 0)
    return pull == &by_money ? g_strdup_printf (_("%s has %s of potential below the target."), taker, below)
                             : g_strdup_printf (_("%s has %s below the target."), taker, below);
  return g_strdup (_("It evens out what other moves leave."));
}

static char *
reason_text (SbBalanceList *self, const SbBalanceItem *item)
{
  const SbBalanceMove *move = &g_array_index (item->moves, SbBalanceMove, 0);
  const SbBalanceBook *book = sb_balance_get_answer (self->balance)->book;
  int from = sb_balance_book_rep (book, move->from_id), to = sb_balance_book_rep (book, move->to_id);
  int account = sb_balance_book_account (book, move->account_id);
  g_autofree char *why = NULL;

  if (account < 0 || to < 0)
    return g_strdup ("");
  if (from < 0)
    return g_strdup (book->accounts[account].owner_id != 0 ? _("Its owner is not there any more.")
                                                           : _("It has no owner."));
  why = pull_text (self, move, from, to);
  return item->moves->len > 1 ? g_strdup_printf (_("%s These moves pay only together."), why) : g_steal_pointer (&why);
}

static char *
move_text (SbBalanceList *self, const SbBalanceMove *move)
{
  g_autofree char *account = account_name (self, move->account_id);
  g_autofree char *from = member_name (self, move->from_id), *to = member_name (self, move->to_id);

  return g_strdup_printf (_("%s: %s → %s"), account, from, to);
}

static void
show_decision (SbBalanceList *self, GtkWidget *row, const SbBalanceItem *item)
{
  GtkWidget *accept = g_object_get_data (G_OBJECT (row), "accept");
  GtkWidget *reject = g_object_get_data (G_OBJECT (row), "reject");
  GtkWidget *text = g_object_get_data (G_OBJECT (row), "text");

  self->updating = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (accept), item->decision == SB_BALANCE_ACCEPTED);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (reject), item->decision == SB_BALANCE_REJECTED);
  gtk_button_set_label (GTK_BUTTON (accept), item->decision == SB_BALANCE_ACCEPTED ? _("✓ Accepted") : _("Accept"));
  gtk_button_set_label (GTK_BUTTON (reject), item->decision == SB_BALANCE_REJECTED ? _("✗ Rejected") : _("Reject"));
  if (item->decision == SB_BALANCE_REJECTED)
    gtk_widget_add_css_class (text, "dim-label");
  else
    gtk_widget_remove_css_class (text, "dim-label");
  self->updating = FALSE;
}

static guint
place_of (GtkWidget *inside)
{
  GtkWidget *row = gtk_widget_get_ancestor (inside, GTK_TYPE_LIST_BOX_ROW);

  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

static void
accept_cb (GtkToggleButton *button, SbBalanceList *self)
{
  if (!self->updating)
    sb_balance_decide (self->balance, place_of (GTK_WIDGET (button)), SB_BALANCE_ACCEPTED);
}

static void
reject_cb (GtkToggleButton *button, SbBalanceList *self)
{
  if (!self->updating)
    sb_balance_decide (self->balance, place_of (GTK_WIDGET (button)), SB_BALANCE_REJECTED);
}

static void
lock (SbBalanceList *self, guint at)
{
  const SbBalanceItem *item = sb_balance_get_item (self->balance, at);
  const SbBalanceMove *move = &g_array_index (item->moves, SbBalanceMove, 0);
  g_autoptr (GError) error = NULL;

  if (move->from_id != 0 && !sb_balance_lock (self->balance, move->account_id, &error))
    sb_show_error (GTK_WIDGET (self), _("The customer was not locked"), error);
}

static void
lock_cb (GtkButton *button, SbBalanceList *self)
{
  lock (self, place_of (GTK_WIDGET (button)));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, SbBalanceList *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))),
                                            GTK_TYPE_LIST_BOX_ROW);
  guint at;

  if (row == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  at = place_of (row);
  if (key == GDK_KEY_a || key == GDK_KEY_A)
    sb_balance_decide (self->balance, at, SB_BALANCE_ACCEPTED);
  else if (key == GDK_KEY_r || key == GDK_KEY_R)
    sb_balance_decide (self->balance, at, SB_BALANCE_REJECTED);
  else if (key == GDK_KEY_l || key == GDK_KEY_L)
    lock (self, at);
  else
    return FALSE;
  return TRUE;
}

static GtkWidget *
build_text (SbBalanceList *self, const SbBalanceItem *item)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *why = reason_text (self, item);

  for (guint i = 0; i < item->moves->len; i++)
    {
      g_autofree char *text = move_text (self, &g_array_index (item->moves, SbBalanceMove, i));

      gtk_box_append (GTK_BOX (lines), sb_label_new_wrapping (text, "heading"));
    }
  gtk_box_append (GTK_BOX (lines), sb_label_new_wrapping (why, "sb-caption"));
  return lines;
}

static GtkWidget *
build_buttons (SbBalanceList *self, GtkWidget *row, const SbBalanceItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *gain, *accept = gtk_toggle_button_new ();
  GtkWidget *reject = gtk_toggle_button_new (), *keep = gtk_button_new_from_icon_name ("changes-prevent-symbolic");
  g_autofree char *share = sb_formatter_percent (formatter_of (self), MAX (item->gain, 0));
  g_autofree char *text = g_strdup_printf ("+%s", share);
  const SbBalanceMove *move = &g_array_index (item->moves, SbBalanceMove, 0);

  gain = sb_label_new (text, "numeric");
  gtk_widget_set_tooltip_text (gain, _("Share of the avoidable imbalance, after the moves above"));
  gtk_label_set_xalign (GTK_LABEL (gain), 1);
  gtk_widget_set_hexpand (gain, TRUE);
  gtk_widget_set_tooltip_text (accept, _("Accept (A)"));
  gtk_widget_set_tooltip_text (reject, _("Reject (R)"));
  gtk_widget_set_tooltip_text (keep, _("Always keep the owner (L)"));
  sb_widget_set_name (keep, _("Always keep the owner"));
  gtk_widget_add_css_class (keep, "flat");
  gtk_widget_set_visible (keep, item->moves->len == 1 && move->from_id != 0);
  gtk_box_append (GTK_BOX (box), gain);
  gtk_box_append (GTK_BOX (box), accept);
  gtk_box_append (GTK_BOX (box), reject);
  gtk_box_append (GTK_BOX (box), keep);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (row), "accept", accept);
  g_object_set_data (G_OBJECT (row), "reject", reject);
  g_signal_connect (accept, "toggled", G_CALLBACK (accept_cb), self);
  g_signal_connect (reject, "toggled", G_CALLBACK (reject_cb), self);
  g_signal_connect (keep, "clicked", G_CALLBACK (lock_cb), self);
  return box;
}

static void
add_row (SbBalanceList *self, const SbBalanceItem *item)
{
  GtkWidget *row = gtk_list_box_row_new (), *text = build_text (self, item), *columns;

  columns = sb_columns_new (text, build_buttons (self, row, item), 0.62, STACK_BELOW);
  gtk_widget_add_css_class (columns, "balance-line");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), columns);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "text", text);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  show_decision (self, row, item);
}

static char *
sign (SbBalanceList *self, guint n)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d/", sb_formatter_get_privacy (formatter_of (self)));
  for (guint i = 0; i < n; i++)
    {
      const SbBalanceItem *item = sb_balance_get_item (self->balance, i);

      for (guint k = 0; k < item->moves->len; k++)
        {
          const SbBalanceMove *move = &g_array_index (item->moves, SbBalanceMove, k);

          g_string_append_printf (text, "%d>%d ", move->account_id, move->to_id);
        }
      g_string_append_printf (text, "%g;", item->gain);
    }
  return g_string_free (text, FALSE);
}

static void
show_more (SbBalanceList *self, guint n)
{
  guint all = sb_balance_n_items (self->balance);
  g_autofree char *label = g_strdup_printf (ngettext ("Show %u more", "Show %u more", all - n), all - n);

  gtk_button_set_label (GTK_BUTTON (self->more), label);
  gtk_widget_set_visible (self->more, all > n);
}

static void
changed_cb (SbBalance *balance, SbBalanceList *self)
{
  guint n = sb_balance_get_answer (balance) == NULL ? 0 : MIN (self->shown, sb_balance_n_items (balance));
  g_autofree char *signature = sign (self, n);
  GtkWidget *row;

  gtk_widget_set_visible (self->list, n > 0);
  show_more (self, n);
  if (g_strcmp0 (signature, self->signature) == 0)
    {
      guint at = 0;

      for (row = gtk_widget_get_first_child (self->list); row != NULL && at < n;
           row = gtk_widget_get_next_sibling (row))
        show_decision (self, row, sb_balance_get_item (balance, at++));
      return;
    }
  g_free (self->signature);
  self->signature = g_steal_pointer (&signature);
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < n; i++)
    add_row (self, sb_balance_get_item (balance, i));
}

static void
more_cb (GtkButton *button, SbBalanceList *self)
{
  self->shown *= 4;
  changed_cb (self->balance, self);
}

static void
sb_balance_list_dispose (GObject *object)
{
  SbBalanceList *self = SB_BALANCE_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->balance);
  g_clear_pointer (&self->signature, g_free);
  G_OBJECT_CLASS (sb_balance_list_parent_class)->dispose (object);
}

static void
sb_balance_list_class_init (SbBalanceListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_balance_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_balance_list_init (SbBalanceList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->shown = LINES_AT_FIRST;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "balance-list");
  sb_widget_set_name (self->list, _("Proposed moves"));
  self->more = gtk_button_new ();
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_add_controller (self->list, keys);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sb_balance_list_new (SbBalance *balance)
{
  SbBalanceList *self = g_object_new (SB_TYPE_BALANCE_LIST, NULL);

  self->balance = g_object_ref (balance);
  g_signal_connect_object (balance, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (balance, self);
  return GTK_WIDGET (self);
}
