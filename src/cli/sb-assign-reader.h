/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text formats of the command `assign`. */
#pragma once

#include "analysis/sb-assign.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum { SB_ASSIGN_FORMAT_AUTO, SB_ASSIGN_FORMAT_ACCOUNTS, SB_ASSIGN_FORMAT_GAP } SbAssignFormat;

/* A model that owns its arrays. */
typedef struct {
  SbAssignFormat format; /* never AUTO */
  SbAssignModel  model;
} SbAssignFile;

/* text: NUL-terminated at length. NULL with one sentence that names the place of what cannot be read. */
SbAssignFile *sb_assign_file_read (const char *text, gsize length, SbAssignFormat format, GError **error);
void          sb_assign_file_free (SbAssignFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbAssignFile, sb_assign_file_free)

G_END_DECLS
