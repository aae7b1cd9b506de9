import MailSettings
import SystemAccess

/// A parameter of main.cf with the line where it begins.
private struct PostfixParameter {
  let name: String
  var text: String
  let line: Int
}

/// The parameters of main.cf; a later line replaces an earlier one.
private struct PostfixParameters {
  private(set) var all: [PostfixParameter] = []

  /// A line that begins with a blank continues the one before; comments may stand between them.
  init(_ file: ImportFile) throws(ImportFault) {
    for (index, line) in file.lines.enumerated() {
      let text = String(line).trimmingBlanks
      if text.isEmpty || text.begins("#") { continue }
      if line.first == " " || line.first == "\t" {
        guard !all.isEmpty else { throw .syntax(line: index + 1) }
        all[all.count - 1].text += " " + text
        continue
      }
      guard let parts = text.cut(at: "=") else { throw .syntax(line: index + 1) }
      let name = parts.before.trimmingBlanks
      all.removeAll { $0.name == name }
      all.append(
        PostfixParameter(name: name, text: parts.behind.trimmingBlanks, line: index + 1))
    }
    all.append(PostfixParameter(name: "config_directory", text: file.folder, line: 0))
  }

  /// A parameter's value with each `$name` in it expanded; nil where one is not in the file.
  func expanded(_ name: String, depth: Int = 0) -> String? {
    guard depth < 20, let value = all.last(where: { $0.name == name })?.text else { return nil }
    var result = ""
    var rest = Substring(value)
    while let sign = rest.firstIndex(of: "$") {
      result += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      if rest.hasPrefix("$") {
        result += "$"
        rest = rest.dropFirst()
      } else {
        guard let inner = Self.name(&rest), let text = expanded(inner, depth: depth + 1) else {
          return nil
        }
        result += text
      }
    }
    return result + rest
  }

  /// `name`, `{name}` or `(name)` after a `$`.
  private static func name(_ rest: inout Substring) -> String? {
    let isClosed: Character? = rest.hasPrefix("{") ? "}" : rest.hasPrefix("(") ? ")" : nil
    if isClosed != nil { rest = rest.dropFirst() }
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    rest = rest[name.endIndex...]
    if let isClosed {
      guard rest.first == isClosed else { return nil }
      rest = rest.dropFirst()
    }
    return name.isEmpty ? nil : String(name)
  }
}

extension Postfix {
  static func read(_ file: ImportFile) throws(ImportFault) -> FoundSettings {
    let parameters = try PostfixParameters(file)
    var reader = PostfixReader(file: file)
    for parameter in parameters.all {
      let (name, line) = (parameter.name, parameter.line)
      guard let text = parameters.expanded(name)?.trimmingBlanks else {
        if PostfixReader.matters(name) { reader.found.leave(name, line, .variable) }
        continue
      }
      if !text.isEmpty { reader.take(name, text, line) }
    }
    reader.takePassword()
    reader.found.takeUsualPort { _ in .smtp }
    return reader.found
  }
}

/// Collects the settings that the parameters stand for.
private struct PostfixReader {
  let file: ImportFile
  var found = FoundSettings()
  /// The value of `relayhost`, under which the password file has its password.
  private var relayHost = ""
  private var passwords: (maps: String, line: Int)?

  init(file: ImportFile) { self.file = file }

  /// Whether a parameter is about outgoing mail.
  static func matters(_ name: String) -> Bool {
    ["smtp_", "relayhost", "sender_"].contains(where: name.hasPrefix)
  }

  mutating func take(_ name: String, _ text: String, _ line: Int) {
    switch name {
    case "relayhost": take(relayHost: text, line)
    case "smtp_helo_name": found.take(.smtpHelloName, text, line)
    case "smtp_bind_address", "smtp_bind_address6": found.take(.smtpSourceAddress, text, line)
    case "smtp_destination_concurrency_limit": found.take(.connectionsMaximum, text, line)
    case "smtp_sasl_auth_enable":
      let mode: AuthenticationMode = text == "yes" ? .password : .none
      found.take(.authenticationMode, mode.text, line)
    case "smtp_sasl_password_maps": passwords = (text, line)
    case "smtp_sasl_mechanism_filter": take(mechanisms: text, line)
    case "sender_canonical_maps": take(sender: text, line)
    default: takeEncryption(name, text, line)
    }
  }

  private mutating func takeEncryption(_ name: String, _ text: String, _ line: Int) {
    let isSSL = found.taken.contains { $0.key == .smtpEncryption && $0.text == "ssl" }
    switch name {
    case "smtp_tls_wrappermode":
      if text == "yes" { found.take(.smtpEncryption, Encryption.ssl.text, line) }
    case "smtp_tls_security_level":
      guard let level = Self.level(text) else {
        return found.leave(name, line, .unsupported(text))
      }
      if !isSSL { found.take(.smtpEncryption, level.text, line) }
    case "smtp_use_tls", "smtp_enforce_tls":
      let level: Encryption = name == "smtp_use_tls" ? .tlsIfAvailable : .tls
      if text == "yes", !found.has(.smtpEncryption) {
        found.take(.smtpEncryption, level.text, line)
      }
    default: leave(name, text, line)
    }
  }

