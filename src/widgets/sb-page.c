/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of every page: body, states, and asking again only while somebody looks. */
#include "sb-config.h"

#include "widgets/sb-page.h"

#include "widgets/sb-state-page.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

#define NARROW_WIDTH 600
#define LEAST_WIDTH 300

typedef struct {
  SbSession    *session;
  char         *name;
  char         *title;
  char         *icon;
  char         *primary;
  GtkStack     *stack;
  GtkWidget    *body;
  GtkWidget    *header;      /* nullable, owned */
  GtkWidget    *state;       /* the present state page, nullable */
  GCancellable *compute;     /* nullable */
  gboolean      has_content; /* a result was shown once: keep it while the next is computed */
  gboolean      stale;       /* refresh at the next map */
  guint         narrow_idle;
  guint         refresh_idle;
} SbPagePrivate;

enum { PROP_0, PROP_SESSION, PROP_TITLE, PROP_PRIMARY, PROP_HEADER, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SbPage, sb_page, ADW_TYPE_BIN)

#define PRIVATE(self) ((SbPagePrivate *) sb_page_get_instance_private (self))

static void
do_refresh (SbPage *self)
{
  PRIVATE (self)->stale = FALSE;
  if (SB_PAGE_GET_CLASS (self)->refresh != NULL)
    SB_PAGE_GET_CLASS (self)->refresh (self);
}

static gboolean
refresh_idle_cb (gpointer data)
{
  SbPage *self = data;
  SbPagePrivate *priv = PRIVATE (self);

  priv->refresh_idle = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && priv->stale)
    do_refresh (self);
  return G_SOURCE_REMOVE;
}

/* One refresh for several signals of one change. */
static void
session_changed_cb (SbPage *self)
{
  SbPagePrivate *priv = PRIVATE (self);

  priv->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && priv->refresh_idle == 0)
    priv->refresh_idle = g_idle_add (refresh_idle_cb, self);
}

static void
sb_page_map (GtkWidget *widget)
{
  SbPage *self = SB_PAGE (widget);
  SbPagePrivate *priv = PRIVATE (self);

  GTK_WIDGET_CLASS (sb_page_parent_class)->map (widget);
  /* After the first frame: the page appears at once, its numbers follow. */
  if (priv->stale && priv->refresh_idle == 0)
    priv->refresh_idle = g_idle_add (refresh_idle_cb, self);
}

static gboolean
narrow_cb (gpointer data)
{
  SbPage *self = data;
  GtkWidget *widget = data;

  PRIVATE (self)->narrow_idle = 0;
  if (gtk_widget_get_width (widget) < NARROW_WIDTH)
    gtk_widget_add_css_class (widget, "narrow");
  else
    gtk_widget_remove_css_class (widget, "narrow");
  return G_SOURCE_REMOVE;
}

static int
own_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (PRIVATE (SB_PAGE (widget))->stack), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  return minimum;
}

static void
sb_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SbPagePrivate *priv = PRIVATE (SB_PAGE (widget));

  gtk_widget_allocate (GTK_WIDGET (priv->stack), MAX (width, own_width (widget)), height, baseline, NULL);
  if ((width < NARROW_WIDTH) != gtk_widget_has_css_class (widget, "narrow") && priv->narrow_idle == 0)
    priv->narrow_idle = g_idle_add (narrow_cb, widget);
}

