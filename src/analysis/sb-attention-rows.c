/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings that come from single rows: overdue and quiet deals, lapsed customers, open complaints, people who ramp up.
 * Called by sb_attention_find () only. */
#include "sb-config.h"

#include "analysis/sb-attention-private.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-kpi-tally.h"
#include "analysis/sb-purchase.h"
#include "analysis/sb-segment.h"

#include <glib/gi18n-lib.h>

/* Deals of one kind of neglect. */
typedef struct {
  gint64 n, minor, oldest;
  SbExplain *explain;
} Pile;

static SbExplain *
start (const SbAttentionParts *parts, const char *id, const char *title, const char *formula)
{
  SbExplain *explain = sb_explain_new (id, title, formula);

  sb_explain_filter (explain, parts->query->period, parts->query->scope, parts->query->as_of);
  return explain;
}

static void
pile_up (Pile *pile, const SbDealFact *deal, gint64 days)
{
  pile->n++;
  pile->oldest = MAX (pile->oldest, days);
  if (sb_deal_has_value (deal))
    sb_sum_add (&pile->minor, deal->amount_minor);
  sb_explain_row (pile->explain, deal->id);
}

/* Open deals of the scope: the overdue ones, and those nobody touched for a while. */
static gint64
sort_deals (const SbAttentionParts *parts, Pile *overdue, Pile *quiet, Pile *pushed)
{
  const SbFacts *facts = parts->facts;
  const SbAttentionQuery *query = parts->query;
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  g_auto (SbScopeFilter) filter = { 0 };
  gint64 open_minor = 0;

  sb_scope_filter_init (&filter, facts, query->scope);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      SbDate touched = MAX (deal->last_activity_on, deal->created_on);

      if (sb_deal_status_at (deal, query->as_of) != SB_STATUS_OPEN || !sb_deal_counts (facts, pipelines, 0, deal)
          || !sb_deal_in_scope (&filter, deal)
          || (deal->created_on != SB_DATE_NONE && deal->created_on > query->as_of))
        continue;
      if (sb_deal_has_value (deal))
        sb_sum_add (&open_minor, deal->amount_minor);
      if (deal->expected_close_on != SB_DATE_NONE && deal->expected_close_on < query->as_of)
        pile_up (overdue, deal, (gint64) query->as_of - deal->expected_close_on);
      if (touched != SB_DATE_NONE && (gint64) query->as_of - touched > query->limits.quiet_days)
        pile_up (quiet, deal, (gint64) query->as_of - touched);
      if (deal->pushes >= query->limits.pushes)
        pile_up (pushed, deal, deal->pushes);
    }
  return open_minor;
}

/* Takes the pile's explanation. */
static SbFinding *
finding_of (Pile *pile, SbFindingKind kind)
{
  SbFinding *finding;

  sb_explain_row_type (pile->explain, "deal");
  sb_explain_seal (pile->explain, sb_quantity_count (pile->n));
  finding = sb_finding_new (kind, SB_SEVERITY_WARNING, pile->explain);
  finding->weight = (double) pile->minor;
  sb_finding_add (finding, sb_quantity_count (pile->n));
  return finding;
}

