/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys have been seen? 96 bits of two independent hashes make a collision among a million keys (10⁻¹⁷) less
 * likely than a fault of the memory; called once a row by the importer; knows nothing of records. */
#include "exchange/sb-import-keys.h"

#include <string.h>

/* A slot whose value is 0 is free. */
typedef struct {
  guint64 a;
  guint32 b;
  gint32  value;
} Slot;

struct _SbKeyMap {
  Slot *slots;
  gsize mask;
  gsize used;
};

#define SEED_A G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
#define SEED_B G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f)
#define MULTIPLY_A G_GUINT64_CONSTANT (0xff51afd7ed558ccd)
#define MULTIPLY_B G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53)

/* The finaliser of MurmurHash3 (Appleby, public domain) as the mixing step. */
static inline guint64
mix (guint64 x, guint64 multiplier)
{
  x ^= x >> 33;
  x *= multiplier;
  x ^= x >> 29;
  x *= SEED_A;
  return x ^ (x >> 32);
}

void
sb_key_hasher_init (SbKeyHasher *hasher)
{
  hasher->a = SEED_A;
  hasher->b = SEED_B;
}

static inline void
feed (SbKeyHasher *hasher, guint64 word)
{
  hasher->a = mix (hasher->a ^ word, MULTIPLY_A);
  hasher->b = mix (hasher->b + word, MULTIPLY_B);
}

void
sb_key_hasher_add (SbKeyHasher *hasher, const char *bytes, gsize length)
{
  guint64 word;

  for (; length >= 8; bytes += 8, length -= 8)
    {
      memcpy (&word, bytes, 8);
      feed (hasher, GUINT64_FROM_LE (word));
    }
  word = (guint64) (length + 1) << 56;
  for (gsize i = 0; i < length; i++)
    word |= (guint64) (guint8) bytes[i] << (8 * i);
  feed (hasher, word);
}

void
sb_key_hasher_add_int (SbKeyHasher *hasher, gint64 value)
{
  feed (hasher, (guint64) value);
}

SbKeyHash
sb_key_hasher_end (const SbKeyHasher *hasher)
{
  return (SbKeyHash) { mix (hasher->a, MULTIPLY_B), mix (hasher->b, MULTIPLY_A) };
}

SbKeyHash
sb_key_hash (const char *text)
{
  SbKeyHasher hasher;

  sb_key_hasher_init (&hasher);
  sb_key_hasher_add (&hasher, text, strlen (text));
  return sb_key_hasher_end (&hasher);
}

void
sb_key_hash_to_uid (SbKeyHash hash, char *text)
{
  static const char digits[] = "0123456789abcdef";
  guint64 a = (hash.a & ~G_GUINT64_CONSTANT (0xf000)) | 0x8000;
  guint64 b = (hash.b & ~(G_GUINT64_CONSTANT (3) << 62)) | (G_GUINT64_CONSTANT (2) << 62);
  char *out = text;

  for (int i = 0; i < 32; i++)
    {
      if (i == 8 || i == 12 || i == 16 || i == 20)
        *out++ = '-';
      *out++ = digits[((i < 16 ? a : b) >> (60 - 4 * (i % 16))) & 15];
    }
  *out = '\0';
}

void
sb_key_hash_to_text (SbKeyHash hash, char *text)
{
  static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";

  for (int i = 0; i < 13; i++)
    {
      text[i] = digits[(hash.a >> (5 * i)) & 31];
      text[13 + i] = digits[(hash.b >> (5 * i)) & 31];
    }
  text[26] = '\0';
}

SbKeyMap *
sb_key_map_new (void)
{
  SbKeyMap *map = g_new0 (SbKeyMap, 1);

  map->mask = 255;
  map->slots = g_new0 (Slot, map->mask + 1);
  return map;
}

void
sb_key_map_free (SbKeyMap *map)
{
  if (map == NULL)
    return;
  g_free (map->slots);
  g_free (map);
}

static Slot *
probe (const SbKeyMap *map, SbKeyHash key)
{
  gsize i = key.a & map->mask;

  while (map->slots[i].value != 0 && (map->slots[i].a != key.a || map->slots[i].b != (guint32) key.b))
    i = (i + 1) & map->mask;
  return &map->slots[i];
}

static void
grow (SbKeyMap *map)
{
  Slot *old = map->slots;
  gsize n = map->mask + 1;

  map->mask = n * 2 - 1;
  map->slots = g_new0 (Slot, n * 2);
  for (gsize i = 0; i < n; i++)
    if (old[i].value != 0)
      *probe (map, (SbKeyHash) { old[i].a, old[i].b }) = old[i];
  g_free (old);
}

gint32 *
sb_key_map_slot (SbKeyMap *map, SbKeyHash key)
{
  Slot *slot;

  if ((map->used + 1) * 10 > (map->mask + 1) * 8)
    grow (map);
  slot = probe (map, key);
  if (slot->value == 0)
    {
      *slot = (Slot) { key.a, (guint32) key.b, 0 };
      map->used++;
    }
  return &slot->value;
}

gint32
sb_key_map_find (const SbKeyMap *map, SbKeyHash key)
{
  return probe (map, key)->value;
}

gsize
sb_key_map_size (const SbKeyMap *map)
{
  return map->used;
}
