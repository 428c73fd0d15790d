/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that are the same on every machine. Simulations give each record its own stream, so that one more
 * record does not change the numbers of the others. */
#include "core/sb-random.h"

static guint64
split_mix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
rotate_left (guint64 x, int k)
{
  return (x << k) | (x >> (64 - k));
}

guint64
sb_random_key (guint64 seed, guint64 entity)
{
  guint64 state;

  /* Each part is mixed before the next is added: (1, 2) and (2, 1) are different streams. */
  state = seed;
  state = split_mix (&state) ^ entity;
  return split_mix (&state);
}

void
sb_random_init_key (SbRandom *random, guint64 key, guint64 purpose)
{
  guint64 state = key ^ purpose;

  for (int i = 0; i < 4; i++)
    random->s[i] = split_mix (&state);
}

void
sb_random_init (SbRandom *random, guint64 seed, guint64 entity, guint64 purpose)
{
  g_return_if_fail (random != NULL);

  sb_random_init_key (random, sb_random_key (seed, entity), purpose);
}

guint64
sb_random_next (SbRandom *random)
{
  guint64 *s = random->s;
  guint64 result = rotate_left (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left (s[3], 45);
  return result;
}

double
sb_random_unit (SbRandom *random)
{
  return (double) (sb_random_next (random) >> 11) * 0x1.0p-53;
}

guint64
sb_random_below (SbRandom *random, guint64 bound)
{
  guint64 x, limit;

  g_return_val_if_fail (random != NULL && bound > 0, 0);

  /* Values under 2⁶⁴ mod bound would make the small results more frequent. */
  limit = -bound % bound;
  do
    x = sb_random_next (random);
  while (x < limit);
  return x % bound;
}
