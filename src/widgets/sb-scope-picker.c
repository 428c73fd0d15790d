/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session's scope as a button of the header bar: the company, its teams as a tree, their members. */
#include "sb-config.h"

#include "widgets/sb-scope-picker.h"

#include "core/sb-text.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SbScopePicker {
  GtkWidget  parent_instance;
  SbSession *session;
  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *filter;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (SbScopePicker, sb_scope_picker, GTK_TYPE_WIDGET)

static void
update_label (SbScopePicker *self)
{
  g_autofree char *label = sb_session_scope_label (self->session);
  g_autofree char *line = sb_text_one_line (label);
  g_autofree char *short_line = sb_text_ellipsize (line, 22);
  g_autofree char *name = g_strdup_printf (_("Scope: %s"), line);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), short_line);
  sb_widget_set_name (self->button, name);
}

/* Rows */

static void
append_row (SbScopePicker *self, const char *text, int depth, gint32 team_id, gint32 member_id)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  SbScope scope = sb_session_get_scope (self->session);
  gboolean chosen = scope.team_id == team_id && scope.member_id == member_id;
  const char *icon = member_id != 0 ? "avatar-default-symbolic"
                     : team_id != 0 ? "system-users-symbolic"
                                    : "go-home-symbolic";
  GtkWidget *label = sb_label_new (text, chosen ? "heading" : NULL);

  gtk_widget_set_margin_start (box, 6 + 16 * depth);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), sb_icon_new (icon));
  gtk_box_append (GTK_BOX (box), label);
  if (chosen)
    gtk_box_append (GTK_BOX (box), sb_icon_new ("object-select-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  sb_widget_set_name (row, text);
  g_object_set_data_full (G_OBJECT (row), "key", sb_text_fold (text), g_free);
  g_object_set_data (G_OBJECT (row), "team", GINT_TO_POINTER (team_id));
  g_object_set_data (G_OBJECT (row), "member", GINT_TO_POINTER (member_id));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

typedef struct {
  gint32 id;
  char  *name;
  char  *key; /* collation */
} Named;

static int
compare_named (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Named *) a)->key, ((const Named *) b)->key);
}

static void
clear_named (gpointer data)
{
  Named *named = data;

  g_free (named->name);
  g_free (named->key);
}

static void
add_named (SbScopePicker *self, GArray *all, const char *type, gint32 id, const char *name)
{
  Named named = { id, sb_formatter_name (sb_session_get_formatter (self->session), type, id, name), NULL };

  named.key = g_utf8_collate_key (named.name, -1);
  g_array_append_val (all, named);
}

static GArray *
new_named (void)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Named));

  g_array_set_clear_func (all, clear_named);
  return all;
}

/* Members in name order: nothing here ranks people. Left members come when they are searched for by the period. */
static void
append_members (SbScopePicker *self, const SbFacts *facts, gint32 team_id, int depth)
{
  g_autoptr (GArray) all = new_named ();

  for (gsize i = 0; i < facts->n_members; i++)
    if (facts->members[i].team_id == team_id && (facts->members[i].flags & (SB_FACT_INACTIVE | SB_FACT_ARCHIVED)) == 0)
      add_named (self, all, "member", facts->members[i].id, facts->members[i].name);
  g_array_sort (all, compare_named);
  for (guint i = 0; i < all->len; i++)
    append_row (self, g_array_index (all, Named, i).name, depth, 0, g_array_index (all, Named, i).id);
}

static void
append_teams (SbScopePicker *self, const SbFacts *facts, gint32 parent_id, int depth)
{
  g_autoptr (GArray) all = new_named ();

  /* A circle of parents cannot hang the picker. */
  if (depth > 8)
    return;
  for (gsize i = 0; i < facts->n_teams; i++)
    if (facts->teams[i].parent_id == parent_id && facts->teams[i].id != parent_id)
      add_named (self, all, "team", facts->teams[i].id, facts->teams[i].name);
  g_array_sort (all, compare_named);
  for (guint i = 0; i < all->len; i++)
    {
      const Named *team = &g_array_index (all, Named, i);

      append_row (self, team->name, depth, team->id, 0);
      append_teams (self, facts, team->id, depth + 1);
      append_members (self, facts, team->id, depth + 1);
    }
}

static void
fill (SbScopePicker *self)
{
  SbFacts *facts = sb_session_get_facts (self->session);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  append_row (self, _("Whole company"), 0, 0, 0);
  if (facts == NULL)
    {
      sb_session_ensure_facts (self->session);
      return;
    }
  append_teams (self, facts, 0, 0);
  append_members (self, facts, 0, 0);
}

static void
opened_cb (GtkPopover *popover, gpointer user_data)
{
  SbScopePicker *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  fill (self);
  gtk_widget_grab_focus (self->filter);
}

static void
facts_cb (SbScopePicker *self)
{
  update_label (self);
  if (gtk_widget_get_visible (self->popover))
    fill (self);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  SbScopePicker *self = user_data;
  SbScope scope = sb_session_get_scope (self->session);

  scope.team_id = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "team"));
  scope.member_id = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "member"));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  sb_session_set_scope (self->session, scope);
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer user_data)
{
  SbScopePicker *self = user_data;
  g_autofree char *text = sb_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->filter)));

  return text[0] == '\0' || strstr (g_object_get_data (G_OBJECT (row), "key"), text) != NULL;
}

/* Escape in the search closes, whatever was typed. */
static void
close_cb (SbScopePicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
filter_cb (GtkSearchEntry *entry, gpointer user_data)
{
  SbScopePicker *self = user_data;

  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

/* Enter in the search takes the first row that is left. */
static void
filter_activate_cb (GtkSearchEntry *entry, gpointer user_data)
{
  SbScopePicker *self = user_data;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_child_visible (row))
      {
        activated_cb (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row), self);
        return;
      }
}

static void
sb_scope_picker_dispose (GObject *object)
{
  SbScopePicker *self = SB_SCOPE_PICKER (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (sb_session_get_formatter (self->session), self);
    }
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_scope_picker_parent_class)->dispose (object);
}

static void
sb_scope_picker_class_init (SbScopePickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_scope_picker_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_scope_picker_init (SbScopePicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->filter = gtk_search_entry_new ();
  sb_widget_set_name (self->filter, _("Search teams and members"));
  g_signal_connect (self->filter, "search-changed", G_CALLBACK (filter_cb), self);
  g_signal_connect (self->filter, "activate", G_CALLBACK (filter_activate_cb), self);
  g_signal_connect_swapped (self->filter, "stop-search", G_CALLBACK (close_cb), self);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_row, self, NULL);
  gtk_widget_add_css_class (self->list, "sb-scope-list");
  sb_widget_set_name (self->list, _("Teams and members"));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 400);
  gtk_widget_set_size_request (scroller, 260, -1);
  gtk_box_append (GTK_BOX (box), self->filter);
  gtk_box_append (GTK_BOX (box), scroller);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_signal_connect (self->popover, "show", G_CALLBACK (opened_cb), self);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
sb_scope_picker_new (SbSession *session)
{
  SbScopePicker *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_SCOPE_PICKER, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "context-changed", G_CALLBACK (update_label), self);
  g_signal_connect_swapped (session, "facts-changed", G_CALLBACK (facts_cb), self);
  g_signal_connect_swapped (sb_session_get_formatter (session), "changed", G_CALLBACK (update_label), self);
  update_label (self);
  return GTK_WIDGET (self);
}
