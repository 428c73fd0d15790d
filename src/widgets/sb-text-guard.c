/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The setters of GTK and libadwaita that parse markup, made safe. Every file of widgets, views and app that shows a
 * text from people calls these; nothing else may call the raw ones. */
#include "widgets/sb-text-guard.h"

#include "core/sb-text.h"

char *
sb_text_one_line (const char *text)
{
  g_autofree char *valid = sb_text_make_valid (text == NULL ? "" : text, -1);
  GString *line = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029 || c == 0x0b || c == 0x0c || c == 0x85)
        g_string_append_c (line, ' ');
      else if (g_unichar_iscntrl (c))
        g_string_append (line, "\uFFFD");
      else
        g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}

static char *
escape (const char *text)
{
  g_autofree char *line = sb_text_one_line (text);

  return g_markup_escape_text (line, -1);
}

void
sb_row_set_title (AdwPreferencesRow *row, const char *title)
{
  g_autofree char *line = sb_text_one_line (title);

  adw_preferences_row_set_use_markup (row, FALSE);
  adw_preferences_row_set_title (row, line);
}

void
sb_row_set_subtitle (AdwActionRow *row, const char *subtitle)
{
  g_autofree char *line = sb_text_one_line (subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle (row, line);
}

void
sb_expander_set_subtitle (AdwExpanderRow *row, const char *subtitle)
{
  g_autofree char *line = sb_text_one_line (subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_set_subtitle (row, line);
}

void
sb_group_set_title (AdwPreferencesGroup *group, const char *title, const char *description)
{
  g_autofree char *safe_title = escape (title);
  g_autofree char *safe_description = escape (description);

  adw_preferences_group_set_title (group, safe_title);
  adw_preferences_group_set_description (group, description == NULL ? NULL : safe_description);
}

void
sb_status_set_text (AdwStatusPage *page, const char *title, const char *description)
{
  g_autofree char *line = sb_text_one_line (title);
  g_autofree char *safe_description = escape (description);

  /* Only the description is markup. */
  adw_status_page_set_title (page, line);
  adw_status_page_set_description (page, description == NULL ? NULL : safe_description);
}

AdwToast *
sb_toast_new (const char *title)
{
  g_autofree char *safe = escape (title);

  return adw_toast_new (safe);
}

void
sb_message_set_body (AdwMessageDialog *dialog, const char *heading, const char *body)
{
  g_autofree char *valid = sb_text_make_valid (body == NULL ? "" : body, -1);
  g_autofree char *line = sb_text_one_line (heading);

  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_heading (dialog, line);
  adw_message_dialog_set_body (dialog, valid);
}

void
sb_label_set_text (GtkLabel *label, const char *text)
{
  g_autofree char *line = sb_text_one_line (text);

  gtk_label_set_text (label, line);
}

GtkWidget *
sb_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  sb_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
sb_label_new_wrapping (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *valid = sb_text_make_valid (text == NULL ? "" : text, -1);

  gtk_label_set_text (GTK_LABEL (label), valid);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
sb_label_set_own_markup (GtkLabel *label, const char *markup)
{
  gtk_label_set_markup (label, markup);
}

GtkWidget *
sb_icon_new (const char *icon_name)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       NULL);
}

void
sb_widget_set_name (GtkWidget *widget, const char *name)
{
  g_autofree char *line = sb_text_one_line (name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
}

void
sb_widget_set_reason (GtkWidget *widget, const char *reason)
{
  g_autofree char *line = sb_text_one_line (reason);

  gtk_widget_set_tooltip_text (widget, reason == NULL ? NULL : line);
  if (reason == NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line, -1);
}
