/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the caller decided beforehand: the options of `import`, the same in the window and on the command line. */
#pragma once

#include "core/sb-date.h"
#include "core/sb-money.h"

G_BEGIN_DECLS

typedef enum {
  SB_DATE_ORDER_NONE,
  SB_DATE_ORDER_YMD,
  SB_DATE_ORDER_MDY,
  SB_DATE_ORDER_DMY,
  SB_DATE_ORDER_SERIAL, /* days of the 1900 system */
  SB_DATE_ORDER_EPOCH,  /* seconds or milliseconds since 1970; never an option, found by itself */
  SB_DATE_ORDER_MIXED   /* only of a file: its columns differ */
} SbDateOrder;

typedef enum { SB_STAGES_ADOPT, SB_STAGES_SEED } SbStagesMode;
typedef enum { SB_PREFER_NONE, SB_PREFER_LOCAL, SB_PREFER_FILE } SbPreferSide;

/* One --map. header: a header as written, "H#2" for a repeated one, "#3" by position, or "Stage:X" for a stage.
 * target: "" ignore, "extra" keep as extra field, "deal.amount", "deal.account.id", or "seed:2" for a stage. */
typedef struct {
  char *header;
  char *target;
} SbImportMap;

typedef struct {
  char        *type;       /* NULL: recognise */
  char        *source;     /* NULL: the profile */
  GPtrArray   *maps;       /* of SbImportMap */
  char        *encoding;   /* IANA name, NULL: detect */
  char        *delimiter;  /* one character, "\t" or "blanks"; NULL: detect */
  int          header;     /* 1-based record, 0: none, −1: detect */
  char        *sheet;
  SbDateOrder  date_order; /* NONE: not given */
  char         decimal;    /* '.' or ',' ; 0: not given */
  char         currency[SB_CURRENCY_SIZE]; /* "": not given */
  gboolean     round;
  GPtrArray   *fill_down;  /* of char* headers */
  SbStagesMode stages;
  SbDate       as_of;      /* SB_DATE_NONE: name, then modification date */
  gboolean     full;
  SbPreferSide prefer;
  gboolean     dry_run;
  gboolean     strict;
  char        *rejects;    /* path of --rejects */

  /* What the workspace contributes, filled in by whoever starts the import. */
  char         workspace_currency[SB_CURRENCY_SIZE];
  GHashTable  *remembered; /* mapping key → mapping text, see sb_file_profile_dup_mapping_key (); may be NULL */
} SbImportOptions;

SbImportOptions *sb_import_options_new  (void);
SbImportOptions *sb_import_options_copy (const SbImportOptions *options);
void             sb_import_options_free (SbImportOptions *options);
/* Adds or replaces the target of one header. */
void             sb_import_options_map  (SbImportOptions *options, const char *header, const char *target);
/* Adds "Header=target"; the last '=' followed by a legal target splits, so a header may hold '='.
 * FALSE when there is no '='. */
gboolean         sb_import_options_add_map (SbImportOptions *options, const char *text);
/* "ymd" … "mixed"; NULL for NONE and EPOCH. */
const char      *sb_date_order_name     (SbDateOrder order);
/* "ymd", "mdy", "dmy", "serial"; NONE for anything else. */
SbDateOrder      sb_date_order_find     (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbImportOptions, sb_import_options_free)

G_END_DECLS
