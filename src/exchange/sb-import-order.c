/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders: one row is one line; lines with one order number are one order whose amounts are the sums of its lines. What
 * has been received becomes a payment. Looks at all rows once for the sums. */
#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"

#include <string.h>

typedef struct {
  gint64   amount, margin, tax;
  gboolean overflow;
} Sums;

typedef struct {
  SbWork     *order;     /* the sales_order beside the line */
  int         number, ext_id, amount, margin, tax, quantity, unit_price, discount;
  gboolean    numbered;  /* several lines share an order number */
  gboolean    spread;    /* the ids repeat: they name orders, not lines */
  SbKeyMap   *index;     /* order → index + 1 into sums */
  GArray     *sums;
  GHashTable *stages;    /* folded name → stage id of an order pipeline; NULL until asked */
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  sb_work_free (order->order);
  sb_key_map_free (order->index);
  g_array_unref (order->sums);
  g_clear_pointer (&order->stages, g_hash_table_unref);
  g_free (order);
}

static const char *
order_id (SbWork *work, const Order *order)
{
  const SbImportCell *number = sb_work_cell_at (work, order->number);

  if (number == NULL && order->spread)
    number = sb_work_cell_at (work, order->ext_id);
  return number == NULL ? NULL : number->text;
}

static gint64
amount_of (SbWork *work, int field)
{
  const SbImportCell *cell = sb_work_cell_at (work, field);

  return cell == NULL || cell->error != SB_ISSUE_NONE ? 0 : cell->i;
}

/* price × quantity × (1 − discount), exactly, when the file does not give the amount. */
static gboolean
line_amount (SbWork *work, const Order *order, gint64 *amount)
{
  const SbImportCell *given = sb_work_cell_at (work, order->amount);
  const SbImportCell *price = sb_work_cell_at (work, order->unit_price);
  const SbImportCell *quantity = sb_work_cell_at (work, order->quantity);
  const SbImportCell *discount = sb_work_cell_at (work, order->discount);
  gint64 scale = 1;

  *amount = 0;
  if (given != NULL)
    {
      *amount = given->i;
      return given->error == SB_ISSUE_NONE;
    }
  if (price == NULL || quantity == NULL || price->error != SB_ISSUE_NONE || quantity->error != SB_ISSUE_NONE ||
      quantity->number.scale > 12 || quantity->number.mantissa > (unsigned __int128) G_MAXINT64)
    return FALSE;
  for (int i = 0; i < quantity->number.scale; i++)
    scale *= 10;
  if (!sb_mul_div (price->i, (gint64) quantity->number.mantissa, scale, amount))
    return FALSE;
  if (quantity->number.negative)
    *amount = -*amount;
  return discount == NULL || discount->error != SB_ISSUE_NONE ||
         sb_mul_div (*amount, 1000000 - discount->i, 1000000, amount);
}

static void
add_up (SbWork *work, Order *order, const char *id)
{
  gint32 *slot = sb_key_map_slot (order->index, sb_key_hash (id));
  Sums *sums;
  gint64 amount;

  if (*slot == 0)
    {
      Sums zero = { 0 };

      g_array_append_val (order->sums, zero);
      *slot = (gint32) order->sums->len;
    }
  sums = &g_array_index (order->sums, Sums, *slot - 1);
  line_amount (work, order, &amount);
  sums->overflow |= !sb_money_add (&sums->amount, amount) ||
                    !sb_money_add (&sums->margin, amount_of (work, order->margin)) ||
                    !sb_money_add (&sums->tax, amount_of (work, order->tax));
}

