#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files a desktop reads: the .desktop file, the AppStream data, the icons, the MIME type."""
import glob
import os
import subprocess

from sources import ROOT, finish

problems = []


def must(*command, what):
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=dict(os.environ, LC_ALL="C.UTF-8"))
    if result.returncode:
        problems.append("%s: %s" % (what, (result.stdout + result.stderr).strip()))


def one(pattern):
    found = glob.glob(os.path.join(ROOT, pattern))
    if len(found) != 1:
        problems.append("%d files match %s, want 1" % (len(found), pattern))
        return None
    return found[0]


desktop = one("data/*.desktop")
metainfo = one("data/*.metainfo.xml")
icon = one("data/icons/hicolor/scalable/apps/com.example.SalesBalance.svg")
mime = one("data/com.example.SalesBalance*.xml".replace("*.xml", ".mime.xml"))
if desktop:
    must("desktop-file-validate", desktop, what="desktop file")
if metainfo:
    must("appstreamcli", "validate", "--no-net", metainfo, what="metainfo")
for svg in glob.glob(os.path.join(ROOT, "data/icons/**/*.svg"), recursive=True) + [p for p in (mime,) if p]:
    must("xmllint", "--noout", "--nonet", svg, what=os.path.relpath(svg, ROOT))
finish(problems, "desktop")
