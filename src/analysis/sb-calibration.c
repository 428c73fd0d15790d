/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores stated probabilities against outcomes. Called by the forecast page and the vectors. */
#include "analysis/sb-calibration.h"

/* −1 outside the edges. */
static int
bin_of (const SbCalibrationInput *input, double p)
{
  for (gsize i = 0; i < input->k; i++)
    if (p >= input->edges[i] && (p < input->edges[i + 1] || (i + 1 == input->k && p <= input->edges[i + 1])))
      return (int) i;
  return -1;
}

static gboolean
fill_bins (const SbCalibrationInput *input, SbCalibrationBin *bins)
{
  for (gsize i = 0; i < input->k; i++)
    bins[i] = (SbCalibrationBin) { input->edges[i], input->edges[i + 1], 0, 0.0, 0.0 };
  for (gsize i = 0; i < input->n; i++)
    {
      int index = bin_of (input, input->p[i]);

      if (index < 0)
        return FALSE;
      bins[index].n++;
      bins[index].mean_p += input->p[i];
      bins[index].rate += input->outcome[i];
    }
  for (gsize i = 0; i < input->k; i++)
    if (bins[i].n > 0)
      {
        bins[i].mean_p /= (double) bins[i].n;
        bins[i].rate /= (double) bins[i].n;
      }
  return TRUE;
}

gboolean
sb_calibration_compute (const SbCalibrationInput *input, SbCalibrationBin *bins, SbCalibration *out)
{
  double base = 0.0, n;

  g_return_val_if_fail (input != NULL && bins != NULL && out != NULL, FALSE);

  *out = (SbCalibration) { 0 };
  if (input->n == 0 || input->k == 0 || !fill_bins (input, bins))
    return FALSE;
  n = (double) input->n;
  for (gsize i = 0; i < input->n; i++)
    {
      double miss = input->p[i] - input->outcome[i];

      out->brier += miss * miss / n;
      base += input->outcome[i] / n;
    }
  for (gsize i = 0; i < input->k; i++)
    {
      double weight = (double) bins[i].n / n, off = bins[i].mean_p - bins[i].rate, apart = bins[i].rate - base;

      if (bins[i].n == 0)
        continue;
      out->reliability += weight * off * off;
      out->resolution += weight * apart * apart;
    }
  out->uncertainty = base * (1.0 - base);
  return TRUE;
}
