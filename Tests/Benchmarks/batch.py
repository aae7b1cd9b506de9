"""Two thousand mails over ten connections into Postfix's sink, and what a large mail and the way to the
server take, by Postern and its peers."""

import os
import smtplib
import socket
import statistics
import subprocess
import sys
import threading
import time

import relay

MAILS = 2_000
CONNECTIONS = 10
TURNS = 5
LARGE = 25 * 1024 * 1024
FIRST = 21


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Sink:
    """Postfix's smtp-sink, which takes every mail and keeps none."""

    def __enter__(self):
        self.port = free_port()
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            ["smtp-sink", *user, f"127.0.0.1:{self.port}", "256"], stderr=subprocess.DEVNULL)
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except OSError:
                time.sleep(0.01)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def setup(postern, home, port, *more):
    subprocess.run(
        [postern, "set", "smtp.server=127.0.0.1", f"smtp.port={port}",
         "system.address=bench@example.org", "--home", home, *more], check=True)
    return home


def mailbox(path):
    with open(path, "w") as file:
        for index in range(MAILS):
            file.write(
                f"From x Thu Jan  1 00:00:00 1970\nTo: to{index}@example.com\nSubject: mail {index}\n"
                f"Message-ID: <{index}@bench>\nDate: Thu, 1 Jan 1970 00:00:00 +0000\n\nText {index}\n\n")
    return path


def by_smtplib(port):
    def worker(number):
        with smtplib.SMTP("127.0.0.1", port) as server:
            for index in range(number, MAILS, CONNECTIONS):
                server.sendmail(
                    "bench@example.org", [f"to{index}@example.com"],
                    f"From: bench@example.org\r\nTo: to{index}@example.com\r\nSubject: mail {index}\r\n"
                    f"Message-ID: <{index}@bench>\r\n\r\nText {index}\r\n")

    threads = [threading.Thread(target=worker, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def by_sendmail(postfix):
    """Postfix's sendmail once for each mail, ten side by side, until the last one is at the sink."""
    script = (
        f"seq {MAILS} | xargs -P {CONNECTIONS} -I N sh -c "
        "'printf \"Subject: mail N\\n\\nText N\\n\" | sendmail -i toN@example.com'")
    subprocess.run(
        ["sh", "-c", script], check=True,
        env={**os.environ, "MAIL_CONFIG": postfix.configuration, "PATH": "/usr/sbin:/usr/bin:/bin"})
    postfix.wait(MAILS)


def many(table, postern, folder, servers):
    with Sink() as sink:
        home = setup(
            postern, os.path.join(folder, "many"), sink.port, f"connections.maximum={CONNECTIONS}")
        mails = mailbox(os.path.join(folder, "many.mbox"))
        journal = os.path.join(folder, "many.journal")

        def by_postern(_):
            if os.path.exists(journal):
                os.unlink(journal)
            subprocess.run(
                [postern, "send", "--batch", mails, "--journal", journal, "--home", home],
                check=True, stdout=subprocess.DEVNULL)

        def by_source(port):
            subprocess.run(
                ["smtp-source", "-d", "-s", str(CONNECTIONS), "-m", str(MAILS), "-f",
                 "bench@example.org", "-t", "to@example.com", f"127.0.0.1:{port}"], check=True)

        peers = {"postern": by_postern, "smtp-source": by_source, "smtplib": by_smtplib}
        times = {name: [] for name in peers}
        for _ in range(TURNS):
            for name, send in peers.items():
                began = time.perf_counter()
                send(sink.port)
                times[name].append((time.perf_counter() - began) * 1e3)
        with relay.NullClient(servers, sink.port) as postfix:
            began = time.perf_counter()
            by_sendmail(postfix)
            times["postfix's sendmail, once"] = [(time.perf_counter() - began) * 1e3]
    medians = {name: statistics.median(values) for name, values in times.items()}
    fastest = min(medians[name] for name in peers if name != "postern")
    table.add(
        f"{MAILS} mails, {CONNECTIONS} connections, median of {TURNS}", medians, fastest, "ms")


def memory(table, postern, folder):
    """What one large mail takes of the memory."""
    path = os.path.join(folder, "large")
    with open(path, "w") as file:
        file.write("Subject: large\nTo: to@example.com\n\n")
        line = "0123456789" * 7 + "\n"
        file.write(line * (LARGE // len(line)))
    with Sink() as sink:
        home = setup(postern, os.path.join(folder, "large-home"), sink.port)
        peaks = {}
        for name, argv in {
            "postern": [postern, "send", "-t", "--home", home],
            "msmtp": ["msmtp", "-C", "/dev/null", "--host=127.0.0.1", f"--port={sink.port}",
                      "--from=bench@example.org", "-t"],
        }.items():
            # What this process has counts for its children until they become another program.
            script = (
                "import resource, subprocess, sys\n"
                "subprocess.run(sys.argv[2:], stdin=open(sys.argv[1]), check=True)\n"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
            ended = subprocess.run(
                [sys.executable, "-S", "-c", script, path, *argv], check=True,
                stdout=subprocess.PIPE, text=True)
            peaks[name] = int(ended.stdout) / 1024
    table.add("memory for a mail of 25 MB", peaks, None, "MB")


def first_byte(table, postern, folder):
    """From exec to the first byte of the client's."""
    times = {"postern": [], "msmtp": []}
    for _ in range(FIRST):
        for name in times:
            with socket.create_server(("127.0.0.1", 0)) as listener:
                port = listener.getsockname()[1]
                if name == "postern":
                    home = setup(postern, os.path.join(folder, "first"), port)
                    argv = [postern, "send", "to@example.com", "--home", home]
                else:
                    argv = ["msmtp", "-C", "/dev/null", "--host=127.0.0.1", f"--port={port}",
                            "--from=bench@example.org", "to@example.com"]
                began = time.perf_counter()
                process = subprocess.Popen(
                    argv, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
                process.stdin.write(b"Subject: a\n\nb\n")
                process.stdin.close()
                client, _ = listener.accept()
                client.sendall(b"220 bench ESMTP\r\n")
                client.recv(1)
                times[name].append((time.perf_counter() - began) * 1e3)
                client.close()
            process.wait()
    medians = {name: statistics.median(values) for name, values in times.items()}
    table.add(
        f"exec to first byte, median of {FIRST}", medians, 1.5 * medians["msmtp"], "ms")
