/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the data of a file leaves open: one question a group, its answers as clear choices. */
#pragma once

#include "exchange/sb-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* changed (user_data, swapped) is called after an answer was written into options. */
GtkWidget *sb_import_questions_new (const SbImportFileReport *report, SbImportOptions *options, GCallback changed,
                                    gpointer user_data);

G_END_DECLS
