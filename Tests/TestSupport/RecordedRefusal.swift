internal import Foundation

/// A refusal as some mail server says it, and what it means: a line of the tables in `Refusals`.
public struct RecordedRefusal: Sendable, CustomStringConvertible {
  /// Who was refused.
  public enum Client: String, Sendable, CaseIterable {
    /// Signs in with a password.
    case signsIn = "in"
    /// Signs in with an access token.
    case token
    /// Does not sign in, and the server offers no way to.
    case stranger = "out"
    /// Does not sign in, although the server offers it.
    case strangerWithOffer = "offer"
    /// Signs in at the incoming mailbox first; the server offers no sign-in.
    case mailboxFirst = "before"
  }

  /// The ids that are right, best first.
  public let ids: [String]
  /// The command that was refused: `AUTH`, `MAIL`, `RCPT`, `DATA`, `.` …; nil for the banner.
  public let command: String?
  /// Who was refused.
  public let client: Client
  /// The reply, its lines separated by `\n`.
  public let reply: String

  /// The reply as it goes over the wire.
  public var bytes: [UInt8] {
    Array(reply.split(separator: "\n").map { $0 + "\r\n" }.joined().utf8)
  }

  /// The id, who was refused at what, and the reply.
  public var description: String {
    "\(ids[0]): \(command ?? "banner") (\(client.rawValue)) → \(reply)"
  }

  /// Whether the server offers a sign-in.
  public var offersSignIn: Bool { [.signsIn, .token, .strangerWithOffer].contains(client) }

  /// `id | command | sign-in | reply`; nil for anything else.
  init?(line: Substring) {
    let columns = line.components(separatedBy: " | ")
    guard columns.count >= 4, let client = Client(rawValue: columns[2].trimmed) else { return nil }
    ids = columns[0].split(separator: ",").map { String($0).trimmed }
    command = columns[1].trimmed == "greeting" ? nil : columns[1].trimmed
    self.client = client
    reply = columns[3...].joined(separator: " | ").trimmed.replacingOccurrences(
      of: "\\n", with: "\n")
  }

  /// All refusals of all tables, in order.
  public static let all: [RecordedRefusal] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Refusals")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.sorted().flatMap { file in
      let text = try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      return (text ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        guard let refusal = RecordedRefusal(line: line) else {
          fatalError("\(file): no table line: \(line)")
        }
        return refusal
      }
    }
  }()
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
