/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that the search offers: the pages, and what the keys do; filtered by what was typed. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *title;  /* translated */
  const char *group;  /* translated: "Pages", "Lists", "Commands" */
  const char *icon;
  const char *action; /* detailed name; owned by the command */
  char       *key;    /* label of the accelerator, or NULL */
} SbCommand;

void       sb_command_free (SbCommand *command);
/* Pages first, then the lists of record types (only those asked for by text), then commands. text NULL or blank: all.
 * A word of the title must begin with it; in scripts without blanks between words it may stand anywhere. Commands that
 * cannot be used now are left out. transfer full: GPtrArray of SbCommand. */
GPtrArray *sb_command_list (GtkWidget *window, const char *text);

G_END_DECLS
