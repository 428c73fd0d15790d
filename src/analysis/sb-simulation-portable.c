/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of inner loops where the machine is no x86: there is one. */
#include "analysis/sb-simulation-private.h"

SbSimKernel
sb_sim_kernel_best (void)
{
  return sb_sim_kernel_scalar ();
}
