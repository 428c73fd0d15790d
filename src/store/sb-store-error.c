/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store's error domain and its exit statuses. */
#include "store/sb-store-error.h"

#include <gio/gio.h>

G_DEFINE_QUARK (sb-store-error-quark, sb_store_error)

int
sb_store_error_exit_status (const GError *error)
{
  g_return_val_if_fail (error != NULL, 0);

  if (error->domain != SB_STORE_ERROR)
    return 1;
  switch ((SbStoreError) error->code)
    {
    case SB_STORE_ERROR_OPEN:
      return 3;
    case SB_STORE_ERROR_EXISTS:
    case SB_STORE_ERROR_WRITE:
    case SB_STORE_ERROR_BUSY:
      return 4;
    case SB_STORE_ERROR_DAMAGED:
    case SB_STORE_ERROR_NOT_A_WORKSPACE:
      return 5;
    case SB_STORE_ERROR_NEWER:
      return 6;
    case SB_STORE_ERROR_INVALID:
    case SB_STORE_ERROR_NOT_FOUND:
    case SB_STORE_ERROR_CANCELLED:
    default:
      return 1;
    }
}
