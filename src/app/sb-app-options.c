/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of the application; see the header. Must not touch a display: --version and wrong usage are answered
 * without one. */
#include "sb-config.h"

#include "app/sb-app-options.h"

#include "app/sb-page-table.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (sb - app - options - error - quark, sb_app_options_error)

static GOptionContext *
new_context (GOptionEntry *entries)
{
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, N_ ("Opens a sales workspace; without FILE the one opened last."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return context;
}

static gboolean
check (const SbAppOptions *options, const char *as_of, char **files, GError **error)
{
  if (as_of && options->as_of == SB_DATE_NONE)
    g_set_error (error, SB_APP_OPTIONS_ERROR, SB_APP_OPTIONS_ERROR_USAGE,
                 _ ("“%s” is no date. Write it as YYYY-MM-DD, for example 2026-11-23."), as_of);
  else if (options->page && !sb_page_table_find (options->page))
    {
      g_autofree char *names = sb_page_table_names ();

      g_set_error (error, SB_APP_OPTIONS_ERROR, SB_APP_OPTIONS_ERROR_USAGE,
                   _ ("There is no page “%s”. The pages are: %s."), options->page, names);
    }
  else if (files && files[0] && files[1])
    g_set_error_literal (
        error, SB_APP_OPTIONS_ERROR, SB_APP_OPTIONS_ERROR_USAGE,
        _ ("Name one workspace file. To bring in CRM exports, open the workspace and import them there."));
  else if (files && files[0] && options->sample)
    g_set_error_literal (error, SB_APP_OPTIONS_ERROR, SB_APP_OPTIONS_ERROR_USAGE,
                         _ ("Use either a file or --sample, not both."));
  else
    return TRUE;
  return FALSE;
}

gboolean
sb_app_options_parse (const char *const *arguments, SbAppOptions *options, GError **error)
{
  g_autofree char *as_of = NULL;
  g_auto (GStrv) files = NULL;
  g_auto (GStrv) copy = g_strdupv ((char **)arguments);
  g_autoptr (GError) wrong = NULL;
  SbAppOptions read = { .as_of = SB_DATE_NONE };
  GOptionEntry entries[]
      = { { "sample", 0, 0, G_OPTION_ARG_NONE, &read.sample, N_ ("Open the sample company"), NULL },
          { "page", 0, 0, G_OPTION_ARG_STRING, &read.page, N_ ("Show this page"), N_ ("NAME") },
          { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_ ("Look at everything as of this day"), N_ ("YYYY-MM-DD") },
          { "overview-pdf", 0, 0, G_OPTION_ARG_FILENAME, &read.pdf, N_ ("Write the overview as PDF and leave"),
            N_ ("FILE") },
          { "version", 0, 0, G_OPTION_ARG_NONE, &read.version, N_ ("Print the version and exit"), NULL },
          { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, N_ ("[FILE]") },
          { NULL } };
  g_autoptr (GOptionContext) context = new_context (entries);

  g_return_val_if_fail (arguments != NULL && options != NULL, FALSE);

  *options = (SbAppOptions){ .as_of = SB_DATE_NONE };
  if (!g_option_context_parse_strv (context, &copy, &wrong))
    {
      g_set_error_literal (error, SB_APP_OPTIONS_ERROR, SB_APP_OPTIONS_ERROR_USAGE, wrong->message);
      sb_app_options_clear (&read);
      return FALSE;
    }
  if (as_of)
    read.as_of = sb_date_parse_iso (as_of);
  if (!check (&read, as_of, files, error))
    {
      sb_app_options_clear (&read);
      return FALSE;
    }
  if (files && files[0])
    read.file = g_strdup (files[0]);
  *options = read;
  return TRUE;
}

void
sb_app_options_clear (SbAppOptions *options)
{
  g_clear_pointer (&options->file, g_free);
  g_clear_pointer (&options->page, g_free);
  g_clear_pointer (&options->pdf, g_free);
}
