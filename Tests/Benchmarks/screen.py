"""A program on a pseudo-terminal of 80 by 24 cells, watched byte by byte."""

import fcntl
import os
import select
import signal
import struct
import termios
import time

QUIET = 0.050  # seconds without a byte that end a paint
PATIENCE = 10.0  # seconds for the first byte


class Screen:
    def __init__(self, argv, home, term="xterm-256color"):
        """Starts the program; `home` is its home folder, so that nobody's own settings count."""
        self.ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {
            "TERM": term, "LANG": "C.UTF-8", "HOME": home, "PATH": os.environ["PATH"],
        }
        # Opened anew behind setsid, it becomes the controlling terminal, which aerc asks for.
        name = os.ttyname(theirs)
        actions = [(os.POSIX_SPAWN_OPEN, number, name, os.O_RDWR, 0) for number in range(3)]
        self.began = time.perf_counter()
        self.pid = os.posix_spawnp(
            argv[0], argv, environment, file_actions=actions, setsid=True)
        os.close(theirs)

    def paint(self, quiet=QUIET, marker=b""):
        """Reads until the marker has come, then quiet: the bytes, and when the last came."""
        data, last = b"", None
        complete = lambda: last and marker in data
        while select.select([self.ours], [], [], quiet if complete() else PATIENCE)[0]:
            try:
                data += os.read(self.ours, 65536)
            except OSError:  # EIO: the program has ended
                break
            last = time.perf_counter()
        if not complete():
            raise RuntimeError(f"{marker!r} was not painted: {data!r}")
        return data, last

    def key(self, text):
        """Types, and tells the bytes that came of it and the seconds until the last of them."""
        began = time.perf_counter()
        os.write(self.ours, text.encode())
        data, last = self.paint(quiet=0.02)
        return len(data), last - began

    def slowly(self, text, rate=960):
        """Types all at once, and reads as a line of 9600 baud does: the bytes that came of it."""
        os.write(self.ours, text.encode())
        total = 0
        while select.select([self.ours], [], [], 1.0)[0]:
            total += len(os.read(self.ours, rate // 10))
            time.sleep(0.1)
        return total

    def status(self, name):
        """A number of /proc/PID/status, summed over the threads when it is counted by thread."""
        files = [f"/proc/{self.pid}/status"]
        if name.endswith("ctxt_switches"):
            tasks = f"/proc/{self.pid}/task"
            files = [f"{tasks}/{task}/status" for task in os.listdir(tasks)]
        total = 0
        for path in files:
            with open(path) as lines:
                total += sum(int(line.split()[1]) for line in lines if line.startswith(name + ":"))
        return total

    def computed(self):
        """The seconds of processor time that its threads have had."""
        tasks = f"/proc/{self.pid}/task"
        total = 0
        for task in os.listdir(tasks):
            with open(f"{tasks}/{task}/schedstat") as file:
                total += int(file.read().split()[0])
        return total / 1e9

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.ours)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
