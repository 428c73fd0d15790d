/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Smallest value of a function of up to SB_SIMPLEX_MAX numbers between bounds, with a fixed number of evaluations and
 * no randomness: the same input takes the same path. Source: Nelder & Mead 1965. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SB_SIMPLEX_MAX 8

typedef double (*SbSimplexFunc) (const double *x, gpointer data);

/* Shape: n numbers in each array. A point outside the bounds is moved to them. */
typedef struct {
  gsize         n;
  const double *lo, *hi;
  const double *start;
  const double *step; /* first simplex: start, and start + step along each axis (− when that leaves the bounds) */
  guint         evaluations; /* up to n + 1 more, to end a move */
  double        tolerance; /* stop when the values of the simplex differ by less than this share; 0: never */
} SbSimplex;

/* Returns the best value and its place in x. A function value that is not finite counts as the largest number. */
double sb_simplex_minimise (const SbSimplex *simplex, SbSimplexFunc func, gpointer data, double *x);

G_END_DECLS
