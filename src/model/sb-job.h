/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work in a thread that never owns a GObject. A GTask drops its source object in whichever thread lets go last: an
 * object of the screens would then be disposed of beside the main loop. Here the worker sees plain data only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef void (*SbJobFunc) (gpointer data);

/* Runs work (data) in a worker thread, then done (data) in the main context of the caller; done frees data. */
void sb_job_run (SbJobFunc work, SbJobFunc done, gpointer data);

G_END_DECLS
