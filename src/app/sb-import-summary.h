/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole import in a sentence: what it would bring, what it brought, what that does to the quarter. */
#pragma once

#include "exchange/sb-import-report.h"
#include "model/sb-formatter.h"

G_BEGIN_DECLS

/* The rows only: "125 new · 3 left out". transfer full. */
char *sb_import_summary_rows    (SbFormatter *formatter, const SbImportReport *report);
/* The rows, and what has to be made for them besides. transfer full. */
char *sb_import_summary_counts  (SbFormatter *formatter, const SbImportReport *report);
/* What is there now, by type, on one or two lines. transfer full. */
char *sb_import_summary_done    (SbFormatter *formatter, const SbImportReport *report);
/* What changes in this quarter; NULL: nothing. transfer full. */
char *sb_import_summary_figures (SbFormatter *formatter, const SbImportReport *report);

G_END_DECLS
