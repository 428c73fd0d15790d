/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps from a row that has been read to a record that has been written: references, key, record, and what each
 * type does of its own. Internal to exchange. */
#pragma once

#include "exchange/sb-import-work.h"

G_BEGIN_DECLS

/* sb-import-refer.c: references. Creates what IMPORT.md 7 lets a reference create. */
void          sb_import_rings_init (SbImportRun *run);
SbImportNames *sb_run_names       (SbImportRun *run, const SbRecordType *type, GError **error);
SbKeyring    *sb_run_ring         (SbImportRun *run, const char *source, const char *object, GError **error);
SbKeyEntry   *sb_keyring_find     (SbKeyring *ring, const char *ext_id);
SbKeyEntry   *sb_keyring_add      (SbKeyring *ring, const char *ext_id, gint32 id);
gboolean      sb_keyring_has_id   (const SbKeyring *ring, gint32 id);
/* Was the record made by a reference of this call, and has no row claimed it yet? */
gboolean      sb_keyring_is_made  (const SbKeyring *ring, gint32 id);
void          sb_keyring_claim    (SbKeyring *ring, gint32 id);
/* A key as it is compared within a source (Salesforce: 15 of 18 characters). transfer full. */
char         *sb_import_key_text  (const char *source, const char *ext_id);
/* "=" and the folded name: the key of what has only a name. transfer full. */
char         *sb_import_name_text (const char *name);
/* The record a field refers to, 0 none, −1 on error (the store's). */
gint32        sb_work_refer       (SbWork *work, const char *field, gint32 scope, GError **error);
gint32        sb_work_refer_at    (SbWork *work, int index, gint32 scope, GError **error);
/* The same for any text: target is a record type's name, column the header for warnings and extra fields. */
gint32        sb_work_refer_text  (SbWork *work, const char *target, const char *name, const char *id_text,
                                   const char *column, GError **error);

/* sb-import-key.c: which record is this row? */
typedef struct {
  char      *text;     /* in the source */
  SbKeyRef   ref;      /* its entry in the ring */
  gint32     id;       /* 0: a new record */
  guint64    known;    /* hash of what was imported last, 0 unknown */
  gboolean   missing;  /* it was marked as not in the last export */
  gboolean   bind;     /* a record met by its name: the key is to be written */
  gboolean   own;      /* found by the uid of our own export: no source key, the file's values hold */
} SbWorkKey;

void          sb_work_key_clear   (SbWorkKey *key);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbWorkKey, sb_work_key_clear)
/* SB_OUTCOME_CREATED: go on (key says with which record); SKIPPED, REJECTED, FAILED: done with this row. */
SbOutcome     sb_work_find_key    (SbWork *work, SbWorkKey *key, GError **error);
/* The same for a key made by the handler; repeats says that rows may share it (lines of an order). */
SbOutcome     sb_work_find_text   (SbWork *work, const char *text, gboolean repeats, SbWorkKey *key, GError **error);
/* A natural key of these texts (NULL = empty) with its occurrence number in the file. transfer full. */
char         *sb_work_natural_key (SbWork *work, const char *const *parts, gsize n);
/* The row's text of the id column, NULL when the file has none that can be a key. Borrowed. */
const char   *sb_work_ext_id      (const SbWork *work);

/* sb-import-put.c: a row becomes a record. */
/* Resolves every plain reference of the row. FALSE on error. */
gboolean      sb_work_refer_all   (SbWork *work, GError **error);
/* Writes work->values under the key: creates, or takes over what changed in the file only. */
SbOutcome     sb_work_put         (SbWork *work, SbWorkKey *key, gint32 *id, GError **error);
/* The repeatable uid of a record made under a key. uid[37]. */
void          sb_work_make_uid    (const SbWork *work, const char *object, const char *key, char *uid);
/* The next uid of this file's records. uid[37]. */
void          sb_work_next_uid    (SbWork *work, char *uid);
/* Inserts a detail record without a key of its own. uid_of makes its uid repeatable. 0 on error. */
gint32        sb_work_insert      (SbWork *work, const SbRecordType *type, SbValue *values, const char *uid_of,
                                   GError **error);
