/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A compact map from the 128-bit hash of a key to a row id: what tells a known record from a new one. 16 bytes an entry
 * whatever the length of the keys, so that a million keys fit where their texts would not. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint64 a, b;
} SbKeyHash;

typedef struct _SbKeyMap SbKeyMap;

/* Starts, feeds and ends one hash; the order of the pieces counts and a piece's end is part of it. */
typedef struct {
  guint64 a, b;
} SbKeyHasher;

void       sb_key_hasher_init   (SbKeyHasher *hasher);
void       sb_key_hasher_add    (SbKeyHasher *hasher, const char *bytes, gsize length);
void       sb_key_hasher_add_int (SbKeyHasher *hasher, gint64 value);
SbKeyHash  sb_key_hasher_end    (const SbKeyHasher *hasher);
SbKeyHash  sb_key_hash          (const char *text);
/* A stable identity made of a key: the same import gives the same records everywhere. text[37]. */
void       sb_key_hash_to_uid   (SbKeyHash hash, char *text);
/* 26 characters of base 32: a key without an id column as text. text[27]. */
void       sb_key_hash_to_text  (SbKeyHash hash, char *text);

SbKeyMap  *sb_key_map_new       (void);
void       sb_key_map_free      (SbKeyMap *map);
/* The value slot of a key, 0 when it was absent; the caller sets it to anything but 0 at once. Valid until the next
 * call that may add. Cost: O(1). */
gint32    *sb_key_map_slot      (SbKeyMap *map, SbKeyHash key);
/* 0 when absent. */
gint32     sb_key_map_find      (const SbKeyMap *map, SbKeyHash key);
gsize      sb_key_map_size      (const SbKeyMap *map);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbKeyMap, sb_key_map_free)

G_END_DECLS
