/// A file in the format of aliases(5), such as /etc/aliases.
public struct AliasesFile: Equatable, Sendable {
  /// What a name stands for.
  public struct Entry: Equatable, Sendable {
    /// Addresses and names on this machine.
    public var targets: [AliasTargets.Target] = []
    /// Names behind a backslash, in lower case: in sendmail(8) mailboxes on this machine, without
    /// further look-ups.
    public var mailboxes: [String] = []
    /// What Postern does not send to, as it stands there: `|command`, `/file`, `:include:/file`.
    public var others: [String] = []
  }

  /// The entries, by the name in lower case; of several for one name the last counts.
  public let entries: [String: Entry]

  /// Reads a file's text; lines that are not in the format are skipped.
  public init(_ text: String) {
    var entries: [String: Entry] = [:]
    for line in Self.logicalLines(text) {
      guard let (name, value) = Self.split(line) else { continue }
      entries[name.lowercased()] = Self.entry(value)
    }
    self.entries = entries
  }

  /// A line that begins with space goes on with the one before; `#` begins a comment line.
  private static func logicalLines(_ text: String) -> [String] {
    var lines: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let isContinued = line.first == " " || line.first == "\t"
      let trimmed = String(line).trimmingSpaces
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      if isContinued, !lines.isEmpty {
        lines[lines.count - 1] += " \(trimmed)"
      } else {
        lines.append(trimmed)
      }
    }
    return lines
  }

  private static func split(_ line: String) -> (name: String, value: String)? {
    var isQuoted = false
    for index in line.indices {
      if line[index] == "\"" { isQuoted.toggle() }
      guard line[index] == ":", !isQuoted, index > line.startIndex else { continue }
      let name = unquoted(String(line[..<index]).trimmingSpaces)
      return name.isEmpty ? nil : (name, String(line[line.index(after: index)...]))
    }
    return nil
  }

  private static func entry(_ value: String) -> Entry {
    var entry = Entry()
    for word in words(value) {
      let isMailbox = word.hasPrefix("\\")
      let bare = isMailbox ? String(word.dropFirst()) : word
      if let name = LocalName(bare) {
        if isMailbox {
          entry.mailboxes.append(name.text)
        } else {
          entry.targets.append(.name(name.text))
        }
      } else if !bare.hasPrefix("/"), !bare.hasPrefix("|"), !bare.hasPrefix(":"),
        let address = try? MailAddress(typed: bare)
      {
        if isMailbox, let name = address.nameHere {
          entry.mailboxes.append(name)
        } else {
          entry.targets.append(.address(address))
        }
      } else {
        entry.others.append(word)
      }
    }
    return entry
  }

  /// The words between the commas, except commas in quotation marks.
  private static func words(_ value: String) -> [String] {
    var words = [""]
    var isQuoted = false
    for character in value {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        words.append("")
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words.map { unquoted($0.trimmingSpaces) }.filter { !$0.isEmpty }
  }

  private static func unquoted(_ text: String) -> String {
    text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()) : text
  }
}
