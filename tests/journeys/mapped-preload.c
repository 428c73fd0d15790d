/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded by the journeys only: GTK 4.8 reports widgets of pages that are not on screen as visible to the accessible tree;
 * this mirrors map and unmap of every widget into its accessible "hidden" state, so that a test sees what a person sees.
 * With SB_RIGHT_TO_LEFT set the window is laid out as in a language that is written so. */
#include <dlfcn.h>
#include <gtk/gtk.h>

static void
set_hidden (GtkWidget *widget, gboolean hidden)
{
  if (!GTK_IS_NATIVE (widget))
    gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer mapped)
{
  GtkWidget *widget = g_value_get_object (values);
  GtkWidget *parent = gtk_widget_get_parent (widget);
  set_hidden (widget, !GPOINTER_TO_INT (mapped));
  if (GPOINTER_TO_INT (mapped) && parent != NULL)
    for (GtkWidget *s = gtk_widget_get_first_child (parent); s != NULL; s = gtk_widget_get_next_sibling (s))
      if (s != widget && gtk_widget_get_visible (s) && !gtk_widget_get_child_visible (s))
        set_hidden (s, TRUE);
  return TRUE;
}

static gboolean
realized_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (values);
  if (g_getenv ("SB_RIGHT_TO_LEFT") && gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (!gtk_widget_get_mapped (widget))
    set_hidden (widget, TRUE);
  return TRUE;
}

int
g_application_run (GApplication *application, int argc, char **argv)
{
  static int (*real) (GApplication *, int, char **);
  real = dlsym (RTLD_NEXT, "g_application_run");
  g_type_class_ref (GTK_TYPE_WIDGET);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, GINT_TO_POINTER (1), NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, mapped_cb, GINT_TO_POINTER (0), NULL);
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realized_cb, NULL, NULL);
  return real (application, argc, argv);
}
