/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays out the window: what stands where at which width, which page is shown, what the session says. Files are opened
 * in sb-window-files.c, keys and menus act in sb-window-actions.c. The only user of AdwFlap. */
#include "sb-config.h"

#include "app/sb-window-private.h"

#include "app/sb-badges.h"
#include "app/sb-page-table.h"
#include "app/sb-record-list-dialog.h"
#include "app/sb-status-strip.h"
#include "core/sb-clock.h"
#include "widgets/sb-period-picker.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-scope-picker.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (SbWindow, sb_window, ADW_TYPE_APPLICATION_WINDOW)

#define WIDE_FROM 720
#define STATE_GROUP "window"

/* --- what stands where ------------------------------------------------------------------------------------------ */

/* Moves a widget between two slots without losing it. */
static void
put_in (AdwBin *slot, AdwBin *other, GtkWidget *child)
{
  if (adw_bin_get_child (other) == child)
    adw_bin_set_child (other, NULL);
  if (adw_bin_get_child (slot) != child)
    adw_bin_set_child (slot, child);
}

static void
place_page_header (SbWindow *self)
{
  gboolean in_header = self->page_header && self->wide;

  if (self->page_header)
    put_in (in_header ? self->title_slot : self->bottom_header, in_header ? self->bottom_header : self->title_slot,
            self->page_header);
  if (!in_header)
    adw_bin_set_child (self->title_slot, GTK_WIDGET (self->window_title));
  gtk_widget_set_visible (GTK_WIDGET (self->bottom_header), self->page_header && !self->wide);
}

static void
place_pickers (SbWindow *self)
{
  if (self->pickers)
    put_in (self->wide ? self->header_pickers : self->bottom_pickers,
            self->wide ? self->bottom_pickers : self->header_pickers, self->pickers);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom_pickers), self->pickers && self->page && !self->wide);
  gtk_widget_set_visible (GTK_WIDGET (self->header_pickers), self->pickers && self->page && self->wide);
}

static void
update_strip (SbWindow *self)
{
  gboolean foot_visible = self->wide && adw_flap_get_reveal_flap (self->flap);
  GtkWidget *strip = self->session ? sb_status_strip_new (self->session, !foot_visible) : NULL;

  adw_bin_set_child (self->strip_slot, strip);
}

static void
update_new_button (SbWindow *self)
{
  const char *label = self->page ? sb_page_get_primary (self->page) : NULL;
  gboolean writable = self->session && !sb_workspace_is_read_only (sb_session_get_workspace (self->session));

  gtk_widget_set_visible (self->new_button, label && writable);
  if (label)
    {
      gtk_widget_set_tooltip_text (self->new_button, label);
      sb_widget_set_name (self->new_button, label);
    }
}

/* On a small screen the window can only be closed, on the side where the desktop has the button. */
static const char *
narrow_layout (GtkWidget *widget)
{
  g_autofree char *layout = NULL;
  const char *end;

  g_object_get (gtk_widget_get_settings (widget), "gtk-decoration-layout", &layout, NULL);
  end = layout ? strchr (layout, ':') : NULL;
  if (layout && !strstr (layout, "close"))
    return ":";
  return layout && !(end && strstr (end, "close")) ? "close:" : ":close";
}

void
sb_window_update_chrome (SbWindow *self)
{
  gboolean open = self->session != NULL;
  const char *title = self->page ? sb_page_get_title (self->page) : _ ("Sales Balance");
  const char *state = gtk_stack_get_visible_child_name (self->content);
  g_autofree char *window_title = self->page ? g_strdup_printf (_ ("%s — Sales Balance"), title) : NULL;

  /* The start page says the name itself, and larger. */
  adw_window_title_set_title (self->window_title, g_strcmp0 (state, "start") == 0 ? "" : title);
  gtk_window_set_title (GTK_WINDOW (self), window_title ? window_title : title);
  gtk_widget_set_visible (self->sidebar_button, open);
  gtk_widget_set_visible (self->search_button, open);
  adw_header_bar_set_decoration_layout (self->header, self->wide ? NULL : narrow_layout (GTK_WIDGET (self)));
  adw_header_bar_set_show_start_title_buttons (self->header, !self->wide || !adw_flap_get_reveal_flap (self->flap));
  place_page_header (self);
  place_pickers (self);
  update_new_button (self);
  update_strip (self);
  sb_window_update_actions (self);
}

/* Already while a workspace is being opened: sliding in later would draw the window a dozen times. */
static gboolean
wants_sidebar (SbWindow *self)
{
  return (self->session || self->opening) && self->wide &&
         sb_ui_state_get_int (self->state, STATE_GROUP, "sidebar", TRUE);
}

void
sb_window_reveal_sidebar (SbWindow *self)
{
  adw_flap_set_reveal_flap (self->flap, wants_sidebar (self));
}

static void
set_wide (SbWindow *self, gboolean wide)
{
  if (self->wide == wide)
    return;
  self->wide = wide;
  adw_flap_set_fold_policy (self->flap, wide ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS);
  sb_window_reveal_sidebar (self);
  sb_window_update_chrome (self);
}

