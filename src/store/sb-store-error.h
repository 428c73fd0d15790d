/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong with a workspace, in the words of the command's exit status. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SB_STORE_ERROR (sb_store_error_quark ())
GQuark sb_store_error_quark (void);

typedef enum {
  SB_STORE_ERROR_OPEN,            /* cannot open or read: exit 3 */
  SB_STORE_ERROR_EXISTS,          /* refuses to overwrite: 4 */
  SB_STORE_ERROR_WRITE,           /* disk full, permission, I/O: 4 */
  SB_STORE_ERROR_BUSY,            /* locked by another process or by a running import: 4 */
  SB_STORE_ERROR_DAMAGED,         /* 5 */
  SB_STORE_ERROR_NOT_A_WORKSPACE, /* 5 */
  SB_STORE_ERROR_NEWER,           /* 6 */
  SB_STORE_ERROR_INVALID,         /* the data says no (reference, uniqueness, …): 1 */
  SB_STORE_ERROR_NOT_FOUND,       /* no such record: 1 */
  SB_STORE_ERROR_CANCELLED,       /* 1 */
  SB_STORE_ERROR_LATE             /* INVALID, of a row written beside: see sb_bulk_write_beside (); 1 */
} SbStoreError;

/* The exit status of CLI.md for any error of this or another domain (other domains: 1). */
int sb_store_error_exit_status (const GError *error);

G_END_DECLS
