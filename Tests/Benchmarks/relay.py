"""Mails that programs hand in to the relay, beside a Postfix that does nothing but pass on, and beside the
server itself."""

import json
import os
import re
import statistics
import subprocess
import time

import batch

TURNS = 3


class NullClient:
    """Postfix with a relayhost alone."""

    def __init__(self, servers, sink):
        self.process = subprocess.Popen(
            [servers, "null-client", str(sink)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        place = json.loads(self.process.stdout.readline())
        self.port, self.configuration = place["port"], place["configuration"]
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def sent(self):
        """How many mails have reached the sink."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def wait(self, count):
        while self.sent() < count:
            time.sleep(0.02)


class Relay:
    """`postern relay` on a port that the system chooses."""

    def __init__(self, postern, home):
        self.process = subprocess.Popen(
            [postern, "relay", "--listen", "127.0.0.1:0", "--home", home], stderr=subprocess.PIPE, text=True)

    def __enter__(self):
        self.port = int(re.search(r":(\d+)$", self.process.stderr.readline().strip()).group(1))
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def status(self, name):
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(rf"{name}:\s+(\d+)", file.read()).group(1))

    def switches(self):
        """How often its threads have woken up."""
        total = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            with open(f"/proc/{self.process.pid}/task/{task}/status") as file:
                total += int(re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", file.read()).group(1))
        return total


def many(table, postern, folder, servers):
    """Two thousand mails from ten threads of smtplib until the last one is at the server behind."""
    times = {"postern": [], "postfix": [], "directly": []}
    with batch.Sink() as sink, NullClient(servers, sink.port) as postfix:
        home = batch.setup(
            postern, os.path.join(folder, "relay"), sink.port, f"connections.maximum={batch.CONNECTIONS}")
        with Relay(postern, home) as relay:
            for turn in range(TURNS):
                for name, port in (("postern", relay.port), ("postfix", postfix.port), ("directly", sink.port)):
                    began = time.perf_counter()
                    batch.by_smtplib(port)
                    if name == "postfix":
                        postfix.wait((turn + 1) * batch.MAILS)
                    times[name].append((time.perf_counter() - began) * 1e3)
            memory = relay.status("VmRSS") / 1024
            time.sleep(8)
            before = relay.switches()
            time.sleep(10)
            wakes = relay.switches() - before
    medians = {name: statistics.median(values) for name, values in times.items()}
    table.add(
        f"{batch.MAILS} mails from {batch.CONNECTIONS} threads, relayed, median of {TURNS}", medians,
        medians["postfix"], "ms")
    table.add("the relay's memory behind them", {"postern": memory}, None, "MB")
    table.add("its wake-ups in 10 s without work", {"postern": wakes}, 0, "")
