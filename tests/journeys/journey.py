# SPDX-License-Identifier: GPL-3.0-or-later
"""What every journey needs: the private desktop in one language, and the catalogue's words for what is on screen."""
import gettext
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "build-aux"))
from desktop import Desktop, Failure  # noqa: E402  (the path above makes it importable)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Journey:
    """with Journey () as j: j.desktop.start (); j.click ("Try the sample company")  — words are the English msgids."""

    def __init__(self):
        self.build, self.preload, self.language = sys.argv[1:4]
        catalogue = os.path.join(self.build, "po", self.language, "LC_MESSAGES", "sales-balance.mo")
        if os.path.exists(catalogue):
            with open(catalogue, "rb") as handle:
                self.words = gettext.GNUTranslations(handle)
        elif self.language.startswith("en"):
            self.words = gettext.NullTranslations()
        else:
            raise Failure("no catalogue " + catalogue)
        self.desktop = Desktop(self.build, language=self.language, preload=self.preload)

    def __enter__(self):
        self.desktop.__enter__()
        return self

    def __exit__(self, kind, error, _):
        if isinstance(error, Failure):
            print("FAILED: %s" % error)
            print(self.desktop.tree())
            for line in self.desktop.trouble():
                print(line)
        self.desktop.__exit__()
        if isinstance(error, Failure):
            sys.exit(1)

    def word(self, msgid, **values):
        text = self.words.gettext(msgid).replace("_", "") if msgid.startswith("_") else self.words.gettext(msgid)
        return text.format(**values) if values else text

    def step(self, what):
        print("ok - " + what)
        sys.stdout.flush()

    def click(self, msgid, role=None, wait=8):
        self.desktop.click(self.word(msgid), role, wait)

    def expect(self, msgid, role=None, wait=8):
        self.desktop.expect(self.word(msgid), role, wait)

    def page(self, msgid):
        """A page by its row in the sidebar, wherever it stands."""
        self.desktop.mouse(self.desktop.one(self.word(msgid), "list item"))
        self.desktop.settle()

    def start(self, *arguments):
        self.desktop.start(*arguments)

    def no_trouble(self):
        trouble = self.desktop.trouble()
        if trouble:
            raise Failure("the application complained: " + trouble[0])
