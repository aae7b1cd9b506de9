import MailDiagnosis
import MailSettings

/// The words after `postern send` or `sendmail`: the options of sendmail(8), and Postern's own.
struct SendmailArguments: Equatable {
  /// What is to be done.
  enum Task: Equatable {
    /// Send the message on standard input.
    case send
    /// Speak SMTP on standard input and output: `-bs`.
    case dialogue
    /// List the queue: `-bp`.
    case listQueue
    /// Run the queue once: `-q`.
    case runQueue
    /// Do nothing: `-bi` rebuilds the aliases of other mailers, which Postern does not need.
    case nothing
    /// Send the mails of a file: `--batch`.
    case batch
    case help
  }

  var task = Task.send
  /// `-t`: the header names recipients.
  var readsRecipients = false
  /// `-i` or `-oi`: a line with a single dot does not end the message.
  var ignoresDots = false
  /// `-f` or `-r`: an address, or a name on this machine; `<>` or empty for nobody.
  var sender: String?
  /// `-F`.
  var fullName: String?
  /// `-v`.
  var isVerbose = false
  var recipients: [String] = []

  /// `--home`, `--event`, `--actor`, `--batch`, `--journal`.
  var home: String?
  var event: EventOption?
  var actor: String?
  var batch: String?
  var journal: String?
  var resendsUnknown = false
  var json = false
  /// `--wait`: seconds for a free connection.
  var wait: Int?
  /// Options that are ignored, to be told.
  var ignored: [String] = []

  /// The words of `--event`.
  enum EventOption: String, CaseIterable {
    case system, user
  }

  init(_ words: [String]) throws(Failure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        recipients += rest
        break
      } else if word.hasPrefix("--") {
        try takeLong(String(word.dropFirst(2)), &rest)
      } else if word.hasPrefix("-"), word != "-" {
        try takeShort(word.dropFirst(), &rest)
      } else {
        recipients.append(word)
      }
    }
  }
}

/// Options of one letter.
extension SendmailArguments {
  /// The options with a value, attached or as the next word.
  private static let valued = Set("fFrBNRVXCDhLOp")
  /// The options whose value is the rest of the word, even if it is empty.
  private static let glued = Set("AbdeoqmMI")

  private mutating func takeShort(
    _ letters: Substring, _ rest: inout ArraySlice<String>
  ) throws(Failure) {
    var letters = letters
    while let letter = letters.popFirst() {
      // With a number, `-h` is the hop count; without, a person asks for help.
      if letter == "h", letters.isEmpty, rest.first.flatMap({ Int($0) }) == nil {
        return task = .help
      }
      if Self.valued.contains(letter) {
        let value = letters.isEmpty ? rest.popFirst() : String(letters)
        guard let value else { throw .valueNeeded("-\(letter)") }
        takeValue(value, of: letter)
        return
      }
      if Self.glued.contains(letter) {
        let apart = letters.isEmpty ? Self.mode(letter, rest.first) : nil
        if apart != nil { rest.removeFirst() }
        return try takeGlued(apart ?? String(letters), of: letter)
      }
      takeFlag(letter)
    }
  }

  /// The value of `-b` or `-o` where it is the next word: a letter, as in `-b s`.
  private static func mode(_ letter: Character, _ next: String?) -> String? {
    guard letter == "b" || letter == "o", let next, next.count == 1, next != "-" else { return nil }
    return next
  }

  private mutating func takeValue(_ value: String, of letter: Character) {
    switch letter {
    case "f", "r": sender = Self.bare(value)
    case "F": fullName = value
    // Ignored: the body's type, notifications, envelope id, and other mailers' log and
    // configuration files.
    default: break
    }
  }

  /// A sender without its name and its angle brackets; an empty one stays as it is.
  private static func bare(_ sender: String) -> String {
    let address = PastedAddress.bracketed(sender) ?? ""
    return address.isEmpty ? sender : address
  }

  private mutating func takeGlued(_ value: String, of letter: Character) throws(Failure) {
    switch (letter, value) {
    case ("b", "m"): task = .send
    case ("b", "s"): task = .dialogue
    case ("b", "p"): task = .listQueue
    case ("b", "i"), ("I", ""): task = .nothing
    // To verify an address, or to try a configuration out: nothing may be sent.
    case ("b", "v"), ("b", "t"):
      task = .nothing
      ignored.append("-b\(value)")
    case ("b", "d"), ("b", "D"), ("b", "l"):
      throw .noServer("-b\(value)")
    case ("q", _): task = .runQueue
    case ("o", "i"): ignoresDots = true
    // Ignored: how errors are reported, when the mail is sent, and the like.
    case ("A", _), ("d", _), ("e", _), ("m", _), ("M", _), ("o", _): break
    default: ignored.append("-\(letter)\(value)")
    }
  }

  private mutating func takeFlag(_ letter: Character) {
    switch letter {
    case "t": readsRecipients = true
    case "i": ignoresDots = true
    case "v": isVerbose = true
    case "U", "G", "n": break
    default: ignored.append("-\(letter)")
    }
  }
}

/// Options of a word.
extension SendmailArguments {
  private mutating func takeLong(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(Failure) {
    let name = String(word.prefix { $0 != "=" })
    let glued = word.count > name.count ? String(word.dropFirst(name.count + 1)) : nil
    switch name {
    case "json": json = true
    case "resend-unknown": resendsUnknown = true
    case "help": task = .help
    case "home", "event", "actor", "batch", "journal", "wait":
      guard let value = glued ?? rest.popFirst(), !value.isEmpty else {
        throw .valueNeeded("--\(name)")
      }
      try take(value, of: name)
    default: ignored.append("--\(name)")
    }
  }

  private mutating func take(_ value: String, of name: String) throws(Failure) {
    switch name {
    case "home": home = value
    case "actor": actor = value
    case "journal": journal = value
    case "batch": (batch, task) = (value, .batch)
    case "event":
      guard let event = EventOption(rawValue: value) else {
        throw .wrongEvent(value)
      }
      self.event = event
    default:
      guard let seconds = Int(value), (0...86_400).contains(seconds) else {
        throw .wrongWait(value)
      }
      wait = seconds
    }
  }
}