/* Gives every required field that is empty its first value (owned by the array). */
void          sb_import_fill_initial (const SbRecordType *type, SbValue *values);
/* A record a handler makes beside the row's own (order line, session, goal): created once under its key. values: all
 * its fields, taken (cleared). Returns the id, 0 on error; *created may be NULL. */
gint32        sb_work_put_detail  (SbWork *work, const SbRecordType *type, const char *object, const char *key,
                                   SbValue *values, gboolean *created, GError **error);
/* Turns an insert's refusal (range, uniqueness, …) into a rejected row; anything else stays an error. */
SbOutcome     sb_work_refused     (SbWork *work, GError **error);
/* One empty value a field; set with sb_work_set_value (), which takes the value. Free the array with g_free (). */
SbValue      *sb_work_new_values  (const SbRecordType *type);
SbValue       sb_work_date_value  (SbDate date);
void          sb_work_set_value   (const SbRecordType *type, SbValue *values, const char *field, SbValue value);

/* sb-import-merge.c: a known record meets a row of the file. */
SbOutcome     sb_work_merge       (SbWork *work, SbWorkKey *key, GError **error);

/* The handlers: what a row of a type becomes. Each sets work->put (and state). */
void          sb_import_plain_init    (SbWork *work);
void          sb_import_person_init   (SbWork *work);
void          sb_import_deal_init     (SbWork *work);
void          sb_import_order_init    (SbWork *work);
void          sb_import_feedback_init (SbWork *work);
void          sb_import_target_init   (SbWork *work);
void          sb_import_training_init (SbWork *work);
void          sb_import_history_init  (SbWork *work);
/* The first look at all rows that the handler needs before it can write; NULL-safe. */
gboolean      sb_import_history_look   (SbWork *work, GError **error);
gboolean      sb_import_deal_look      (SbWork *work, GError **error);
gboolean      sb_import_order_look     (SbWork *work, GError **error);
/* Folded names of the stages orders go through. Returns: (transfer full) char* → stage id; NULL on error. */
GHashTable   *sb_import_order_stages   (SbImportRun *run, GError **error);
/* Inferred stays of new deals, written when no file of the call has told them. */
gboolean      sb_import_visits_flush   (SbImportRun *run, GError **error);
/* The meaning of a word in a status column, remembered. */
SbStageMeaning sb_import_status_of     (GHashTable *words, const char *text);
/* sb-import-deal-details.c: stays, contacts and competitors of a deal that has just been written. */
gboolean      sb_import_deal_details   (SbWork *work, const SbWorkKey *key, gint32 id, SbOutcome outcome,
                                        GError **error);
gboolean      sb_import_visit_insert   (SbImportRun *run, const SbPendingVisit *visit, gint64 seq, GError **error);
/* The stays of a deal by number. Returns: (transfer full) GPtrArray of SbRecord. */
GPtrArray    *sb_import_visits_of      (SbImportRun *run, gint32 deal, GError **error);
/* "Ana Novak", "王伟": how a first and a last name are one. NULL parts allowed, not both. transfer full. */
char         *sb_import_person_name    (const char *first, const char *last);
/* The name of a person's row: from its name, its two names, its e-mail or its id. */
void          sb_import_set_person     (SbWork *work);
gboolean      sb_import_deal_finish    (SbWork *work, GError **error);
/* Are the rows answers of members rather than of customers? */
gboolean      sb_import_is_member_feedback (const SbFileProfile *profile);
/* What can only be done when all rows of the file have been seen. */
gboolean      sb_import_history_finish (SbWork *work, GError **error);
gboolean      sb_import_target_finish  (SbWork *work, GError **error);

G_END_DECLS
