/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records on the command line: as text, as JSON, found by a condition or by a name. */
#pragma once

#include "cli/sb-cli.h"

G_BEGIN_DECLS

typedef struct {
  SbReader           *reader;
  const SbRecordType *type;
  char                currency[4];
  int                 exponent;
} SbCliRecords;

void     sb_cli_records_init   (SbCliRecords *records, SbReader *reader, const SbRecordType *type);
/* A value for people: names of references, amounts with the currency's digits. transfer full. */
char    *sb_cli_record_text    (const SbCliRecords *records, const SbRecord *record, guint field);
/* One object: id, uid, then every field; money as *_minor, references as their id and name. */
void     sb_cli_record_to_json (const SbCliRecords *records, JsonBuilder *json, const SbRecord *record);
/* "field=value", also != < <= > >= and ~ (contains). NULL: told, *status is the exit status. */
SbQuery *sb_cli_query          (SbCli *cli, const SbCliRecords *records, GPtrArray *where, int *status);
/* A record named by id, uid or exact name; 0 when there is none. */
gint32   sb_cli_find           (SbReader *reader, const SbRecordType *type, const char *text);
/* A value of a field from a script or a condition. References by id, uid or name. */
gboolean sb_cli_value          (SbReader *reader, const SbField *field, const char *text, int exponent, SbValue *value,
                                GError **error);

G_END_DECLS
