#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files dragged out of another program onto the window: a folder without tables and a picture get a sentence and change
nothing, a bad file beside good ones is left out, accounts, products, teams and pipeline are imported together, and the
totals of the workspace are those of the files, counted here by Python. A table from the clipboard ends it. --real: the public files of
that shape under SB_REAL_DATA, against their expected.json; skipped without."""
import csv
import json
import os
import subprocess
import sys

from journey import ROOT, Failure, Journey

NAMES = ("sales_teams.csv", "products.csv", "accounts.csv", "sales_pipeline.csv")


def same(what, found, wanted):
    if found != wanted:
        raise Failure("%s: %r instead of %r" % (what, found, wanted))


def ask(j, *arguments):
    """The headless command on the workspace that the window made."""
    result = subprocess.run([os.path.join(j.build, "src", "cli", "sales-balance-cli"), "--json"] + list(arguments),
                            env=j.desktop.environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise Failure(" ".join(arguments) + ": " + result.stderr.strip())
    return json.loads(result.stdout)


def counted(folder):
    """What the files themselves say, in the shape of an expected.json."""
    rows = {}
    for name in NAMES:
        with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
            rows[name] = list(csv.DictReader(file))
    deals = rows["sales_pipeline.csv"]
    won = [deal for deal in deals if deal["deal_stage"] == "Won"]
    months = {}
    for deal in won:
        month = months.setdefault(deal["close_date"][:7], {"n": 0, "value_minor": 0})
        month["n"] += 1
        month["value_minor"] += int(deal["close_value"]) * 100
    stages = {deal["deal_stage"] for deal in deals}
    teams = rows["sales_teams.csv"]
    return {"deals": len(deals), "by_stage": {s: sum(d["deal_stage"] == s for d in deals) for s in stages},
            "won": len(won), "won_value_minor": sum(int(d["close_value"]) * 100 for d in won),
            "lost": sum(d["deal_stage"] == "Lost" for d in deals), "won_by_month": months,
            "accounts": len(rows["accounts.csv"]), "products": len(rows["products.csv"]),
            "members": len({t["sales_agent"] for t in teams} | {t["manager"] for t in teams}),
            "teams": len({t["regional_office"] for t in teams})}


def compare(j, facts, as_of):
    """Every total of the workspace against the files'."""
    deals = ask(j, "list", "--type", "deal")["records"]
    same("deals", len(deals), facts["deals"])
    same("stages", {stage: sum(d["stage"] == stage for d in deals) for stage in facts["by_stage"]}, facts["by_stage"])
    same("won", sum(d["status"] == "won" for d in deals), facts["won"])
    same("lost", sum(d["status"] == "lost" for d in deals), facts["lost"])
    same("won value", sum(d["amount_minor"] for d in deals if d["status"] == "won"), facts["won_value_minor"])
    for kind, plural in (("account", "accounts"), ("product", "products"), ("member", "members"), ("team", "teams")):
        if plural in facts:
            same(plural, len(ask(j, "list", "--type", kind)["records"]), facts[plural])
    months = sorted(facts["won_by_month"])
    rows = ask(j, "--as-of", as_of, "kpi", "--metric", "revenue_won", "--metric", "deals_won", "--by", "month",
               "--from", months[0] + "-01", "--to", as_of)["rows"]
    found = {}
    for row in rows:
        found.setdefault(row["period"], {})["n" if row["metric"] == "deals_won" else "value_minor"] = (
            row["value"] if row["metric"] == "deals_won" else row["value_minor"])
    same("won by month", {m: found.get(m) for m in months}, facts["won_by_month"])
    j.step("%d deals, %d won for %.2f, %d lost, %d customers, %d products; %d months agree" % (
        facts["deals"], facts["won"], facts["won_value_minor"] / 100, facts["lost"], facts["accounts"],
        facts["products"], len(months)))