  /// Notes a parameter that has no setting, unless every export writes it anyway.
  private mutating func leave(_ name: String, _ text: String, _ line: Int) {
    switch name {
    case "smtp_tls_CAfile", "smtp_tls_CApath", "smtp_tls_trust_anchor_file":
      if !text.hasPrefix("/etc/ssl/certs") {
        found.leave(name, line, .certificate(fingerprint: nil))
      }
    case "smtp_tls_fingerprint_cert_match":
      found.leave(name, line, .certificate(fingerprint: text))
    case "smtp_tls_secure_cert_match", "smtp_tls_fingerprint_digest", "smtp_sasl_security_options",
      "smtp_sasl_tls_security_options", "smtp_tls_session_cache_database", "smtp_host_lookup",
      "sender_canonical_classes":
      break
    default: if Self.matters(name) { found.leave(name, line) }
    }
  }

  private static func level(_ text: String) -> Encryption? {
    switch text {
    case "none": Encryption.none
    case "may": .tlsIfAvailable
    case "encrypt", "verify", "secure", "fingerprint": .tls
    default: nil
    }
  }

  private mutating func take(relayHost text: String, _ line: Int) {
    let first = text.split { " ,\t".contains($0) }.first.map(String.init) ?? ""
    if first != text { found.leave("relayhost", line, .otherValue) }
    relayHost = first
    var host = Substring(first)
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
      let port = host[host.index(after: end)...].drop { $0 == ":" }
      found.take(.smtpPort, port.isEmpty ? Port.smtp.text : String(port), line)
      host = host[host.index(after: host.startIndex)..<end]
    } else {
      found.leave("relayhost", line, .mailExchanger)
      let parts = host.split(separator: ":", maxSplits: 1)
      found.take(.smtpPort, parts.count > 1 ? String(parts[1]) : Port.smtp.text, line)
      host = parts.first ?? ""
    }
    let isLabelled = host.lowercased().hasPrefix("ipv6:")
    found.take(.smtpServer, String(isLabelled ? host.dropFirst(5) : host), line)
  }

  private mutating func take(mechanisms text: String, _ line: Int) {
    let names = text.split { " ,\t".contains($0) }
    if names.count == 1, let name = names.first, !name.contains(where: { "!:/".contains($0) }) {
      found.take(.authenticationMechanism, name.uppercased(), line)
    } else if !text.hasSuffix("static:all") {
      found.leave("smtp_sasl_mechanism_filter", line)
    }
  }

  /// One address for all senders, by `static:` or a regular expression that matches any text.
  private mutating func take(sender text: String, _ line: Int) {
    let name = "sender_canonical_maps"
    for (begin, end) in [("static:{", "}"), ("static:", ""), ("regexp:{ {/./ ", "} }")]
    where text.hasPrefix(begin) && text.hasSuffix(end) {
      let address = text.dropFirst(begin.count).dropLast(end.count)
        .split(separator: "$$", omittingEmptySubsequences: false).joined(separator: "$")
      return found.take(.systemAddress, address.trimmingBlanks, line)
    }
    found.leave(name, line)
  }
}

extension PostfixReader {
  /// Takes user and password from the relay host's line in the password file, if that can be read.
  mutating func takePassword() {
    guard let (maps, line) = passwords else { return }
    let name = "smtp_sasl_password_maps"
    let kinds = ["texthash:", "hash:", "lmdb:", "btree:", "cdb:", "dbm:"]
    let map = maps.hasPrefix("proxy:") ? String(maps.dropFirst(6)) : maps
    if map.hasPrefix("static:") { return take(login: String(map.dropFirst(7)), line) }
    guard let kind = kinds.first(where: map.hasPrefix) else { return found.leave(name, line) }
    let path = String(map.dropFirst(kind.count)).trimmingBlanks
    // Where main.cf is a copy, the password file may have been copied beside it.
    let copy = FilePath.join(file.folder, FilePath.name(path))
    guard let text = file.other(path) ?? file.other(copy) else {
      return found.leave(name, line, .unreadable(path))
    }
    guard let login = login(in: ImportFile(text: text, folder: file.folder) { _ in nil }) else {
      return found.leave(name, line, .noPassword(relayHost))
    }
    take(login: login, line)
  }

  private func login(in table: ImportFile) -> String? {
    let server = found.taken.first { $0.key == .smtpServer }?.text ?? ""
    for key in [relayHost, server, "[\(server)]"] {
      for line in table.lines {
        if let parts = String(line).cut(at: " \t"), parts.before == key {
          return parts.behind.trimmingBlanks
        }
      }
    }
    return nil
  }

  private mutating func take(login: String, _ line: Int) {
    let parts = login.cut(at: ":")
    found.take(.authenticationUser, parts?.before ?? login, line)
    if let parts { found.take(password: parts.behind, line) }
  }
}