static void
sb_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                 int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (PRIVATE (SB_PAGE (widget))->stack), orientation,
                      orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0 ? MAX (for_size, own_width (widget))
                                                                               : for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
  /* A page that wants more than a narrow window has is cut there, but never keeps the window from being narrow. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH);
}

static GtkSizeRequestMode
sb_page_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (GTK_WIDGET (PRIVATE (SB_PAGE (widget))->stack));
}

static void
set_session (SbPage *self, SbSession *session)
{
  SbPagePrivate *priv = PRIVATE (self);

  g_set_object (&priv->session, session);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "facts-changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "context-changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
sb_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SbPagePrivate *priv = PRIVATE (SB_PAGE (object));

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_PRIMARY:
      g_value_set_string (value, priv->primary);
      break;
    case PROP_HEADER:
      g_value_set_object (value, priv->header);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sb_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    set_session (SB_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sb_page_dispose (GObject *object)
{
  SbPagePrivate *priv = PRIVATE (SB_PAGE (object));

  if (priv->compute != NULL)
    g_cancellable_cancel (priv->compute);
  g_clear_object (&priv->compute);
  g_clear_handle_id (&priv->narrow_idle, g_source_remove);
  g_clear_handle_id (&priv->refresh_idle, g_source_remove);
  g_clear_object (&priv->header);
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (sb_page_parent_class)->dispose (object);
}

static void
sb_page_finalize (GObject *object)
{
  SbPagePrivate *priv = PRIVATE (SB_PAGE (object));

  g_free (priv->name);
  g_free (priv->title);
  g_free (priv->icon);
  g_free (priv->primary);
  G_OBJECT_CLASS (sb_page_parent_class)->finalize (object);
}

static void
sb_page_class_init (SbPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sb_page_get_property;
  object_class->set_property = sb_page_set_property;
  object_class->dispose = sb_page_dispose;
  object_class->finalize = sb_page_finalize;
  widget_class->map = sb_page_map;
  widget_class->size_allocate = sb_page_size_allocate;
  widget_class->measure = sb_page_measure;
  widget_class->get_request_mode = sb_page_get_request_mode;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SB_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRIMARY]
      = g_param_spec_string ("primary", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HEADER]
      = g_param_spec_object ("header", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static GtkWidget *
build_scrolled_body (SbPagePrivate *priv)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  priv->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (priv->body, "sb-body");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 1240);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), 1000);
  adw_clamp_set_child (ADW_CLAMP (clamp), priv->body);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

static void
sb_page_init (SbPage *self)
{
  SbPagePrivate *priv = PRIVATE (self);

  gtk_widget_add_css_class (GTK_WIDGET (self), "sb-page");
  priv->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (priv->stack, FALSE);
  gtk_stack_set_hhomogeneous (priv->stack, FALSE);
  gtk_stack_add_named (priv->stack, build_scrolled_body (priv), "content");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (priv->stack));
  /* With a layout manager a widget is not told its size, on which the narrow look depends. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  priv->stale = TRUE;
}

void
sb_page_setup (SbPage *self, const char *name, const char *title, const char *icon)
{
  SbPagePrivate *priv;

  g_return_if_fail (SB_IS_PAGE (self) && name != NULL && title != NULL);

  priv = PRIVATE (self);
  g_free (priv->name);
  g_free (priv->title);
  g_free (priv->icon);
  priv->name = g_strdup (name);
  priv->title = g_strdup (title);
  priv->icon = g_strdup (icon);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const char *
sb_page_get_name (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);

  return PRIVATE (self)->name;
}

const char *
sb_page_get_title (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);

  return PRIVATE (self)->title;
}

const char *
sb_page_get_icon (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);

  return PRIVATE (self)->icon;
}

SbSession *
sb_page_get_session (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);

  return PRIVATE (self)->session;
}

SbFormatter *
sb_page_get_formatter (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);

  return sb_session_get_formatter (PRIVATE (self)->session);
}

GtkBox *
sb_page_get_body (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);

  return GTK_BOX (PRIVATE (self)->body);
}

void
sb_page_set_content (SbPage *self, GtkWidget *content)
{
  SbPagePrivate *priv;
  GtkWidget *old;

  g_return_if_fail (SB_IS_PAGE (self) && GTK_IS_WIDGET (content));

  priv = PRIVATE (self);
  old = gtk_stack_get_child_by_name (priv->stack, "content");
  if (old != NULL)
    gtk_stack_remove (priv->stack, old);
  priv->body = NULL;
  gtk_stack_add_named (priv->stack, content, "content");
}

void
sb_page_set_header (SbPage *self, GtkWidget *header)
{
  SbPagePrivate *priv;

  g_return_if_fail (SB_IS_PAGE (self) && (header == NULL || GTK_IS_WIDGET (header)));

  priv = PRIVATE (self);
  if (header != NULL)
    g_object_ref_sink (header);
  g_clear_object (&priv->header);
  priv->header = header;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADER]);
}

void
sb_page_set_tabs (SbPage *self, GtkStack *stack)
{
  GtkWidget *switcher;

  g_return_if_fail (SB_IS_PAGE (self) && GTK_IS_STACK (stack));

  switcher = gtk_stack_switcher_new ();
  gtk_widget_add_css_class (switcher, "sb-tabs");
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), stack);
  sb_page_set_header (self, switcher);
}

GtkWidget *
sb_page_get_header (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);

  return PRIVATE (self)->header;
}

void
sb_page_set_primary (SbPage *self, const char *label)
{
  SbPagePrivate *priv;

  g_return_if_fail (SB_IS_PAGE (self));

  priv = PRIVATE (self);
  g_free (priv->primary);
  priv->primary = g_strdup (label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRIMARY]);
}

const char *
sb_page_get_primary (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);

  return PRIVATE (self)->primary;
}

/* States */

void
sb_page_show_content (SbPage *self)
{
  SbPagePrivate *priv;

  g_return_if_fail (SB_IS_PAGE (self));

  priv = PRIVATE (self);
  priv->has_content = TRUE;
  gtk_stack_set_visible_child_name (priv->stack, "content");
  if (priv->state != NULL)
    gtk_stack_remove (priv->stack, priv->state);
  priv->state = NULL;
}

