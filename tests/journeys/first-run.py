#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""First run → sample → funnel → explain the worst stage → drill down to its deals → open a customer → edit → undo → restart →
all there."""
import time

from journey import Failure, Journey

NEW_CITY = "Reykjavik"


with Journey() as j:
    desktop = j.desktop
    j.start("--as-of", "2026-11-23")
    j.expect("Import from a CRM…", "button")
    j.expect("Start empty", "button")
    j.step("the first run shows the start page")

    j.click("Try the sample company", "button")
    j.expect("What needs attention", wait=40)
    j.expect("Attainment")
    j.step("the sample company opens on its overview")

    j.page("Analysis")
    j.expect("Cohort funnel", wait=20)
    desktop.settle()
    j.step("the funnel is drawn")

    j.click("Explain this number", "button")
    desktop.settle()
    j.expect("Made of")
    desktop.key("Escape")
    j.step("the worst stage is explained")

    worst = next(n for n in (desktop.name(a) for a in desktop.matches("", "list item")) if n)
    lost = j.words.ngettext("The %s lost deal", "All %s lost deals", 2).split("%s")[0].strip()
    desktop.click(lost, "list item")
    j.expect("Show all deals", "button", wait=15)
    desktop.settle()
    j.step("its deals are listed; the first was " + worst)

    desktop.key("ctrl+k")
    time.sleep(0.5)
    desktop.type("Huadong Energy" if j.language == "en_US" else "华东能源")
    desktop.settle()
    desktop.key("Return")
    j.expect("Back to the customers", wait=15)
    j.step("a customer opens from the search")

    desktop.settle()
    city = desktop.one(j.word("City"), "text")
    desktop.mouse(city)
    desktop.key("ctrl+a")
    desktop.type(NEW_CITY)
    desktop.key("Return")
    desktop.until(lambda: any(NEW_CITY in desktop.text(n) for n in desktop.matches(NEW_CITY, "text")), "the new city")
    desktop.settle()
    j.step("its city is edited")

    desktop.key("Escape")
    desktop.key("ctrl+z")
    desktop.until(lambda: not desktop.matches(NEW_CITY, "text"), "the city as it was")
    j.step("the edit is undone")

    desktop.key("ctrl+shift+z")
    desktop.until(lambda: desktop.matches(NEW_CITY, "text"), "the new city again")
    j.step("and done again")

    status = desktop.stop()
    if status not in (0, -15):
        raise Failure("the application ended with %s" % status)
    j.start("--as-of", "2026-11-23", "--page", "customers")
    desktop.settle()
    desktop.key("ctrl+k")
    time.sleep(0.5)
    desktop.type("Huadong Energy" if j.language == "en_US" else "华东能源")
    desktop.settle()
    desktop.key("Return")
    j.expect("Back to the customers", wait=15)
    desktop.until(lambda: desktop.matches(NEW_CITY), "the edit after a restart")
    j.step("after a restart everything is there")
    j.no_trouble()
