/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file of an import on one page: open questions first, what it is, the mapping, counts, what is left out. */
#pragma once

#include "exchange/sb-import.h"
#include "model/sb-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_IMPORT_FILE_PAGE (sb_import_file_page_get_type ())
G_DECLARE_FINAL_TYPE (SbImportFilePage, sb_import_file_page, SB, IMPORT_FILE_PAGE, AdwBin)

/* Signals: "changed" (): an option of the file was changed, the import must be prepared again;
 * "save-rejects" (); "leave-out" (): the file is not wanted. file: its position in the report, which must outlive the
 * page; the file's options are changed in place. */
GtkWidget *sb_import_file_page_new (SbSession *session, SbImport *import, guint file);

G_END_DECLS
