/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every calculation is asked with: the facts, the as-of day, the period, the scope. An immutable picture of the
 * session that worker threads share. */
#pragma once

#include "core/sb-facts.h"

G_BEGIN_DECLS

typedef struct {
  gint      ref_count;
  SbFacts  *facts;
  SbDate    as_of;
  SbPeriod  period;
  SbScope   scope;
  SbFiscal  fiscal;
  char     *path;      /* of the workspace: sb_reader_new () for a worker that must read records */
} SbContext;

SbContext *sb_context_new   (SbFacts *facts, SbDate as_of, SbPeriod period, SbScope scope, const char *path);
SbContext *sb_context_ref   (SbContext *context);
void       sb_context_unref (SbContext *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbContext, sb_context_unref)

G_END_DECLS
