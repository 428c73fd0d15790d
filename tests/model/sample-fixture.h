/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The English sample company in a private folder, with a session on its day. */
#pragma once

#include "model/sb-session.h"

G_BEGIN_DECLS

typedef struct {
  char        *folder;
  SbWorkspace *workspace;
  SbUiState   *state;
  SbSession   *session;
} SampleFixture;

/* Runs the loop until the condition holds; fails after a minute. */
#define WAIT_FOR(condition) \
  G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_) \
      g_main_context_iteration (NULL, FALSE); \
    g_assert_true (condition); \
  } G_STMT_END

void  sample_fixture_init  (SampleFixture *fixture);
/* What was made over the session goes first. */
void  sample_fixture_clear (SampleFixture *fixture);
char *sample_fixture_dump  (SampleFixture *fixture);

G_END_DECLS
