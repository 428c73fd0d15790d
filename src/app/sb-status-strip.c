/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Built anew by the window whenever something it tells of changes; see the header. */
#include "sb-config.h"

#include "app/sb-status-strip.h"

#include "app/sb-privacy-picker.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

/* A quiet month is no news. */
#define QUIET_DAYS 31

static void
add_line (GtkWidget **strip, const char *icon, const char *text, const char *button, const char *action)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = sb_label_new_wrapping (text, NULL);

  if (!*strip)
    {
      *strip = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_add_css_class (*strip, "status-strip");
    }
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), sb_icon_new (icon));
  gtk_box_append (GTK_BOX (line), label);
  if (button)
    {
      GtkWidget *widget = gtk_button_new_with_label (button);

      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (widget), action);
      gtk_widget_add_css_class (widget, "flat");
      gtk_box_append (GTK_BOX (line), widget);
    }
  gtk_box_append (GTK_BOX (*strip), line);
}

static void
add_read_only (GtkWidget **strip, SbWorkspace *workspace)
{
  const char *holder = sb_workspace_get_lock_holder (workspace);
  g_autofree char *text = NULL;

  if (!sb_workspace_is_read_only (workspace))
    return;
  text = holder ? g_strdup_printf (_ ("Read-only: this workspace is open in another program (%s)."), holder)
                : g_strdup (_ ("Read-only: nothing can be written to this workspace."));
  add_line (strip, "changes-prevent-symbolic", text, _ ("Try Again"), "win.reopen");
}

/* An old export imported today, or a company that stopped reporting: the pages are empty, and here is why. */
static void
add_newest_day (GtkWidget **strip, SbSession *session)
{
  SbFacts *facts = sb_session_get_facts (session);
  SbDate newest = facts ? sb_facts_newest_day (facts) : SB_DATE_NONE;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (newest == SB_DATE_NONE || newest >= sb_session_get_period (session).start
      || newest >= sb_session_get_as_of (session) - QUIET_DAYS)
    return;
  date = sb_formatter_date (sb_session_get_formatter (session), newest);
  text = g_strdup_printf (_ ("Nothing happened in this period: the newest record is from %s."), date);
  add_line (strip, "dialog-information-symbolic", text, _ ("Look as of That Day"), "win.newest-day");
}

GtkWidget *
sb_status_strip_new (SbSession *session, gboolean whole)
{
  GtkWidget *strip = NULL;
  SbDate as_of;
  int privacy;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  as_of = sb_session_get_as_of (session);
  privacy = sb_session_get_privacy (session);
  add_read_only (&strip, sb_session_get_workspace (session));
  if (whole && as_of != sb_session_get_today (session))
    {
      g_autofree char *date = sb_formatter_date (sb_session_get_formatter (session), as_of);
      g_autofree char *text = g_strdup_printf (_ ("Everything is as of %s."), date);

      add_line (&strip, "x-office-calendar-symbolic", text, _ ("Back to Today"), "win.today");
    }
  add_newest_day (&strip, session);
  if (whole && privacy > 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("Privacy: %s"), sb_privacy_label (privacy));

      add_line (&strip, "view-conceal-symbolic", text, NULL, NULL);
    }
  return strip;
}
