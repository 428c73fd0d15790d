/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three-way comparison's memory (IMPORT.md 8). Pure; the store keeps the text without knowing what it means. */
#include "exchange/sb-import-state.h"

#include "exchange/sb-import-keys.h"

#include <string.h>

#define NAME_SIZE 3
#define HASH_SIZE 5
#define ENTRY_SIZE (NAME_SIZE + HASH_SIZE)

static void
put_digits (char *out, guint64 bits, int n)
{
  static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";

  for (int i = 0; i < n; i++)
    out[i] = digits[(bits >> (6 * i)) & 63];
}

static void
make_entry (char *entry, const char *field, guint64 hash)
{
  put_digits (entry, sb_key_hash (field).b, NAME_SIZE);
  put_digits (entry + NAME_SIZE, hash, HASH_SIZE);
}

static guint64
hash_value (const SbValue *value)
{
  SbKeyHasher hasher;
  gint64 bits;

  sb_key_hasher_init (&hasher);
  switch (value->type)
    {
    case SB_VALUE_INT:
      sb_key_hasher_add_int (&hasher, value->i);
      break;
    case SB_VALUE_REAL:
      memcpy (&bits, &value->d, sizeof bits);
      sb_key_hasher_add_int (&hasher, bits);
      break;
    case SB_VALUE_TEXT:
      sb_key_hasher_add (&hasher, value->text, strlen (value->text));
      break;
    case SB_VALUE_BYTES:
      sb_key_hasher_add (&hasher, g_bytes_get_data (value->bytes, NULL), g_bytes_get_size (value->bytes));
      break;
    case SB_VALUE_NULL:
    default:
      break;
    }
  return sb_key_hasher_end (&hasher).a;
}

void
sb_import_state_add_hash (GString *state, const char *field, guint64 hash)
{
  char entry[ENTRY_SIZE];

  make_entry (entry, field, hash);
  g_string_append_len (state, entry, ENTRY_SIZE);
}

void
sb_import_state_add (GString *state, const char *field, const SbValue *value)
{
  if (value->type != SB_VALUE_NULL)
    sb_import_state_add_hash (state, field, hash_value (value));
}

static const char *
find_entry (const char *state, const char *field)
{
  char name[NAME_SIZE];
  gsize length;

  if (state == NULL)
    return NULL;
  if (state[0] == SB_STATE_MISSING)
    state++;
  length = strlen (state);
  put_digits (name, sb_key_hash (field).b, NAME_SIZE);
  for (gsize at = 0; at + ENTRY_SIZE <= length; at += ENTRY_SIZE)
    if (memcmp (state + at, name, NAME_SIZE) == 0)
      return state + at;
  return NULL;
}

gboolean
sb_import_state_has_hash (const char *state, const char *field, guint64 hash, gboolean *same)
{
  const char *found = find_entry (state, field);
  char entry[ENTRY_SIZE];

  if (same != NULL)
    *same = FALSE;
  if (found == NULL)
    return FALSE;
  make_entry (entry, field, hash);
  if (same != NULL)
    *same = memcmp (found, entry, ENTRY_SIZE) == 0;
  return TRUE;
}

gboolean
sb_import_state_has (const char *state, const char *field, const SbValue *value, gboolean *same)
{
  return sb_import_state_has_hash (state, field, value == NULL ? 0 : hash_value (value), same);
}

void
sb_import_state_copy (GString *state, const char *from, const char *field)
{
  const char *found = find_entry (from, field);

  if (found != NULL)
    g_string_append_len (state, found, ENTRY_SIZE);
}

void
sb_import_state_handle (GString *handled, const char *field)
{
  char name[NAME_SIZE];

  put_digits (name, sb_key_hash (field).b, NAME_SIZE);
  g_string_append_len (handled, name, NAME_SIZE);
}

static gboolean
is_handled (const GString *handled, const char *entry)
{
  for (gsize i = 0; i + NAME_SIZE <= handled->len; i += NAME_SIZE)
    if (memcmp (handled->str + i, entry, NAME_SIZE) == 0)
      return TRUE;
  return FALSE;
}

void
sb_import_state_keep (GString *state, const char *from, const GString *handled)
{
  gsize length;

  if (from == NULL)
    return;
  if (from[0] == SB_STATE_MISSING)
    from++;
  length = strlen (from);
  for (gsize at = 0; at + ENTRY_SIZE <= length; at += ENTRY_SIZE)
    if (!is_handled (handled, from + at))
      g_string_append_len (state, from + at, ENTRY_SIZE);
}
