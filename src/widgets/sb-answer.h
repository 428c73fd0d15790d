/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentence that opens a page. Its explained numbers are underlined links, reached by Tab, opened by Enter or click.
 * Signal "explain" (const char *key): for keys without an explanation of their own. */
#pragma once

#include <adwaita.h>

#include "analysis/sb-explain.h"
#include "model/sb-sentence.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_ANSWER (sb_answer_get_type ())
G_DECLARE_FINAL_TYPE (SbAnswer, sb_answer, SB, ANSWER, GtkWidget)

GtkWidget *sb_answer_new          (SbSession *session);
/* Takes the sentence; forgets earlier explanations. */
void       sb_answer_set_sentence (SbAnswer *self, SbSentence *sentence);
/* What a key of the sentence opens; takes a reference. */
void       sb_answer_set_explain  (SbAnswer *self, const char *key, SbExplain *explain);
/* Opens the first explanation (Ctrl+I). FALSE when there is none. */
gboolean   sb_answer_explain_first (SbAnswer *self);

G_END_DECLS
