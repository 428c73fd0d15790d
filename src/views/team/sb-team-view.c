/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The team page. Members come with their numbers; teams, roles, absences and the calendar are plain record tables,
 * which follow from their descriptions. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/team/sb-member-page.h"
#include "views/team/sb-member-table.h"
#include "views/team/sb-team-view.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-record-stack.h"
#include "widgets/sb-record-table.h"
#include "widgets/sb-text-guard.h"

typedef struct
{
  const char *name, *title, *type;
} Tab;

/* Beside the members: one table a tab. */
static const Tab tabs[] = { { "teams", N_("Teams"), "team" },
                            { "absences", N_("Leave"), "absence" },
                            { "calendar", N_("Calendar"), "calendar_day" } };

struct _SbTeamView
{
  SbPage parent_instance;

  SbTeamData *data;
  GtkWidget *stack;
  GtkWidget *views;
  GtkWidget *answer;
  GtkWidget *members;
  GtkWidget *everyone; /* table of all members, former ones included */
  GtkWidget *tables[G_N_ELEMENTS (tabs)];
};

G_DEFINE_FINAL_TYPE (SbTeamView, sb_team_view, SB_TYPE_PAGE)

/* -- one member ------------------------------------------------------------------------------- */

static GtkWidget *
make_member (SbSession *session, gpointer owner)
{
  SbTeamView *self = owner;
  GtkWidget *page = sb_member_page_new (session);
  if (self->data != NULL)
    sb_member_page_set_data (SB_MEMBER_PAGE (page), self->data);
  return page;
}

static void
show_member (GtkWidget *page, gint32 id)
{
  sb_member_page_show (SB_MEMBER_PAGE (page), id);
}

static void
record_activated_cb (SbRecordTable *table, int id, SbTeamView *self)
{
  const SbRecordType *type = sb_record_list_get_type_of (sb_record_table_get_list (table));
  sb_record_dialog_present (GTK_WIDGET (self), sb_page_get_session (SB_PAGE (self)), type, id);
}

static void
show_target (SbPage *page, SbTarget *target)
{
  SbTeamView *self = SB_TEAM_VIEW (page);
  gboolean is_member = target->type != NULL && g_str_equal (target->type->name, "member");
  if (is_member && target->id != 0)
    {
      sb_record_stack_open (SB_RECORD_STACK (self->stack), target->id);
      return;
    }
  sb_record_stack_back (SB_RECORD_STACK (self->stack));
  if (target->detail != NULL && gtk_stack_get_child_by_name (GTK_STACK (self->views), target->detail) != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->views), target->detail);
  for (guint i = 0; target->type != NULL && i < G_N_ELEMENTS (tabs); i++)
    if (g_str_equal (target->type->name, tabs[i].type))
      {
        gtk_stack_set_visible_child_name (GTK_STACK (self->views), tabs[i].name);
        if (target->id != 0)
          sb_record_dialog_present (GTK_WIDGET (self), sb_page_get_session (page), target->type, target->id);
      }
}

/* -- data ------------------------------------------------------------------------------------- */

static void
ready_cb (SbPage *page, gpointer result, SbContext *context)
{
  SbTeamView *self = SB_TEAM_VIEW (page);
  SbTeamData *old = self->data;
  self->data = sb_team_data_ref (result);
  g_clear_pointer (&old, sb_team_data_unref);
  if (context->facts->n_members == 0)
    {
      sb_page_show_empty (page, _("Add your team"),
                          _("This page shows every member's numbers against the own target, who is new, who is away. "
                             "Import the users of your CRM, or add members by hand with Ctrl+N."),
                          _("Import from a CRM…"), "win.import");
      return;
    }
  sb_answer_set_sentence (SB_ANSWER (self->answer), sb_team_data_sentence (self->data, sb_page_get_formatter (page)));
  if (self->data->pacing->explain_attainment != NULL)
    sb_answer_set_explain (SB_ANSWER (self->answer), "attainment", self->data->pacing->explain_attainment);
  if (self->data->carry->explain != NULL)
    sb_answer_set_explain (SB_ANSWER (self->answer), "carry", self->data->carry->explain);
  gtk_widget_set_visible (self->members, sb_session_get_privacy (sb_page_get_session (page)) < SB_PRIVACY_MAX);
  sb_member_table_show (SB_MEMBER_TABLE (self->members), self->data);
  GtkWidget *member = sb_record_stack_get_page (SB_RECORD_STACK (self->stack));
  if (member != NULL)
    sb_member_page_set_data (SB_MEMBER_PAGE (member), self->data);
}

