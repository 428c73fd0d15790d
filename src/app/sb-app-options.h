/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked for on the command line: sales-balance [FILE] [--sample] [--page NAME] [--as-of DATE]
 * [--overview-pdf FILE] [--version].
 * Parsed twice: in the process that was started (to answer wrong usage at once) and in the running instance. */
#pragma once

#include "core/sb-date.h"

G_BEGIN_DECLS

#define SB_APP_OPTIONS_ERROR (sb_app_options_error_quark ())
GQuark sb_app_options_error_quark (void);

typedef enum { SB_APP_OPTIONS_ERROR_USAGE } SbAppOptionsError;

typedef struct {
  char    *file;    /* as given, NULL none */
  char    *page;    /* a page of the sidebar, NULL none */
  char    *pdf;     /* where to write the overview as PDF and leave, as given; NULL none */
  SbDate   as_of;   /* SB_DATE_NONE none */
  gboolean sample;
  gboolean version;
} SbAppOptions;

/* arguments: with the program's name first; not changed. With --help prints the help and ends the process.
 * Errors: SB_APP_OPTIONS_ERROR_USAGE with one translated sentence; *options is left empty. */
gboolean sb_app_options_parse (const char * const *arguments, SbAppOptions *options, GError **error);
void     sb_app_options_clear (SbAppOptions *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbAppOptions, sb_app_options_clear)

G_END_DECLS
