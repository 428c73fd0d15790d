/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one deal: a head that says where it stands, the generated form, and beside it the stages it went through, the
 * people, the activities and the history of amount, date and stage. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "analysis/sb-probability.h"
#include "model/sb-record-text.h"
#include "views/deals/sb-deal-page.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-detail-card.h"
#include "widgets/sb-page.h"
#include "widgets/sb-record-form.h"
#include "widgets/sb-text-guard.h"

struct _SbDealPage {
  GtkWidget parent_instance;

  SbSession *session;
  gint32 id;

  GtkWidget *box;
  GtkWidget *body;     /* below the head; replaced when another deal is shown */
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *history;
};

G_DEFINE_FINAL_TYPE (SbDealPage, sb_deal_page, GTK_TYPE_WIDGET)

enum { BACK, N_SIGNALS };
static guint signals[N_SIGNALS];

static const SbDetailLayout visits_layout = {
  .type = "stage_visit", .title = N_("Way through the stages"), .empty = N_("No stage history is known for this deal."),
  .row_title = "stage", .subtitle = { "entered_on", "left_on", "outcome", NULL }, .sort = "seq", .read_only = TRUE
};
static const SbDetailLayout contacts_layout = {
  .type = "deal_contact", .title = N_("People involved"), .empty = N_("Nobody is noted yet: who decides, who uses it, who pays?"),
  .row_title = "contact", .subtitle = { "buying_role", NULL }, .sort = "id"
};
static const SbDetailLayout activities_layout = {
  .type = "activity", .title = N_("Activities"), .empty = N_("No call, visit or mail is recorded yet."),
  .subtitle = { "kind", "day_on", "owner", NULL }, .value = "spent_min", .sort = "day_on", .descending = TRUE
};
static const SbDetailLayout credits_layout = {
  .type = "deal_credit", .title = N_("Credit"), .empty = N_("The owner has the whole credit."), .row_title = "member",
  .subtitle = { "kind", NULL }, .value = "share", .sort = "id"
};

/* -- head ---------------------------------------------------------------------------------------------------------------- */

static char *
probability_text (SbDealPage *self, const SbFacts *facts, const SbDealFact *deal)
{
  static const char * const sources[] = { NULL, N_("own estimate"), N_("model"), N_("learned from your deals"), N_("default of the stage") };
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  if (deal->status != SB_STATUS_OPEN)
    return NULL;
  g_autoptr (SbProbabilityTable) table = sb_probability_table_compute (facts, sb_session_get_as_of (self->session));
  SbProbability probability = sb_probability_of_deal (table, deal);
  g_autofree char *percent = sb_formatter_percent (formatter, probability.value);
  return g_strdup_printf (_("chance to win %s (%s)"), percent, _(sources[probability.source]));
}

static void
append_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
write_head (SbDealPage *self)
{
  static const char * const fields[] = { "account", "stage", "amount", "owner" };
  const SbRecordType *type = sb_record_type_find ("deal");
  g_autofree char *title = sb_session_title (self->session, type, self->id);
  g_autoptr (SbRecord) record = sb_reader_get (sb_session_get_reader (self->session), type, self->id, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; record != NULL && i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *part = sb_record_field_text (self->session, record, (guint) sb_record_type_field_index (type, fields[i]));
      append_part (text, part);
    }
  const SbFacts *facts = sb_session_get_facts (self->session);
  const SbDealFact *deal = facts != NULL ? sb_facts_deal (facts, self->id) : NULL;
  g_autofree char *probability = deal != NULL ? probability_text (self, facts, deal) : NULL;
  append_part (text, probability);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->subtitle), record != NULL ? text->str : _("This deal is not there any more."));
}

/* -- history --------------------------------------------------------------------------------------------------------------- */

