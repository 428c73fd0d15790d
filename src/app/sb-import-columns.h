/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mapping of a file: each column with examples and the field it fills. */
#pragma once

#include "exchange/sb-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* type: of the file, NULL while it is unknown. changed (user_data, swapped) is called after options were told what a
 * header means. */
GtkWidget *sb_import_columns_new (const SbImportFileReport *report, const SbImportType *type, SbImportOptions *options,
                                  GCallback changed, gpointer user_data);

G_END_DECLS
