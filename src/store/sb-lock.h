/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The single writer: a lock on FILE.lock, and on a file named by the workspace's inode so that a hard link is the same
 * workspace. Both are freed by the system when the process dies. Inside store only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SbLock SbLock;

/* path is canonical. NULL when somebody else holds it (*holder says who, "" when unknown) or with an error.
 * holder is transfer full. */
SbLock  *sb_lock_take   (const char *path, char **holder, GError **error);
void     sb_lock_free   (SbLock *lock);
/* Whether somebody (this process included) holds the lock; never creates a file. */
gboolean sb_lock_is_held (const char *path, char **holder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLock, sb_lock_free)

G_END_DECLS
