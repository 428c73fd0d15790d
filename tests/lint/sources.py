# SPDX-License-Identifier: GPL-3.0-or-later
"""What every lint reads: the tracked files, and C sources without comments and strings."""
import os
import re
import sys

ROOT = os.environ.get("SB_SOURCE_DIR") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SKIPPED = {".git", "build", "build-san", "__pycache__"}


def files(*endings, under=""):
    """Paths relative to the root, sorted, of the files below `under` with one of the endings."""
    found = []
    for folder, folders, names in os.walk(os.path.join(ROOT, under)):
        folders[:] = sorted(f for f in folders if f not in SKIPPED and not f.startswith("build-san"))
        if os.path.abspath(folder) == ROOT:
            folders[:] = [f for f in folders if not re.match(r"build(-.*)?$", f) or f == "build-aux"]
        found += [os.path.relpath(os.path.join(folder, n), ROOT) for n in names if not endings or n.endswith(endings)]
    return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as handle:
        return handle.read()


def bare(text, keep_strings=False):
    """C text with comments (and string contents) blanked; line numbers stay."""
    def blank(match):
        piece = match.group(0)
        if piece[0] == '"':
            return piece if keep_strings else '"' + re.sub(r"[^\n]", " ", piece[1:-1]) + '"'
        if piece[0] == "'":
            return "' '" if len(piece) < 4 else "'" + " " * (len(piece) - 2) + "'"
        return re.sub(r"[^\n]", " ", piece)
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', blank, text, flags=re.S)


def finish(problems, what):
    for problem in problems:
        print(problem)
    if problems:
        print("%s: %d problem(s)" % (what, len(problems)))
        sys.exit(1)
    print("%s: clean" % what)
