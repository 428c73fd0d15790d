/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of a record: empty, whole number, real, text or bytes, in stored units (minor units, ppm, ISO dates). */
#pragma once

#include "records/sb-record-type.h"

G_BEGIN_DECLS

typedef enum { SB_VALUE_NULL, SB_VALUE_INT, SB_VALUE_REAL, SB_VALUE_TEXT, SB_VALUE_BYTES } SbValueType;

typedef struct {
  SbValueType type;
  union {
    gint64  i;
    double  d;
    char   *text;   /* SB_VALUE_TEXT, owned */
    GBytes *bytes;
  };
} SbValue;

#define SB_VALUE_EMPTY ((SbValue) { SB_VALUE_NULL, { 0 } })

SbValue  sb_value_int    (gint64 i);
SbValue  sb_value_real   (double d);
SbValue  sb_value_text   (const char *text);  /* copies; NULL gives the empty value */
SbValue  sb_value_take_text (char *text);
SbValue  sb_value_copy   (const SbValue *value);
void     sb_value_clear  (SbValue *value);
gboolean sb_value_equal  (const SbValue *a, const SbValue *b);
gboolean sb_value_is_null (const SbValue *value);

/* Checks one value against its field: kind, required, range, choice. The message is one translated sentence that
 * names the field. Errors: SB_RECORD_ERROR. References and uniqueness are the store's to check. */
gboolean sb_field_check  (const SbField *field, const SbValue *value, GError **error);
/* What a new record gets where nothing is given (field->initial); the empty value when the field has none. */
SbValue  sb_field_initial (const SbField *field);

/* The technical text of a value ("2026-11-23", "1234.50" with the currency's exponent, "40" for 40 %, choice key)
 * and its inverse: what apply scripts, CSV export and dump speak. References are given as ids, "yes" and "no" answer
 * questions, instants are ISO 8601 in UTC, bytes are base64. The text of the empty value is NULL; NULL and "" are read
 * as the empty value. exponent matters for SB_KIND_MONEY only. to_text is transfer full. */
char    *sb_field_to_text   (const SbField *field, const SbValue *value, int exponent);
gboolean sb_field_from_text (const SbField *field, const char *text, int exponent, SbValue *value, GError **error);

#define SB_RECORD_ERROR (sb_record_error_quark ())
GQuark sb_record_error_quark (void);

typedef enum {
  SB_RECORD_ERROR_REQUIRED,
  SB_RECORD_ERROR_KIND,
  SB_RECORD_ERROR_RANGE,
  SB_RECORD_ERROR_CHOICE,
  SB_RECORD_ERROR_UNIQUE,
  SB_RECORD_ERROR_REFERENCE,
  SB_RECORD_ERROR_IMMUTABLE,
  SB_RECORD_ERROR_UNKNOWN
} SbRecordError;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbValue, sb_value_clear)

G_END_DECLS
