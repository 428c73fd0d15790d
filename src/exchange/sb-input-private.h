/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sb-input-file.c and sb-input-archive.c share; nobody else includes it. */
#pragma once

#include "exchange/sb-input-file.h"

G_BEGIN_DECLS

/* Takes fd, also on failure. */
SbInputFile *sb_input_file_new_fd    (int fd, const char *path, const char *entry, GError **error);
void         sb_input_file_set_time  (SbInputFile *self, gint64 seconds);
/* Refuses what is plainly no table, an archive included. */
gboolean     sb_input_file_sniff_entry (SbInputFile *self, GError **error);
/* An unlinked file of mode 0600; −1 on failure. */
int          sb_input_temp_fd        (GError **error);
gboolean     sb_input_write_all      (int fd, const void *bytes, gsize length, GError **error);
/* The tables of an archive, in its order. fd stays the caller's. */
GPtrArray   *sb_input_archive_open   (SbInputFile *archive, int fd, GCancellable *cancellable, GError **error);

G_END_DECLS
