/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "sb-config.h"

#include "app/sb-command-list.h"

#include "app/sb-accels.h"
#include "app/sb-page-table.h"
#include "app/sb-record-list-dialog.h"
#include "app/sb-window.h"
#include "core/sb-text.h"
#include "model/sb-record-text.h"

#include <glib/gi18n-lib.h>

/* Commands without a key of their own. */
static const struct
{
  const char *action;
  const char *title;
} others[] = {
  { "win.sample", N_ ("Open the sample company") },
  { "win.backup", N_ ("Back up the workspace") },
  { "win.close-workspace", N_ ("Close the workspace") },
  { "win.history", N_ ("What was done") },
  { "win.lists", N_ ("All lists") },
  { "win.today", N_ ("Back to today") },
  { "win.about", N_ ("About Sales Balance") },
};

static gboolean
can_act (GtkWidget *window, const char *action)
{
  return !g_str_has_prefix (action, "win.") || sb_window_can_act (SB_WINDOW (window), action);
}

static gboolean
matches (const char *title, const char *folded)
{
  g_autofree char *in = sb_text_fold (title);

  for (const char *at = in; (at = strstr (at, folded)); at++)
    if (at == in || at[-1] == ' ' || (guchar)folded[0] >= 0x80)
      return TRUE;
  return FALSE;
}

static void
add (GPtrArray *list, const char *title, const char *group, const char *icon, const char *action, const char *key)
{
  SbCommand *command = g_new0 (SbCommand, 1);
  guint code;
  GdkModifierType modifiers;

  command->title = title;
  command->group = group;
  command->icon = icon;
  command->action = g_intern_string (action);
  if (key && gtk_accelerator_parse (key, &code, &modifiers))
    command->key = gtk_accelerator_get_label (code, modifiers);
  g_ptr_array_add (list, command);
}

static void
add_pages (GPtrArray *list, const char *folded)
{
  gsize n;
  const SbPageInfo *pages = sb_page_table (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", pages[i].name);
      g_autofree char *key = i < 9 ? g_strdup_printf ("<Alt>%u", (guint)i + 1) : NULL;

      if (!folded || matches (_ (pages[i].title), folded))
        add (list, _ (pages[i].title), _ ("Pages"), pages[i].icon, action, key);
    }
}

/* Lists that are no page. They are many, so they come when they are asked for. */
static void
add_lists (GPtrArray *list, GtkWidget *window, const char *folded)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);

  if (!folded || !sb_window_get_session (SB_WINDOW (window)))
    return;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.list::%s", types[i]->name);

      if (sb_record_list_dialog_has (types[i]) && !sb_page_table_home (types[i]->name)
          && (matches (sb_record_type_plural (types[i]), folded) || matches (sb_record_type_label (types[i]), folded)))
        add (list, sb_record_type_plural (types[i]), _ ("Lists"), "view-list-symbolic", action, NULL);
    }
}

void
sb_command_free (SbCommand *command)
{
  g_free (command->key);
  g_free (command);
}

GPtrArray *
sb_command_list (GtkWidget *window, const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)sb_command_free);
  g_autofree char *folded = text && !sb_text_is_blank (text) ? sb_text_fold (text) : NULL;
  gsize n;
  const SbAccel *accels = sb_accels (&n);

  g_return_val_if_fail (SB_IS_WINDOW (window), list);

  add_pages (list, folded);
  add_lists (list, window, folded);
  for (gsize i = 0; i < n; i++)
    if (!g_str_equal (accels[i].action, "win.search") && (!folded || matches (_ (accels[i].title), folded))
        && can_act (window, accels[i].action))
      add (list, _ (accels[i].title), _ ("Commands"), "system-run-symbolic", accels[i].action, accels[i].keys[0]);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if ((!folded || matches (_ (others[i].title), folded)) && can_act (window, others[i].action))
      add (list, _ (others[i].title), _ ("Commands"), "system-run-symbolic", others[i].action, NULL);
  return list;
}
