#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A planning meeting over the sample company: next year's quotas, two of them typed, another target, three scenarios
compared, one adopted; the goals follow, and one undo takes them back."""
from journey import Journey

with Journey() as j:
    desktop = j.desktop
    j.start("--sample", "--page", "planner")
    j.expect("Chance to reach the target", wait=40)
    j.step("the planner opens with next year's quotas")

    # The table: the first line is a team; its members follow.
    desktop.mouse_at(desktop.one(j.word("Quotas and months")), 60, 50)
    desktop.settle()
    desktop.key("Home", "Right", "Down")
    for quota in ("5000000", "8000000"):
        desktop.type(quota)
        desktop.settle()
        desktop.key("Return")
        desktop.settle()
        desktop.key("Down")
    desktop.key("Right", "Right", "Right")
    desktop.settle()
    j.step("two quotas are typed and stay")

    desktop.key("ctrl+z")
    desktop.settle()
    desktop.key("ctrl+shift+z")
    desktop.settle()
    j.step("a move goes back and forth")

    j.click("_Keep", "button")
    desktop.settle()
    for _ in range(2):
        j.click("Another scenario like this one", "button")
        desktop.settle()
    j.click("Compare")
    desktop.settle()
    j.expect("What is assumed")
    j.expect("What follows")
    j.step("three scenarios stand side by side")

    j.click("_Adopt…", "button")
    desktop.settle()
    desktop.type("agreed")
    desktop.settle()
    desktop.key("Return")
    desktop.settle()
    adopted = j.word("%s · adopted") % (j.word("Scenario %c") % "C")
    desktop.expect(adopted, wait=20)
    j.step("the third scenario is adopted")

    desktop.key("ctrl+z")
    desktop.settle()
    desktop.expect_gone(adopted, wait=20)
    j.step("one undo takes the adoption back")
    j.no_trouble()
