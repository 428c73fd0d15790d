/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state every screen depends on, and its signals. Loading is in sb-session-compute.c, writing in
 * sb-session-edit.c. Knows no widget. */
#include "sb-config.h"

#include "model/sb-session-private.h"

#include "store/sb-setting.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (SbSession, sb_session, G_TYPE_OBJECT)

static guint signals[N_SESSION_SIGNALS];

void
sb_session_emit_facts (SbSession *self)
{
  g_signal_emit (self, signals[SIGNAL_FACTS], 0);
}

void
sb_session_emit_context (SbSession *self)
{
  g_signal_emit (self, signals[SIGNAL_CONTEXT], 0);
}

void
sb_session_emit_notify (SbSession *self, const char *message, gboolean undoable)
{
  g_signal_emit (self, signals[SIGNAL_NOTIFY], 0, message, undoable);
}

/* Settings and what is remembered */

static gboolean
is_on (const char *value)
{
  return g_strcmp0 (value, "1") == 0 || g_strcmp0 (value, "true") == 0 || g_strcmp0 (value, "yes") == 0;
}

void
sb_session_read_settings (SbSession *self)
{
  g_autofree char *start = sb_session_dup_setting (self, SB_SETTING_FISCAL_START);
  g_autofree char *by_start = sb_session_dup_setting (self, SB_SETTING_FISCAL_BY_START);
  g_autofree char *sunday = sb_session_dup_setting (self, SB_SETTING_WEEK_SUNDAY);
  g_autofree char *wan = sb_session_dup_setting (self, SB_SETTING_WAN);
  g_autofree char *dates = sb_session_dup_setting (self, SB_SETTING_DATE_STYLE);
  g_autofree char *numbers = sb_session_dup_setting (self, SB_SETTING_NUMBER_STYLE);
  int month = start == NULL ? 1 : (int) g_ascii_strtoll (start, NULL, 10);

  self->fiscal = SB_FISCAL_DEFAULT;
  if (month >= 1 && month <= 12)
    self->fiscal.start_month = month;
  self->fiscal.named_by_start = is_on (by_start);
  self->fiscal.sunday_weeks = is_on (sunday);
  sb_formatter_set_fiscal (self->formatter, self->fiscal);
  sb_formatter_set_currency (self->formatter, sb_workspace_get_currency (self->workspace));
  sb_formatter_set_styles (self->formatter, sb_date_style_find (dates), sb_number_style_find (numbers));
  sb_formatter_set_wan (self->formatter, wan == NULL ? sb_formatter_is_chinese (self->formatter) : is_on (wan));
}

static void
remember (SbSession *self)
{
  g_autofree char *code = NULL, *scope = NULL;

  if (self->state == NULL)
    return;
  code = sb_period_code (self->period, self->fiscal);
  scope = g_strdup_printf ("%d %d", self->scope.team_id, self->scope.member_id);
  sb_ui_state_set_string (self->state, self->state_group, "period", code);
  sb_ui_state_set_string (self->state, self->state_group, "scope", scope);
}

static void
recall (SbSession *self)
{
  g_autofree char *code = NULL, *scope = NULL;
  int team = 0, member = 0;

  self->period = sb_period_containing (SB_PERIOD_QUARTER, self->as_of, self->fiscal);
  self->scope = SB_SCOPE_ALL;
  if (self->state == NULL)
    return;
  code = sb_ui_state_dup_string (self->state, self->state_group, "period");
  scope = sb_ui_state_dup_string (self->state, self->state_group, "scope");
  if (code != NULL)
    sb_period_parse (code, self->fiscal, &self->period);
  if (scope != NULL && sscanf (scope, "%d %d", &team, &member) == 2 && team >= 0 && member >= 0)
    {
      self->scope.team_id = team;
      self->scope.member_id = member;
    }
}

