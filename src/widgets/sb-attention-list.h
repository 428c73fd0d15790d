/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do next: suggestions with their reason, one button each, and "dismiss with a note" in the row's menu. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"
#include "widgets/sb-kpi-tile.h"

G_BEGIN_DECLS

#define SB_TYPE_ATTENTION_LIST (sb_attention_list_get_type ())
G_DECLARE_FINAL_TYPE (SbAttentionList, sb_attention_list, SB, ATTENTION_LIST, GtkWidget)

typedef struct {
  const char *key;      /* stable, for dismissals: "funnel.worst-stage.12" */
  const char *title;
  const char *reason;
  const char *button;   /* NULL = none */
  SbTone      tone;     /* drawn as shape and colour, spoken as a word */
} SbAttention;

/* Signals: "chosen" (const char *key): the button; "dismissed" (const char *key, const char *note). */
GtkWidget *sb_attention_list_new    (SbSession *session);
void       sb_attention_list_clear  (SbAttentionList *self);
/* Copies. */
void       sb_attention_list_append (SbAttentionList *self, const SbAttention *attention);

G_END_DECLS
