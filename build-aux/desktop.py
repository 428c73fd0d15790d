# SPDX-License-Identifier: GPL-3.0-or-later
"""A private desktop for one application: its own X server, session bus, home and language, driven through the
accessible tree and the keyboard. The tour and the journey tests stand on it. Needs /usr/bin/python3 with python3-gi
and the packages of `build-aux/deps run`."""
import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

os.environ.pop("G_DEBUG", None)  # the accessibility bindings of this process grumble while windows come and go

TROUBLE = re.compile(r"(WARNING|CRITICAL|ERROR) \*\*|AddressSanitizer|runtime error:|terminated|Segmentation")
HARMLESS = re.compile(r"Screen coordinates not supported|Unable to acquire session bus|Failed to set fd limit|vulkan|"
                      r"libEGL|MESA")
BUTTONS = ("push button", "button", "toggle button")
CLICKABLE = BUTTONS + ("menu item", "check box", "radio button", "text", "combo box", "spin button", "list item",
                       "table cell", "link", "page tab", "label")


class Failure(Exception):
    """What the screen should have shown and did not."""


def own_locale(language, folder):
    """Makes LANGUAGE.UTF-8 under `folder` when the system lacks it; returns the environment that finds it."""
    name = language + ".UTF-8"
    have = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.lower().split()
    if language.lower() + ".utf8" in have:
        return {}
    target = os.path.join(folder, name)
    if not os.path.isdir(target):
        os.makedirs(folder, exist_ok=True)
        scratch = tempfile.mkdtemp(dir=folder)
        made = subprocess.run(["localedef", "-i", language, "-f", "UTF-8", "--no-archive", os.path.join(scratch, name)],
                              capture_output=True, text=True)
        if not os.path.isdir(os.path.join(scratch, name)):
            raise Failure("localedef made no %s: %s" % (name, made.stderr.strip()[:200]))
        try:
            os.rename(os.path.join(scratch, name), target)
        except OSError:
            pass
        shutil.rmtree(scratch, ignore_errors=True)
    return {"LOCPATH": folder}


