/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reproducible random streams: xoshiro256** seeded by SplitMix64 from (seed, entity, purpose). Same numbers on every
 * machine. Source: Blackman & Vigna 2018. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint64 s[4];
} SbRandom;

void    sb_random_init   (SbRandom *random, guint64 seed, guint64 entity, guint64 purpose);
/* The same stream in two steps, for callers with many purposes of one entity: init_key (key (seed, entity), purpose)
 * is init (seed, entity, purpose). */
guint64 sb_random_key      (guint64 seed, guint64 entity);
void    sb_random_init_key (SbRandom *random, guint64 key, guint64 purpose);
guint64 sb_random_next   (SbRandom *random);
/* [0, 1) with 53 bits. */
double  sb_random_unit   (SbRandom *random);
/* Uniform in [0, bound) without modulo bias; bound > 0. */
guint64 sb_random_below  (SbRandom *random, guint64 bound);

G_END_DECLS