static void
fill_history (SbDealPage *self)
{
  static const char * const fields[] = { "amount", "expected_close_on", "stage", "owner", "status" };
  const SbRecordType *type = sb_record_type_find ("deal");
  GtkWidget *child;
  guint shown = 0;
  while ((child = gtk_widget_get_first_child (self->history)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->history), child);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const SbField *field = sb_record_type_field (type, fields[i]);
      g_autoptr (GPtrArray) lines = sb_record_history_lines (self->session, type, self->id, field, NULL);
      for (guint j = 0; lines != NULL && j < MIN (lines->len, 5); j++)
        {
          const SbHistoryLine *line = g_ptr_array_index (lines, j);
          GtkWidget *row = adw_action_row_new ();
          g_autofree char *title = g_strdup_printf ("%s: %s", sb_field_label (field), line->text);
          sb_row_set_title (ADW_PREFERENCES_ROW (row), title);
          sb_row_set_subtitle (ADW_ACTION_ROW (row), line->detail);
          gtk_list_box_append (GTK_LIST_BOX (self->history), row);
          shown++;
        }
    }
  gtk_widget_set_visible (gtk_widget_get_parent (self->history), shown > 0);
}

static GtkWidget *
build_history (SbDealPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->history = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->history), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->history, "boxed-list");
  sb_widget_set_name (self->history, _("What changed"));
  gtk_box_append (GTK_BOX (box), sb_label_new (_("What changed"), "heading"));
  gtk_box_append (GTK_BOX (box), self->history);
  return box;
}

/* -- building ---------------------------------------------------------------------------------------------------------------- */

static void
append_detail (SbDealPage *self, GtkWidget *box, const SbDetailLayout *layout)
{
  GtkWidget *card = sb_detail_card_new (self->session, layout);
  sb_detail_card_set_parent (SB_DETAIL_CARD (card), "deal", self->id);
  gtk_box_append (GTK_BOX (box), card);
}

static GtkWidget *
build_body (SbDealPage *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  append_detail (self, side, &visits_layout);
  append_detail (self, side, &activities_layout);
  append_detail (self, side, &contacts_layout);
  append_detail (self, side, &credits_layout);
  gtk_box_append (GTK_BOX (side), build_history (self));
  GtkWidget *form = sb_record_form_new (self->session, sb_record_type_find ("deal"), self->id);
  gtk_widget_set_valign (form, GTK_ALIGN_START);
  return sb_columns_new (form, side, 0.58, 760);
}

static void
back_clicked_cb (GtkButton *button, SbDealPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static GtkWidget *
build_head (SbDealPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_tooltip_text (back, _("Back to the list"));
  sb_widget_set_name (back, _("Back to the list"));
  gtk_widget_set_valign (back, GTK_ALIGN_START);
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_clicked_cb), self, 0);
  self->title = sb_label_new_wrapping (NULL, "title-2");
  self->subtitle = sb_label_new_wrapping (NULL, "dim-label");
  gtk_box_append (GTK_BOX (texts), self->title);
  gtk_box_append (GTK_BOX (texts), self->subtitle);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), texts);
  return head;
}

static void
dispose (GObject *object)
{
  SbDealPage *self = SB_DEAL_PAGE (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_deal_page_parent_class)->dispose (object);
}

static void
sb_deal_page_class_init (SbDealPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[BACK] = g_signal_new ("back", SB_TYPE_DEAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_deal_page_init (SbDealPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_deal_page_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbDealPage *self = g_object_new (SB_TYPE_DEAL_PAGE, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  self->session = g_object_ref (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_top (self->box, 18);
  gtk_widget_set_margin_bottom (self->box, 24);
  gtk_widget_set_margin_start (self->box, 18);
  gtk_widget_set_margin_end (self->box, 18);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1100);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
sb_deal_page_show (SbDealPage *self, gint32 id)
{
  g_return_if_fail (SB_IS_DEAL_PAGE (self) && id > 0);
  if (id != self->id || self->body == NULL)
    {
      self->id = id;
      if (self->body != NULL)
        gtk_box_remove (GTK_BOX (self->box), self->body);
      self->body = build_body (self);
      gtk_box_append (GTK_BOX (self->box), self->body);
    }
  sb_deal_page_refresh (self);
}

void
sb_deal_page_refresh (SbDealPage *self)
{
  g_return_if_fail (SB_IS_DEAL_PAGE (self));
  if (self->id == 0 || self->body == NULL)
    return;
  write_head (self);
  fill_history (self);
}
