/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The immutable question that worker threads share. */
#include "model/sb-context.h"

SbContext *
sb_context_new (SbFacts *facts, SbDate as_of, SbPeriod period, SbScope scope, const char *path)
{
  SbContext *context;

  g_return_val_if_fail (facts != NULL, NULL);

  context = g_new0 (SbContext, 1);
  g_atomic_int_set (&context->ref_count, 1);
  context->facts = sb_facts_ref (facts);
  context->as_of = as_of;
  context->period = period;
  context->scope = scope;
  context->fiscal = facts->fiscal;
  context->path = g_strdup (path);
  return context;
}

SbContext *
sb_context_ref (SbContext *context)
{
  g_return_val_if_fail (context != NULL, NULL);

  g_atomic_int_inc (&context->ref_count);
  return context;
}

void
sb_context_unref (SbContext *context)
{
  g_return_if_fail (context != NULL);

  if (!g_atomic_int_dec_and_test (&context->ref_count))
    return;
  sb_facts_unref (context->facts);
  g_free (context->path);
  g_free (context);
}
