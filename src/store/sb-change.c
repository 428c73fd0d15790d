/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one user action wants changed. Built by forms, the command and the model; read by the write path only. */
#include "store/sb-change-private.h"

#include "core/sb-clock.h"

static void
step_clear (gpointer data)
{
  sb_value_clear (&((SbChangeStep *) data)->value);
}

SbChange *
sb_change_new (const char *label)
{
  SbChange *change = g_new0 (SbChange, 1);

  change->label = g_strdup (label != NULL ? label : "");
  change->as_of_on = sb_clock_today ();
  change->steps = g_array_new (FALSE, TRUE, sizeof (SbChangeStep));
  g_array_set_clear_func (change->steps, step_clear);
  return change;
}

void
sb_change_free (SbChange *change)
{
  if (change == NULL)
    return;
  g_array_unref (change->steps);
  g_free (change->label);
  g_free (change->reason);
  g_free (change);
}

void
sb_change_set_as_of (SbChange *change, SbDate as_of_on)
{
  g_return_if_fail (change != NULL && as_of_on != SB_DATE_NONE);

  change->as_of_on = as_of_on;
}

void
sb_change_set_reason (SbChange *change, const char *reason)
{
  g_return_if_fail (change != NULL);

  g_free (change->reason);
  change->reason = g_strdup (reason);
}

static void
append (SbChange *change, SbChangeKind kind, const SbRecordType *type, gint32 id)
{
  SbChangeStep step = { kind, type, id, -1, SB_VALUE_EMPTY };

  g_array_append_val (change->steps, step);
}

static void
append_value (SbChange *change, SbChangeKind kind, const SbRecordType *type, gint32 id, const char *field,
              SbValue value)
{
  SbChangeStep step = { kind, type, id, sb_record_type_field_index (type, field), sb_value_copy (&value) };

  if (step.field < 0)
    {
      g_critical ("%s has no field “%s”", type->name, field);
      sb_value_clear (&step.value);
      return;
    }
  g_array_append_val (change->steps, step);
}

int
sb_change_create (SbChange *change, const SbRecordType *type)
{
  g_return_val_if_fail (change != NULL && type != NULL, 0);

  change->n_handles++;
  append (change, SB_CHANGE_CREATE, type, change->n_handles);
  return change->n_handles;
}

static const SbRecordType *
type_of_handle (const SbChange *change, int handle)
{
  for (guint i = 0; i < change->steps->len; i++)
    {
      const SbChangeStep *step = &g_array_index (change->steps, SbChangeStep, i);

      if (step->kind == SB_CHANGE_CREATE && step->id == handle)
        return step->type;
    }
  return NULL;
}

void
sb_change_set (SbChange *change, int handle, const char *field, SbValue value)
{
  const SbRecordType *type;

  g_return_if_fail (change != NULL && field != NULL);

  type = type_of_handle (change, handle);
  g_return_if_fail (type != NULL);
  append_value (change, SB_CHANGE_SET, type, handle, field, value);
}

void
sb_change_set_text (SbChange *change, int handle, const char *field, const char *text)
{
  g_auto (SbValue) value = sb_value_text (text);

  sb_change_set (change, handle, field, value);
}

void
sb_change_set_date (SbChange *change, int handle, const char *field, SbDate date)
{
  char text[SB_DATE_TEXT_SIZE];

  sb_change_set_text (change, handle, field, date == SB_DATE_NONE ? NULL : sb_date_format_iso (date, text));
}

void
sb_change_update (SbChange *change, const SbRecordType *type, gint32 id, const char *field, SbValue value)
{
  g_return_if_fail (change != NULL && type != NULL && field != NULL);

  append_value (change, SB_CHANGE_UPDATE, type, id, field, value);
}

void
sb_change_archive (SbChange *change, const SbRecordType *type, gint32 id)
{
  g_return_if_fail (change != NULL && type != NULL);

  append (change, SB_CHANGE_ARCHIVE, type, id);
}

void
sb_change_restore (SbChange *change, const SbRecordType *type, gint32 id)
{
  g_return_if_fail (change != NULL && type != NULL);

  append (change, SB_CHANGE_RESTORE, type, id);
}

void
sb_change_erase (SbChange *change, const SbRecordType *type, gint32 id)
{
  g_return_if_fail (change != NULL && type != NULL);

  append (change, SB_CHANGE_ERASE, type, id);
}
