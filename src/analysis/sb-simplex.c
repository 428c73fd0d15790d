/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The downhill simplex between bounds. Called by the series forecast to fit smoothing parameters. */
#include "analysis/sb-simplex.h"

#include <math.h>
#include <string.h>

typedef struct {
  double x[SB_SIMPLEX_MAX];
  double value;
} Corner;

typedef struct {
  const SbSimplex *spec;
  SbSimplexFunc    func;
  gpointer         data;
  guint            left; /* evaluations */
  Corner           corner[SB_SIMPLEX_MAX + 1]; /* ascending values */
  double           centre[SB_SIMPLEX_MAX];     /* of all but the worst */
} Search;

static void
evaluate (Search *search, Corner *corner)
{
  const SbSimplex *spec = search->spec;

  for (gsize i = 0; i < spec->n; i++)
    corner->x[i] = CLAMP (corner->x[i], spec->lo[i], spec->hi[i]);
  corner->value = search->func (corner->x, search->data);
  if (!isfinite (corner->value))
    corner->value = G_MAXDOUBLE;
  if (search->left > 0)
    search->left--;
}

/* Moves the corner at `from` down to its place; equal values keep their order. */
static void
sink (Search *search, gsize from)
{
  Corner moved = search->corner[from];

  while (from > 0 && moved.value < search->corner[from - 1].value)
    {
      search->corner[from] = search->corner[from - 1];
      from--;
    }
  search->corner[from] = moved;
}

static void
begin (Search *search)
{
  const SbSimplex *spec = search->spec;

  for (gsize k = 0; k <= spec->n; k++)
    {
      Corner *corner = &search->corner[k];

      for (gsize i = 0; i < spec->n; i++)
        corner->x[i] = CLAMP (spec->start[i], spec->lo[i], spec->hi[i]);
      if (k > 0)
        {
          double *x = &corner->x[k - 1], step = spec->step[k - 1];

          *x += *x + step <= spec->hi[k - 1] ? step : -step;
        }
      evaluate (search, corner);
    }
  for (gsize k = 1; k <= spec->n; k++)
    sink (search, k);
}

static void
find_centre (Search *search)
{
  gsize n = search->spec->n;

  for (gsize i = 0; i < n; i++)
    {
      search->centre[i] = 0.0;
      for (gsize k = 0; k < n; k++)
        search->centre[i] += search->corner[k].x[i];
      search->centre[i] /= (double) n;
    }
}

/* The point at centre + factor × (centre − worst). */
static void
try_point (Search *search, double factor, Corner *out)
{
  gsize n = search->spec->n;

  for (gsize i = 0; i < n; i++)
    out->x[i] = search->centre[i] + factor * (search->centre[i] - search->corner[n].x[i]);
  evaluate (search, out);
}

static void
shrink (Search *search)
{
  gsize n = search->spec->n;

  for (gsize k = 1; k <= n; k++)
    {
      for (gsize i = 0; i < n; i++)
        search->corner[k].x[i] = 0.5 * (search->corner[k].x[i] + search->corner[0].x[i]);
      evaluate (search, &search->corner[k]);
    }
  for (gsize k = 1; k <= n; k++)
    sink (search, k);
}

static void
replace_worst (Search *search, const Corner *corner)
{
  search->corner[search->spec->n] = *corner;
  sink (search, search->spec->n);
}

static void
move_once (Search *search)
{
  gsize n = search->spec->n;
  double worst = search->corner[n].value;
  Corner mirrored = { 0 }, other = { 0 };

  find_centre (search);
  try_point (search, 1.0, &mirrored);
  if (mirrored.value < search->corner[0].value)
    {
      try_point (search, 2.0, &other);
      replace_worst (search, other.value < mirrored.value ? &other : &mirrored);
    }
  else if (mirrored.value < search->corner[n - 1].value)
    replace_worst (search, &mirrored);
  else
    {
      try_point (search, mirrored.value < worst ? 0.5 : -0.5, &other);
      if (other.value < MIN (mirrored.value, worst))
        replace_worst (search, &other);
      else
        shrink (search);
    }
}

double
sb_simplex_minimise (const SbSimplex *simplex, SbSimplexFunc func, gpointer data, double *x)
{
  Search search = { simplex, func, data };

  g_return_val_if_fail (simplex != NULL && simplex->n > 0 && simplex->n <= SB_SIMPLEX_MAX, G_MAXDOUBLE);
  g_return_val_if_fail (func != NULL && x != NULL, G_MAXDOUBLE);

  search.left = simplex->evaluations;
  begin (&search);
  while (search.left > 0)
    {
      double best = search.corner[0].value, worst = search.corner[simplex->n].value;

      if (worst - best <= simplex->tolerance * best)
        break;
      move_once (&search);
    }
  memcpy (x, search.corner[0].x, simplex->n * sizeof (double));
  return search.corner[0].value;
}
