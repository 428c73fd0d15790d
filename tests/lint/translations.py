#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES lists exactly the files with strings, and zh_CN is complete, not fuzzy, and keeps every format directive."""
import os
import re
import subprocess
import sys
import tempfile

from sources import ROOT, bare, files, finish, read

MARK = re.compile(r"(?<![\w>])(_|N_|C_|NC_|ngettext|g_dngettext|dngettext)\s*\(\s*\"")


def translated():
    """Every file with a marked string, as POTFILES must list it."""
    found = [p for p in files(".c", under="src") if MARK.search(bare(read(p), keep_strings=True))]
    found += [p for p in files(".ui", under="src") if re.search(r'translatable="(yes|true|1)"', read(p))]
    found += [p for p in files(".desktop", ".desktop.in", ".metainfo.xml", ".metainfo.xml.in", ".gschema.xml", under="data")]
    return sorted(found)


if __name__ == "__main__":
    if "--write" in sys.argv:
        with open(os.path.join(ROOT, "po/POTFILES"), "w", encoding="utf-8") as handle:
            handle.write("".join(p + "\n" for p in translated()))
        sys.exit(0)
    problems = ["%s: a translated text is broken by a format macro; use %%llu with a cast" % p
                for p in files(".c", under="src") if re.search(r'(?<!\w)(_|N_|ngettext)\s*\(\s*"[^;]*?%" G_G?(U?INT|S?SIZE)', read(p))]
    listed = [line for line in read("po/POTFILES").split("\n") if line and not line.startswith("#")]
    problems += ["po/POTFILES lacks " + p for p in translated() if p not in listed]
    problems += ["po/POTFILES names a file without strings: " + p for p in listed if p not in translated()]
    for language in read("po/LINGUAS").split():
        po = os.path.join(ROOT, "po", language + ".po")
        with tempfile.TemporaryDirectory() as scratch:
            pot = os.path.join(scratch, "all.pot")
            options = ["--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
                       "--keyword=ngettext:1,2", "--keyword=g_dngettext:2,3"]
            subprocess.run(["xgettext", "-o", pot] + options + listed, cwd=ROOT, check=True, stderr=subprocess.DEVNULL,
                           env=dict(os.environ, GETTEXTDATADIRS="/usr/share/gtk-4.0:/usr/share"))
            merged = os.path.join(scratch, "merged.po")
            subprocess.run(["msgmerge", "-q", "-N", "-o", merged, po, pot], check=True)
            result = subprocess.run(["msgfmt", "-c", "--statistics", "-o", os.devnull, merged], capture_output=True, text=True,
                                    env=dict(os.environ, LC_ALL="C"))
        summary = result.stderr.strip().split("\n")[-1]
        print("%s: %s" % (language, summary))
        if result.returncode:
            problems.append(result.stderr)
        if "untranslated" in summary or "fuzzy" in summary:
            problems.append("%s is not complete: %s" % (language, summary))
    finish(problems, "translations")
