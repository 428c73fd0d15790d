#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a test program on a private X server and session bus: on-display.py PROGRAM [ARGUMENT…]. Exits with its status, or
with 77 (skipped) where there is no Xvfb."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile


def main():
    for tool in ("Xvfb", "dbus-run-session"):
        if not shutil.which(tool):
            print("1..0 # SKIP %s is not installed" % tool)
            return 77
    readable, writable = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writable), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
                              pass_fds=(writable,), stderr=subprocess.DEVNULL)
    os.close(writable)
    try:
        number = os.read(readable, 16).decode().strip()
        if not number:
            print("Bail out! Xvfb did not start")
            return 99
        with tempfile.TemporaryDirectory(prefix="sales-balance-test.") as home:
            env = dict(os.environ, DISPLAY=":" + number, GDK_BACKEND="x11", GSK_RENDERER="cairo", GTK_A11Y="none",
                       ADW_DISABLE_PORTAL="1", GTK_USE_PORTAL="0", LIBGL_ALWAYS_SOFTWARE="1", HOME=home)
            for name in ("DATA", "CONFIG", "CACHE", "STATE"):
                env["XDG_%s_HOME" % name] = os.path.join(home, name.lower())
            for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GTK_THEME"):
                env.pop(name, None)
            # Missing theme engines of a bare test machine are no fault of the program.
            return subprocess.run(["dbus-run-session", "--"] + sys.argv[1:], env=env).returncode
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


sys.exit(main())
