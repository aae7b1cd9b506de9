"""Plays scripts to TCP clients, with or without TLS, for ScriptedServer.swift.

Reads one line of JSON (addresses and scripts) from standard input, and writes one JSON object a
line to standard output for everything that happens. Ends when standard input does.
"""

import base64, json, os, socket, ssl, struct, sys, threading, time

printing = threading.Lock()


def tell(**event):
    with printing:
        print(json.dumps(event), flush=True)


def encoded(data):
    return base64.b64encode(data).decode()


class Finished(Exception):
    """The script has closed the connection."""


class Connection:
    def __init__(self, number, peer):
        self.number, self.peer, self.buffer, self.tls = number, peer, b"", False

    def tell(self, **event):
        tell(connection=self.number, **event)

    def receive(self):
        data = self.peer.recv(65536)
        if not data:
            raise Finished("client")
        self.tell(bytes=encoded(data))
        self.buffer += data

    def line(self):
        while b"\n" not in self.buffer:
            self.receive()
        line, _, self.buffer = self.buffer.partition(b"\n")
        line = line.rstrip(b"\r")
        self.tell(line=encoded(line))
        return line

    def send(self, data):
        self.peer.sendall(data)

    # Steps

    def do_send(self, step):
        self.send(base64.b64decode(step["data"]))

    def do_reply(self, step):
        """Sends a text in which {tag} is the first word of the line received last (IMAP)."""
        tag = self.last.split(b" ")[0]
        self.send(base64.b64decode(step["data"]).replace(b"{tag}", tag))

    def do_expect(self, step):
        self.last = self.line()
        if not self.last.upper().startswith(step["prefix"].upper().encode()):
            self.tell(fault=f"expected {step['prefix']!r}, got {self.last.decode(errors='replace')!r}")
            raise Finished("server")

    def do_expectData(self, step):
        while self.line() != b".":
            pass

    def do_drip(self, step):
        for byte in base64.b64decode(step["data"]):
            self.send(bytes([byte]))
            time.sleep(step["milliseconds"] / 1000)

    def do_pause(self, step):
        time.sleep(step["milliseconds"] / 1000)

    def do_repeat(self, step):
        data = base64.b64decode(step["data"])
        data *= max(1, 4096 // max(1, len(data)))
        while True:
            self.send(data)

    def do_silence(self, step):
        while True:
            self.receive()

    def do_close(self, step):
        raise Finished("server")

    def do_reset(self, step):
        self.peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Finished("server")

    def do_tls(self, step):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        # Before the chain is loaded: the security level decides which keys may be.
        if step.get("ciphers"):
            context.set_ciphers(step["ciphers"])
        context.minimum_version = getattr(ssl.TLSVersion, step.get("minimum", "TLSv1_2"))
        context.maximum_version = getattr(ssl.TLSVersion, step.get("maximum", "MAXIMUM_SUPPORTED"))
        context.load_cert_chain(step["chain"], step["key"])
        if step.get("clientAuthority"):
            context.load_verify_locations(step["clientAuthority"])
            context.verify_mode = ssl.CERT_REQUIRED
        if step.get("refusesName"):
            context.sni_callback = lambda *_: ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        else:
            context.sni_callback = lambda _, name, __: self.tell(serverName=name or "")
        self.peer = context.wrap_socket(self.peer, server_side=True)
        self.tls = True
        self.tell(tls=self.peer.version(), cipher=self.peer.cipher()[0])

    def do_smtp(self, step):
        Dialogue(self, step).play()

    def play(self, steps):
        for step in steps:
            getattr(self, "do_" + step["do"])(step)
        self.do_silence({})

    def run(self, steps):
        by, self.last = "server", b""
        try:
            self.play(steps)
        except Finished as end:
            by = str(end)
        except (OSError, ssl.SSLError) as fault:
            self.tell(fault=str(fault))
            by = "client"
        self.peer.close()
        self.tell(closed=by)


class Dialogue:
    """SMTP with a reply for each verb; the longest matching prefix of a command wins."""

    def __init__(self, connection, step):
        self.connection, self.replies, self.tls = connection, step["replies"], step["tlsReplies"]
        self.used = {}

    def table(self):
        return {**self.replies, **self.tls} if self.connection.tls else self.replies

    def reply(self, key):
        """Plays the next reply of a key (the last one again and again); returns its code."""
        answers = self.table()[key]
        count = self.used.get((key, self.connection.tls), 0)
        self.used[(key, self.connection.tls)] = count + 1
        code = b""
        for step in answers[min(count, len(answers) - 1)]:
            if step["do"] == "send":
                code = base64.b64decode(step["data"])[:3]
            getattr(self.connection, "do_" + step["do"])(step)
        return code

    def match(self, line):
        text = line.decode(errors="replace").upper()
        keys = [key for key in self.table() if key and text.startswith(key.upper())]
        return max(keys, key=len) if keys else None

    def play(self):
        if not (self.connection.tls and self.used):
            self.reply("greeting")
        while True:
            key = self.match(self.connection.line())
            if key is None:
                self.connection.send(b"502 5.5.2 Error: command not recognized\r\n")
                continue
            code = self.reply(key)
            while code == b"334":
                self.connection.line()
                code = self.reply(key)
            if code == b"354":
                self.connection.do_expectData({})
                self.reply(".")
            if key.upper() == "QUIT" and code == b"221":
                raise Finished("server")


def listen(addresses, port):
    listeners = []
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(64)
        listeners.append(listener)
    return listeners


def serve(listener, scripts, numbering, counter):
    while True:
        peer, client = listener.accept()
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with numbering:
            number = counter[0]
            counter[0] += 1
        tell(connection=number, client=client[0])
        steps = scripts[min(number, len(scripts) - 1)]
        threading.Thread(target=Connection(number, peer).run, args=(steps,), daemon=True).start()


def main():
    settings = json.loads(sys.stdin.readline())
    listeners = listen(settings["addresses"], settings["port"])
    numbering, counter = threading.Lock(), [0]
    for listener in listeners:
        threading.Thread(
            target=serve, args=(listener, settings["scripts"], numbering, counter), daemon=True
        ).start()
    tell(listening=settings["port"])
    # Whoever asks has heard of all that happened before the answer.
    for line in sys.stdin:
        tell(heard=int(line))
    os._exit(0)


main()
