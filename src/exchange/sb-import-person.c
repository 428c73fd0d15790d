/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members of the team: name of two columns, who still works here, their team and role as a membership, and the managers
 * as a hierarchy without cycles. */
#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"

#include <string.h>

typedef struct {
  GHashTable *managers; /* member id → manager id, of this file */
} Person;

static void
person_free (gpointer data)
{
  Person *person = data;

  g_hash_table_unref (person->managers);
  g_free (person);
}

/* Words of an employment status beside yes and no. −1: not understood. */
static int
is_active_word (const char *text)
{
  static const char *const gone[] = { "terminated", "left", "resigned", "inactive", "former", "retired", "deactivated",
                                      "disabled", "离职", "离任", "停用", "退休", NULL };
  static const char *const here[] = { "active", "employed", "leave", "future", "probation", "在职", "在岗", "试用", "休假",
                                      "启用", NULL };
  g_autofree char *folded = sb_text_fold (text);

  for (int i = 0; gone[i] != NULL; i++)
    if (strstr (folded, gone[i]) != NULL && !(g_str_equal (gone[i], "left") && strstr (folded, "leave") != NULL))
      return 0;
  for (int i = 0; here[i] != NULL; i++)
    if (strstr (folded, here[i]) != NULL)
      return 1;
  return -1;
}

static void
set_active (SbWork *work, gboolean adopted)
{
  const SbImportCell *active = sb_work_cell (work, "active");
  gboolean value;
  int known = -1;

  if (active != NULL && sb_parse_bool_cell (active->text, active->length, &value) == SB_ISSUE_NONE)
    known = value;
  else if (active != NULL)
    {
      known = is_active_word (active->text);
      sb_work_add_extra (work, sb_work_column_name (work, "active"), active->text);
    }
  if (known < 0 && sb_work_date (work, "left_on") != SB_DATE_NONE)
    known = sb_work_date (work, "left_on") > work->profile->as_of;
  if (known < 0 && (adopted || active != NULL))
    known = TRUE;
  if (known >= 0)
    sb_work_set (work, "active", sb_value_int (known));
}

static gboolean
is_self (SbWork *work)
{
  const char *text = sb_work_text (work, "manager");
  const SbImportCell *id = sb_work_id_cell (work, "manager");
  const char *own = sb_work_ext_id (work);
  g_autofree char *name = sb_text_name_key (sb_work_value (work, "name")->text);
  g_autofree char *manager = text == NULL ? NULL : sb_text_name_key (text);

  return g_strcmp0 (manager, name) == 0 || (own != NULL && g_strcmp0 (text, own) == 0) ||
         (own != NULL && id != NULL && g_str_equal (id->text, own));
}

static gboolean
set_manager (SbWork *work, GError **error)
{
  gint32 manager;

  if (is_self (work))
    {
      sb_work_warn (work, SB_ISSUE_MANAGER_CYCLE, sb_work_column_name (work, "manager"),
                    sb_work_text (work, "manager"));
      return TRUE;
    }
  manager = sb_work_refer (work, "manager", 0, error);
  if (manager > 0)
    sb_work_set (work, "manager", sb_value_int (manager));
  return manager >= 0;
}

static gboolean
would_close (GHashTable *managers, gint32 member, gint32 manager)
{
  gint32 at = manager;

  for (guint steps = 0; at > 0 && steps <= g_hash_table_size (managers) + 1; steps++)
    {
      if (at == member)
        return TRUE;
      at = GPOINTER_TO_INT (g_hash_table_lookup (managers, GINT_TO_POINTER (at)));
    }
  return FALSE;
}

/* A known member's cycle is seen before it is written; a new one has nobody below it yet, so it cannot close one, apart
 * from being its own manager, which a name decides. */
static void
break_cycle (SbWork *work, const SbWorkKey *key)
{
  Person *person = work->state;
  const SbValue *manager = sb_work_value (work, "manager");

  if (manager->type != SB_VALUE_INT || key->id == 0 ||
      !would_close (person->managers, key->id, (gint32) manager->i))
    return;
  sb_work_warn (work, SB_ISSUE_MANAGER_CYCLE, sb_work_column_name (work, "manager"), sb_work_text (work, "manager"));
  sb_work_set (work, "manager", SB_VALUE_EMPTY);
}

static void
note_manager (SbWork *work, gint32 id)
{
  Person *person = work->state;
  const SbValue *manager = sb_work_value (work, "manager");

  if (manager->type == SB_VALUE_INT)
    g_hash_table_insert (person->managers, GINT_TO_POINTER (id), GINT_TO_POINTER ((gint32) manager->i));
}

