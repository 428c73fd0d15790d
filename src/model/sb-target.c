/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a click leads. Made by widgets, carried by the session's "navigate", understood by the window. */
#include "model/sb-target.h"

G_DEFINE_BOXED_TYPE (SbTarget, sb_target, sb_target_ref, sb_target_unref)

static SbTarget *
target_new (void)
{
  SbTarget *target = g_new0 (SbTarget, 1);

  target->ref_count = 1;
  return target;
}

SbTarget *
sb_target_new_page (const char *page, const char *detail)
{
  SbTarget *target;

  g_return_val_if_fail (page != NULL, NULL);

  target = target_new ();
  target->page = g_strdup (page);
  target->detail = g_strdup (detail);
  return target;
}

SbTarget *
sb_target_new_record (const SbRecordType *type, gint32 id)
{
  SbTarget *target;

  g_return_val_if_fail (type != NULL, NULL);

  target = target_new ();
  target->type = type;
  target->id = id;
  return target;
}

SbTarget *
sb_target_new_ids (const SbRecordType *type, const gint32 *ids, gsize n, const char *title)
{
  SbTarget *target;

  g_return_val_if_fail (type != NULL && (ids != NULL || n == 0), NULL);

  target = target_new ();
  target->type = type;
  target->title = g_strdup (title);
  target->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint32), (guint) n);
  if (n > 0)
    g_array_append_vals (target->ids, ids, (guint) n);
  return target;
}

SbTarget *
sb_target_ref (SbTarget *target)
{
  g_return_val_if_fail (target != NULL, NULL);

  g_atomic_int_inc (&target->ref_count);
  return target;
}

void
sb_target_unref (SbTarget *target)
{
  g_return_if_fail (target != NULL);

  if (!g_atomic_int_dec_and_test (&target->ref_count))
    return;
  g_free (target->page);
  g_free (target->title);
  g_free (target->detail);
  g_clear_pointer (&target->ids, g_array_unref);
  g_free (target);
}
