/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files made of bytes and what the first pass says of them. */
#pragma once

#include "exchange/sb-file-profile.h"

G_BEGIN_DECLS

/* Options for a workspace in CNY. transfer full. */
SbImportOptions *fixture_options     (void);
/* One text of UTF-8 (length −1: NUL-terminated) under `name`, profiled. options: transfer full, NULL: none. */
SbFileProfile   *fixture_profile     (const char *name, const char *bytes, gssize length, SbImportOptions *options);
/* One file on disk. */
SbFileProfile   *fixture_profile_path (const char *path, SbImportOptions *options);
/* The column's target, "extra", "ignored", "period", "entered" or "exited". transfer full. */
char            *fixture_target      (const SbFileProfile *profile, const char *column);
gboolean         fixture_has         (const SbFileProfile *profile, SbIssueCode code, const char *column);
/* No error and no question; prints what there is. */
void             fixture_assert_clean (const SbFileProfile *profile);
/* A file of real data, or NULL (then the test is skipped). transfer full. */
char            *fixture_real        (const char *relative);

G_END_DECLS
