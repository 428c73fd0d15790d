/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows when a workspace will not open: what happened, what to do, the technical text behind it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_PROBLEM_VIEW (sb_problem_view_get_type ())
G_DECLARE_FINAL_TYPE (SbProblemView, sb_problem_view, SB, PROBLEM_VIEW, AdwBin)

typedef enum {
  SB_PROBLEM_BACKUP,    /* the newest good backup, as a new file */
  SB_PROBLEM_RETRY,
  SB_PROBLEM_READ_ONLY,
  SB_PROBLEM_OTHER,     /* choose another file */
  SB_PROBLEM_START      /* back to the start page */
} SbProblemChoice;

/* Signal "chosen" (int SbProblemChoice). has_backup: whether a backup can be offered. */
GtkWidget *sb_problem_view_new (const char *path, const GError *error, gboolean has_backup);

G_END_DECLS
