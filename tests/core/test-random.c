/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The random stream: the published sequence of its generator, independent streams, and no bias. */
#include "core/sb-random.h"

/* xoshiro256** from the state 1, 2, 3, 4: the first numbers as the authors' program prints them. */
static void
test_published (void)
{
  static const guint64 want[] = {
    G_GUINT64_CONSTANT (11520), 0, G_GUINT64_CONSTANT (1509978240), G_GUINT64_CONSTANT (1215971899390074240),
    G_GUINT64_CONSTANT (1216172134540287360), G_GUINT64_CONSTANT (607988272756665600)
  };
  SbRandom random = { { 1, 2, 3, 4 } };

  for (gsize i = 0; i < G_N_ELEMENTS (want); i++)
    g_assert_cmpuint (sb_random_next (&random), ==, want[i]);
}

static void
test_streams (void)
{
  SbRandom a, b, other, swapped;

  sb_random_init (&a, 42, 7, 1);
  sb_random_init (&b, 42, 7, 1);
  sb_random_init (&other, 42, 8, 1);
  sb_random_init (&swapped, 42, 1, 7);
  for (int i = 0; i < 100; i++)
    {
      guint64 x = sb_random_next (&a);

      g_assert_cmpuint (x, ==, sb_random_next (&b));
      g_assert_cmpuint (x, !=, sb_random_next (&other));
      g_assert_cmpuint (x, !=, sb_random_next (&swapped));
    }
}

static void
test_unit (void)
{
  SbRandom random;
  double sum = 0.0;

  sb_random_init (&random, 1, 0, 0);
  for (int i = 0; i < 100000; i++)
    {
      double x = sb_random_unit (&random);

      g_assert_true (x >= 0.0 && x < 1.0);
      sum += x;
    }
  g_assert_cmpfloat_with_epsilon (sum / 100000.0, 0.5, 0.004);
}

static void
test_below (void)
{
  SbRandom random;
  int counts[7] = { 0 };

  sb_random_init (&random, 9, 9, 9);
  for (int i = 0; i < 70000; i++)
    counts[sb_random_below (&random, 7)]++;
  for (int i = 0; i < 7; i++)
    g_assert_cmpint (ABS (counts[i] - 10000), <, 500);
  g_assert_cmpuint (sb_random_below (&random, 1), ==, 0);
  /* With a bound over 2⁶³ half of the raw numbers must be thrown away. */
  for (int i = 0; i < 1000; i++)
    g_assert_cmpuint (sb_random_below (&random, G_GUINT64_CONSTANT (0x8000000000000001)), <=,
                      G_GUINT64_CONSTANT (0x8000000000000000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/random/published", test_published);
  g_test_add_func ("/core/random/streams", test_streams);
  g_test_add_func ("/core/random/unit", test_unit);
  g_test_add_func ("/core/random/below", test_below);
  return g_test_run ();
}
