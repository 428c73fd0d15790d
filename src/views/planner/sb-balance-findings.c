/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings of the balance as sentences with names and figures. */
#include "sb-config.h"

#include "views/planner/sb-balance-findings.h"

#include "widgets/sb-text-guard.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define MOST_NAMES 8

typedef struct {
  GtkWidget           *box;
  const SbBalanceBook *book;
  SbFormatter         *formatter;
  guint                n;
} Filling;

static void
say (Filling *filling, const char *text, gboolean warning)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  if (warning)
    gtk_box_append (GTK_BOX (line), sb_icon_new ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (line), sb_label_new_wrapping (text, NULL));
  gtk_box_append (GTK_BOX (filling->box), line);
  filling->n++;
}

static char *
hours (const Filling *filling, gint64 minutes)
{
  g_autofree char *number = sb_formatter_number (filling->formatter, (double) minutes / 60, 0);

  return g_strdup_printf (_("%s h"), number);
}

static char *
account (const Filling *filling, gsize at)
{
  return sb_formatter_name (filling->formatter, "account", filling->book->accounts[at].account_id,
                            filling->book->accounts[at].name);
}

static void
say_nobody (Filling *filling, const GArray *nobody)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL, *text = NULL;

  if (nobody->len == 0)
    return;
  for (guint i = 0; i < MIN (nobody->len, MOST_NAMES); i++)
    g_ptr_array_add (names, account (filling, g_array_index (nobody, gsize, i)));
  g_ptr_array_add (names, NULL);
  list = sb_formatter_list (filling->formatter, (const char *const *) names->pdata);
  text = g_strdup_printf (ngettext ("Nobody may serve %u customer: %s", "Nobody may serve %u customers: %s",
                                    nobody->len),
                          nobody->len, list);
  say (filling, text, TRUE);
}

static void
say_locked (Filling *filling, const GArray *locked)
{
  for (guint i = 0; i < locked->len; i++)
    {
      const SbAssignExcess *excess = &g_array_index (locked, SbAssignExcess, i);
      const SbBalanceRep *rep = &filling->book->reps[excess->rep];
      g_autofree char *name = sb_formatter_name (filling->formatter, "member", rep->member_id, rep->name);
      g_autofree char *over = hours (filling, excess->excess);
      g_autofree char *text
        = g_strdup_printf (_("Customers that nobody else may serve ask %s more of %s than a year has."), over, name);

      say (filling, text, TRUE);
    }
}

static void
say_missing (Filling *filling, gint64 missing)
{
  g_autofree char *over = hours (filling, missing), *people = NULL, *text = NULL;

  if (missing <= 0)
    return;
  people = sb_formatter_number (filling->formatter, (double) missing / SB_BALANCE_YEAR_MIN, 1);
  text = g_strdup_printf (
    _("All customers together need %s more than everybody has: %s full-time sellers are missing."), over, people);
  say (filling, text, TRUE);
}

static void
say_indivisible (Filling *filling, const GArray *indivisible)
{
  gint64 unit = (gint64) pow (10, filling->book->facts->exponent);

  for (guint i = 0; i < MIN (indivisible->len, MOST_NAMES); i++)
    {
      const SbAssignIndivisible *row = &g_array_index (indivisible, SbAssignIndivisible, i);
      g_autofree char *name = account (filling, row->account);
      g_autofree char *over = sb_formatter_money_short (filling->formatter, row->least_excess * unit);
      g_autofree char *text
        = row->hours_fit
            ? g_strdup_printf (_("%s alone is %s more than anybody's target: it stays uneven with whoever serves it."),
                               name, over)
            : g_strdup_printf (_("%s alone needs more hours than anybody has in a year."), name);

      say (filling, text, FALSE);
    }
  if (indivisible->len > MOST_NAMES)
    {
      guint rest = indivisible->len - MOST_NAMES;
      g_autofree char *text = g_strdup_printf (
        ngettext ("%u more customer is as large.", "%u more customers are as large.", rest), rest);

      say (filling, text, FALSE);
    }
}

static void
say_assumed (Filling *filling)
{
  const SbBalanceBook *book = filling->book;
  g_autofree char *estimated = sb_formatter_count (filling->formatter, book->n_estimated);
  g_autofree char *locked = sb_formatter_count (filling->formatter, book->n_locked);
  g_autofree char *derived = sb_formatter_count (filling->formatter, book->n_derived);

  if (book->n_locked > 0)
    {
      g_autofree char *text
        = g_strdup_printf (ngettext ("%s customer always keeps its owner.", "%s customers always keep their owner.",
                                     (gulong) book->n_locked),
                           locked);

      say (filling, text, FALSE);
    }
  if (book->n_derived > 0)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("%s customer has no owner and counts to who works most of its deals.",
                  "%s customers have no owner and count to who works most of their deals.", (gulong) book->n_derived),
        derived);

      say (filling, text, FALSE);
    }
  if (book->n_estimated > 0)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("The hours of %s customer without activities are estimated from its class and open deals.",
                  "The hours of %s customers without activities are estimated from class and open deals.",
                  (gulong) book->n_estimated),
        estimated);

      say (filling, text, FALSE);
    }
}

guint
sb_balance_findings_show (GtkWidget *box, SbBalance *balance)
{
  const SbBalanceAnswer *answer = sb_balance_get_answer (balance);
  Filling filling = { box, answer->book, sb_session_get_formatter (sb_balance_get_session (balance)), 0 };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
  say_nobody (&filling, answer->causes->nobody);
  say_locked (&filling, answer->causes->locked);
  say_missing (&filling, answer->causes->missing_hours);
  say_indivisible (&filling, answer->indivisible);
  say_assumed (&filling);
  return filling.n;
}

GtkWidget *
sb_balance_findings_new (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
}
