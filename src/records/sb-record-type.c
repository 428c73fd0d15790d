/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding descriptions: all types in the order in which they can be written, a type by its name, a field by its name.
 * Everything that reads or shows records starts here. */
#include "records/sb-record-areas.h"

#include <string.h>

static const SbRecordType * const * const areas[] = {
  sb_records_base,   sb_records_team,  sb_records_process,  sb_records_customers, sb_records_deals,
  sb_records_orders, sb_records_goals, sb_records_training, sb_records_market,    sb_records_feedback,
  sb_records_snapshots, sb_records_planner, sb_records_log
};

static gboolean
is_placed (const GPtrArray *placed, const char *name)
{
  for (guint i = 0; i < placed->len; i++)
    if (g_str_equal (((const SbRecordType *) g_ptr_array_index (placed, i))->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
can_be_placed (const GPtrArray *placed, const SbRecordType *type)
{
  for (const SbField *field = type->fields; field->name != NULL; field++)
    if (field->kind == SB_KIND_REFERENCE && !g_str_equal (field->target, type->name)
        && !is_placed (placed, field->target))
      return FALSE;
  return TRUE;
}

/* Moves every type that can stand now, or the first one when none can: a cycle has to begin somewhere. */
static void
place_some (GPtrArray *placed, GPtrArray *waiting)
{
  guint before = placed->len;

  for (guint i = 0; i < waiting->len;)
    {
      const SbRecordType *type = g_ptr_array_index (waiting, i);

      if (can_be_placed (placed, type))
        {
          g_ptr_array_add (placed, (gpointer) type);
          g_ptr_array_remove_index (waiting, i);
        }
      else
        i++;
    }
  if (placed->len == before)
    g_ptr_array_add (placed, g_ptr_array_remove_index (waiting, 0));
}

static GPtrArray *
order_types (void)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  GPtrArray *placed = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    for (const SbRecordType * const *type = areas[i]; *type != NULL; type++)
      g_ptr_array_add (waiting, (gpointer) *type);
  while (waiting->len > 0)
    place_some (placed, waiting);
  return placed;
}

const SbRecordType * const *
sb_record_types (gsize *n)
{
  /* Ordered once; the same for everybody. */
  static GPtrArray *types;

  if (g_once_init_enter (&types))
    g_once_init_leave (&types, order_types ());
  if (n != NULL)
    *n = types->len;
  return (const SbRecordType * const *) types->pdata;
}

const SbRecordType *
sb_record_type_find (const char *name)
{
  gsize n;
  const SbRecordType * const *types = sb_record_types (&n);

  if (name == NULL)
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (strcmp (types[i]->name, name) == 0)
      return types[i];
  return NULL;
}

gsize
sb_record_type_n_fields (const SbRecordType *type)
{
  gsize n = 0;

  g_return_val_if_fail (type != NULL, 0);

  while (type->fields[n].name != NULL)
    n++;
  return n;
}

int
sb_record_type_field_index (const SbRecordType *type, const char *name)
{
  g_return_val_if_fail (type != NULL, -1);

  if (name == NULL)
    return -1;
  /* A border name wins over a column of the same name: "value" beside "value_minor". */
  for (int i = 0; type->fields[i].name != NULL; i++)
    if (strcmp (type->fields[i].name, name) == 0)
      return i;
  for (int i = 0; type->fields[i].name != NULL; i++)
    if (strcmp (type->fields[i].column, name) == 0)
      return i;
  return -1;
}

const SbField *
sb_record_type_field (const SbRecordType *type, const char *name)
{
  int index = sb_record_type_field_index (type, name);

  return index >= 0 ? &type->fields[index] : NULL;
}

const SbField *
sb_record_type_title (const SbRecordType *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  for (const SbField *field = type->fields; field->name != NULL; field++)
    if (field->flags & SB_FIELD_TITLE)
      return field;
  return NULL;
}

guint
sb_field_n_columns (const SbField *field)
{
  g_return_val_if_fail (field != NULL, 0);

  return field->kind == SB_KIND_ANY ? 2 : 1;
}

const char *
sb_field_sql_type (const SbField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  switch (field->kind)
    {
    case SB_KIND_TEXT:
    case SB_KIND_NOTE:
    case SB_KIND_DATE:
    case SB_KIND_CHOICE:
    case SB_KIND_ANY:
      return "TEXT";
    case SB_KIND_NUMBER:
      return "REAL";
    case SB_KIND_FILE:
      return "BLOB";
    case SB_KIND_MONEY:
    case SB_KIND_PERCENT:
    case SB_KIND_INTEGER:
    case SB_KIND_MINUTES:
    case SB_KIND_INSTANT:
    case SB_KIND_BOOL:
    case SB_KIND_REFERENCE:
    default:
      return "INTEGER";
    }
}

int
sb_field_choice_index (const SbField *field, const char *key)
{
  g_return_val_if_fail (field != NULL, -1);

  if (field->choices == NULL || key == NULL)
    return -1;
  for (int i = 0; field->choices[i].key != NULL; i++)
    if (strcmp (field->choices[i].key, key) == 0)
      return i;
  return -1;
}
