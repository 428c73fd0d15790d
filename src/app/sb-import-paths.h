/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what was chosen or dropped to the files that are read. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The extensions that hold tables, as a file dialog wants them: "*.csv;*.tsv;…". */
#define SB_IMPORT_PATTERNS "*.csv;*.tsv;*.txt;*.zip"

/* Adds the path of every file to paths (of char*) once; a folder stands for the tables right in it, by name, and for
 * itself when it has none, so that the import says what is wrong with it.
 * files: GSList of GFile (borrowed). Errors: G_IO_ERROR for the first file that has no path, the others are added. */
gboolean sb_import_paths_add (GPtrArray *paths, GSList *files, GError **error);

G_END_DECLS
