/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a source last said about a record, as one short text: eight characters a field that is not empty, three of its
 * name's hash and five of its value's. Enough to tell "changed in the file", "changed here" and "both" apart. */
#pragma once

#include "records/sb-value.h"

G_BEGIN_DECLS

#define SB_STATE_MISSING '!' /* first character of a record that the last full export did not hold */

/* Appends a field; an empty value appends nothing. */
void     sb_import_state_add    (GString *state, const char *field, const SbValue *value);
void     sb_import_state_add_hash (GString *state, const char *field, guint64 hash);
/* Was the field in the state at all? same (may be NULL): with this value. */
gboolean sb_import_state_has    (const char *state, const char *field, const SbValue *value, gboolean *same);
gboolean sb_import_state_has_hash (const char *state, const char *field, guint64 hash, gboolean *same);
/* Appends every entry of `from` whose field is not named in `handled` (made by sb_import_state_handle ()). */
void     sb_import_state_keep   (GString *state, const char *from, const GString *handled);
void     sb_import_state_handle (GString *handled, const char *field);
/* Copies the entry of a field from one state to another; nothing when it is not there. */
void     sb_import_state_copy   (GString *state, const char *from, const char *field);

G_END_DECLS
