import ArgumentParser
import MailSettings
import SettingsStore

/// `postern password`: the three secrets that a person gives.
struct PasswordCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "password",
    abstract: "Set or delete a password.",
    discussion: """
      EXAMPLES
        postern password set smtp                   asks, and shows nothing
        pass show mail | postern password set smtp  takes one line
        postern password delete incoming
      """,
    subcommands: [PasswordSetCommand.self, PasswordDeleteCommand.self])

  func run() throws { throw ValidationError.passwordTaskNeeded }

  /// The message for a wrong use of this command; nil for another command. It does not repeat the
  /// words, one of which may be a password.
  static func usage(_ words: [String]) -> String? {
    guard words.first(where: { !$0.hasPrefix("-") }) == configuration.commandName else {
      return nil
    }
    return CommandWords.passwordUsage
  }
}

/// Which of the three secrets a command is for.
struct WhichPassword: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Which one: smtp, incoming or exchange.", valueName: "which"),
    completion: .list(PasswordSetting.allCases.map(\.rawValue)),
    transform: { name in
      guard let which = PasswordSetting(rawValue: name) else {
        throw ValidationError.unknownPassword
      }
      return which
    })
  var setting: PasswordSetting
}

/// `postern password set smtp|incoming|exchange`
struct PasswordSetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set a password, read from standard input or asked for; never an argument.",
    discussion: """
      The password is kept in secrets.toml, readable by its owner alone, for the server that is \
      set now; it is not sent to another one. "exchange" is the client secret.
      """)

  @OptionGroup var password: WhichPassword

  @Flag(help: "Print a JSON document: whether the password has changed.")
  var json = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let which = password.setting
    // The set-up is read first, so that nobody types a password that cannot be saved.
    let draft = try home.load().draft
    let text = try PasswordPrompt.read(Self.question(which, draft))
    let saved = try home.change { $0[keyPath: which.path].type(text) }
    if let command = Self.command(which, saved.draft).value {
      Output.message(CommandWords.commandCounts(which, command))
    }
    if (try? home.store().hasServiceCredential(which)) == true {
      Output.message(CommandWords.credentialCounts(which))
    }
    if json { try ChangeDocument(saved).print() }
    try saved.expectToLast()
  }

  private static func question(_ which: PasswordSetting, _ draft: Draft) -> String {
    let user =
      switch which {
      case .smtp: draft.authentication.user.trimmed
      case .incoming: draft.incoming.user.trimmed
      case .exchange: ""
      }
    return CommandWords.ask(which, user: user, host: which.host(in: draft))
  }

  private static func command(_ which: PasswordSetting, _ draft: Draft) -> Entry<PlainText> {
    switch which {
    case .smtp: draft.authentication.passwordCommand
    case .incoming: draft.incoming.passwordCommand
    case .exchange: Entry()
    }
  }
}

/// `postern password delete smtp|incoming|exchange`
struct PasswordDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a stored password; the user name stays.")

  @OptionGroup var password: WhichPassword

  @OptionGroup var home: HomeOption

  func run() throws {
    let which = password.setting
    let saved = try home.change { $0[keyPath: which.path].delete() }
    if saved.before[keyPath: which.path].stored == nil {
      Output.message(CommandWords.nothingToDelete(which))
    }
    try saved.expectToLast()
  }
}
