/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the screens remember between runs. A state that cannot be read or written is no reason to stop anybody. */
#include "model/sb-ui-state.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define WRITE_DELAY_MS 1500

struct _SbUiState {
  GObject   parent_instance;
  char     *path;
  GKeyFile *keys;
  guint     pending;
};

G_DEFINE_FINAL_TYPE (SbUiState, sb_ui_state, G_TYPE_OBJECT)

static void
write_state (SbUiState *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL;
  gsize length;

  text = g_key_file_to_data (self->keys, &length, NULL);
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (self->path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_info ("The state of the screens is not kept: %s", error->message);
}

static gboolean
write_cb (gpointer data)
{
  SbUiState *self = data;

  self->pending = 0;
  write_state (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (SbUiState *self)
{
  if (self->pending == 0)
    self->pending = g_timeout_add (WRITE_DELAY_MS, write_cb, self);
}

static void
sb_ui_state_dispose (GObject *object)
{
  sb_ui_state_flush (SB_UI_STATE (object));
  G_OBJECT_CLASS (sb_ui_state_parent_class)->dispose (object);
}

static void
sb_ui_state_finalize (GObject *object)
{
  SbUiState *self = SB_UI_STATE (object);

  g_free (self->path);
  g_key_file_unref (self->keys);
  G_OBJECT_CLASS (sb_ui_state_parent_class)->finalize (object);
}

static void
sb_ui_state_class_init (SbUiStateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_ui_state_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_ui_state_finalize;
}

static void
sb_ui_state_init (SbUiState *self)
{
  self->keys = g_key_file_new ();
}

SbUiState *
sb_ui_state_new (const char *path)
{
  SbUiState *self = g_object_new (SB_TYPE_UI_STATE, NULL);
  g_autoptr (GError) error = NULL;

  self->path = path != NULL ? g_strdup (path)
                            : g_build_filename (g_get_user_config_dir (), "sales-balance", "state", NULL);
  if (!g_key_file_load_from_file (self->keys, self->path, G_KEY_FILE_NONE, &error))
    g_debug ("No earlier state of the screens: %s", error->message);
  return self;
}

char *
sb_ui_state_dup_string (SbUiState *self, const char *group, const char *key)
{
  g_return_val_if_fail (SB_IS_UI_STATE (self) && group != NULL && key != NULL, NULL);

  return g_key_file_get_string (self->keys, group, key, NULL);
}

int
sb_ui_state_get_int (SbUiState *self, const char *group, const char *key, int when_unknown)
{
  g_autoptr (GError) error = NULL;
  int value;

  g_return_val_if_fail (SB_IS_UI_STATE (self) && group != NULL && key != NULL, when_unknown);

  value = g_key_file_get_integer (self->keys, group, key, &error);
  return error == NULL ? value : when_unknown;
}

void
sb_ui_state_set_string (SbUiState *self, const char *group, const char *key, const char *value)
{
  g_autofree char *old = NULL;

  g_return_if_fail (SB_IS_UI_STATE (self) && group != NULL && key != NULL);

  old = g_key_file_get_string (self->keys, group, key, NULL);
  if (g_strcmp0 (old, value) == 0)
    return;
  if (value == NULL)
    g_key_file_remove_key (self->keys, group, key, NULL);
  else
    g_key_file_set_string (self->keys, group, key, value);
  schedule (self);
}

void
sb_ui_state_set_int (SbUiState *self, const char *group, const char *key, int value)
{
  char buffer[16];

  g_snprintf (buffer, sizeof buffer, "%d", value);
  sb_ui_state_set_string (self, group, key, buffer);
}

void
sb_ui_state_flush (SbUiState *self)
{
  g_return_if_fail (SB_IS_UI_STATE (self));

  if (self->pending == 0)
    return;
  g_clear_handle_id (&self->pending, g_source_remove);
  write_state (self);
}