static void
workspace_changed_cb (SbWorkspace *workspace, const SbTouched *touched, gpointer user_data)
{
  SbSession *self = user_data;
  gboolean settings = touched == NULL;

  for (gsize i = 0; touched != NULL && i < touched->n; i++)
    if (touched->records[i].type == NULL || strcmp (touched->records[i].type->name, "workspace_setting") == 0)
      settings = TRUE;
  sb_session_invalidate (self);
  if (!settings)
    return;
  sb_session_read_settings (self);
  self->serial++;
  sb_session_emit_context (self);
}

/* Object */

static void
sb_session_dispose (GObject *object)
{
  SbSession *self = SB_SESSION (object);

  sb_session_stop_loading (self);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  if (self->state != NULL)
    sb_ui_state_flush (self->state);
  g_clear_object (&self->workspace);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (sb_session_parent_class)->dispose (object);
}

static void
sb_session_finalize (GObject *object)
{
  SbSession *self = SB_SESSION (object);

  g_clear_object (&self->formatter);
  g_clear_pointer (&self->facts, sb_facts_unref);
  g_clear_error (&self->load_error);
  g_ptr_array_unref (self->waiting);
  g_free (self->state_group);
  G_OBJECT_CLASS (sb_session_parent_class)->finalize (object);
}

static void
sb_session_class_init (SbSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sb_session_dispose;
  object_class->finalize = sb_session_finalize;
  signals[SIGNAL_FACTS] = g_signal_new ("facts-changed", SB_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[SIGNAL_CONTEXT] = g_signal_new ("context-changed", SB_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_NAVIGATE] = g_signal_new ("navigate", SB_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, SB_TYPE_TARGET);
  signals[SIGNAL_NOTIFY] = g_signal_new ("notify-user", SB_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
sb_session_init (SbSession *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->stale = TRUE;
}

/* The sample company is looked at on the day its stories are told on, whatever the calendar says. */
static SbDate
present_day (SbSession *self, SbDate today)
{
  g_autofree char *sample = sb_session_dup_setting (self, SB_SETTING_SAMPLE_AS_OF);
  SbDate day = sample != NULL ? sb_date_parse_iso (sample) : SB_DATE_NONE;

  return day != SB_DATE_NONE ? day : today;
}

SbSession *
sb_session_new (SbWorkspace *workspace, SbDate today, const char *locale, SbUiState *state)
{
  g_autofree char *digest = NULL;
  SbSession *self;

  g_return_val_if_fail (SB_IS_WORKSPACE (workspace) && today != SB_DATE_NONE, NULL);

  self = g_object_new (SB_TYPE_SESSION, NULL);
  self->workspace = g_object_ref (workspace);
  self->formatter = sb_formatter_new (locale);
  g_set_object (&self->state, state);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sb_workspace_get_path (workspace), -1);
  self->state_group = g_strdup_printf ("workspace-%.16s", digest);
  self->today = present_day (self, today);
  self->as_of = self->today;
  sb_session_read_settings (self);
  recall (self);
  g_signal_connect (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
  return self;
}

SbWorkspace *
sb_session_get_workspace (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), NULL);

  return self->workspace;
}

SbReader *
sb_session_get_reader (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), NULL);

  return sb_workspace_get_reader (self->workspace);
}

SbFormatter *
sb_session_get_formatter (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), NULL);

  return self->formatter;
}

SbUiState *
sb_session_get_state (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), NULL);

  return self->state;
}

SbDate
sb_session_get_today (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), SB_DATE_NONE);

  return self->today;
}

SbDate
sb_session_get_as_of (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), SB_DATE_NONE);

  return self->as_of;
}

/* The running period stays the running one on another day; a past or a free one was chosen and stays. */
static void
follow_as_of (SbSession *self, SbDate as_of)
{
  if (self->period.kind != SB_PERIOD_CUSTOM && self->as_of >= self->period.start && self->as_of <= self->period.end)
    self->period = sb_period_containing (self->period.kind, as_of, self->fiscal);
}