static gint32
refer_trimmed (SbWork *work, const char *field, const char *target, GError **error)
{
  const char *text = sb_work_text (work, field);
  const SbImportCell *id = sb_work_id_cell (work, field);

  if ((text == NULL || sb_text_is_blank (text)) && id == NULL)
    return 0;
  if (text != NULL)
    text = sb_work_keep (work, sb_text_trim (text));
  return sb_work_refer_text (work, target, text, id == NULL ? NULL : id->text, sb_work_column_name (work, field),
                             error);
}

static SbRecord *
current_membership (SbWork *work, gint32 member, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("membership");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;

  sb_query_where (query, "member", SB_QUERY_EQUAL, sb_value_int (member));
  sb_query_where (query, "valid_to_on", SB_QUERY_IS_EMPTY, SB_VALUE_EMPTY);
  sb_query_sort (query, "id", TRUE);
  ids = sb_reader_ids (work->run->reader, query, NULL, error);
  if (ids == NULL || ids->len == 0)
    return NULL;
  return sb_reader_get (work->run->reader, type, g_array_index (ids, gint32, 0), error);
}

static gboolean
end_membership (SbWork *work, const SbRecord *old, GError **error)
{
  guint field = (guint) sb_record_type_field_index (old->type, "valid_to_on");
  char text[SB_DATE_TEXT_SIZE];
  SbValue value = sb_value_text (sb_date_format_iso (work->profile->as_of - 1, text));
  gboolean ok = sb_bulk_update (work->run->bulk, old->type, old->id, &field, &value, 1, work->profile->as_of, error);

  sb_value_clear (&value);
  return ok;
}

/* Team and role are one membership, valid from the first day for a new member, from the file's day after a change. */
static gboolean
put_membership (SbWork *work, gint32 member, gint32 team, gint32 role, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("membership");
  g_autoptr (GError) local = NULL;
  g_autoptr (SbRecord) old = current_membership (work, member, &local);
  g_autofree SbValue *values = NULL;
  SbDate from = sb_work_date (work, "hired_on");
  char text[SB_DATE_TEXT_SIZE];
  gint32 id;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (team == 0 && role == 0)
    return TRUE;
  if (old != NULL && sb_record_int (old, "team", 0) == team && sb_record_int (old, "role", 0) == role)
    return TRUE;
  if (old != NULL)
    {
      if (!end_membership (work, old, error))
        return FALSE;
      from = work->profile->as_of;
    }
  values = sb_work_new_values (type);
  sb_work_set_value (type, values, "member", sb_value_int (member));
  sb_work_set_value (type, values, "team", team > 0 ? sb_value_int (team) : SB_VALUE_EMPTY);
  sb_work_set_value (type, values, "role", role > 0 ? sb_value_int (role) : SB_VALUE_EMPTY);
  sb_work_set_value (type, values, "valid_from_on",
                     from == SB_DATE_NONE ? SB_VALUE_EMPTY : sb_value_text (sb_date_format_iso (from, text)));
  id = sb_work_insert (work, type, values, NULL, error);
  for (gsize i = 0; type->fields[i].name != NULL; i++)
    sb_value_clear (&values[i]);
  return id > 0;
}

static SbOutcome
put_member (SbWork *work, GError **error)
{
  g_auto (SbWorkKey) key = { NULL };
  SbOutcome outcome;
  gint32 id, team, role;

  sb_import_set_person (work);
  if (sb_work_value (work, "name")->type == SB_VALUE_NULL)
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED, sb_work_column_name (work, "name"), NULL);
  outcome = sb_work_find_key (work, &key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  team = refer_trimmed (work, "team", "team", error);
  role = team < 0 ? -1 : refer_trimmed (work, "role", "role", error);
  if (role < 0 || !set_manager (work, error))
    return SB_OUTCOME_FAILED;
  set_active (work, key.bind);
  break_cycle (work, &key);
  outcome = sb_work_put (work, &key, &id, error);
  if (outcome == SB_OUTCOME_REJECTED || outcome == SB_OUTCOME_FAILED)
    return outcome;
  note_manager (work, id);
  if ((outcome == SB_OUTCOME_CREATED || key.bind || work->details_changed) &&
      !put_membership (work, id, team, role, error))
    return SB_OUTCOME_FAILED;
  return outcome;
}

void
sb_import_person_init (SbWork *work)
{
  static const char *const handled[] = { "first_name", "last_name", "active", "manager", "team", "role", NULL };
  static const char *const details[] = { "team", "role", NULL };
  Person *person = g_new0 (Person, 1);

  person->managers = g_hash_table_new (NULL, NULL);
  sb_work_handle (work, handled);
  work->details = details;
  work->state = person;
  work->state_free = person_free;
  work->put = put_member;
}
