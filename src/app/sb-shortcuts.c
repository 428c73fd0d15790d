/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. GTK 4.8 makes a shortcuts window only from a description, so the table is written as one. */
#include "sb-config.h"

#include "app/sb-shortcuts.h"

#include "app/sb-accels.h"
#include "app/sb-page-table.h"

#include <glib/gi18n-lib.h>

static void
add_shortcut (GString *xml, const char *key, const char *title)
{
  g_autofree char *piece = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsShortcut'><property name='accelerator'>%s</property>"
      "<property name='title'>%s</property></object></child>",
      key, title);

  g_string_append (xml, piece);
}

static void
begin_group (GString *xml, const char *title)
{
  g_autofree char *piece = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>", title);

  g_string_append (xml, piece);
}

static void
end_group (GString *xml)
{
  g_string_append (xml, "</object></child>");
}

static void
add_accels (GString *xml)
{
  gsize n;
  const SbAccel *accels = sb_accels (&n);

  for (gsize i = 0; i < n; i++)
    {
      if (i == 0 || !g_str_equal (accels[i].group, accels[i - 1].group))
        {
          if (i)
            end_group (xml);
          begin_group (xml, _ (accels[i].group));
        }
      add_shortcut (xml, accels[i].keys[0], _ (accels[i].title));
    }
  end_group (xml);
}

static void
add_pages (GString *xml)
{
  gsize n;
  const SbPageInfo *pages = sb_page_table (&n);

  begin_group (xml, _ ("Go to"));
  for (gsize i = 0; i < MIN (n, 9); i++)
    {
      g_autofree char *key = g_strdup_printf ("<Alt>%u", (guint)i + 1);

      add_shortcut (xml, key, _ (pages[i].title));
    }
  end_group (xml);
}

void
sb_shortcuts_present (GtkWindow *parent)
{
  g_autoptr (GString) xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                                          "<property name='modal'>1</property>"
                                          "<child><object class='GtkShortcutsSection'>"
                                          "<property name='section-name'>all</property>"
                                          "<property name='max-height'>20</property>");
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GtkWindow *window;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  add_accels (xml);
  add_pages (xml);
  g_string_append (xml, "</object></child></object></interface>");
  gtk_builder_add_from_string (builder, xml->str, -1, NULL);
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
