#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts, products, teams and pipeline of a CRM chosen together in the import window: what was recognised, the counts, the
import itself, the figures after it, and one undo that takes it back."""
import os
import shutil

from journey import ROOT, Journey

with Journey() as j:
    desktop = j.desktop
    folder = os.path.join(desktop.home, "export")
    shutil.copytree(os.path.join(ROOT, "tests", "data", "crm"), folder)
    os.unlink(os.path.join(folder, "README.md"))
    j.start("--as-of", "2026-11-23")
    j.click("Import from a CRM…", "button")
    desktop.settle()
    desktop.key("slash")
    desktop.type(folder[1:] + "/")
    desktop.settle()
    desktop.key("Return")
    desktop.settle()
    desktop.key("ctrl+a", "alt+o")
    desktop.settle()
    for name in ("sales_teams.csv", "products.csv", "accounts.csv", "sales_pipeline.csv"):
        desktop.expect(name, wait=20)
    desktop.expect("444")
    j.step("four files are recognised together: 444 new records")

    desktop.click("sales_pipeline.csv")
    desktop.settle()
    desktop.expect("400")
    j.expect("Deals")
    j.step("the pipeline holds 400 deals")

    j.click("_Import", "button")
    j.expect("The import is done", wait=30)
    j.step("the import is written")

    desktop.key("Escape")
    desktop.settle()
    j.page("Deals")
    j.click("All", "button")
    desktop.settle()
    desktop.expect("400")
    j.step("400 deals are in the list")

    desktop.key("ctrl+z")
    desktop.settle()
    desktop.expect_gone("400")
    j.step("one undo takes the whole import back")
    j.no_trouble()