static void
refresh (SbPage *page)
{
  sb_page_compute (page, sb_team_data_compute, NULL, NULL, (GDestroyNotify) sb_team_data_unref, ready_cb);
}

/* Ctrl+N makes what the tab shows. */
static void
primary (SbPage *page)
{
  SbTeamView *self = SB_TEAM_VIEW (page);
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (self->views));
  const char *type = "member";
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    if (g_strcmp0 (name, tabs[i].name) == 0)
      type = tabs[i].type;
  sb_record_dialog_present_new (GTK_WIDGET (page), sb_page_get_session (page), sb_record_type_find (type), NULL, NULL,
                                NULL, NULL);
}

static void
find (SbPage *page)
{
  SbTeamView *self = SB_TEAM_VIEW (page);
  GtkWidget *child = gtk_stack_get_visible_child (GTK_STACK (self->views));
  sb_record_stack_back (SB_RECORD_STACK (self->stack));
  if (SB_IS_RECORD_TABLE (child))
    sb_record_table_focus_filter (SB_RECORD_TABLE (child));
}

static gboolean
explain_first (SbPage *page)
{
  return sb_answer_explain_first (SB_ANSWER (SB_TEAM_VIEW (page)->answer));
}

/* -- building --------------------------------------------------------------------------------- */

static GtkWidget *
build_table (SbSession *session, const char *type, const char *state_key)
{
  g_autoptr (SbRecordList) list = sb_record_list_new (session, sb_query_new (sb_record_type_find (type)));
  GtkWidget *table = sb_record_table_new (list, state_key);
  gtk_widget_set_vexpand (table, TRUE);
  return table;
}

static GtkWidget *
build_members (SbTeamView *self, SbSession *session)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->members = sb_member_table_new (session);
  gtk_box_append (GTK_BOX (box), self->members);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
build_tabs (SbTeamView *self, SbSession *session)
{
  GtkStack *views;
  self->views = gtk_stack_new ();
  views = GTK_STACK (self->views);
  gtk_stack_add_titled (views, build_members (self, session), "members", _("Members"));
  self->everyone = build_table (session, "member", "team.members");
  gtk_stack_add_titled (views, self->everyone, "everyone", _("Everyone"));
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *key = g_strdup_printf ("team.%s", tabs[i].name);
      self->tables[i] = build_table (session, tabs[i].type, key);
      g_signal_connect_object (self->tables[i], "activated", G_CALLBACK (record_activated_cb), self, 0);
      gtk_stack_add_titled (views, self->tables[i], tabs[i].name, _(tabs[i].title));
    }
}

static void
constructed (GObject *object)
{
  SbTeamView *self = SB_TEAM_VIEW (object);
  SbPage *page = SB_PAGE (self);
  G_OBJECT_CLASS (sb_team_view_parent_class)->constructed (object);
  sb_page_setup (page, "team", _("Team"), "sb-team-symbolic");
  sb_page_set_primary (page, _("New member"));
  SbSession *session = sb_page_get_session (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->answer = sb_answer_new (session);
  build_tabs (self, session);
  gtk_box_append (GTK_BOX (box), self->answer);
  gtk_box_append (GTK_BOX (box), self->views);
  self->stack = sb_record_stack_new (session, box, make_member, show_member, self);
  sb_record_stack_follow (SB_RECORD_STACK (self->stack), self->members, "member-chosen");
  sb_record_stack_follow (SB_RECORD_STACK (self->stack), self->everyone, "activated");
  sb_page_set_content (page, self->stack);
  sb_page_set_tabs (page, GTK_STACK (self->views));
}

static void
dispose (GObject *object)
{
  g_clear_pointer (&SB_TEAM_VIEW (object)->data, sb_team_data_unref);
  G_OBJECT_CLASS (sb_team_view_parent_class)->dispose (object);
}

static void
sb_team_view_class_init (SbTeamViewClass *klass)
{
  SbPageClass *page_class = SB_PAGE_CLASS (klass);
  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  page_class->refresh = refresh;
  page_class->primary = primary;
  page_class->find = find;
  page_class->explain = explain_first;
  page_class->show = show_target;
}

static void
sb_team_view_init (SbTeamView *self)
{
}
