public import Foundation

/// The Maildirs of a test server, one per recipient's address.
public struct Maildirs: Sendable {
  let path: String

  /// Writes standard input into the Maildir of a recipient.
  static let delivery = """
    #!/bin/sh
    box=$1/$(printf %s "$2" | tr '[:upper:]/' '[:lower:]_')
    mkdir -p "$box/new" "$box/tmp" "$box/cur" || exit 75
    file=$(mktemp "$box/tmp/XXXXXXXX") || exit 75
    cat >"$file" && mv "$file" "$box/new/" || exit 75

    """

  /// The mails in an address's Maildir now, oldest first.
  public func mails(of address: String) -> [Data] {
    let box = address.lowercased().replacingOccurrences(of: "/", with: "_")
    let new = URL(fileURLWithPath: path).appendingPathComponent(box).appendingPathComponent("new")
    let keys: [URLResourceKey] = [.contentModificationDateKey]
    let found =
      (try? FileManager.default.contentsOfDirectory(at: new, includingPropertiesForKeys: keys))
      ?? []
    let dated = found.map { file in
      (file, (try? file.resourceValues(forKeys: Set(keys)).contentModificationDate) ?? .distantPast)
    }
    return dated.sorted { $0.1 < $1.1 }.compactMap { try? Data(contentsOf: $0.0) }
  }

  /// The addresses that have got mail.
  public var addresses: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Waits until an address has at least so many mails, and returns all of them, oldest first.
  public func wait(
    of address: String, count: Int, within seconds: Double, log: @Sendable () -> String
  ) async throws -> [Data] {
    do {
      return try await Waiting.until("\(count) mail(s) to \(address)", within: seconds) {
        () async in
        let mails = mails(of: address)
        return mails.count >= count ? mails : nil
      }
    } catch let failure as TestFailure {
      throw TestFailure("\(failure)\n\(LogLines.excerpt(log()))")
    }
  }
}
