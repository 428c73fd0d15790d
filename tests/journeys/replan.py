#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The running quarter of the sample company is planned again: the team rescue is adopted, the goals then say it, and one
undo takes it back."""
from journey import Failure, Journey

with Journey() as j:
    desktop = j.desktop
    adopt = j.word("Adopt “%s”")

    def can_adopt(policy):
        return "sensitive" in desktop.states(desktop.one(adopt % j.word(policy), "button"))

    j.start("--sample", "--page", "planner")
    j.expect("Chance to reach the target", wait=40)
    j.click("Re-plan")
    desktop.settle()
    j.expect("Realistic rest", wait=40)
    j.expect("Team rescue")
    j.expect("Reset")
    if can_adopt("Keep"):
        raise Failure("keeping would write goals")
    if not can_adopt("Team rescue"):
        raise Failure("the team rescue cannot be adopted")
    j.step("the rest of the running quarter stands in three policies")

    desktop.click(adopt % j.word("Team rescue"), "button")
    desktop.settle()
    desktop.type("agreed")
    desktop.settle()
    desktop.key("Return")
    desktop.settle()
    desktop.until(lambda: not can_adopt("Team rescue"), "the team rescue is adopted", wait=20)
    j.step("the rescue is adopted; a second time there is nothing to write")

    desktop.key("ctrl+z")
    desktop.settle()
    desktop.until(lambda: can_adopt("Team rescue"), "the adoption is taken back", wait=20)
    j.step("one undo takes it back")
    j.no_trouble()
