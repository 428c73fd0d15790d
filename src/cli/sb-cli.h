/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all commands share: the global options, how options are read, how results and failures are told. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "core/sb-date.h"
#include "store/sb-workspace.h"

G_BEGIN_DECLS

/* CLI.md "Exit status". */
enum { SB_EXIT_OK = 0, SB_EXIT_DATA = 1, SB_EXIT_USAGE = 2, SB_EXIT_OPEN = 3, SB_EXIT_WRITE = 4, SB_EXIT_DAMAGED = 5,
       SB_EXIT_NEWER = 6 };

typedef struct {
  char    *workspace;   /* path; never NULL after the options have been read */
  SbDate   as_of;       /* --as-of; today without it */
  gboolean as_of_given;
  gboolean json;
  const char *command;
} SbCli;

typedef enum { SB_OPTION_FLAG, SB_OPTION_TEXT, SB_OPTION_LIST, SB_OPTION_INT, SB_OPTION_DATE } SbOptionKind;

/* target: gboolean *, char **, GPtrArray ** (made when first given), gint64 *, SbDate *. */
typedef struct {
  const char  *name; /* without "--" */
  SbOptionKind kind;
  gpointer     target;
} SbOption;

/* Reads the options of a command, "--name value" or "--name=value" in any place; "--" ends them. The global options are
 * understood too. What is no option goes to *rest (NULL-terminated, transfer full). FALSE: told, exit with
 * SB_EXIT_USAGE. */
gboolean     sb_cli_parse        (SbCli *cli, const SbOption *options, int argc, char **argv, GStrv *rest);
/* Exactly n arguments, or usage is told. */
gboolean     sb_cli_expect       (SbCli *cli, GStrv rest, guint min, guint max);

/* One message to standard error, and under --json the document {"ok":false,"error":{…}} to standard output. Returns
 * status. */
int          sb_cli_fail         (SbCli *cli, int status, const char *format, ...) G_GNUC_PRINTF (3, 4);
int          sb_cli_fail_error   (SbCli *cli, const GError *error);
int          sb_cli_usage        (SbCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Opens the workspace; NULL: told, *status is the exit status. write: fails when it is open elsewhere. */
SbWorkspace *sb_cli_open         (SbCli *cli, gboolean write, int *status);
/* A reader on the workspace that takes no lock. */
SbReader    *sb_cli_open_reader  (SbCli *cli, int *status);
char        *sb_cli_default_workspace (void);

/* Prints the builder's root as one document and a line end; the builder is unreffed. */
void         sb_cli_print_json   (JsonBuilder *json);
/* Members of an object under construction. */
void         sb_json_text        (JsonBuilder *json, const char *name, const char *value);
void         sb_json_int         (JsonBuilder *json, const char *name, gint64 value);
void         sb_json_real        (JsonBuilder *json, const char *name, double value);
void         sb_json_bool        (JsonBuilder *json, const char *name, gboolean value);
void         sb_json_null        (JsonBuilder *json, const char *name);
void         sb_json_date        (JsonBuilder *json, const char *name, SbDate date);

/* An aligned table of texts: columns split by the widths of what they hold, numbers to the right. */
typedef struct _SbCliTable SbCliTable;
SbCliTable  *sb_cli_table_new    (const char *const *heads); /* copied; NULL-terminated */
void         sb_cli_table_row    (SbCliTable *table, ...) G_GNUC_NULL_TERMINATED; /* char*, one a column */
void         sb_cli_table_cells  (SbCliTable *table, GPtrArray *cells);           /* char*, takes the array */
void         sb_cli_table_print  (SbCliTable *table);                             /* and frees it */

/* The commands. argv[0] is the command's name. */
/* All of standard input, whatever bytes it holds. transfer full. */
GString *sb_cli_read_stdin (void);

int sb_cmd_new      (SbCli *cli, int argc, char **argv);
int sb_cmd_import   (SbCli *cli, int argc, char **argv);
int sb_cmd_export   (SbCli *cli, int argc, char **argv);
int sb_cmd_list     (SbCli *cli, int argc, char **argv);
int sb_cmd_apply    (SbCli *cli, int argc, char **argv);
int sb_cmd_undo     (SbCli *cli, int argc, char **argv);
int sb_cmd_redo     (SbCli *cli, int argc, char **argv);
int sb_cmd_history  (SbCli *cli, int argc, char **argv);
int sb_cmd_kpi      (SbCli *cli, int argc, char **argv);
int sb_cmd_goals    (SbCli *cli, int argc, char **argv);
int sb_cmd_allocate (SbCli *cli, int argc, char **argv);
int sb_cmd_forecast (SbCli *cli, int argc, char **argv);
int sb_cmd_funnel   (SbCli *cli, int argc, char **argv);
int sb_cmd_waterfall (SbCli *cli, int argc, char **argv);
int sb_cmd_snapshot  (SbCli *cli, int argc, char **argv);
int sb_cmd_snapshots (SbCli *cli, int argc, char **argv);
int sb_cmd_diff     (SbCli *cli, int argc, char **argv);
int sb_cmd_segments (SbCli *cli, int argc, char **argv);
int sb_cmd_chart    (SbCli *cli, int argc, char **argv);
int sb_cmd_check    (SbCli *cli, int argc, char **argv);
int sb_cmd_dump     (SbCli *cli, int argc, char **argv);
int sb_cmd_backup   (SbCli *cli, int argc, char **argv);
int sb_cmd_restore  (SbCli *cli, int argc, char **argv);
int sb_cmd_assign   (SbCli *cli, int argc, char **argv);
int sb_cmd_bench    (SbCli *cli, int argc, char **argv);
/* argv[0] is the command's own name, argv[1] the calculation or --list. Exit status 0, 1 or 2. */
int sb_cmd_eval     (SbCli *cli, int argc, char **argv);
/* Exit status 0 or 2. */
int sb_cmd_winprob  (SbCli *cli, int argc, char **argv);
/* Exit status 0, 1 (a row has no forecast) or 2. */
int sb_cmd_series   (SbCli *cli, int argc, char **argv);

G_END_DECLS
