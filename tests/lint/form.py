#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The look of every file: licence line, width, blanks, names of callbacks, no unfinished words. Independent of the version of any
formatter, so that Debian 12 and 13 judge alike; .clang-format is there for editors."""
import re

from sources import bare, files, finish, read

problems = []
for path in files(".c", ".h", ".ui", ".py", ".sql", ".css", ".build", ".sh"):
    text = read(path)
    where = path + ": "
    head = text[:400]
    if "SPDX-License-Identifier: GPL-3.0-or-later" not in head:
        problems.append(where + "no SPDX line")
    if text and not text.endswith("\n"):
        problems.append(where + "no newline at the end")
    if path.endswith(".h") and "#pragma once" not in text:
        problems.append(where + "no #pragma once")
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line and path.endswith((".c", ".h", ".ui", ".py")):
            problems.append("%s:%d: a tab" % (path, number))
        if line.rstrip() != line:
            problems.append("%s:%d: blanks at the end" % (path, number))
        wide = len(line) > 120 and path.endswith((".c", ".h", ".py"))
        if wide and not re.match(r'\s*("|\{ *"|N_ \("|_ \("|static const char)', line) and not path.startswith("tests/"):
            problems.append("%s:%d: %d columns" % (path, number, len(line)))
for path in files(".c", ".h", under="src"):
    text = read(path)
    for number, line in enumerate(text.split("\n"), 1):
        if re.search(r"\b(TODO|FIXME|XXX)\b", line):
            problems.append("%s:%d: unfinished by its own word" % (path, number))
    for match in re.finditer(r"^(on_\w+) \(", bare(text), re.M):
        problems.append("%s: callback %s: end in _cb, do not start with on_" % (path, match.group(1)))
finish(problems, "form")
