/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one deal: a head that says where it stands, the generated form, and beside it the stages it went through,
 * the people, the activities and the history of amount, date and stage. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "analysis/sb-probability.h"
#include "model/sb-record-text.h"
#include "views/deals/sb-deal-page.h"
#include "widgets/sb-record-page.h"
#include "widgets/sb-text-guard.h"

struct _SbDealPage
{
  GtkWidget parent_instance;

  SbSession *session;
  GtkWidget *frame;
  GtkWidget *history_box;
  GtkWidget *history;
};

G_DEFINE_FINAL_TYPE (SbDealPage, sb_deal_page, GTK_TYPE_WIDGET)

enum
{
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const SbDetailLayout details[] = { { .type = "stage_visit",
                                            .title = N_("Way through the stages"),
                                            .empty = N_("No stage history is known for this deal."),
                                            .row_title = "stage",
                                            .subtitle = { "entered_on", "left_on", "outcome", NULL },
                                            .sort = "seq",
                                            .read_only = TRUE },
                                          { .type = "activity",
                                            .title = N_("Activities"),
                                            .empty = N_("No call, visit or mail is recorded yet."),
                                            .subtitle = { "kind", "day_on", "owner", NULL },
                                            .value = "spent_min",
                                            .sort = "day_on",
                                            .descending = TRUE },
                                          { .type = "deal_contact",
                                            .title = N_("People involved"),
                                            .empty = N_("Nobody is noted yet: who decides, who uses it, who pays?"),
                                            .row_title = "contact",
                                            .subtitle = { "buying_role", NULL },
                                            .sort = "id" },
                                          { .type = "deal_credit",
                                            .title = N_("Credit"),
                                            .empty = N_("The owner has the whole credit."),
                                            .row_title = "member",
                                            .subtitle = { "kind", NULL },
                                            .value = "share",
                                            .sort = "id" } };

static const SbRecordPageLayout layout = {
  "deal", "deal", N_("Back to the list"), N_("This deal is not there any more."), details, G_N_ELEMENTS (details)
};

/* -- head ------------------------------------------------------------------------------------- */

static char *
probability_text (SbDealPage *self, const SbFacts *facts, const SbDealFact *deal)
{
  static const char *const sources[]
    = { NULL, N_("own estimate"), N_("model"), N_("learned from your deals"), N_("default of the stage") };
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  if (deal->status != SB_STATUS_OPEN)
    return NULL;
  g_autoptr (SbProbabilityTable) table = sb_probability_table_compute (facts, sb_session_get_as_of (self->session));
  SbProbability probability = sb_probability_of_deal (table, deal);
  g_autofree char *percent = sb_formatter_percent (formatter, probability.value);
  return g_strdup_printf (_("chance to win %s (%s)"), percent, _(sources[probability.source]));
}

static void
write_head (SbDealPage *self)
{
  static const char *const fields[] = { "account", "stage", "amount", "owner", NULL };
  SbRecordPage *frame = SB_RECORD_PAGE (self->frame);
  const SbFacts *facts = sb_session_get_facts (self->session);
  const SbDealFact *deal = facts != NULL ? sb_facts_deal (facts, sb_record_page_get_id (frame)) : NULL;
  g_autofree char *probability = deal != NULL ? probability_text (self, facts, deal) : NULL;
  const char *extra[] = { probability, NULL };
  sb_record_page_write_head (frame, fields, extra);
}

/* -- history ---------------------------------------------------------------------------------- */

static void
fill_history (SbDealPage *self)
{
  static const char *const fields[] = { "amount", "expected_close_on", "stage", "owner", "status" };
  const SbRecordType *type = sb_record_type_find ("deal");
  GtkWidget *child;
  guint shown = 0;
  while ((child = gtk_widget_get_first_child (self->history)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->history), child);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const SbField *field = sb_record_type_field (type, fields[i]);
      g_autoptr (GPtrArray) lines = sb_record_history_lines (
        self->session, type, sb_record_page_get_id (SB_RECORD_PAGE (self->frame)), field, NULL);
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
  gtk_widget_set_visible (self->history_box, shown > 0);
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

/* -- building --------------------------------------------------------------------------------- */

static void
back_cb (SbRecordPage *frame, SbDealPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
dispose (GObject *object)
{
  SbDealPage *self = SB_DEAL_PAGE (object);
  g_clear_pointer (&self->frame, gtk_widget_unparent);
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
  self->session = g_object_ref (session);
  self->frame = sb_record_page_new (session, &layout);
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
  self->history_box = build_history (self);
  sb_record_page_add_side (SB_RECORD_PAGE (self->frame), self->history_box);
  g_signal_connect_object (self->frame, "back", G_CALLBACK (back_cb), self, 0);
  return GTK_WIDGET (self);
}

void
sb_deal_page_show (SbDealPage *self, gint32 id)
{
  g_return_if_fail (SB_IS_DEAL_PAGE (self) && id > 0);
  sb_record_page_show (SB_RECORD_PAGE (self->frame), id);
  sb_deal_page_refresh (self);
}

void
sb_deal_page_refresh (SbDealPage *self)
{
  g_return_if_fail (SB_IS_DEAL_PAGE (self));
  if (sb_record_page_get_id (SB_RECORD_PAGE (self->frame)) == 0)
    return;
  write_head (self);
  fill_history (self);
}
