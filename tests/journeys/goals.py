#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Goals: a sentence is read while it is typed → Enter makes the goal → it is opened, checked in, undone → a vague one is
kept as a draft → restart → all there."""
import time

from journey import Failure, Journey

CHINESE = "zh_CN"


def open_by_search(journey, words):
    """Ctrl+K, the goal's words, Return: its page."""
    journey.desktop.key("ctrl+k")
    time.sleep(0.5)
    journey.desktop.type(words)
    journey.desktop.settle()
    journey.desktop.key("Return")
    journey.expect("Back to the goals", wait=20)
    journey.desktop.settle()


with Journey() as j:
    desktop = j.desktop
    chinese = j.language == CHINESE
    sentence = "三个月内销售额增长20%" if chinese else "grow sales 20 % within three months"
    vague = "提高销售额" if chinese else "Improve sales"

    j.start("--as-of", "2026-11-23")
    j.click("Try the sample company", "button")
    j.expect("What needs attention", wait=40)
    desktop.key("alt+2")
    j.expect("Won revenue by month", wait=20)
    desktop.settle()
    j.step("the goals page answers")

    desktop.key("ctrl+n")
    time.sleep(0.3)
    desktop.type(sentence)
    j.expect("Create the goal", "button")
    desktop.settle()
    j.step("the sentence is read")

    desktop.key("Return")
    desktop.expect_gone(j.word("Create the goal"), "button", wait=15)
    open_by_search(j, sentence)
    j.step("Enter makes the goal")

    j.click("_Check in…", "button")
    j.expect("How sure are you? (0–10)")
    desktop.type("on its way")
    desktop.key("Return")
    desktop.expect("on its way", wait=20)
    j.step("a check-in stands with the goal")

    desktop.key("ctrl+z")
    desktop.until(lambda: not desktop.has("on its way"), "end of the check-in", wait=20)
    j.step("undo takes it back")

    j.click("Back to the goals", "button")
    desktop.key("ctrl+n")
    time.sleep(0.3)
    desktop.type(vague)
    j.expect("Create the goal", "button")
    desktop.settle()
    desktop.key("Return")
    desktop.expect_gone(j.word("Create the goal"), "button", wait=15)
    open_by_search(j, vague)
    j.expect("_Publish…", "button")
    j.step("a goal without a number stays a draft")

    status = desktop.stop()
    if status not in (0, -15):
        raise Failure("the window ended with %s" % status)
    j.start("--as-of", "2026-11-23", "--page", "goals")
    desktop.settle()
    open_by_search(j, vague)
    open_by_search(j, sentence)
    if desktop.has("on its way"):
        raise Failure("what was undone came back")
    j.step("after a restart the goals are there, what was undone is not")
    j.no_trouble()