def refuse(j):
    """What is no table is said to be none, and nothing changes."""
    desktop = j.desktop
    folder = os.path.join(desktop.home, "pictures")
    os.makedirs(folder)
    picture = os.path.join(folder, "picture.png")
    with open(picture, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    for path, said in ((folder, "“{file}” is a folder or a device. Choose a CSV file."),
                       (picture, "“{file}” is not a text table. Save it as CSV or XLSX."),
                       (os.path.join(folder, "gone.csv"), "cannot be opened")):
        desktop.drop(path)
        j.expect("This File Cannot Be Imported", wait=20)
        if "{file}" in said:
            desktop.expect(j.word(said, file=path))
        same("an import that can begin", any("sensitive" in desktop.states(n) for n in desktop.matches(
            j.word("_Import"), "button") if desktop.name(n) == j.word("_Import")), False)
        j.click("_Leave This File Out", "button")
        j.expect("Drop files here")
        desktop.key("Escape")
        desktop.settle()
        j.step("%s is refused with a sentence" % os.path.basename(path))


def press_import(j):
    """The window behind has a button of a longer name."""
    name = j.word("_Import")
    j.desktop.mouse(j.desktop.until(lambda: next((n for n in j.desktop.matches(name, "button")
                                                  if j.desktop.name(n) == name), None), "the import button"))


def bring(j, folder, total, bad):
    """Drops the four files (and a bad one) and imports them."""
    desktop = j.desktop
    desktop.drop(*([os.path.join(folder, name) for name in NAMES] + bad))
    for name in NAMES:
        desktop.expect(name, wait=40)
    if bad:
        j.expect("This File Cannot Be Imported")
        j.click("_Leave This File Out", "button")
        desktop.settle()
    desktop.expect("{:,}".format(total), wait=40)
    j.step("four files dropped together are recognised: %d new rows" % total)
    press_import(j)
    j.expect("The import is done", wait=90)
    desktop.key("Escape")
    desktop.settle()


def paste(j):
    """A table copied in a spreadsheet."""
    desktop = j.desktop
    subprocess.run(["xclip", "-selection", "clipboard", "-i"], env=desktop.environment, check=True,
                   input="Product\tPrice\nPasted Widget\t12\nPasted Gadget\t13\n".encode(),
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    desktop.key("ctrl+shift+i")
    j.expect("Drop files here")
    desktop.key("ctrl+v")
    j.expect("Each row is one of", wait=20)
    desktop.expect("Pasted Widget")
    press_import(j)
    j.expect("The import is done", wait=30)
    desktop.key("Escape")
    desktop.settle()
    desktop.key("ctrl+z")
    desktop.settle()
    j.step("a table from the clipboard is imported, and taken back")


def journey(folder, facts, as_of, total, extras):
    with Journey() as j:
        j.start("--as-of", as_of)
        j.expect("Start empty", "button")
        bad = []
        if extras:
            refuse(j)
            bad = [os.path.join(j.desktop.home, "pictures", "picture.png")]
        bring(j, folder, total, bad)
        if extras:
            paste(j)
        status = j.desktop.stop()
        same("the window's exit status", status in (0, -15), True)
        compare(j, facts, as_of)
        j.no_trouble()


def invented():
    data = os.path.join(ROOT, "tests", "data", "crm")
    journey(data, counted(data), "2026-11-23", 444, True)


def real():
    data = os.path.join(os.environ.get("SB_REAL_DATA", ""), "crm_sales_opportunities")
    if not os.path.isabs(data) or not os.path.isdir(data):
        print("SB_REAL_DATA names no folder with crm_sales_opportunities")
        sys.exit(77)
    with open(os.path.join(data, "expected.json"), encoding="utf-8") as handle:
        expected = json.load(handle)
    wanted, also = expected["facts"], expected["imports"][0]["also_created"]
    wanted["members"] = wanted["team_rows"] + also["member"]
    wanted["teams"] = also["team"]
    rows = sum(result["rows"] for result in expected["imports"][0]["result"].values())
    journey(data, wanted, "2017-12-31", rows, False)


if __name__ == "__main__":
    real() if "--real" in sys.argv else invented()
