/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question before something that cannot be undone, and a message with one button. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* agreed: called only when the user agrees. */
typedef void (*SbAgreed) (gpointer user_data);

void sb_confirm (GtkWidget *parent, const char *heading, const char *body, const char *verb, gboolean destructive,
                 SbAgreed agreed, gpointer user_data);
/* Shows the error's sentence under a heading; technical details in the log. */
void sb_show_error (GtkWidget *parent, const char *heading, const GError *error);

typedef void (*SbNoted) (const char *note, gpointer user_data);
/* Asks for one line of text; noted is called with it (not blank). user_data must outlive the dialog: see
 * sb_ask_note_full (). */
void sb_ask_note (GtkWidget *parent, const char *heading, const char *body, const char *verb, SbNoted noted,
                  gpointer user_data);

typedef struct {
  const char    *heading;
  const char    *body;
  const char    *verb;
  SbNoted        noted;
  gpointer       user_data;
  GDestroyNotify free_data;  /* also when the user gives up */
} SbNoteRequest;

void sb_ask_note_full (GtkWidget *parent, const SbNoteRequest *request);

G_END_DECLS
