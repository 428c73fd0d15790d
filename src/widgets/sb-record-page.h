/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one record: a head with a way back, room for numbers, the generated form, and a short list for each kind
 * of record that belongs to it. Pages of a deal, a customer, a member are made of one. Signal "back" (). */
#pragma once

#include <adwaita.h>

#include "widgets/sb-detail-card.h"

G_BEGIN_DECLS

#define SB_TYPE_RECORD_PAGE (sb_record_page_get_type ())
G_DECLARE_FINAL_TYPE (SbRecordPage, sb_record_page, SB, RECORD_PAGE, GtkWidget)

typedef struct {
  const char           *type;       /* "deal" */
  const char           *field;      /* by which the details refer to it: "deal" */
  const char           *back;       /* N_(): "Back to the list" */
  const char           *gone;       /* N_(): "This deal is not there any more." */
  const SbDetailLayout *details;
  gsize                 n_details;
} SbRecordPageLayout;

/* layout is static. */
GtkWidget *sb_record_page_new          (SbSession *session, const SbRecordPageLayout *layout);
void       sb_record_page_show         (SbRecordPage *self, gint32 id);
gint32     sb_record_page_get_id       (SbRecordPage *self); /* 0 before the first */
/* Writes the head: the record's title, then fields (border names ended by NULL) and the extra parts (may be NULL, ended
 * by NULL) joined by dots. */
void       sb_record_page_write_head   (SbRecordPage *self, const char * const *fields, const char * const *extra);
/* A sentence under the head; NULL hides it. */
void       sb_record_page_set_warning  (SbRecordPage *self, const char *text);
/* Between head and form: tiles, a picture. */
void       sb_record_page_add_top      (SbRecordPage *self, GtkWidget *widget);
/* Below the details. */
void       sb_record_page_add_side     (SbRecordPage *self, GtkWidget *widget);

G_END_DECLS
