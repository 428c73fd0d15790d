/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of one file: opened without waiting, proved to be a regular file, held open, and the same at the end as at
 * the beginning. An entry of an archive and standard input become unlinked private files and look the same. */
#pragma once

#include <gio/gio.h>

#include "core/sb-date.h"

G_BEGIN_DECLS

typedef struct _SbInputFile SbInputFile;

#define SB_INPUT_MAX_BYTES   (G_GUINT64_CONSTANT (2) << 30)
#define SB_INPUT_MAX_ENTRIES 200
#define SB_INPUT_MAX_RATIO   200

/* Opens path ("-" = standard input) and everything in it: one element, or one for each entry of an archive that holds
 * a table. Errors: SB_IMPORT_ERROR (cannot-open, not-a-file, empty-file, too-big, archive-nested, archive-bomb,
 * looks-like-…, xlsx-damaged). Returns: (transfer full) GPtrArray of SbInputFile, or NULL. */
GPtrArray   *sb_input_file_open_all  (const char *path, GCancellable *cancellable, GError **error);
/* For tests: a private file with these bytes. */
SbInputFile *sb_input_file_new_bytes (const char *name, const void *bytes, gsize length, GError **error);
SbInputFile *sb_input_file_ref       (SbInputFile *self);
void         sb_input_file_unref     (SbInputFile *self);

const char  *sb_input_file_get_path  (const SbInputFile *self);  /* as given */
const char  *sb_input_file_get_entry (const SbInputFile *self);  /* name inside the archive, else NULL */
const char  *sb_input_file_get_name  (const SbInputFile *self);  /* last component, for people and for type hints */
guint64      sb_input_file_get_size  (const SbInputFile *self);
SbDate       sb_input_file_get_day   (const SbInputFile *self);  /* of the last modification, local zone */
/* Reads up to length bytes at offset. 0 at the end, −1 on error. */
gssize       sb_input_file_read      (SbInputFile *self, guint64 offset, void *bytes, gsize length, GError **error);
/* FALSE with file-changed when size or modification time are not what they were at opening. */
gboolean     sb_input_file_check     (SbInputFile *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbInputFile, sb_input_file_unref)

G_END_DECLS
