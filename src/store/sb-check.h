/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is and whether it is sound, without writing a byte to it: the `check` command and the page that meets a
 * workspace that will not open. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SB_VERDICT_OK,
  SB_VERDICT_NEWER,           /* made by a newer version */
  SB_VERDICT_OLDER,           /* sound; opening it will upgrade it */
  SB_VERDICT_NOT_A_WORKSPACE,
  SB_VERDICT_DAMAGED,
  SB_VERDICT_BUSY,            /* another process has it open; details say who */
  SB_VERDICT_UNREADABLE       /* missing, no permission, not a regular file */
} SbVerdict;

typedef struct {
  SbVerdict  verdict;
  int        schema;   /* user_version, 0 when unknown */
  GPtrArray *details;  /* char*, most important first, technical; never NULL */
} SbCheckReport;

/* Always returns a report. Cost: a whole integrity check, at most seconds (a damaged file is given up after 5 s). */
SbCheckReport *sb_store_check        (const char *path);
void           sb_check_report_free  (SbCheckReport *report);
/* "ok", "newer", "older", "not-a-workspace", "damaged", "busy", "unreadable". */
const char    *sb_verdict_key        (SbVerdict verdict);
/* One translated sentence for people. */
const char    *sb_verdict_label      (SbVerdict verdict);
/* Exit status of CLI.md: 0 ok and older, 1 damaged found by the check, 3 unreadable, 4 busy, 5, 6. */
int            sb_verdict_exit_status (SbVerdict verdict);

/* One translated sentence when a workspace should not live there (network file system, synchronised folder), else NULL.
 * transfer full. */
char          *sb_store_location_warning (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCheckReport, sb_check_report_free)

G_END_DECLS
