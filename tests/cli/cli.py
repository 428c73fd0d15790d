# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the headless command share: a private folder, running it, asserting."""
import json
import os
import shutil
import subprocess
import sys
import tempfile


class Cli:
    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.folder = tempfile.mkdtemp(prefix="sb-cli-")
        self.workspace = os.path.join(self.folder, "w.salesbalance")
        self.env = dict(os.environ, XDG_DATA_HOME=os.path.join(self.folder, "xdg"), LC_ALL="C.UTF-8", TZ="UTC")

    def run(self, *arguments, status=0, text=None, workspace=True, cwd=None, env=None):
        command = [self.program] + (["--workspace", self.workspace] if workspace else []) + list(arguments)
        done = subprocess.run(command, input=text, capture_output=True, cwd=cwd or self.folder,
                              env=env or self.env, timeout=300)
        if status is not None and done.returncode != status:
            raise AssertionError("%s: exit %d instead of %d\n%s%s" % (
                " ".join(arguments), done.returncode, status, done.stdout.decode()[-2000:], done.stderr.decode()[-2000:]))
        if b"CRITICAL" in done.stderr or b"WARNING" in done.stderr:
            raise AssertionError("%s: %s" % (" ".join(arguments), done.stderr.decode()))
        return done

    def json(self, *arguments, **options):
        done = self.run("--json", *arguments, **options)
        lines = done.stdout.decode().strip().split("\n")
        assert len(lines) == 1, "more than one document: %r" % done.stdout
        return json.loads(lines[0])

    def dump(self):
        return self.run("dump").stdout

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
        return self.path(name)

    def remove_workspace(self):
        for name in os.listdir(self.folder):
            if name.startswith("w.salesbalance"):
                os.unlink(self.path(name))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def same(a, b, what):
    """Two dumps are equal; shows the first line that is not."""
    if a == b:
        return
    for one, other in zip(a.split(b"\n"), b.split(b"\n")):
        if one != other:
            raise AssertionError("%s:\n%s\n%s" % (what, one.decode()[:600], other.decode()[:600]))
    raise AssertionError("%s: %d and %d lines" % (what, a.count(b"\n"), b.count(b"\n")))


def main(tests):
    """Runs the functions with a fresh Cli each, as TAP."""
    print("1..%d" % len(tests))
    failed = 0
    for number, test in enumerate(tests, 1):
        cli = Cli(sys.argv[1])
        try:
            test(cli)
            print("ok %d - %s" % (number, test.__name__))
        except Exception as error:  # a test that breaks is a test that fails
            failed += 1
            print("not ok %d - %s" % (number, test.__name__))
            for line in ("%s: %s" % (type(error).__name__, error)).split("\n"):
                print("# " + line)
        finally:
            cli.close()
        sys.stdout.flush()
    return 1 if failed else 0