void
sb_session_set_as_of (SbSession *self, SbDate as_of)
{
  g_return_if_fail (SB_IS_SESSION (self) && as_of != SB_DATE_NONE);

  if (self->as_of == as_of)
    return;
  follow_as_of (self, as_of);
  self->as_of = as_of;
  self->serial++;
  sb_session_invalidate (self);
  sb_session_emit_context (self);
}

SbPeriod
sb_session_get_period (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), sb_period_custom (0, 0));

  return self->period;
}

void
sb_session_set_period (SbSession *self, SbPeriod period)
{
  g_return_if_fail (SB_IS_SESSION (self));

  if (sb_period_equal (self->period, period))
    return;
  self->period = period;
  self->serial++;
  remember (self);
  sb_session_emit_context (self);
}

SbScope
sb_session_get_scope (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), SB_SCOPE_ALL);

  return self->scope;
}

void
sb_session_set_scope (SbSession *self, SbScope scope)
{
  g_return_if_fail (SB_IS_SESSION (self));

  if (memcmp (&self->scope, &scope, sizeof scope) == 0)
    return;
  self->scope = scope;
  self->serial++;
  remember (self);
  sb_session_emit_context (self);
}

SbFiscal
sb_session_get_fiscal (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), SB_FISCAL_DEFAULT);

  return self->fiscal;
}

int
sb_session_get_privacy (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), 0);

  return sb_formatter_get_privacy (self->formatter);
}

void
sb_session_set_privacy (SbSession *self, int level)
{
  g_return_if_fail (SB_IS_SESSION (self));

  if (sb_formatter_get_privacy (self->formatter) == level)
    return;
  sb_formatter_set_privacy (self->formatter, level, 0);
  sb_session_emit_context (self);
}

char *
sb_session_scope_label (SbSession *self)
{
  gint32 id;
  const char *type;

  g_return_val_if_fail (SB_IS_SESSION (self), NULL);

  type = self->scope.member_id != 0 ? "member" : "team";
  id = self->scope.member_id != 0 ? self->scope.member_id : self->scope.team_id;
  if (id == 0)
    return g_strdup (_("Whole company"));
  return sb_session_title (self, sb_record_type_find (type), id);
}

char *
sb_session_dup_setting (SbSession *self, const char *key)
{
  g_return_val_if_fail (SB_IS_SESSION (self) && key != NULL, NULL);

  return sb_reader_setting (sb_workspace_get_reader (self->workspace), key);
}

gint32
sb_session_get_me (SbSession *self)
{
  const SbRecordType *member = sb_record_type_find ("member");
  g_autofree char *uid = NULL;

  g_return_val_if_fail (SB_IS_SESSION (self), 0);

  uid = sb_session_dup_setting (self, SB_SETTING_ME);
  if (uid == NULL || uid[0] == '\0' || member == NULL)
    return 0;
  return sb_reader_id_of_uid (sb_workspace_get_reader (self->workspace), member, uid);
}

void
sb_session_navigate (SbSession *self, SbTarget *target)
{
  g_return_if_fail (SB_IS_SESSION (self) && target != NULL);

  g_signal_emit (self, signals[SIGNAL_NAVIGATE], 0, target);
  sb_target_unref (target);
}

void
sb_session_open_record (SbSession *self, const SbRecordType *type, gint32 id)
{
  g_return_if_fail (SB_IS_SESSION (self) && type != NULL);

  sb_session_navigate (self, sb_target_new_record (type, id));
}

void
sb_session_show_records (SbSession *self, const SbRecordType *type, const gint32 *ids, gsize n, const char *title)
{
  g_return_if_fail (SB_IS_SESSION (self) && type != NULL);

  sb_session_navigate (self, sb_target_new_ids (type, ids, n, title));
}

void
sb_session_notify (SbSession *self, const char *message)
{
  g_return_if_fail (SB_IS_SESSION (self) && message != NULL);

  sb_session_emit_notify (self, message, FALSE);
}
