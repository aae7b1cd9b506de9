import MailSettings

/// One line of msmtp's file: a command with its argument.
private struct MsmtpCommand {
  let name: String
  let argument: String
  let line: Int

  /// Nil for an empty line and a comment.
  init?(_ text: Substring, _ line: Int) {
    let text = String(text).trimmingBlanks
    guard !text.isEmpty, !text.begins("#") else { return nil }
    let words = text.cut(at: " \t") ?? (text, "")
    let argument = words.behind.trimmingBlanks
    let signs = argument.unicodeScalars
    let isQuoted = signs.count > 1 && signs.first == "\"" && signs.last == "\""
    name = words.before
    self.argument = isQuoted ? String(signs.dropFirst().dropLast()) : argument
    self.line = line
  }

  var isOn: Bool { argument.isEmpty || argument == "on" }
}

/// The accounts of a file, each with the commands that it inherits.
private struct MsmtpAccounts {
  private typealias Account = (name: String, line: Int, commands: [MsmtpCommand])

  private var accounts: [Account] = []
  private var defaults: [MsmtpCommand] = []
  private var isInDefaults = false

  init(_ file: ImportFile) throws(ImportFault) {
    for (number, line) in file.lines.enumerated() {
      guard let command = MsmtpCommand(line, number + 1) else { continue }
      switch command.name {
      case "defaults": isInDefaults = true
      case "account": try begin(command)
      case _ where isInDefaults: defaults.append(command)
      case _ where accounts.isEmpty: accounts.append(("default", command.line, [command]))
      default: accounts[accounts.count - 1].commands.append(command)
      }
    }
  }

  /// `account NAME : OTHER, ANOTHER` inherits the commands of accounts before it.
  private mutating func begin(_ command: MsmtpCommand) throws(ImportFault) {
    isInDefaults = false
    let parts = command.argument.split(separator: ":", maxSplits: 1)
    var commands = defaults
    for name in parts.dropFirst().joined().split(separator: ",") {
      let name = String(name).trimmingBlanks
      guard let parent = accounts.last(where: { $0.name == name }) else {
        throw .unknownAccount(name, line: command.line)
      }
      commands += parent.commands
    }
    accounts.append((String(parts.first ?? "").trimmingBlanks, command.line, commands))
  }

  /// The commands of the account `default`, else of the first; of a repeated one only the last.
  func chosen(_ found: inout FoundSettings) throws(ImportFault) -> [MsmtpCommand] {
    guard let chosen = accounts.last(where: { $0.name == "default" }) ?? accounts.first else {
      throw .noAccount
    }
    for other in accounts where !chosen.commands.contains(other.commands) {
      found.leave("account " + other.name, other.line, .otherAccount)
    }
    var last: [MsmtpCommand] = []
    for command in chosen.commands {
      last.removeAll { $0.name == command.name }
      last.append(command)
    }
    return last
  }
}

extension [MsmtpCommand] {
  /// Whether all of the others are among these, by their lines.
  fileprivate func contains(_ others: [MsmtpCommand]) -> Bool {
    let lines = map(\.line)
    return others.allSatisfy { lines.contains($0.line) }
  }
}

extension Msmtp {
  static func read(_ file: ImportFile) throws(ImportFault) -> FoundSettings {
    var found = FoundSettings()
    let commands = try MsmtpAccounts(file).chosen(&found)
    for command in commands { take(command, &found) }
    takeEncryption(commands, &found)
    found.takeUsualPort(\.portOfOthers)
    return found
  }

  private static func take(_ command: MsmtpCommand, _ found: inout FoundSettings) {
    let (name, text, line) = (command.name, command.argument, command.line)
    switch name {
    case "host": found.take(.smtpServer, text, line)
    case "port": found.take(.smtpPort, text, line)
    case "user": found.take(.authenticationUser, text, line)
    case "password": found.take(password: text, line)
    case "passwordeval": found.take(.authenticationPasswordCommand, text, line)
    case "source_ip": found.take(.smtpSourceAddress, text, line)
    case "from", "domain":
      guard !hasPattern(text) else { return found.leave(name, line, .variable) }
      found.take(name == "from" ? .systemAddress : .smtpHelloName, text, line)
    case "auth": takeMechanism(command, &found)
    case "eval": found.leave(name, line, .command)
    case "tls", "tls_starttls": break
    case "allow_from_override" where !command.isOn: break
    case "set_from_header":
      found.take(.messageSender, (text == "on" ? SenderMode.system : .user).text, line)
    default: leave(command, &found)
    }
  }

  private static func leave(_ command: MsmtpCommand, _ found: inout FoundSettings) {
    let (name, text, line) = (command.name, command.argument, command.line)
    switch name {
    case "tls_trust_file" where text == "system": break
    case "tls_trust_file": found.leave(name, line, .certificate(fingerprint: nil))
    case "tls_fingerprint": found.leave(name, line, .certificate(fingerprint: text))
    case "tls_certcheck" where command.isOn: break
    case "tls_certcheck": found.leave(name, line, .unverified)
    case "protocol" where text == "smtp": break
    case "protocol": found.leave(name, line, .unsupported(text))
    default: found.leave(name, line)
    }
  }

  private static func takeMechanism(_ command: MsmtpCommand, _ found: inout FoundSettings) {
    let mode: AuthenticationMode = command.argument == "off" ? .none : .password
    switch command.argument {
    case "external", "gssapi", "oauthbearer", "xoauth2":
      return found.leave("auth", command.line, .unsupported(command.argument))
    case "", "on", "off": break
    default: found.take(.authenticationMechanism, command.argument.uppercased(), command.line)
    }
    found.take(.authenticationMode, mode.text, command.line)
  }

  private static func takeEncryption(_ commands: [MsmtpCommand], _ found: inout FoundSettings) {
    guard let tls = commands.last(where: { $0.name == "tls" }) else { return }
    let startTLS = commands.last { $0.name == "tls_starttls" }
    let encryption: Encryption = startTLS?.isOn ?? true ? .tls : .ssl
    found.take(.smtpEncryption, (tls.isOn ? encryption : .none).text, tls.line)
  }
}
