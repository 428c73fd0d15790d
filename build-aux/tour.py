#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tour that `build-aux/run` takes where there is no display: the sample company is made, a CRM export is imported,
and every page is photographed; the overview is also written as PDF. All lands in BUILD/tour/, its paths are printed.

  tour.py BUILD [LANGUAGE]      LANGUAGE: en_US (default) or zh_CN
"""
import glob
import os
import shutil
import subprocess
import sys

from desktop import Desktop, Failure

PAGES = ("overview", "goals", "planner", "analysis", "analysis/forecast", "deals", "customers", "team")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def command(desktop, *arguments):
    """Runs the headless command in the tour's own home; returns what it printed."""
    tool = os.path.join(desktop.build, "src", "cli", "sales-balance-cli")
    result = subprocess.run([tool] + list(arguments), env=desktop.environment, capture_output=True, text=True)
    if result.returncode:
        raise Failure("%s: %s" % (" ".join(arguments[:2]), (result.stderr or result.stdout).strip()))
    return result.stdout


def photograph(desktop, workspace, folder, prefix, made):
    for page in PAGES:
        desktop.start(workspace, "--page", page)
        desktop.settle()
        picture = os.path.join(folder, "%s%s.png" % (prefix, page.replace("/", "-")))
        desktop.screenshot(picture)
        made.append(picture)
        status = desktop.stop()
        if status not in (0, -15):
            raise Failure("the window of page %s ended with %s" % (page, status))


def tour(build, language):
    folder = os.path.join(build, "tour")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    made = []
    exports = sorted(glob.glob(os.path.join(ROOT, "tests", "data", "crm", "*.csv")))
    with Desktop(build, language=language) as desktop:
        sample = os.path.join(folder, "sample.salesbalance")
        command(desktop, "--workspace", sample, "new", "--sample", "--language", language)
        photograph(desktop, sample, folder, "sample-", made)
        pdf = os.path.join(folder, "overview.pdf")
        desktop.start(sample, "--overview-pdf", pdf, wait=40, window=False)
        status = desktop.wait_exit(40)
        if status != 0 or not os.path.getsize(pdf):
            raise Failure("no overview as PDF (status %s)" % status)
        made.append(pdf)
        imported = os.path.join(folder, "import.salesbalance")
        command(desktop, "--workspace", imported, "new", "--language", language)
        sys.stderr.write(command(desktop, "--workspace", imported, "import", *exports))
        photograph(desktop, imported, folder, "import-", made)
        trouble = desktop.trouble()
    for path in made:
        print(path)
    if trouble:
        raise Failure("the window complained: " + trouble[0])


if __name__ == "__main__":
    try:
        tour(os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "en_US")
    except Failure as failure:
        sys.exit("tour: %s" % failure)
