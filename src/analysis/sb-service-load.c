/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours that the service standards ask for against the hours there are. */
#include "analysis/sb-service-load.h"

SbServiceLoad
sb_service_load_compute (const SbServiceSegment *segments, gsize n, double capacity_hours)
{
  SbServiceLoad load = { 0 };

  g_return_val_if_fail (segments != NULL || n == 0, load);

  for (gsize i = 0; i < n; i++)
    load.need_hours += (double) segments[i].accounts * (double) segments[i].calls
                       * sb_rational_to_real (segments[i].hours_per_call);
  load.gap_hours = capacity_hours - load.need_hours;
  load.has_utilisation = capacity_hours > 0;
  if (load.has_utilisation)
    load.utilisation = load.need_hours / capacity_hours;
  return load;
}
