#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R2 and R3 of RELIABILITY.md: disks.py CLI INJECTOR-LIBRARY FOLDER-OF-THIS. A power cut at any moment of a script of
edits, and an error at each file operation of it, of a new workspace and of a backup. A pull request runs a part of the
count, SB_FULL=1 all of it."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

cli, library, here = (os.path.realpath(path) for path in sys.argv[1:4])
full = bool(os.environ.get("SB_FULL"))
states, faults = ("2000", "0") if full else ("40", "5")
verify = "%s %s/verify.py %s" % (sys.executable, here, cli)
bad = []


def script(path, edits):
    with open(path, "w", encoding="utf-8") as file:
        for i in range(edits):
            values = {"name": "Deal %d" % i, "amount": "10"}
            file.write(json.dumps({"op": "create", "type": "deal", "values": values}) + "\n")
            if i % 3 == 0:
                file.write(json.dumps({"op": "update", "type": "deal", "id": i // 2 + 1, "values": {"amount": "7"}}) + "\n")
            if i % 7 == 6:
                file.write('{"op":"undo"}\n{"op":"redo"}\n')


def judge(name, arguments):
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True)
    text = done.stdout[done.stdout.find("{"):]
    result = json.loads(text) if text.startswith("{") else {"bad": -1, "said": done.stdout + done.stderr}
    runs = result.get("states") or sum(entry["runs"] for entry in result.get("summary", {}).values())
    print("%s: %s states, %s bad" % (name, runs, result["bad"]))
    if result["bad"] != 0 or not runs:
        bad.append("%s: %s" % (name, result))


def power_cut(folder):
    work, before, trace = (os.path.join(folder, name) for name in ("work", "before", "trace"))
    edits = os.path.join(folder, "edits")
    os.mkdir(work)
    script(edits, 40)
    subprocess.run([cli, "--workspace", work + "/w", "new"], check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(work, before)
    command = "exec %s --workspace %s/w apply %s > %s/ack.log" % (cli, work, edits, work)
    subprocess.run(["bash", "-c", command], check=True,
                   env=dict(os.environ, LD_PRELOAD=library, FI_OPS="none", FI_MATCH=work + "/", FI_TRACE=trace))
    judge("power cut", [here + "/powerloss.py", "--trace", trace, "--root", work, "--initial", before, "-n", states,
                        "--verify", verify + " $PL_DIR/w $PL_DIR/ack.log"])


def sweep(name, folder, command, check, errors, setup=None):
    arguments = [here + "/faultsweep.py", "--cmd", command, "--verify", check, "--match", "w.sb", "--errs", errors,
                 "--max", faults, "--lib", library, "--jobs", "1"]
    judge(name, arguments + (["--setup", setup] if setup else []))


with tempfile.TemporaryDirectory() as top:
    power_cut(top)
    edits = os.path.join(top, "few")
    script(edits, 8)
    at = "%s --workspace $FS_DIR/w.sb " % cli
    sound = "{ test ! -e $FS_DIR/%s || " + verify + " $FS_DIR/%s /nonexistent; }"
    new = at + "new > /dev/null"
    sweep("edits", top, at + "apply " + edits, verify + " $FS_DIR/w.sb $FS_STDOUT", "EIO,ENOSPC,TORNKILL", new)
    sweep("new", top, at + "new", sound % ("w.sb", "w.sb"), "EIO,ENOSPC,TORNKILL")
    sweep("backup", top, at + "backup $FS_DIR/w.sb.copy", sound % ("w.sb.copy", "w.sb.copy"), "EIO,TORNKILL", new)
print("\n".join(bad))
sys.exit(1 if bad else 0)