void
sb_attention_find_deals (const SbAttentionParts *parts, GPtrArray *findings)
{
  const SbAttentionLimits *limits = &parts->query->limits;
  Pile overdue = { 0 }, quiet = { 0 }, pushed = { 0 };
  gint64 open_minor;
  SbRatio share;
  SbFinding *finding;

  overdue.explain = start (parts, "attention.overdue", N_("Overdue deals"),
                           N_("Open deals whose expected close lies before the as-of date"));
  quiet.explain = start (parts, "attention.quiet", N_("Deals nobody has touched"),
                         N_("Open deals without any activity for longer than the limit"));
  pushed.explain = start (parts, "attention.pushed", N_("Deals pushed again and again"),
                          N_("Open deals whose expected close moved later at least as often as the limit"));
  open_minor = sort_deals (parts, &overdue, &quiet, &pushed);
  share = sb_ratio (overdue.minor, open_minor, SB_REASON_NO_DATA);

  finding = finding_of (&overdue, SB_FINDING_OVERDUE_DEALS);
  sb_finding_add (finding, sb_quantity_money (overdue.minor));
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_DAYS, (double) overdue.oldest));
  sb_finding_add (finding, sb_quantity_ratio (SB_UNIT_PERCENT, &share));
  if (overdue.n > 0)
    g_ptr_array_add (findings, finding);
  else
    sb_finding_free (finding);

  finding = finding_of (&quiet, SB_FINDING_NO_NEXT_STEP);
  finding->severity = SB_SEVERITY_NOTE;
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_DAYS, limits->quiet_days));
  sb_finding_add (finding, sb_quantity_money (quiet.minor));
  if (quiet.n > 0 && parts->facts->n_activities > 0)
    g_ptr_array_add (findings, finding);
  else
    sb_finding_free (finding);

  finding = finding_of (&pushed, SB_FINDING_PUSHED_DEALS);
  sb_finding_add (finding, sb_quantity_money (pushed.minor));
  sb_finding_add (finding, sb_quantity_count (limits->pushes));
  if (pushed.n > 0)
    g_ptr_array_add (findings, finding);
  else
    sb_finding_free (finding);
}

static void
find_lapsed (const SbAttentionParts *parts, GPtrArray *findings)
{
  g_autoptr (SbSegmentation) customers
    = sb_segmentation_compute (parts->facts, parts->query->scope, parts->query->as_of, 24);
  SbExplain *explain = start (parts, "attention.lapsed", N_("A customers who stopped buying"),
                              N_("Class A customers whose last purchase is longer ago than twice their usual gap"));
  const SbCustomer *first = NULL;
  gint64 n = 0, revenue = 0;
  SbFinding *finding;

  sb_explain_row_type (explain, "account");
  for (gsize i = 0; i < customers->n_customers; i++)
    {
      const SbCustomer *customer = &customers->customers[i];

      if (!customer->in_scope || customer->value_class != 'A' || customer->lapse != SB_LAPSE_YES)
        continue;
      n++;
      sb_sum_add (&revenue, customer->revenue_year);
      sb_explain_row (explain, customer->account_id);
      if (first == NULL || customer->revenue_year > first->revenue_year)
        first = customer;
    }
  sb_explain_seal (explain, sb_quantity_count (n));
  if (n == 0)
    {
      sb_explain_unref (explain);
      return;
    }
  finding = sb_finding_new (SB_FINDING_LAPSED_CUSTOMERS, SB_SEVERITY_WARNING, explain);
  finding->subject_id = first->account_id;
  finding->weight = (double) revenue;
  sb_finding_add (finding, sb_quantity_count (n));
  sb_finding_add (finding, sb_quantity_money (revenue));
  sb_finding_add (finding, sb_quantity_name (SB_NAME_ACCOUNT, first->account_id,
                                             sb_facts_account_name (parts->facts, first->account_id)));
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_DAYS, (double) parts->query->as_of - first->last_purchase));
  g_ptr_array_add (findings, finding);
}

