/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Texts only. */
#include "sb-config.h"

#include "app/sb-help-window.h"

#include "app/sb-dialog.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *heading;
  const char *text;
} topics[] = {
  { N_ ("Bringing in your CRM’s data"), N_ ("Export deals, accounts, activities and users from your CRM as CSV "
                                            "files and drop them all together on "
                                            "the window. Sales Balance says what each file is, asks where the data "
                                            "leaves a doubt, and shows what will be new "
                                            "and what will change before it writes anything. An import is one step and "
                                            "can be undone. Import the next export "
                                            "a week later: what changed in between becomes history.") },
  { N_ ("Period, scope and day"),
    N_ ("Every number depends on three things: the period and the scope, both in the header, and the day at the foot "
        "of "
        "the sidebar. They hold on all pages. Choose an earlier day to see what was known then.") },
  { N_ ("Where a number comes from"),
    N_ ("Click a number, or press Ctrl+I, to see its formula with values, what was counted, what was left out and why, "
        "and the rows behind it. A dash instead of a number tells its reason when you point at it: no number is better "
        "than a wrong one.") },
  { N_ ("Changing things"),
    N_ ("Edits apply at once; there is no button to save. Ctrl+Z takes back one step after the other, also after a "
        "restart. “What Was Done…” in the menu lists them all. Deleting only archives.") },
  { N_ ("Finding things"),
    N_ ("Ctrl+K searches all records and all commands. Ctrl+F filters the page you are on. Ctrl+? lists all keys.") },
  { N_ ("While others watch"),
    N_ ("The eye at the foot of the sidebar replaces money by an index and names by stand-ins, level by level, on "
        "screen, in copies and in exports.") },
  { N_ ("Where your data is"),
    N_ ("A workspace is one file on this computer, readable only by you, with verified backups in the folder “backups” "
        "beside it. Nothing is sent anywhere. “Back Up…” in the menu makes a copy wherever you want.") },
};

void
sb_help_window_present (GtkWindow *parent)
{
  GtkWidget *scroller, *clamp, *box;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  scroller = gtk_scrolled_window_new ();
  clamp = adw_clamp_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (box, "help-text");
  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      GtkWidget *text = sb_label_new_wrapping (_ (topics[i].text), NULL);

      gtk_box_append (GTK_BOX (box), sb_label_new_wrapping (_ (topics[i].heading), "title-4"));
      gtk_widget_set_margin_bottom (text, 18);
      gtk_label_set_selectable (GTK_LABEL (text), TRUE);
      gtk_box_append (GTK_BOX (box), text);
    }
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  sb_dialog_present (GTK_WIDGET (parent), _ ("Help"), scroller, 640, 640);
}
