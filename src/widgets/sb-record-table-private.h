/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the record table share. */
#pragma once

#include "widgets/sb-record-table.h"

G_BEGIN_DECLS

typedef struct {
  char          *label;
  SbRecordAction action;
  gpointer       user_data;
} TableAction;

struct _SbRecordTable {
  GtkWidget           parent_instance;
  SbRecordList       *list;
  SbSession          *session;
  const SbRecordType *type;
  char               *state_key;
  GArray             *defaults;   /* guint: fields shown when nobody chose */
  GArray             *shown;      /* guint: fields shown, in order */
  GtkSelectionModel  *selection;
  GPtrArray          *actions;    /* TableAction */
  GtkWidget          *box;
  GtkWidget          *bar;
  GtkWidget          *filter;
  GtkWidget          *count;
  GtkWidget          *chooser;
  GtkStack           *stack;
  GtkWidget          *column_view;
  GtkWidget          *list_view;  /* compact */
  GtkWidget          *menu;       /* popover, nullable */
  char               *empty[4];   /* title, description, button, action */
  gboolean            compact;
  gboolean            building;   /* columns are being made: nothing is remembered */
  int                 probe;      /* see sb-record-columns.c */
  guint               layout_idle;
};

/* Emits "activated"; when nobody listens, opens the record. */
void     sb_record_table_activate       (SbRecordTable *self, gint32 id);

/* sb-record-columns.c */
void     sb_record_table_pick_columns   (SbRecordTable *self); /* fills shown from the state or the defaults */
void     sb_record_table_build_columns  (SbRecordTable *self);
void     sb_record_table_show_field     (SbRecordTable *self, guint field, gboolean show);
gboolean sb_field_is_numeric            (const SbField *field);
GtkListItemFactory *sb_record_table_compact_factory (SbRecordTable *self);

/* sb-record-menu.c */
void     sb_record_table_install_actions (GtkWidgetClass *widget_class);
/* x, y in the coordinates of widget; position: of the row under the pointer, G_MAXUINT = the selected one. */
void     sb_record_table_popup_menu     (SbRecordTable *self, GtkWidget *widget, double x, double y, guint position);
void     sb_record_table_update_actions (SbRecordTable *self);

/* sb-record-cells.c */
/* Right click in a view opens the menu of the row whose child was marked. */
void     sb_record_table_watch_view     (SbRecordTable *self, GtkWidget *view);
void     sb_record_table_mark_cell      (GtkListItem *item, GtkWidget *child);
/* A status or a state. */
gboolean sb_field_has_icons             (const SbField *field);
/* "emblem-ok-symbolic" and so on for the choices that mean a state; NULL for others. */
const char *sb_choice_icon              (const SbField *field, const SbValue *value);

G_END_DECLS