static void
find_complaints (const SbAttentionParts *parts, GPtrArray *findings)
{
  const SbFacts *facts = parts->facts;
  const SbAttentionQuery *query = parts->query;
  g_auto (SbScopeFilter) filter = { 0 };
  SbExplain *explain = start (parts, "attention.complaints", N_("Complaints without an answer"),
                              N_("Complaints received longer ago than the limit and not answered"));
  gint64 n = 0, oldest = 0;
  SbFinding *finding;

  sb_explain_row_type (explain, "feedback");
  sb_scope_filter_init (&filter, facts, query->scope);
  for (gsize i = 0; i < facts->n_feedback; i++)
    {
      const SbFeedbackFact *row = &facts->feedback[i];
      const SbAccountFact *account = sb_facts_account (facts, row->account_id);
      gint64 days = (gint64) query->as_of - row->received_on;

      if (row->kind != SB_FEEDBACK_COMPLAINT || (row->flags & (SB_FACT_DONE | SB_FACT_ARCHIVED))
          || row->received_on == SB_DATE_NONE || days <= query->limits.complaint_days
          || !sb_kpi_scope_has_row (&filter, facts, account != NULL ? account->owner_id : 0, row->account_id))
        continue;
      n++;
      oldest = MAX (oldest, days);
      sb_explain_row (explain, row->id);
    }
  sb_explain_seal (explain, sb_quantity_count (n));
  if (n == 0)
    {
      sb_explain_unref (explain);
      return;
    }
  finding = sb_finding_new (SB_FINDING_COMPLAINTS_OPEN, SB_SEVERITY_WARNING, explain);
  finding->weight = (double) n;
  sb_finding_add (finding, sb_quantity_count (n));
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_DAYS, (double) oldest));
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_DAYS, query->limits.complaint_days));
  g_ptr_array_add (findings, finding);
}

/* Won deals of one member: their sum, the first day and the rows. */
static SbFinding *
ramping (const SbAttentionParts *parts, const SbMemberFact *member)
{
  const SbFacts *facts = parts->facts;
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  SbExplain *explain = start (parts, "attention.ramping", N_("First results of a new colleague"),
                              N_("Deals won since joining"));
  gint64 minor = 0;
  SbDate first = G_MAXINT32;
  SbFinding *finding;

  sb_explain_row_type (explain, "deal");
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if (deal->owner_id != member->id || deal->status != SB_STATUS_WON || !sb_deal_has_value (deal)
          || !sb_date_in (deal->closed_on, member->hired_on, parts->query->as_of)
          || !sb_deal_counts (facts, pipelines, 0, deal))
        continue;
      sb_sum_add (&minor, deal->amount_minor);
      first = MIN (first, deal->closed_on);
      sb_explain_row (explain, deal->id);
    }
  sb_explain_seal (explain, sb_quantity_money (minor));
  if (minor <= 0)
    {
      sb_explain_unref (explain);
      return NULL;
    }
  finding = sb_finding_new (SB_FINDING_RAMPING, SB_SEVERITY_GOOD, explain);
  finding->subject_id = member->id;
  finding->weight = (double) minor;
  sb_finding_add (finding, sb_quantity_name (SB_NAME_MEMBER, member->id, member->name));
  sb_finding_add (finding, sb_quantity_count (sb_date_months_between (member->hired_on, parts->query->as_of)));
  sb_finding_add (finding, sb_quantity_money (minor));
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_DAYS, (double) first - member->hired_on));
  return finding;
}

void
sb_attention_find_people (const SbAttentionParts *parts, GPtrArray *findings)
{
  const SbFacts *facts = parts->facts;
  const SbAttentionQuery *query = parts->query;
  g_auto (SbScopeFilter) filter = { 0 };

  find_lapsed (parts, findings);
  find_complaints (parts, findings);
  sb_scope_filter_init (&filter, facts, query->scope);
  for (gsize i = 0; i < facts->n_members; i++)
    {
      const SbMemberFact *member = &facts->members[i];
      SbFinding *finding;

      if ((member->flags & (SB_FACT_INACTIVE | SB_FACT_ARCHIVED)) || member->hired_on == SB_DATE_NONE
          || member->hired_on > query->as_of || !sb_scope_has_team (&filter, member->team_id)
          || (query->scope.member_id != 0 && query->scope.member_id != member->id)
          || sb_date_months_between (member->hired_on, query->as_of) >= query->limits.ramp_months)
        continue;
      finding = ramping (parts, member);
      if (finding != NULL)
        g_ptr_array_add (findings, finding);
    }
}