static gboolean
width_idle_cb (gpointer user_data)
{
  SbWindow *self = user_data;
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));

  self->width_source = 0;
  if (surface)
    set_wide (self, gdk_surface_get_width (surface) >= WIDE_FROM);
  return G_SOURCE_REMOVE;
}

/* A layout must not change while it is being made, so the switch waits for the next turn of the loop. */
static void
layout_cb (SbWindow *self, int width)
{
  if ((width >= WIDE_FROM) != self->wide && !self->width_source)
    self->width_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_idle_cb, self, NULL);
}

static void
reveal_flap_cb (SbWindow *self)
{
  if (self->session && self->wide)
    sb_ui_state_set_int (self->state, STATE_GROUP, "sidebar", adw_flap_get_reveal_flap (self->flap));
  sb_window_update_chrome (self);
}

/* --- pages ------------------------------------------------------------------------------------------------------ */

static void
set_page (SbWindow *self, SbPage *page)
{
  GtkWidget *header = page ? sb_page_get_header (page) : NULL;

  if (self->page_header && self->page_header != header)
    {
      adw_bin_set_child (self->bottom_header, NULL);
      adw_bin_set_child (self->title_slot, GTK_WIDGET (self->window_title));
      g_clear_object (&self->page_header);
    }
  if (header && !self->page_header)
    self->page_header = g_object_ref (header);
  self->page = page;
}

/* Shows something that is no page: the start page, a spinner, a problem. */
void
sb_window_show_state (SbWindow *self, const char *name, GtkWidget *child)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->content, name);

  set_page (self, NULL);
  if (old && old != child)
    gtk_stack_remove (self->content, old);
  if (old != child)
    gtk_stack_add_named (self->content, child, name);
  gtk_stack_set_visible_child_name (self->content, name);
  sb_window_update_chrome (self);
}

static SbPage *
build_page (SbWindow *self, const SbPageInfo *info)
{
  SbPage *page = g_object_new (info->get_type (), "session", self->session, NULL);

  g_hash_table_insert (self->pages, (gpointer)info->name, page);
  gtk_stack_add_named (self->content, GTK_WIDGET (page), info->name);
  return page;
}

gboolean
sb_window_show_page (SbWindow *self, const char *name)
{
  const char *detail;
  const SbPageInfo *info;
  SbPage *page;

  g_return_val_if_fail (SB_IS_WINDOW (self) && name != NULL, FALSE);

  info = sb_page_table_find (name);
  detail = strchr (name, '/');
  if (!info || !self->session)
    return FALSE;
  page = g_hash_table_lookup (self->pages, info->name);
  if (!page)
    page = build_page (self, info);
  set_page (self, page);
  gtk_stack_set_visible_child (self->content, GTK_WIDGET (page));
  sb_sidebar_set_page (self->sidebar, info->name);
  sb_ui_state_set_string (self->state, STATE_GROUP, "page", info->name);
  if (detail)
    {
      g_autoptr (SbTarget) target = sb_target_new_page (info->name, detail + 1);

      sb_page_show (page, target);
    }
  sb_window_update_chrome (self);
  return TRUE;
}

static void
page_chosen_cb (SbWindow *self, const char *name)
{
  sb_window_show_page (self, name);
  if (!self->wide)
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

void
sb_window_go_to (SbWindow *self, SbTarget *target)
{
  const SbPageInfo *info = target->page   ? sb_page_table_find (target->page)
                           : target->type ? sb_page_table_home (target->type->name)
                                          : NULL;

  if (info && sb_window_show_page (self, info->name) && SB_PAGE_GET_CLASS (self->page)->show)
    sb_page_show (self->page, target);
  else if (target->type && (target->ids || !target->id))
    sb_record_list_dialog_present (GTK_WIDGET (self), self->session, target);
  else if (target->type && target->id)
    sb_record_dialog_present (GTK_WIDGET (self), self->session, target->type, target->id);
}

/* --- what the session says -------------------------------------------------------------------------------------- */

static void
notify_cb (SbWindow *self, const char *message, gboolean undoable)
{
  sb_window_toast_with (self, message, undoable ? _ ("_Undo") : NULL, "win.undo");
}

static void
workspace_changed_cb (SbWindow *self)
{
  sb_window_update_actions (self);
}

static void
connect_session (SbWindow *self)
{
  SbWorkspace *workspace = sb_session_get_workspace (self->session);

  g_signal_connect_object (self->session, "navigate", G_CALLBACK (sb_window_go_to), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify-user", G_CALLBACK (notify_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "context-changed", G_CALLBACK (update_strip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "facts-changed", G_CALLBACK (update_new_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "facts-changed", G_CALLBACK (update_strip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::read-only", G_CALLBACK (sb_window_update_chrome), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
new_pickers (SbSession *session)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), sb_period_picker_new (session));
  gtk_box_append (GTK_BOX (box), sb_scope_picker_new (session));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  return g_object_ref_sink (box);
}

