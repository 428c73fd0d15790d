/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to one record: its contacts, orders, activities … as a short list with a way to add one and to see all.
 * A row opens the record in a window of its own. */
#pragma once

#include <adwaita.h>

#include "model/sb-record-list.h"

G_BEGIN_DECLS

#define SB_TYPE_DETAIL_CARD (sb_detail_card_get_type ())
G_DECLARE_FINAL_TYPE (SbDetailCard, sb_detail_card, SB, DETAIL_CARD, GtkWidget)

/* How a row is written; all fields by border name. */
typedef struct {
  const char *type;          /* "contact" */
  const char *field;         /* by which it refers to its parent; NULL: what the page says */
  const char *title;         /* N_(): heading of the card */
  const char *empty;         /* N_(): the sentence when there is none */
  const char *row_title;     /* field of the first line; NULL: the type's title */
  const char *subtitle[4];   /* fields of the second line, joined by dots; ended by NULL */
  const char *value;         /* field at the end; NULL none */
  const char *sort;          /* field; NULL: the title */
  gboolean    descending;
  gboolean    read_only;     /* no way to add: kept by the program */
} SbDetailLayout;

/* layout is static. */
GtkWidget *sb_detail_card_new        (SbSession *session, const SbDetailLayout *layout);
/* Shows the records whose reference `field` is `id`; 0 shows none. */
void       sb_detail_card_set_parent (SbDetailCard *self, const char *field, gint32 id);
/* Shows these records instead. */
void       sb_detail_card_set_ids    (SbDetailCard *self, const gint32 *ids, gsize n);

G_END_DECLS
