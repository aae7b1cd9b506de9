/// Stands before a mailbox server and hides that it knows SASL, so that LOGIN (IMAP) or USER and
/// PASS (POP3) are what is left.
public final class OldMailboxProxy: ProcessServer {
  /// The port on 127.0.0.1.
  public let port: Int
  /// The process.
  public let server: ServerProcess

  /// Passes everything else on to the server.
  public init(_ mailboxes: DovecotServer.Endpoint) throws {
    port = try FreePort.next()
    server = try ServerProcess(
      "python3", ["-c", Self.program, "\(port)", mailboxes.host, "\(mailboxes.port)"],
      in: TemporaryFolder())
    try server.awaitGreeting(port: port, speaksFirst: true)
  }

  private static let program = """
    import re, socket, sys, threading
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    def answer(server, client):
        for line in server.makefile("rb"):
            client.sendall(re.sub(rb" (AUTH=[^] \\r]+|SASL-IR)", b"", line))
        client.shutdown(socket.SHUT_WR)
    def serve(client):
        server = socket.create_connection((sys.argv[2], int(sys.argv[3])))
        threading.Thread(target=answer, args=(server, client), daemon=True).start()
        for line in client.makefile("rb"):
            if line.upper().startswith(b"CAPA"): client.sendall(b"-ERR unknown command\\r\\n")
            else: server.sendall(line)
        server.close()
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    """
}