static void
clear_session (SbWindow *self)
{
  GHashTableIter iter;
  gpointer page;

  set_page (self, NULL);
  adw_bin_set_child (self->header_pickers, NULL);
  adw_bin_set_child (self->bottom_pickers, NULL);
  g_clear_object (&self->pickers);
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    gtk_stack_remove (self->content, page);
  g_hash_table_remove_all (self->pages);
  adw_bin_set_child (self->sidebar_slot, NULL);
  self->sidebar = NULL;
  adw_bin_set_child (self->strip_slot, NULL);
  if (self->session)
    {
      SbWorkspace *workspace = sb_session_get_workspace (self->session);

      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (workspace, self);
      sb_workspace_close (workspace);
    }
  g_clear_object (&self->session);
}

void
sb_window_set_session (SbWindow *self, SbSession *session)
{
  clear_session (self);
  if (session)
    {
      self->session = g_object_ref (session);
      self->sidebar = SB_SIDEBAR (sb_sidebar_new (session));
      self->pickers = new_pickers (session);
      adw_bin_set_child (self->sidebar_slot, GTK_WIDGET (self->sidebar));
      g_signal_connect_object (self->sidebar, "page-chosen", G_CALLBACK (page_chosen_cb), self, G_CONNECT_SWAPPED);
      connect_session (self);
      sb_badges_follow (self->sidebar, session);
    }
  adw_flap_set_swipe_to_open (self->flap, session != NULL);
  sb_window_reveal_sidebar (self);
  sb_window_update_chrome (self);
}

/* --- life ------------------------------------------------------------------------------------------------------- */

static void
save_size (SbWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  sb_ui_state_set_int (self->state, STATE_GROUP, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && !gtk_window_is_fullscreen (GTK_WINDOW (self)))
    {
      sb_ui_state_set_int (self->state, STATE_GROUP, "width", width);
      sb_ui_state_set_int (self->state, STATE_GROUP, "height", height);
    }
  sb_ui_state_flush (self->state);
}

static void
restore_size (SbWindow *self)
{
  int width = sb_ui_state_get_int (self->state, STATE_GROUP, "width", 1240);
  int height = sb_ui_state_get_int (self->state, STATE_GROUP, "height", 800);

  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width, 360, 16384), CLAMP (height, 294, 16384));
  if (sb_ui_state_get_int (self->state, STATE_GROUP, "maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  self->wide = width >= WIDE_FROM;
  adw_flap_set_fold_policy (self->flap, self->wide ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS);
}

static gboolean
sb_window_close_request (GtkWindow *window)
{
  save_size (SB_WINDOW (window));
  return GTK_WINDOW_CLASS (sb_window_parent_class)->close_request (window);
}

static void
sb_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sb_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (layout_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
sb_window_dispose (GObject *object)
{
  SbWindow *self = SB_WINDOW (object);

  g_clear_handle_id (&self->width_source, g_source_remove);
  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->pages)
    {
      clear_session (self);
      gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_WINDOW);
    }
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_object (&self->window_title);
  g_clear_object (&self->state);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (sb_window_parent_class)->dispose (object);
}

static void
sb_window_class_init (SbWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_window_dispose;
  widget_class->realize = sb_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = sb_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/SalesBalance/app/sb-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, sidebar_slot);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, header);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, title_slot);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, header_pickers);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, strip_slot);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, content);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, bottom_header);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, bottom_pickers);
  sb_window_install_actions (widget_class);
}

static void
sb_window_init (SbWindow *self)
{
  self->pages = g_hash_table_new (g_str_hash, g_str_equal);
  self->asked_as_of = SB_DATE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* It leaves the header while a page shows its tabs there. */
  g_object_ref (self->window_title);
  g_signal_connect_swapped (self->flap, "notify::reveal-flap", G_CALLBACK (reveal_flap_cb), self);
  sb_window_setup_drop (self);
}

SbWindow *
sb_window_new (GtkApplication *application, SbUiState *state)
{
  SbWindow *self;

  g_return_val_if_fail (SB_IS_UI_STATE (state), NULL);

  self = g_object_new (SB_TYPE_WINDOW, "application", application, NULL);
  self->state = g_object_ref (state);
  restore_size (self);
  sb_window_update_chrome (self);
  return self;
}

const char *
sb_window_get_path (SbWindow *self)
{
  g_return_val_if_fail (SB_IS_WINDOW (self), NULL);

  return self->path;
}

SbSession *
sb_window_get_session (SbWindow *self)
{
  g_return_val_if_fail (SB_IS_WINDOW (self), NULL);

  return self->session;
}

void
sb_window_set_as_of (SbWindow *self, SbDate as_of)
{
  g_return_if_fail (SB_IS_WINDOW (self));

  if (as_of == SB_DATE_NONE)
    return;
  if (self->session)
    sb_session_set_as_of (self->session, as_of);
  else
    self->asked_as_of = as_of;
}
