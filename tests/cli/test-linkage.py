# SPDX-License-Identifier: GPL-3.0-or-later
"""The headless command and the tests of the rooms below the widgets load no GTK."""
import os
import subprocess
import sys

ROOMS = ("core", "records", "analysis", "store", "exchange", "charts", "model", "cli")


def programs(build, command):
    yield command
    for room in ROOMS:
        folder = os.path.join(build, "tests", room)
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and os.access(path, os.X_OK):
                with open(path, "rb") as file:
                    if file.read(4) == b"\x7fELF" and not name.endswith(".so"):
                        yield path


def main(command, build):
    paths = list(programs(build, command))
    print("1..%d" % len(paths))
    failed = 0
    for number, path in enumerate(paths, 1):
        loaded = subprocess.run(["ldd", path], capture_output=True, text=True, timeout=60).stdout
        bad = [line.strip().split(" ")[0] for line in loaded.split("\n") if "libgtk" in line or "libadwaita" in line]
        failed += bool(bad) or not loaded
        print("%sok %d - %s%s" % ("not " if bad or not loaded else "", number, os.path.basename(path),
                                  " loads " + ", ".join(bad) if bad else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