static void
show_state (SbPage *self, GtkWidget *state)
{
  SbPagePrivate *priv = PRIVATE (self);
  GtkWidget *old = priv->state;

  gtk_stack_add_child (priv->stack, state);
  gtk_stack_set_visible_child (priv->stack, state);
  priv->state = state;
  if (old != NULL)
    gtk_stack_remove (priv->stack, old);
}

void
sb_page_show_loading (SbPage *self)
{
  g_return_if_fail (SB_IS_PAGE (self));

  show_state (self, sb_state_page_new_loading (NULL));
}

void
sb_page_show_empty (SbPage *self, const char *title, const char *description, const char *button, const char *action)
{
  g_return_if_fail (SB_IS_PAGE (self) && title != NULL);

  PRIVATE (self)->has_content = FALSE;
  show_state (self, sb_state_page_new_empty (PRIVATE (self)->icon, title, description, button, action));
}

void
sb_page_show_error (SbPage *self, const GError *error)
{
  g_return_if_fail (SB_IS_PAGE (self));

  PRIVATE (self)->has_content = FALSE;
  show_state (self, sb_state_page_new_error (NULL, error));
}

/* Computing */

typedef struct {
  SbPage        *page; /* a reference */
  GCancellable  *cancellable;
  SbPageReady    ready;
  GDestroyNotify free_result;
} Computation;

static void
computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Computation *computation = user_data;
  SbPage *self = computation->page;
  SbPagePrivate *priv = PRIVATE (self);
  g_autoptr (GError) error = NULL;
  gpointer value = sb_session_compute_finish (SB_SESSION (source), result, &error);

  /* Without a window its workspace has been closed meanwhile. */
  if (computation->cancellable == priv->compute && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    {
      g_autoptr (SbContext) context = sb_session_dup_context (SB_SESSION (source));

      g_clear_object (&priv->compute);
      if (value != NULL)
        {
          sb_page_show_content (self);
          computation->ready (self, value, context);
        }
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        session_changed_cb (self);
      else
        sb_page_show_error (self, error);
    }
  if (value != NULL && computation->free_result != NULL)
    computation->free_result (value);
  g_object_unref (computation->cancellable);
  g_object_unref (computation->page);
  g_free (computation);
}

void
sb_page_compute (SbPage *self, SbComputeFunc func, gpointer input, GDestroyNotify free_input,
                 GDestroyNotify free_result, SbPageReady ready)
{
  SbPagePrivate *priv;
  Computation *computation;

  g_return_if_fail (SB_IS_PAGE (self) && func != NULL && ready != NULL);

  priv = PRIVATE (self);
  if (priv->compute != NULL)
    g_cancellable_cancel (priv->compute);
  g_clear_object (&priv->compute);
  priv->compute = g_cancellable_new ();
  if (!priv->has_content)
    sb_page_show_loading (self);
  computation = g_new0 (Computation, 1);
  computation->page = g_object_ref (self);
  computation->cancellable = g_object_ref (priv->compute);
  computation->ready = ready;
  computation->free_result = free_result;
  sb_session_compute_async (priv->session, func, input, free_input, free_result, priv->compute, computed_cb,
                            computation);
}

void
sb_page_refresh (SbPage *self)
{
  g_return_if_fail (SB_IS_PAGE (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    do_refresh (self);
  else
    PRIVATE (self)->stale = TRUE;
}

void
sb_page_primary (SbPage *self)
{
  g_return_if_fail (SB_IS_PAGE (self));

  if (SB_PAGE_GET_CLASS (self)->primary != NULL)
    SB_PAGE_GET_CLASS (self)->primary (self);
}

void
sb_page_find (SbPage *self)
{
  g_return_if_fail (SB_IS_PAGE (self));

  if (SB_PAGE_GET_CLASS (self)->find != NULL)
    SB_PAGE_GET_CLASS (self)->find (self);
}

gboolean
sb_page_explain (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), FALSE);

  return SB_PAGE_GET_CLASS (self)->explain != NULL && SB_PAGE_GET_CLASS (self)->explain (self);
}

gboolean
sb_page_step (SbPage *self, gboolean forward)
{
  g_return_val_if_fail (SB_IS_PAGE (self), FALSE);

  return SB_PAGE_GET_CLASS (self)->step != NULL && SB_PAGE_GET_CLASS (self)->step (self, forward);
}

void
sb_page_show (SbPage *self, SbTarget *target)
{
  g_return_if_fail (SB_IS_PAGE (self) && target != NULL);

  if (SB_PAGE_GET_CLASS (self)->show != NULL)
    SB_PAGE_GET_CLASS (self)->show (self, target);
}
