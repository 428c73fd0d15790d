/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inner loops four blocks at a time, for x86 processors with AVX2, which is asked at run time; the others run the
 * portable ones, with the same bits (sb-simulation-draw.c says what they are). Built on x86 only. */
#include "analysis/sb-simulation-private.h"

#include <immintrin.h>

#define PURPOSE 1
#define AVX2 __attribute__ ((target ("avx2")))
#define AVX2_INLINE static inline __attribute__ ((target ("avx2"), always_inline))

typedef struct {
  __m256i s0, s1, s2, s3;
} Streams;

AVX2_INLINE __m256i
rotate_left (__m256i x, int k)
{
  return _mm256_or_si256 (_mm256_slli_epi64 (x, k), _mm256_srli_epi64 (x, 64 - k));
}

/* The low 64 bits of the products. */
AVX2_INLINE __m256i
multiply (__m256i a, guint64 factor)
{
  __m256i low = _mm256_set1_epi64x ((gint64) (factor & 0xffffffff));
  __m256i high = _mm256_set1_epi64x ((gint64) (factor >> 32));
  __m256i cross = _mm256_add_epi64 (_mm256_mul_epu32 (_mm256_srli_epi64 (a, 32), low), _mm256_mul_epu32 (a, high));

  return _mm256_add_epi64 (_mm256_mul_epu32 (a, low), _mm256_slli_epi64 (cross, 32));
}

/* SplitMix64: advances the states and mixes them. */
AVX2_INLINE __m256i
split_mix (__m256i *state)
{
  __m256i z;

  *state = _mm256_add_epi64 (*state, _mm256_set1_epi64x ((gint64) G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)));
  z = *state;
  z = multiply (_mm256_xor_si256 (z, _mm256_srli_epi64 (z, 30)), G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9));
  z = multiply (_mm256_xor_si256 (z, _mm256_srli_epi64 (z, 27)), G_GUINT64_CONSTANT (0x94d049bb133111eb));
  return _mm256_xor_si256 (z, _mm256_srli_epi64 (z, 31));
}

AVX2_INLINE Streams
streams_of (guint64 key, guint64 first)
{
  __m256i blocks = _mm256_add_epi64 (_mm256_set1_epi64x ((gint64) first), _mm256_set_epi64x (3, 2, 1, 0));
  __m256i purposes = _mm256_or_si256 (_mm256_slli_epi64 (blocks, 8), _mm256_set1_epi64x (PURPOSE));
  __m256i state = _mm256_xor_si256 (_mm256_set1_epi64x ((gint64) key), purposes);
  Streams streams;

  streams.s0 = split_mix (&state);
  streams.s1 = split_mix (&state);
  streams.s2 = split_mix (&state);
  streams.s3 = split_mix (&state);
  return streams;
}

/* xoshiro256**; × 5 and × 9 are shifts. */
AVX2_INLINE __m256i
next (Streams *s)
{
  __m256i five = _mm256_add_epi64 (s->s1, _mm256_slli_epi64 (s->s1, 2));
  __m256i turned = rotate_left (five, 7);
  __m256i result = _mm256_add_epi64 (turned, _mm256_slli_epi64 (turned, 3));
  __m256i t = _mm256_slli_epi64 (s->s1, 17);

  s->s2 = _mm256_xor_si256 (s->s2, s->s0);
  s->s3 = _mm256_xor_si256 (s->s3, s->s1);
  s->s1 = _mm256_xor_si256 (s->s1, s->s2);
  s->s0 = _mm256_xor_si256 (s->s0, s->s3);
  s->s2 = _mm256_xor_si256 (s->s2, t);
  s->s3 = rotate_left (s->s3, 45);
  return result;
}

typedef struct {
  Streams streams;
  __m256i threshold, open, won;
} Race;

/* One more digit of 4 × 64 uniforms. */
AVX2_INLINE void
step (Race *race)
{
  __m256i digits = next (&race->streams);
  __m256i one = _mm256_cmpgt_epi64 (_mm256_setzero_si256 (), race->threshold);
  __m256i differs = _mm256_xor_si256 (digits, one);

  race->won = _mm256_or_si256 (race->won, _mm256_and_si256 (_mm256_andnot_si256 (digits, one), race->open));
  race->open = _mm256_andnot_si256 (differs, race->open);
  race->threshold = _mm256_add_epi64 (race->threshold, race->threshold);
}

/* Is anything left that a further digit could decide? */
AVX2_INLINE gboolean
goes_on (const Race *race)
{
  __m256i finished = _mm256_cmpeq_epi64 (race->threshold, _mm256_setzero_si256 ());

  return !_mm256_testc_si256 (finished, race->open);
}

AVX2_INLINE Race
race_of (guint64 key, guint64 first, const guint64 *thresholds)
{
  Race race;

  race.streams = streams_of (key, first);
  race.threshold = _mm256_loadu_si256 ((const __m256i *) thresholds);
  race.open = _mm256_set1_epi64x (-1);
  race.won = _mm256_setzero_si256 ();
  return race;
}

/* Eight blocks at a time: while one result is on its way the other's instructions run. */
AVX2 static void
draw_avx2 (guint64 key, guint64 first, const guint64 *thresholds, guint64 *wins, gsize n_blocks)
{
  for (gsize b = 0; b < n_blocks; b += 8)
    {
      Race left = race_of (key, first + b, thresholds + b);
      Race right = race_of (key, first + b + 4, thresholds + b + 4);

      for (int i = 0; i < 8; i++)
        {
          step (&left);
          step (&right);
        }
      while (goes_on (&left) || goes_on (&right))
        {
          step (&left);
          step (&right);
        }
      _mm256_storeu_si256 ((__m256i *) (wins + b), left.won);
      _mm256_storeu_si256 ((__m256i *) (wins + b + 4), right.won);
    }
}

/* The four highest bits of the word go to the signs of four numbers; it moves up from the last to the first. */
AVX2 static void
add_avx2 (gint64 *sums, const guint64 *wins, gsize n_blocks, gint64 minor)
{
  const __m256i amount = _mm256_set1_epi64x (minor), zero = _mm256_setzero_si256 ();
  const __m256i to_sign = _mm256_set_epi64x (0, 1, 2, 3);

  for (gsize b = 0; b < n_blocks; b++)
    {
      __m256i word = _mm256_sllv_epi64 (_mm256_set1_epi64x ((gint64) wins[b]), to_sign);
      __m256i *at = (__m256i *) (sums + SB_SIM_BLOCK * b);

      for (int k = SB_SIM_BLOCK / 4 - 1; k >= 0; k--)
        {
          __m256i chosen = _mm256_and_si256 (amount, _mm256_cmpgt_epi64 (zero, word));

          _mm256_storeu_si256 (at + k, _mm256_add_epi64 (_mm256_loadu_si256 (at + k), chosen));
          word = _mm256_slli_epi64 (word, 4);
        }
    }
}

SbSimKernel
sb_sim_kernel_best (void)
{
  if (__builtin_cpu_supports ("avx2"))
    return (SbSimKernel) { draw_avx2, add_avx2 };
  return sb_sim_kernel_scalar ();
}
