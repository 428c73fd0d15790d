/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks analysis for what the customers page shows and puts it into sentences. Runs in a worker; the result is immutable
 * and shared by the tabs and the page of one customer. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/customers/sb-customers-data.h"

static int
compare_portfolios (gconstpointer a, gconstpointer b)
{
  const SbPortfolio *x = a, *y = b;
  int order = g_utf8_collate (x->name != NULL ? x->name : "", y->name != NULL ? y->name : "");
  return order != 0 ? order : (x->member_id > y->member_id) - (x->member_id < y->member_id);
}

static gboolean
is_lapsed (const SbCustomer *customer)
{
  return customer->in_scope && customer->lapse == SB_LAPSE_YES && customer->value_class != 'C';
}

gpointer
sb_customers_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (context != NULL && input != NULL, NULL);
  SbCustomersData *data = g_new0 (SbCustomersData, 1);
  data->ref_count = 1;
  data->context = sb_context_ref ((SbContext *) context);
  data->needs = g_array_ref (input);
  data->segmentation = sb_segmentation_compute (context->facts, context->scope, context->as_of, 24);
  data->retention = sb_retention_compute (context->facts, context->scope, context->as_of);
  data->matrix
    = sb_matrix_compute (context->facts, data->segmentation, (const gint32 *) data->needs->data, data->needs->len);
  data->portfolios = sb_portfolio_compute (context->facts, data->segmentation);
  g_array_sort (data->portfolios, compare_portfolios);
  for (gsize i = 0; i < data->segmentation->n_customers; i++)
    data->lapsed += is_lapsed (&data->segmentation->customers[i]);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&data, sb_customers_data_unref);
  return data;
}

SbCustomersData *
sb_customers_data_ref (SbCustomersData *data)
{
  g_return_val_if_fail (data != NULL, NULL);
  g_atomic_int_inc (&data->ref_count);
  return data;
}

void
sb_customers_data_unref (SbCustomersData *data)
{
  if (data == NULL || !g_atomic_int_dec_and_test (&data->ref_count))
    return;
  g_clear_pointer (&data->segmentation, sb_segmentation_free);
  g_clear_pointer (&data->retention, sb_retention_free);
  g_clear_pointer (&data->matrix, g_array_unref);
  g_clear_pointer (&data->portfolios, g_array_unref);
  g_clear_pointer (&data->needs, g_array_unref);
  g_clear_pointer (&data->context, sb_context_unref);
  g_free (data);
}

SbSentence *
sb_customers_data_sentence (const SbCustomersData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  const SbSegmentation *segmentation = data->segmentation;
  SbSentence *sentence = sb_sentence_new ();
  g_autofree char *all = sb_formatter_count (formatter, (gint64) segmentation->n_in_scope);
  if (segmentation->total_year <= 0)
    {
      sb_sentence_add_strong (sentence,
                              ngettext ("{n} customer, nothing bought in the last 12 months.",
                                        "{n} customers, nothing bought in the last 12 months.",
                                        segmentation->n_in_scope),
                              "n", all, NULL, NULL);
      return sentence;
    }
  g_autofree char *n = sb_formatter_count (formatter, segmentation->count[0]);
  g_autofree char *share
    = sb_formatter_percent (formatter, (double) segmentation->revenue_year[0] / (double) segmentation->total_year);
  sb_sentence_add_strong (sentence,
                          ngettext ("{n} of {all} customers makes {share} of the revenue.",
                                    "{n} of {all} customers make {share} of the revenue.",
                                    (gulong) segmentation->count[0]),
                          "n", n, "class-a", "all", all, NULL, "share", share, "class-a", NULL);
  if (sb_ratio_is_defined (&data->retention->logo))
    {
      g_autofree char *kept = sb_formatter_ratio (formatter, &data->retention->logo, SB_FORMAT_PERCENT);
      g_autofree char *net = sb_formatter_ratio (formatter, &data->retention->net, SB_FORMAT_PERCENT);
      if (sb_ratio_is_defined (&data->retention->net))
        sb_sentence_add (
          sentence, _("{kept} of last year's buyers bought again; their revenue stands at {net} of the year before."),
          "kept", kept, "retention", "net", net, "retention", NULL);
      else
        sb_sentence_add (sentence, _("{kept} of last year's buyers bought again."), "kept", kept, "retention", NULL);
    }
  if (data->lapsed > 0)
    {
      g_autofree char *lapsed = sb_formatter_count (formatter, data->lapsed);
      sb_sentence_add (sentence,
                       ngettext ("{n} important customer has not bought for longer than usual.",
                                 "{n} important customers have not bought for longer than usual.",
                                 (gulong) data->lapsed),
                       "n", lapsed, "lapsed", NULL);
    }
  return sentence;
}

const SbCustomer *
sb_customers_data_find (const SbCustomersData *data, gint32 account_id)
{
  g_return_val_if_fail (data != NULL, NULL);
  const SbAccountFact *account = sb_facts_account (data->context->facts, account_id);
  if (account == NULL)
    return NULL;
  return &data->segmentation->customers[account - data->context->facts->accounts];
}

static gboolean
passes (SbCustomerFilter filter, const SbCustomer *customer)
{
  switch (filter)
    {
    case SB_CUSTOMERS_A:
    case SB_CUSTOMERS_B:
    case SB_CUSTOMERS_C:
      return customer->value_class == "ABC"[filter - SB_CUSTOMERS_A] && customer->segment != SB_RFM_NONE;
    case SB_CUSTOMERS_LAPSED:
      return customer->lapse == SB_LAPSE_YES;
    case SB_CUSTOMERS_PROSPECTS:
      return customer->segment == SB_RFM_NONE;
    default:
      return TRUE;
    }
}

GArray *
sb_customers_data_dup_ids (const SbCustomersData *data, SbCustomerFilter filter)
{
  g_return_val_if_fail (data != NULL, NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (gsize i = 0; i < data->segmentation->n_customers; i++)
    {
      const SbCustomer *customer = &data->segmentation->customers[i];
      if (customer->in_scope && passes (filter, customer))
        g_array_append_val (ids, customer->account_id);
    }
  return ids;
}

GArray *
sb_customers_data_dup_rfm_ids (const SbCustomersData *data, int recency, int fm)
{
  g_return_val_if_fail (data != NULL, NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (gsize i = 0; i < data->segmentation->n_customers; i++)
    {
      const SbCustomer *customer = &data->segmentation->customers[i];
      if (customer->in_scope && customer->r == recency && (customer->f + customer->m) / 2 == fm)
        g_array_append_val (ids, customer->account_id);
    }
  return ids;
}
