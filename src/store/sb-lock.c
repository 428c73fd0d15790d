/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lock files. An open-file-description lock belongs to the descriptor, so a kill frees it and a second open of the
 * same process meets it too; what stands in the file only tells people who holds it. */
#include "sb-config.h"

#include "store/sb-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/sb-text.h"
#include "store/sb-store-error.h"

struct _SbLock
{
  int fds[2];
};

static int
open_lock (const char *path, int flags)
{
  int fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags, 0600);
  struct stat info;

  if (fd >= 0 && (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode)))
    {
      close (fd);
      errno = EINVAL;
      return -1;
    }
  return fd;
}

/* FALSE when somebody else has it; errno tells otherwise. */
static gboolean
take (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0;
}

static gboolean
is_taken (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

static char *
read_holder (int fd)
{
  char text[256];
  ssize_t n = pread (fd, text, sizeof text - 1, 0);
  g_autofree char *valid = NULL;

  if (n <= 0)
    return g_strdup ("");
  valid = sb_text_make_valid (text, n);
  return g_strstrip (g_steal_pointer (&valid));
}

static void
write_holder (int fd)
{
  g_autofree char *text = g_strdup_printf (_("process %d on %s"), (int) getpid (), g_get_host_name ());
  gsize size = strlen (text);

  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, size, 0) != (ssize_t) size)
    g_debug ("the lock file does not take its holder's name: %s", g_strerror (errno));
}

/* Where the lock of the inode stands; NULL where there is no private folder for such files. */
static char *
inode_lock_path (const char *path)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "sales-balance", NULL);
  struct stat info;

  if (stat (path, &info) != 0 || g_mkdir_with_parents (folder, 0700) != 0)
    return NULL;
  return g_strdup_printf ("%s/%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x.lock", folder, (gint64) info.st_dev,
                          (gint64) info.st_ino);
}

SbLock *
sb_lock_take (const char *path, char **holder, GError **error)
{
  g_autoptr (SbLock) lock = g_new0 (SbLock, 1);
  g_autofree char *file = g_strconcat (path, ".lock", NULL);
  g_autofree char *inode = inode_lock_path (path);
  const char *paths[] = { file, inode };

  *holder = NULL;
  lock->fds[0] = lock->fds[1] = -1;
  for (int i = 0; i < 2; i++)
    {
      lock->fds[i] = paths[i] != NULL ? open_lock (paths[i], O_CREAT) : -1;
      if (lock->fds[i] < 0 && i == 0)
        {
          g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_WRITE, _("“%s” cannot be written: %s."), paths[i],
                       g_strerror (errno));
          return NULL;
        }
      if (lock->fds[i] >= 0 && !take (lock->fds[i]))
        {
          *holder = read_holder (lock->fds[i]);
          return NULL;
        }
    }
  for (int i = 0; i < 2; i++)
    if (lock->fds[i] >= 0)
      write_holder (lock->fds[i]);
  return g_steal_pointer (&lock);
}

void
sb_lock_free (SbLock *lock)
{
  if (lock == NULL)
    return;
  /* The files stay: removing them would let two processes lock two files of one name. */
  for (int i = 0; i < 2; i++)
    if (lock->fds[i] >= 0)
      close (lock->fds[i]);
  g_free (lock);
}

gboolean
sb_lock_is_held (const char *path, char **holder)
{
  g_autofree char *file = g_strconcat (path, ".lock", NULL);
  g_autofree char *inode = inode_lock_path (path);
  const char *paths[] = { file, inode };

  for (int i = 0; i < 2; i++)
    {
      int fd = paths[i] != NULL ? open_lock (paths[i], 0) : -1;
      gboolean held = fd >= 0 && is_taken (fd);

      if (held && holder != NULL)
        *holder = read_holder (fd);
      if (fd >= 0)
        close (fd);
      if (held)
        return TRUE;
    }
  return FALSE;
}