gboolean
sb_import_order_look (SbWork *work, GError **error)
{
  Order *order = work->state;
  const int fields[] = { order->number, order->ext_id, order->amount, order->margin, order->tax, order->quantity,
                         order->unit_price, order->discount };
  g_autoptr (SbRowReader) reader = NULL;
  SbImportRow row;
  GError *local = NULL;

  if (!order->numbered && !order->spread)
    return TRUE;
  reader = sb_row_reader_new (work->profile, error);
  if (reader == NULL)
    return FALSE;
  while (sb_row_reader_next (reader, &row, &local))
    {
      const char *id;

      if (!sb_work_look (work, &row, fields, G_N_ELEMENTS (fields)))
        continue;
      id = order_id (work, order);
      if (id != NULL)
        add_up (work, order, id);
      if (g_cancellable_set_error_if_cancelled (work->run->cancellable, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static char *
line_key (SbWork *work, const Order *order)
{
  const char *id = order_id (work, order);
  const char *numbered[] = { id, sb_work_text (work, "product"), sb_work_text (work, "line_no") };
  const char *plain[] = { sb_work_text (work, "account"), sb_work_text (work, "ordered_on"),
                          sb_work_text (work, "product"), sb_work_text (work, "quantity"),
                          sb_work_text (work, "amount") };

  if (!order->spread && sb_work_ext_id (work) != NULL)
    return sb_import_key_text (work->profile->source, sb_work_ext_id (work));
  if (id != NULL)
    return sb_work_natural_key (work, numbered, G_N_ELEMENTS (numbered));
  return sb_work_natural_key (work, plain, G_N_ELEMENTS (plain));
}

static gboolean
set_stage (SbWork *work, Order *order, GError **error)
{
  const char *status = sb_work_text (work, "status");
  g_autofree char *wanted = NULL;
  gint32 stage;

  if (status == NULL)
    return TRUE;
  if (order->stages == NULL)
    {
      order->stages = sb_import_order_stages (work->run, error);
      if (order->stages == NULL)
        return FALSE;
    }
  wanted = sb_text_name_key (status);
  stage = GPOINTER_TO_INT (g_hash_table_lookup (order->stages, wanted));
  if (stage > 0)
    sb_work_set (order->order, "stage", sb_value_int (stage));
  else
    sb_work_add_extra (work, sb_work_column_name (work, "status"), status);
  return TRUE;
}

static void
set_sums (SbWork *work, Order *order, const char *id)
{
  SbWork *head = order->order;
  gint32 at = id == NULL ? 0 : sb_key_map_find (order->index, sb_key_hash (id));
  Sums sums = { 0 };

  if (at > 0)
    sums = g_array_index (order->sums, Sums, at - 1);
  else
    {
      line_amount (work, order, &sums.amount);
      sums.margin = amount_of (work, order->margin);
      sums.tax = amount_of (work, order->tax);
    }
  if (sb_work_is_mapped (work, "amount") || sb_work_is_mapped (work, "unit_price"))
    sb_work_set (head, "amount", sums.overflow ? SB_VALUE_EMPTY : sb_value_int (sums.amount));
  if (sb_work_is_mapped (work, "margin"))
    sb_work_set (head, "margin", sums.overflow ? SB_VALUE_EMPTY : sb_value_int (sums.margin));
  if (sb_work_is_mapped (work, "tax"))
    sb_work_set (head, "tax", sums.overflow ? SB_VALUE_EMPTY : sb_value_int (sums.tax));
}

static gboolean
set_head (SbWork *work, Order *order, const char *id, GError **error)
{
  SbWork *head = order->order;
  const SbImportCell *amount = sb_work_cell_at (work, order->amount);
  const char *number = id != NULL ? id : sb_work_ext_id (work);

  sb_work_fill (head);
  set_sums (work, order, id);
  if (amount != NULL && amount->currency[0] != '\0' &&
      (strcmp (amount->currency, work->run->currency) != 0 || sb_work_is_mapped (work, "currency")))
    sb_work_set (head, "currency", (SbValue) { SB_VALUE_TEXT, { .text = (char *) amount->currency } });
  if (number != NULL)
    {
      SbImportNames *names = sb_run_names (work->run, head->record, error);
      SbNameMatch match;

      if (names == NULL)
        return FALSE;
      /* Another system's order may carry the same number, which is unique here. */
      sb_import_names_find (names, number, 0, &match);
      if (match == SB_NAME_MISSING || match == SB_NAME_FOLDED)
        sb_work_set (head, "number", (SbValue) { SB_VALUE_TEXT, { .text = (char *) number } });
    }
  return set_stage (work, order, error) && sb_work_refer_all (head, error);
}

/* The order of the row: written with its first line in the file, known for the others. */
static SbOutcome
put_head (SbWork *work, Order *order, const char *id, const char *line, gint32 *order_id_out, GError **error)
{
  SbWork *head = order->order;
  g_auto (SbWorkKey) key = { NULL };
  const char *text = id != NULL ? id : line;
  SbKeyEntry *entry;
  SbOutcome outcome;

  if (head->ring == NULL)
    head->ring = sb_run_ring (work->run, work->profile->source, head->object, error);
  if (head->ring == NULL)
    return SB_OUTCOME_FAILED;
  entry = sb_keyring_find (head->ring, text);

  if (entry != NULL && entry->seen == work->run->file_number && entry->id > 0)
    {
      *order_id_out = entry->id;
      return SB_OUTCOME_UNCHANGED;
    }
  head->row = work->row;
  outcome = sb_work_find_text (head, text, TRUE, &key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  if (!set_head (work, order, id, error))
    return SB_OUTCOME_FAILED;
  if (key.id > 0)
    head->present[sb_work_record_index (head, "number")] = FALSE;
  return sb_work_put (head, &key, order_id_out, error);
}

static gboolean
put_payment (SbWork *work, gint32 order, const char *line, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("payment");
  const SbImportCell *received = sb_work_cell (work, "received");
  g_autofree char *key = g_strconcat (line, "/received", NULL);
  g_autofree SbValue *values = NULL;
  gboolean created;
  guint field = (guint) sb_record_type_field_index (type, "amount");
  SbValue amount;
  gint32 id;

  if (received == NULL || received->i == 0)
    return TRUE;
  amount = sb_value_int (received->i);
  values = sb_work_new_values (type);
  sb_work_set_value (type, values, "order", sb_value_int (order));
  sb_work_set_value (type, values, "amount", amount);
  if (received->currency[0] != '\0' && strcmp (received->currency, work->run->currency) != 0)
    sb_work_set_value (type, values, "currency", sb_value_text (received->currency));
  id = sb_work_put_detail (work, type, "payment", key, values, &created, error);
  if (id == 0)
    return FALSE;
  return created || sb_bulk_update (work->run->bulk, type, id, &field, &amount, 1, work->profile->as_of, error);
}

static gboolean
set_product (SbWork *work, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("product");
  guint64 made = work->run->made;
  const char *category = sb_work_text (work, "category");
  gint32 product = sb_work_refer (work, "product", 0, error);
  guint field = (guint) sb_record_type_field_index (type, "category");

  if (product < 0)
    return FALSE;
  if (product > 0)
    sb_work_set (work, "product", sb_value_int (product));
  if (category == NULL)
    return TRUE;
  if (product == 0)
    {
      sb_work_add_extra (work, sb_work_column_name (work, "category"), category);
      return TRUE;
    }
  if (work->run->made != made)
    {
      SbValue value = { SB_VALUE_TEXT, { .text = (char *) category } };

      return sb_bulk_update (work->run->bulk, type, product, &field, &value, 1, work->profile->as_of, error);
    }
  return TRUE;
}

static void
tell_gaps (SbWork *work, Order *order)
{
  if (sb_work_value (order->order, "account")->type == SB_VALUE_NULL && sb_work_text (work, "account") == NULL &&
      sb_work_id_cell (work, "account") == NULL)
    sb_work_warn (work, SB_ISSUE_MISSING_ACCOUNT, sb_work_column_name (work, "account"), NULL);
  if (sb_work_text (work, "ordered_on") == NULL)
    sb_work_warn (work, SB_ISSUE_MISSING_DATE, sb_work_column_name (work, "ordered_on"), NULL);
}

static SbOutcome
put_order (SbWork *work, GError **error)
{
  Order *order = work->state;
  const char *id = order_id (work, order);
  g_auto (SbWorkKey) key = { NULL };
  g_autofree char *line = NULL;
  SbOutcome outcome, head;
  gint32 order_id_value, line_id;
  gint64 amount;

  if (id == NULL && sb_work_text (work, "account") == NULL && sb_work_id_cell (work, "account") == NULL &&
      sb_work_cell_at (work, order->amount) == NULL)
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED, sb_work_column_name (work, "account"), NULL);
  line = line_key (work, order);
  outcome = sb_work_find_text (work, line, FALSE, &key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  head = put_head (work, order, id, line, &order_id_value, error);
  if (head == SB_OUTCOME_FAILED || head == SB_OUTCOME_REJECTED)
    return head;
  sb_work_set (work, "order", sb_value_int (order_id_value));
  if (sb_work_cell_at (work, order->amount) == NULL && line_amount (work, order, &amount))
    sb_work_set (work, "amount", sb_value_int (amount));
  if (!set_product (work, error))
    return SB_OUTCOME_FAILED;
  tell_gaps (work, order);
  outcome = sb_work_put (work, &key, &line_id, error);
  if (outcome == SB_OUTCOME_REJECTED || outcome == SB_OUTCOME_FAILED)
    return outcome;
  if ((outcome == SB_OUTCOME_CREATED || work->details_changed) && !put_payment (work, order_id_value, line, error))
    return SB_OUTCOME_FAILED;
  return outcome == SB_OUTCOME_UNCHANGED && head == SB_OUTCOME_UPDATED ? SB_OUTCOME_UPDATED : outcome;
}

void
sb_import_order_init (SbWork *work)
{
  static const char *const handled[] = { "order_no", "account", "contact", "owner", "ordered_on", "shipped_on", "due_on",
                                         "category", "region", "tax", "margin", "currency", "status", "received",
                                         "note", "product", NULL };
  static const char *const beside[] = { "status", "amount", "margin", "tax", "currency", NULL };
  static const char *const details[] = { "received", NULL };
  Order *order = g_new0 (Order, 1);

  sb_work_handle (work, handled);
  work->details = details;
  order->order = sb_work_new_beside (work, sb_record_type_find ("sales_order"), "order");
  sb_work_handle (order->order, beside);
  order->number = sb_work_index (work, "order_no");
  order->ext_id = sb_work_index (work, "ext_id");
  order->amount = sb_work_index (work, "amount");
  order->margin = sb_work_index (work, "margin");
  order->tax = sb_work_index (work, "tax");
  order->quantity = sb_work_index (work, "quantity");
  order->unit_price = sb_work_index (work, "unit_price");
  order->discount = sb_work_index (work, "discount");
  order->numbered = sb_work_is_mapped (work, "order_no");
  order->spread = !order->numbered && sb_work_is_mapped (work, "ext_id") && work->profile->id_column < 0;
  order->index = sb_key_map_new ();
  order->sums = g_array_new (FALSE, TRUE, sizeof (Sums));
  work->object = "order_line";
  work->state = order;
  work->state_free = order_free;
  work->put = put_order;
}

GHashTable *
sb_import_order_stages (SbImportRun *run, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("stage");
  g_autoptr (SbQuery) pipelines = sb_query_new (sb_record_type_find ("pipeline"));
  g_autoptr (GHashTable) stages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) ids = NULL;

  sb_query_where (pipelines, "object", SB_QUERY_EQUAL, (SbValue) { SB_VALUE_TEXT, { .text = (char *) "order" } });
  ids = sb_reader_ids (run->reader, pipelines, NULL, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SbQuery) query = sb_query_new (type);
      g_autoptr (GArray) of = NULL;
      g_autoptr (GPtrArray) records = NULL;

      sb_query_where (query, "pipeline", SB_QUERY_EQUAL, sb_value_int (g_array_index (ids, gint32, i)));
      of = sb_reader_ids (run->reader, query, NULL, error);
      records = of == NULL ? NULL
                           : sb_reader_load (run->reader, type, (const gint32 *) (gpointer) of->data, of->len, error);
      if (records == NULL)
        return NULL;
      for (guint j = 0; j < records->len; j++)
        {
          const SbRecord *stage = g_ptr_array_index (records, j);

          g_hash_table_insert (stages, sb_text_name_key (sb_record_text (stage, "name")), GINT_TO_POINTER (stage->id));
        }
    }
  return ids == NULL ? NULL : g_steal_pointer (&stages);
}
