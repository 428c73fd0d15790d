/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Counting is the analysis' own; here it only finds its page. */
#include "sb-config.h"

#include "app/sb-badges.h"

#include "analysis/sb-attention.h"
#include "model/sb-finding-text.h"

/* The findings that count records, with the page where these are. */
static const struct {
  SbFindingKind kind;
  const char   *page;
} counted[] = {
  { SB_FINDING_OVERDUE_DEALS, "deals" },
  { SB_FINDING_LAPSED_CUSTOMERS, "customers" },
};

static gpointer
compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  SbAttentionQuery query = { context->period, context->scope, context->as_of, 0, SB_ATTENTION_DEFAULTS };

  return sb_attention_compute (context->facts, &query);
}

static const SbFinding *
find_finding (GPtrArray *findings, SbFindingKind kind)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const SbFinding *finding = g_ptr_array_index (findings, i);

      if (finding->kind == kind)
        return finding;
    }
  return NULL;
}

static void
show_badge (SbSidebar *sidebar, SbSession *session, const char *page, const SbFinding *finding)
{
  g_autoptr (SbFindingText) text = finding ? sb_finding_text_new (sb_session_get_formatter (session), finding) : NULL;
  gboolean shown = text && !sb_session_has_dismissed (session, text->key) &&
                   sb_quantity_is_defined (&finding->values[0]);

  sb_sidebar_set_badge (sidebar, page, shown ? (guint)MAX (finding->values[0].integer, 0) : 0,
                        shown ? text->title : NULL);
}

static void
computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSidebar) sidebar = user_data;
  SbSession *session = SB_SESSION (source);
  g_autoptr (GPtrArray) findings = sb_session_compute_finish (session, result, NULL);

  /* The workspace may have been closed meanwhile. */
  if (!gtk_widget_get_root (GTK_WIDGET (sidebar)))
    return;
  for (gsize i = 0; findings && i < G_N_ELEMENTS (counted); i++)
    show_badge (sidebar, session, counted[i].page, find_finding (findings, counted[i].kind));
}

static void
update_cb (SbSidebar *sidebar, SbSession *session)
{
  if (sb_session_get_facts (session))
    sb_session_compute_async (session, compute, NULL, NULL, (GDestroyNotify)g_ptr_array_unref, NULL, computed_cb,
                              g_object_ref (sidebar));
}

void
sb_badges_follow (SbSidebar *sidebar, SbSession *session)
{
  g_return_if_fail (SB_IS_SIDEBAR (sidebar) && SB_IS_SESSION (session));

  g_signal_connect_object (session, "facts-changed", G_CALLBACK (update_cb), sidebar, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "context-changed", G_CALLBACK (update_cb), sidebar, G_CONNECT_SWAPPED);
  update_cb (sidebar, session);
}
