"""A TCP proxy on loopback that counts how often a client had to wait for the server."""

import selectors
import socket
import threading
import time


class Proxy:
    """One connection at a time; `turns` are the client's bursts that the server has answered.

    A round trip is what the wire costs where the server is far away, whatever it sends.
    """

    def __init__(self, port, delay=0):
        self.delay = delay  # of what goes one way, in seconds
        self.server = ("127.0.0.1", port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.turns = []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            client, _ = self.listener.accept()
            with client, socket.create_connection(self.server) as server:
                self.turns.append(relay(client, server, self.delay))


def relay(client, server, delay):
    """Passes bytes on until both sides have ended; returns the round trips, connecting included."""
    turns, speaker = 1, server
    other = {client: server, server: client}
    with selectors.DefaultSelector() as selector:
        for end in other:
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(end, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                end = key.fileobj
                data = receive(end)
                if not data:
                    selector.unregister(end)
                    finish(other[end])
                    continue
                turns += end is server and speaker is client
                speaker = end
                time.sleep(delay)
                try:
                    other[end].sendall(data)
                except OSError:
                    pass  # the other side has gone; what is left of this one is read
    return turns


def receive(end):
    try:
        return end.recv(65536)
    except OSError:
        return b""


def finish(end):
    try:
        end.shutdown(socket.SHUT_WR)
    except OSError:
        pass