class Desktop:
    """with Desktop (build, …) as desktop: desktop.start (…); desktop.click ("Import")."""

    def __init__(self, build, language="en_US", dark=False, size=(1280, 800), home=None, preload=None):
        self.build = os.path.abspath(build)
        self.language = language
        self.size = size
        self.children = []
        self.application = None
        self.root = None
        self.own_home = None if home else tempfile.mkdtemp(prefix="sales-balance-desktop.")
        self.home = home or self.own_home
        self.log_path = os.path.join(self.home, "application.log")
        self.log = None
        self.preload = preload
        self.environment = self._environment(dark)

    def _environment(self, dark):
        env = {k: v for k, v in os.environ.items() if k not in (
            "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "NO_AT_BRIDGE", "GTK_THEME", "LC_ALL",
            "LANGUAGE", "GTK_A11Y", "DISPLAY", "LD_PRELOAD", "G_DEBUG")}
        folders = {"HOME": self.home}
        for key, name in (("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache"), ("STATE", "state")):
            folders["XDG_%s_HOME" % key] = os.path.join(self.home, name)
        folders["XDG_RUNTIME_DIR"] = os.path.join(self.home, "run")
        for folder in folders.values():
            os.makedirs(folder, mode=0o700, exist_ok=True)
        env.update(folders)
        env.update(own_locale(self.language, os.path.join(self.build, "locales")))
        locale = self.language + ".UTF-8"
        env.update(LANG=locale, LC_ALL=locale, LANGUAGE=self.language, GDK_BACKEND="x11", GSK_RENDERER="cairo",
                   LIBGL_ALWAYS_SOFTWARE="1", GSETTINGS_BACKEND="keyfile", ADW_DISABLE_PORTAL="1", GTK_USE_PORTAL="0",
                   GTK_A11Y="atspi", TZ="UTC", G_MESSAGES_DEBUG="",
                   GSETTINGS_SCHEMA_DIR=os.path.join(self.build, "data"),
                   SB_LOCALE_DIR=os.path.join(self.build, "po"))
        env["XDG_DATA_DIRS"] = ":".join([os.path.join(self.build, "data", "share"),
                                         env.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share")])
        if dark:
            env["ADW_DEBUG_COLOR_SCHEME"] = "prefer-dark"
        settings = os.path.join(self.home, "config", "gtk-4.0")
        os.makedirs(settings, exist_ok=True)
        with open(os.path.join(settings, "settings.ini"), "w", encoding="utf-8") as handle:
            handle.write("[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n"
                         "gtk-font-name=Cantarell 11\n")
        return env

    # -- life ---------------------------------------------------------------------------------------------------

    def __enter__(self):
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # adopt orphans, so that the accessibility bus ends with us
        for tool in ("Xvfb", "dbus-daemon", "xdotool", "import"):
            if not shutil.which(tool):
                raise Failure("%s is not installed: sh build-aux/deps run" % tool)
        read, write = os.pipe()
        self._spawn(["Xvfb", "-displayfd", str(write), "-screen", "0", "%dx%dx24" % self.size, "-nolisten", "tcp",
                     "-noreset"], pass_fds=(write,))
        os.close(write)
        self.environment["DISPLAY"] = ":" + os.read(read, 16).decode().strip()
        read, write = os.pipe()
        self._spawn(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--nosyslog",
                     "--print-address=%d" % write], pass_fds=(write,))
        os.close(write)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = os.read(read, 512).decode().strip()
        ours = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "HOME")
        os.environ.update({key: self.environment[key] for key in ours})
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        # Windows come and go while this process asks about them; that is no news.
        GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)
        self.atspi = Atspi
        Atspi.init()
        return self

    def __exit__(self, *_):
        self.stop()
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(3)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
        for _ in range(30):
            with open("/proc/self/task/%d/children" % os.getpid(), encoding="ascii") as handle:
                orphans = [int(pid) for pid in handle.read().split()]
            if not orphans:
                break
            for pid in orphans:
                try:
                    os.kill(pid, signal.SIGTERM)
                    os.waitpid(pid, os.WNOHANG)
                except (ProcessLookupError, ChildProcessError):
                    pass
            time.sleep(0.05)
        if self.own_home:
            shutil.rmtree(self.own_home, ignore_errors=True)

    def _spawn(self, command, **options):
        child = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 **options)
        self.children.append(child)
        return child

    def start(self, *arguments, wait=25, window=True):
        """Starts the application and waits for its first window (unless it has none: window=False)."""
        self.log = self.log or open(self.log_path, "ab")
        env = dict(self.environment)
        if self.preload:
            env["LD_PRELOAD"] = self.preload
        command = [os.path.join(self.build, "src", "app", "sales-balance")] + list(arguments)
        self.application = subprocess.Popen(command, env=env, stdout=self.log, stderr=subprocess.STDOUT)
        if not window:
            return
        self.until(lambda: self._refresh() is not None and self.windows() and
                   any(self.role(c) in ("frame", "window", "dialog", "alert") for c in self._children(self.root)),
                   "the application's window", wait)
        time.sleep(0.3)

    def wait_exit(self, wait):
        """Waits until the application ends by itself; returns its exit status."""
        try:
            self.application.wait(wait)
        except subprocess.TimeoutExpired:
            raise Failure("end of the application") from None
        status = self.application.returncode
        self.application = None
        return status

    def stop(self, sign=signal.SIGTERM):
        """Ends the application; returns its exit status."""
        if self.application is None:
            return None
        if self.application.poll() is None:
            self.application.send_signal(sign)
            try:
                self.application.wait(10)
            except subprocess.TimeoutExpired:
                self.application.kill()
                self.application.wait()
        status = self.application.returncode
        self.application = None
        return status

    def trouble(self):
        """Lines of the application's log that no user should cause."""
        if self.log:
            self.log.flush()
        if not os.path.exists(self.log_path):
            return []
        with open(self.log_path, errors="replace", encoding="utf-8") as handle:
            return [line.strip() for line in handle if TROUBLE.search(line) and not HARMLESS.search(line)]

    # -- tree ---------------------------------------------------------------------------------------------------

    @staticmethod
    def _children(node):
        try:
            for index in range(node.get_child_count()):
                child = node.get_child_at_index(index)
                if child is not None:
                    yield child
        except Exception:  # the node went away while we looked: the screen is changing
            return

    def _walk(self, node):
        yield node
        for child in self._children(node):
            yield from self._walk(child)

    def _refresh(self):
        desk = self.atspi.get_desktop(0)
        try:
            desk.clear_cache()
        except Exception:
            pass
        self.root = None
        for candidate in self._children(desk):
            try:
                if self.application and candidate.get_process_id() == self.application.pid:
                    self.root = candidate
            except Exception:
                continue
        return self.root

    @staticmethod
    def role(node):
        try:
            return node.get_role_name()
        except Exception:
            return "?"

    @staticmethod
    def name(node):
        try:
            name = node.get_name() or ""
        except Exception:
            return ""
        if re.fullmatch(r"(Gtk|Adw|Sb)[A-Z]\w+", name):
            return ""
        half = name.replace("_", "", 1) if name.startswith("_") or " " in name else name
        if len(half) % 2 and half[len(half) // 2] == " " and half[:len(half) // 2] == half[len(half) // 2 + 1:]:
            return half[:len(half) // 2]
        return name

    @staticmethod
    def text(node):
        try:
            interface = node.get_text_iface()
            return interface.get_text(0, interface.get_character_count()) if interface else ""
        except Exception:
            return ""

    @staticmethod
    def description(node):
        try:
            return node.get_description() or ""
        except Exception:
            return ""

    @staticmethod
    def states(node):
        try:
            return {state.value_nick for state in node.get_state_set().get_states()}
        except Exception:
            return set()

    def extents(self, node):
        try:
            box = node.get_component_iface().get_extents(self.atspi.CoordType.WINDOW)
            return box.x, box.y, box.width, box.height
        except Exception:
            return None

    def on_screen(self, node):
        box = self.extents(node)
        return bool(box and box[2] > 0 and box[3] > 0 and "visible" in self.states(node))

    def _words(self, node):
        words = [self.name(node), self.description(node)]
        if self.role(node) in ("text", "spin button"):
            words += [self.text(node)]
            try:
                words.append((node.get_attributes() or {}).get("placeholder-text", ""))
            except Exception:
                pass
        return [word for word in words if word]

    def matches(self, text, role=None):
        """Accessibles on screen whose words are `text`, else contain it; the most clickable first."""
        if self._refresh() is None:
            return []
        wanted = BUTTONS if role == "button" else (role,) if role else None
        nodes = [(n, self._words(n)) for n in self._walk(self.root) if wanted is None or self.role(n) in wanted]
        hits = [n for n, words in nodes if text in words] or [n for n, words in nodes if any(text in w for w in words)]
        hits = [n for n in hits if self.on_screen(n)]
        return sorted(hits, key=lambda n: CLICKABLE.index(self.role(n)) if self.role(n) in CLICKABLE else 99)

    def until(self, question, what, wait=8):
        """Asks until the answer is true; Failure names what was waited for."""
        end = time.time() + wait
        while True:
            answer = question()
            if answer:
                return answer
            if self.application is not None and self.application.poll() is not None:
                raise Failure("%s: the application ended with %s" % (what, self.application.returncode))
            if time.time() > end:
                raise Failure("no " + what)
            time.sleep(0.1)

    def one(self, text, role=None, wait=8):
        return self.until(lambda: next(iter(self.matches(text, role)), None),
                          "%s “%s” on screen" % (role or "thing", text), wait)

    def expect(self, text, role=None, wait=8):
        self.one(text, role, wait)

    def expect_gone(self, text, role=None, wait=8):
        self.until(lambda: not self.matches(text, role), "end of “%s”" % text, wait)

    def has(self, text, role=None):
        return bool(self.matches(text, role))

    # -- hands --------------------------------------------------------------------------------------------------

    def _tool(self, *command, wait=30):
        result = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=wait)
        return result.stdout.strip()

    def windows(self):
        return self._tool("xdotool", "search", "--onlyvisible", "--pid", str(self.application.pid)).split()

    def _centre(self, node):
        box = self.extents(node)
        top = node
        while node is not None and self.role(node) != "application":
            top, node = node, node.get_parent()
        size = self.extents(top) or (0, 0, 0, 0)

        def geometry(window):
            lines = self._tool("xdotool", "getwindowgeometry", "--shell", window).splitlines()
            values = dict(line.split("=", 1) for line in lines if "=" in line)
            frame = self._tool("xprop", "-id", window, "_GTK_FRAME_EXTENTS")
            edges = [int(n) for n in frame.split("=")[1].split(",")] if "=" in frame else [0] * 4
            left, top_edge = int(values["X"]) + edges[0], int(values["Y"]) + edges[2]
            return left, top_edge, int(values["WIDTH"]), int(values["HEIGHT"])

        places = sorted((geometry(w) for w in self.windows()), key=lambda g: abs(g[2] - size[2]) + abs(g[3] - size[3]))
        if not places or not box:
            raise Failure("nowhere to click")
        return places[0][0] + box[0] + box[2] // 2, places[0][1] + box[1] + box[3] // 2

    def _clip(self, node):
        """The scroll pane that hides the node's centre, or None."""
        box = self.extents(node)
        parent = node.get_parent()
        while parent is not None and self.role(parent) != "application":
            if self.role(parent) == "scroll pane":
                pane = self.extents(parent)
                middle = box[0] + box[2] / 2, box[1] + box[3] / 2
                if pane and pane[3] > 0 and not (pane[0] <= middle[0] < pane[0] + pane[2] and
                                                 pane[1] <= middle[1] < pane[1] + pane[3]):
                    return parent
            parent = parent.get_parent()
        return None

    def reveal(self, node):
        """Turns the wheel until the node can be clicked."""
        for _ in range(80):
            pane = self._clip(node)
            if pane is None:
                return
            box, frame = self.extents(node), self.extents(pane)
            x, y = self._centre(pane)
            self._tool("xdotool", "mousemove", str(x), str(y))
            down = box[1] + box[3] / 2 > frame[1] + frame[3] / 2
            self._tool("xdotool", "click", "5" if down else "4")
            time.sleep(0.08)
        raise Failure("way to scroll to “%s”" % self.name(node))

    def mouse(self, node, button=1, repeat=1):
        self.reveal(node)
        x, y = self._centre(node)
        self._tool("xdotool", "mousemove", str(x), str(y))
        time.sleep(0.06)
        self._tool("xdotool", "click", "--repeat", str(repeat), "--delay", "60", str(button))
        time.sleep(0.25)

    def mouse_at(self, node, right, down):
        """A click inside something large, counted from its corner; it must be in view."""
        x, y = self._centre(node)
        _, _, width, height = self.extents(node)
        self._tool("xdotool", "mousemove", str(x - width // 2 + right), str(y - height // 2 + down))
        time.sleep(0.06)
        self._tool("xdotool", "click", "1")
        time.sleep(0.25)

    def click(self, text, role=None, wait=8):
        """Through the accessible action where there is one, else with the mouse."""
        node = self.one(text, role, wait)
        try:
            interface = node.get_action_iface()
            actions = [interface.get_action_name(i) for i in range(interface.get_n_actions())] if interface else []
        except Exception:
            actions = []
        for action in ("click", "toggle", "press", "activate"):
            if action in actions and self.role(node) not in ("text", "label", "frame"):
                interface.do_action(actions.index(action))
                time.sleep(0.2)
                return
        self.mouse(node)

    def key(self, *combinations):
        for combination in combinations:
            self._tool("xdotool", "key", combination)
            time.sleep(0.15)

    def type(self, text):
        if text.isascii():
            self._tool("xdotool", "type", "--delay", "15", text, wait=60)
        else:
            subprocess.run(["xclip", "-selection", "clipboard", "-i"], input=text.encode(), env=self.environment,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=5, check=False)
            self._tool("xdotool", "key", "ctrl+v")
        time.sleep(0.3)

    def drop(self, *paths, end=(640, 500)):
        """Drags files out of another program's window and drops them on ours, as from a file manager."""
        source = self._spawn([os.path.join(self.build, "tests", "journeys", "drag-source")] + list(paths))
        window = self.until(lambda: self._tool("xdotool", "search", "--onlyvisible", "--pid", str(source.pid)),
                            "a window to drag from").split()[0]
        time.sleep(0.3)
        shape = dict(line.split("=", 1) for line in
                     self._tool("xdotool", "getwindowgeometry", "--shell", window).splitlines() if "=" in line)
        x, y = (int(shape[a]) + int(shape[b]) // 2 for a, b in (("X", "WIDTH"), ("Y", "HEIGHT")))
        self._tool("xdotool", "mousemove", str(x), str(y))
        time.sleep(0.1)
        self._tool("xdotool", "mousedown", "1")
        for step in range(1, 9):
            time.sleep(0.08)
            self._tool("xdotool", "mousemove", str(x + (end[0] - x) * step // 8), str(y + (end[1] - y) * step // 8))
        time.sleep(0.3)
        self._tool("xdotool", "mouseup", "1")
        time.sleep(0.5)
        source.terminate()
        source.wait(5)
        self.children.remove(source)
        time.sleep(0.3)

    def resize(self, width, height):
        self._tool("xdotool", "windowsize", self.windows()[-1], str(width), str(height))
        time.sleep(0.5)

    def settle(self, wait=20):
        """Waits until the application has nothing left to compute."""
        def ticks():
            with open("/proc/%d/stat" % self.application.pid, encoding="ascii") as handle:
                fields = handle.read().rsplit(")", 1)[1].split()
            return int(fields[11]) + int(fields[12])
        last, end = -1, time.time() + wait
        while time.time() < end:
            now = ticks()
            if last >= 0 and now - last <= 1:
                return
            last = now
            time.sleep(0.25)

    def screenshot(self, path):
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        self._tool("xdotool", "mousemove", str(self.size[0] - 1), str(self.size[1] - 1))
        self.settle()
        self._tool("import", "-window", "root", path)
        if not os.path.exists(path) or not os.path.getsize(path):
            raise Failure("no screenshot " + path)

    def tree(self):
        """The accessible tree on screen as text: what a failing journey prints."""
        lines = []

        def visit(node, depth):
            box = self.extents(node)
            if depth > 1 and not self.on_screen(node) and box is not None:
                return
            words = " ".join(repr(word) for word in self._words(node))
            lines.append("%s%s %s" % ("  " * depth, self.role(node), words))
            for child in self._children(node):
                visit(child, depth + 1)
        if self._refresh() is not None:
            visit(self.root, 0)
        return "\n".join(lines)


def main_guard(run):
    """Runs a journey's function; prints what failed and leaves with 1."""
    try:
        run()
    except Failure as failure:
        print("FAILED: %s" % failure)
        sys.exit(1)
