import Foundation

/// Reads mails with Python's `email`, an implementation that has nothing in common with ours.
///
/// Python is started once for a whole batch.
enum PythonReader {
  /// A mail as Python understands it.
  struct Mail: Decodable, Equatable {
    struct Address: Decodable, Equatable {
      let name: String
      let address: String
    }

    let headers: [String]
    let subject: String
    let from: [Address]
    let replyTo: [Address]
    let to: [Address]
    let date: String
    let body: String
    let charset: String
    let transfer: String
    let defects: [String]
  }

  struct Failure: Error {
    let status: Int32
  }

  static func read(_ mails: [[UInt8]]) throws -> [Mail] {
    let input = try JSONEncoder().encode(mails.map { Data($0) })
    return try JSONDecoder().decode([Mail].self, from: run(script, input))
  }

  /// Runs a script with some input; returns its output.
  static func run(_ script: String, _ input: Data = Data()) throws -> Data {
    let process = Process()
    let (stdin, stdout) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.standardInput = stdin
    process.standardOutput = stdout
    try process.run()
    // The scripts read everything before they write anything: no pipe can block the other.
    try stdin.fileHandleForWriting.write(contentsOf: input)
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return output
  }

  private static let script = """
    import sys, json, base64
    from email import message_from_bytes, policy
    from email.header import decode_header
    from email.utils import getaddresses
    # The new policy's parser keeps the space between the encoded words of a phrase (Python 3.11).
    def addresses(raw, name):
      values = message_from_bytes(raw, policy=policy.compat32).get_all(name, [])
      return [{"name": "".join(w.decode(c or "ascii") if isinstance(w, bytes) else w
          for w, c in decode_header(n)), "address": a}
        for n, a in getaddresses([v.replace("\\r\\n", "") for v in values])]
    result = []
    for raw in map(base64.b64decode, json.load(sys.stdin)):
      m = message_from_bytes(raw, policy=policy.default)
      result.append({
        "headers": m.keys(), "subject": str(m["Subject"]), "date": m["Date"].datetime.isoformat(),
        "from": addresses(raw, "From"), "to": addresses(raw, "To"),
        "replyTo": addresses(raw, "Reply-To"),
        "body": m.get_content().replace("\\r\\n", "\\n"), "charset": m.get_param("charset"),
        "transfer": m["Content-Transfer-Encoding"],
        "defects": [repr(d) for d in list(m.defects)
          + [d for h in m.values() for d in getattr(h, "defects", ())]]})
    json.dump(result, sys.stdout)
    """
}
