#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R7: a damaged workspace never crashes or hangs the program and is never written to. damage.py CHECK-FILES CORRUPT.PY
runs a tenth of the count; SB_FULL=1 all of it."""
import hashlib
import os
import subprocess
import sys
import tempfile
import time

VERDICTS = {"ok", "newer", "older", "not-a-workspace", "damaged", "busy", "unreadable"}
check, corrupt = sys.argv[1:3]
count = 1600 if os.environ.get("SB_FULL") else 160


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def judge(path):
    before, start = digest(path), time.monotonic()
    done = subprocess.run([check, "check", path], capture_output=True, text=True, timeout=60)
    seconds = time.monotonic() - start
    words = done.stdout.split()
    if done.returncode != 0 or not words or words[0] not in VERDICTS:
        return "crash (%d) %s" % (done.returncode, done.stderr[-300:])
    if seconds > 12:
        return "hang (%.1f s)" % seconds
    if digest(path) != before:
        return "written to"
    return words[0]


with tempfile.TemporaryDirectory() as folder:
    good = os.path.join(folder, "good.salesbalance")
    subprocess.run([check, "make", good], check=True)
    variants = os.path.join(folder, "variants")
    subprocess.run([sys.executable, corrupt, good, variants, "-n", str(count)], check=True, stdout=subprocess.DEVNULL)
    seen, bad = {}, []
    if judge(good) != "ok":
        bad.append("the undamaged file is not ok")
    for name in sorted(os.listdir(variants)):
        if name.endswith(".salesbalance"):
            verdict = judge(os.path.join(variants, name))
            seen[verdict] = seen.get(verdict, 0) + 1
            if verdict not in VERDICTS:
                bad.append(name + ": " + verdict)
print(seen)
# The damage must be seen at all, or the test does not bite.
if seen.get("damaged", 0) < count // 8:
    bad.append("too little damage was noticed")
print("\n".join(bad))
sys.exit(1 if bad else 0)
