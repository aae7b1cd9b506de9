"""The same small mail over STARTTLS and AUTH to the same Postfix, by Postern and its peers."""

import json
import os
import statistics
import subprocess
import time

from proxy import Proxy

RUNS = 21
COUNTED = 5  # sends that are counted on the wire

MAIL = """From: "Your Server" <alice@example.org>
To: bench@example.org
Subject: Test e-mail
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

This is a test e-mail.
"""


class Servers:
    """The private Postfix; it ends with the pipe to it."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the mail server did not start")
        self.place = json.loads(line)

    def __enter__(self):
        return self.place

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def write(path, text):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    return path


def clients(postern, place, port, folder):
    """Name to command; the passwords lie in files where the client knows how."""
    def file(name):
        return os.path.join(folder, f"{name}-{port}")

    mail = write(file("mail"), MAIL)
    host, user, password = "127.0.0.1", place["user"], place["password"]
    authority, recipient = place["authority"], place["recipient"]
    setup(postern, file("home"), place, port)
    curlrc = write(file("curlrc"), f'user = "{user}:{password}"\n')
    msmtprc = write(file("msmtprc"), "\n".join([
        "account default", f"host {host}", f"port {port}", f"from {user}", "tls on",
        f"tls_trust_file {authority}", "auth plain", f"user {user}", f'password "{password}"', "",
    ]))
    return {
        "postern": ["sh", "-c", f"exec {postern} send -t --home {file('home')} < {mail}"],
        "curl": [
            "curl", "-sS", "-K", curlrc, "--ssl-reqd", "--cacert", authority, "--url",
            f"smtp://{host}:{port}", "--mail-from", user, "--mail-rcpt", recipient,
            "--upload-file", mail],
        "msmtp": ["sh", "-c", f"exec msmtp -C {msmtprc} {recipient} < {mail}"],
        "swaks": [
            "swaks", "--silent", "3", "--server", host, "--port", str(port), "--tls",
            "--tls-verify", "--tls-ca-path", authority, "--auth", "PLAIN", "--auth-user", user,
            "--auth-password", password, "--from", user, "--to", recipient, "--data", f"@{mail}"],
    }


def setup(postern, home, place, port):
    """Postern's set-up, with the certificate imported, as a person would."""
    def run(*words, text=None):
        command = [postern, *words, "--home", home]
        subprocess.run(command, input=text, text=True, check=True, capture_output=True)

    run("set", "smtp.server=127.0.0.1", f"smtp.port={port}", "smtp.encryption=tls",
        f"system.address={place['user']}", "authentication.mode=password",
        f"authentication.user={place['user']}")
    run("password", "set", "smtp", text=place["password"] + "\n")
    run("certificate", "import", "--fingerprint", place["fingerprint"])


def once(argv):
    # Nothing of the caller's, such as SSL_CERT_FILE, which would make some of them read more.
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": "/nonexistent"}
    began = time.perf_counter()
    ended = subprocess.run(
        argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment)
    spent = time.perf_counter() - began
    if ended.returncode != 0:
        raise RuntimeError(f"{argv[0]}: {ended.stdout}{ended.stderr}")
    return spent * 1e3


def send(table, postern, place, folder):
    commands = clients(postern, place, place["port"], folder)
    times = {name: [] for name in commands}
    for turn in range(RUNS + 1):
        for name, argv in commands.items():
            spent = once(argv)
            if turn > 0:  # the first warms up Postfix's processes
                times[name].append(spent)
    medians = {name: statistics.median(values) for name, values in times.items()}
    table.add(
        "one mail, STARTTLS and AUTH, median of %d" % RUNS, medians, 1.1 * medians["curl"], "ms")
    table.add("the same, shortest", {n: min(v) for n, v in times.items()}, None, "ms")
    trips(table, postern, place, folder)
    far(table, postern, place, folder)


def far(table, postern, place, folder):
    """The same over a wire on which a round trip takes 100 ms."""
    proxy = Proxy(place["port"], delay=0.05)
    times = {}
    for name, argv in clients(postern, place, proxy.port, folder).items():
        times[name] = statistics.median(once(argv) for _ in range(COUNTED))
    table.add(
        "the same at 100 ms a round trip, median of %d" % COUNTED, times, 1.1 * times["curl"], "ms")


def trips(table, postern, place, folder):
    proxy = Proxy(place["port"])
    counts = {}
    for name, argv in clients(postern, place, proxy.port, folder).items():
        counted = []
        for _ in range(COUNTED):
            before = len(proxy.turns)
            once(argv)
            while len(proxy.turns) == before:
                time.sleep(0.001)
            counted.append(sum(proxy.turns[before:]))
        counts[name] = statistics.median(counted)
    table.add("round trips of it, connecting included", counts, counts["curl"])
