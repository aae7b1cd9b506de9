import Foundation
import Testing

/// The names of settings and of findings stand in one table each; code goes by the cases.
@Suite struct NameTests {
  private static let settings = "Sources/MailSettings/Keys/SettingKey.swift"
  private static let findings = "Sources/MailDiagnosis/Report/Finding.swift"
  /// The keys of `secrets.toml`, some of which are called as those of `postern.toml` are.
  private static let secrets = "Sources/SettingsStore/Documents/SecretsFile.swift"

  private static func text(of path: String) throws -> String {
    try String(contentsOf: ModuleGraph.root.appending(path: path), encoding: .utf8)
  }

  private static func names(in table: String) throws -> Set<String> {
    Set(try text(of: table).matches(of: /(?m)^  case \w+ = "(\w+\.[\w-]+)"/).map { String($0.1) })
  }

  /// A name that is no path of values, or what the names of a kind begin with, alone in a literal.
  private static func pattern(_ names: Set<String>) throws -> NSRegularExpression {
    let beginnings = Set(names.map { $0.prefix { $0 != "." } })
    let escaped = names.map(NSRegularExpression.escapedPattern)
    return try NSRegularExpression(
      pattern: "(?<![\\w./-])(?:\(escaped.joined(separator: "|")))(?![\\w-]|[.]\\w)"
        + "|\"(?:\(beginnings.joined(separator: "|")))[.]\"")
  }

  /// Whether what stands behind this text is in a literal of one line: help, which shows commands
  /// as people type them, has literals of several.
  private static func isInLiteral(after text: Substring) -> Bool {
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    guard !line.contains("//"), text.components(separatedBy: "\"\"\"").count % 2 == 1 else {
      return false
    }
    return line.replacingOccurrences(of: "\\\"", with: "").count { $0 == "\"" } % 2 == 1
  }

  @Test func `no literal names a setting or a finding, or what they begin with`() throws {
    let names = try Self.names(in: Self.settings).union(try Self.names(in: Self.findings))
    #expect(names.count > 100)
    let pattern = try Self.pattern(names)
    let tables = [Self.settings, Self.findings, Self.secrets].map { "/" + $0 }
    let files = ["Sources", "Screens"].flatMap {
      ModuleGraph.files(in: ModuleGraph.root.appending(path: $0))
    }
    for file in files where file.pathExtension == "swift" {
      if tables.contains(where: file.path.hasSuffix) { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in pattern.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
        let place = try #require(Range(match.range, in: text))
        let isClean =
          !text[place].hasPrefix("\"") && !Self.isInLiteral(after: text[..<place.lowerBound])
        #expect(isClean, "\(file.lastPathComponent): \(text[place])")
      }
    }
  }
}
