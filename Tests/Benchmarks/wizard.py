"""What a person at the terminal waits for: the start, the keys; and what the program takes."""

import os
import statistics
import subprocess
import time

from screen import Screen

RUNS = 25
IDLE = 10  # seconds
# With and without colours, cursor addressing by few bytes and by many.
TERMINALS = ["linux", "xterm", "screen", "tmux-256color", "vt100", "vt220"]

# Each peer's plainest dialog, and a text that its complete first screen shows.
PEERS = {
    "whiptail": (["whiptail", "--title", "Mail", "--inputbox", "Server:", "10", "40"], b"ancel"),
    "dialog": (["dialog", "--title", "Mail", "--inputbox", "Server:", "10", "40"], b"ancel"),
    "aerc": (["aerc"], b"Full name"),
}


def programs(postern, folder):
    """Name to command and marker, Postern first."""
    first = [postern, "--home", os.path.join(folder, "none")]
    return {"postern": (first, b"Quit"), **PEERS}


def start(table, commands, folder):
    """Exec to the last byte of the first screen, and the memory then; the programs in turns."""
    times = {name: [] for name in commands}
    computed = {name: [] for name in commands}
    memory = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, (argv, marker) in commands.items():
            with Screen(argv, folder) as screen:
                _, last = screen.paint(marker=marker)
                times[name].append((last - screen.began) * 1e3)
                computed[name].append(screen.computed() * 1e3)
                memory[name].append(screen.status("VmRSS") / 1024)
    medians = {name: statistics.median(values) for name, values in times.items()}
    table.add("start, exec to first screen, median of %d" % RUNS, medians, 20, "ms")
    shortest = {name: min(values) for name, values in times.items()}
    table.add("the same, shortest", shortest, None, "ms")
    # Tells more than the time where others keep the machine busy.
    spent = {name: statistics.median(values) for name, values in computed.items()}
    table.add("processor time of it, median", spent, None, "ms")
    table.add("start as a multiple of whiptail's", share(medians, "whiptail"), 2)
    table.add("start as a multiple of aerc's", share(medians, "aerc"), 1)
    resident = {name: statistics.median(values) for name, values in memory.items()}
    table.add("resident memory after start", resident, 25, "MB")


def share(medians, peer):
    return {name: value / medians[peer] for name, value in medians.items()}


def size(table, postern, commands):
    sizes = {"postern": os.path.getsize(postern) / 1e6}
    for name, (argv, _) in list(commands.items())[1:]:
        path = subprocess.run(["which", argv[0]], capture_output=True, text=True, check=True)
        sizes[name] = os.path.getsize(os.path.realpath(path.stdout.strip())) / 1e6
    table.add("binary, stripped", sizes, 25, "MB")


def idle(table, commands, folder):
    """A program that wakes up has been switched out again: no switches, no wake-ups."""
    screens = {name: Screen(argv, folder) for name, (argv, _) in commands.items()}
    for screen in screens.values():
        screen.paint(quiet=0.5)
    switches = lambda: {
        name: screen.status("voluntary_ctxt_switches") for name, screen in screens.items()
    }
    before = switches()
    time.sleep(IDLE)
    after = switches()
    for screen in screens.values():
        screen.close()
    counts = {name: after[name] - before[name] for name in before}
    table.add(f"wake-ups in {IDLE} idle seconds", counts, 0)


def keys(table, postern, commands, folder):
    """Types a host name into each program's text field, letter by letter, in turns."""
    home = os.path.join(folder, "keys")
    words = ["smtp.server=mail.example.com", "system.address=app@example.com"]
    subprocess.run([postern, "set", *words, "--home", home], check=True, capture_output=True)
    commands = dict(commands)
    commands["postern"] = ([postern, "setup", "--section", "server", "--home", home], b"")
    screens = {name: Screen(argv, folder) for name, (argv, _) in commands.items()}
    seen = {name: [] for name in screens}
    for screen in screens.values():
        screen.paint(quiet=0.5)
    for letter in "smtp.relay.of.the.example":
        for name, screen in screens.items():
            seen[name].append(screen.key(letter))
    sizes = {name: [size for size, _ in pairs] for name, pairs in seen.items()}
    table.add(
        "bytes to the terminal for a typed character, median",
        {name: statistics.median(values) for name, values in sizes.items()}, 40)
    # The first of Postern's characters changes "saved" into "1 unsaved change", too.
    table.add("the same, most", {name: max(values) for name, values in sizes.items()})
    waits = {name: [wait for _, wait in pairs] for name, pairs in seen.items()}
    table.add(
        "key to paint, median",
        {name: statistics.median(values) * 1e3 for name, values in waits.items()}, 2, "ms")
    sections(table, screens["postern"])
    for screen in screens.values():
        screen.close()


def terminals(table, postern, folder):
    """The same on every kind of terminal that the wizard is met on."""
    for term in TERMINALS:
        home = os.path.join(folder, "terminal-" + term)
        words = ["smtp.server=mail.example.com", "system.address=app@example.com"]
        subprocess.run([postern, "set", *words, "--home", home], check=True, capture_output=True)
        argv = [postern, "setup", "--section", "server", "--home", home]
        with Screen(argv, folder, term) as screen:
            screen.paint(quiet=0.5)
            typed = [screen.key(letter)[0] for letter in "smtp.relay.of.the.example"]
            pages = [screen.key(page)[0] for page in ["\x1b[6~"] * 6 + ["\x1b[5~"] * 6]
            slow = screen.slowly("\x1b[6~" * 5)
        none = {"whiptail": None, "dialog": None, "aerc": None}
        # Typed before the first is painted: what was left again is not painted at all.
        table.add(f"bytes for 5 changes of section at once, 9600 baud, {term}",
                  {"postern": slow, **none}, 2500)
        table.add(f"bytes for a typed character, median, {term}",
                  {"postern": statistics.median(typed), **none}, 40)
        table.add(f"bytes for a change of section, most, {term}",
                  {"postern": max(pages), **none}, 2500)


def sections(table, screen):
    """From the server to the test e-mail by Page Down, and back by Page Up."""
    pairs = [screen.key(page) for page in ["\x1b[6~"] * 6 + ["\x1b[5~"] * 6]
    none = {"whiptail": None, "dialog": None, "aerc": None}
    most = max(size for size, _ in pairs)
    table.add("bytes for a change of section, most", {"postern": most, **none}, 2500)
    wait = statistics.median(wait for _, wait in pairs) * 1e3
    table.add("change of section to paint, median", {"postern": wait, **none}, None, "ms")
