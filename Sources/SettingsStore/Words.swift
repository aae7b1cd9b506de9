internal import Glibc
internal import MailSettings
internal import SystemAccess

extension StoreError {
  /// What was wrong, where, and what would be right: plain words without a final full stop.
  public var sentence: String {
    switch self {
    case .system(let operation, let path, let errno):
      operation.refusal(of: path.shown, SystemError(errno))
    case .file(let error): error.sentence
    case .tooOpen(let path, let mode, let isFolder):
      "\(path.shown) is open to other users (mode \(mode.octal)) and holds passwords; run: "
        + "chmod \(isFolder ? "700" : "600") \(path.shown.quotedForShell)"
    case .notAFile(let path):
      "\(path.shown) is not a file: move what lies there out of the way"
    case .symbolicLink(let path):
      "\(path.shown) is a symbolic link, and none is followed here: put the file itself there"
    case .notAFolder(let path):
      "\(path.shown) is not a folder: move what lies there out of the way"
    case .foreignLink(let path, let owner):
      "\(path.shown) is a symbolic link and not followed, since it is in the hands of \(Self.name(owner)), "
        + "or leads there: put the file or folder itself there, or run Postern as \(Self.name(owner))"
    case .hardLink(let path):
      "\(path.shown) is a second name of a file that lies elsewhere too: put a copy of it there"
    case .brokenLink(let path):
      "\(path.shown) is a symbolic link to nothing: mend it or delete it"
    case .foreignOwner(let path, let owner):
      "\(path.shown) belongs to \(Self.name(owner)), who could read or change the passwords; run: "
        + "chown \(Self.name(geteuid())) \(path.shown.quotedForShell)"
    case .exposedCommand(let path, let mode):
      "other users could write \(path.shown) (mode \(mode.octal)), and so a command to be run; run: "
        + "chmod go-w \(path.shown.quotedForShell)"
    case .foreignCommand(let path, let owner):
      "\(path.shown) belongs to \(Self.name(owner)), whose commands \(Self.name(geteuid())) does not run: "
        + "run Postern as \(Self.name(owner)), or take it over; run: chown \(Self.name(geteuid())) \(path.shown.quotedForShell)"
    case .tooLarge(let path, let limit):
      "\(path.shown) is larger than \(limit / 1024) KiB, so it is not a set-up of Postern"
    case .wrongSetting(let wrong): "\(wrong.key.name): \(wrong.problem.sentence)"
    case .held(let holder): "the set-up is being edited by \(holder.sentence)"
    case .conflict:
      "somebody else has changed the same settings meanwhile; nothing was saved"
    case .mayNotLast(let path, let errno):
      "saved, but may not last: cannot write \(path.shown): \(SystemError(errno).text)"
    case .busy(let path):
      "other processes are changing the set-up all the time (\(path.shown)): try again"
    case .noHome: "it is unknown where the set-up is: give --home DIR, or set POSTERN_HOME or HOME"
    }
  }

  /// Whether the sentence ends with a command to be copied, behind which no full stop may stand.
  public var endsWithCommand: Bool {
    switch self {
    case .tooOpen, .foreignOwner, .exposedCommand, .foreignCommand: true
    case .system, .file, .notAFile, .symbolicLink, .notAFolder, .foreignLink, .hardLink,
      .brokenLink, .tooLarge, .wrongSetting, .held, .conflict, .mayNotLast, .busy, .noHome:
      false
    }
  }

  private static func name(_ user: UInt32) -> String {
    UserDatabase.entry(user)?.name.printable(limit: 40) ?? "user \(user)"
  }
}

extension SettingsFileError {
  /// What is wrong with the file, where, and what would be right, without a final full stop.
  public var sentence: String {
    switch self {
    case .syntax(let place, let expected): "\(place.sentence): not TOML: \(expected.sentence)"
    case .newerVersion(let place, let version):
      "\(place.sentence): version \(version.printable(limit: 20)) was written by a later Postern; "
        + "this one knows version \(SettingsFile.version)"
    case .notAVersion(let place):
      "\(place.sentence): version is not a whole number; right would be: "
        + "version = \(SettingsFile.version)"
    case .notATable(let place, let key):
      "\(place.sentence): \(key) must be a table: a line [\(key)] with its keys below it"
    case .notAValue(let place, let key): "\(place.sentence): \(key) must be one value, not a table"
    case .notAString(let place, let key):
      "\(place.sentence): \(key) must stand in quotation marks"
    case .cannotChange(let file, let line, let key):
      "\(key) cannot be changed in \(file.shown)\(line.map { ", line \($0)," } ?? "") without harm to the rest of it; nothing was written: "
        + "change it there by hand"
    }
  }
}

extension TOMLExpectation {
  /// What would be right, without a full stop.
  var sentence: String {
    switch self {
    case .utf8: "UTF-8 text"
    case .textWithoutNUL: "text without NUL bytes"
    case .document: "a TOML document"
    case .endOfLine: "expected the end of the line, or a comment behind #"
    case .tableEnd: "expected ']' behind the table's name"
    case .arrayTableEnd: "expected ']]' behind the table's name"
    case .key: "expected a key of letters A to Z, digits, - and _, or one in quotation marks"
    case .keyOnOneLine: "expected a key on one line"
    case .ownLine: "expected a key on a line of its own"
    case .equals: "expected '=' and a value behind the key"
    case .value: "expected a value"
    case .string: "expected a string"
    case .closingQuote: "expected the closing quotation mark of the string"
    case .escape:
      "expected \\b, \\t, \\n, \\f, \\r, \\\", \\\\, \\u or \\U behind the backslash"
    case .code(let digits): "expected \(digits) hexadecimal digits of a Unicode character"
    case .number:
      "expected a number such as 587, 64 bits at most, or quotation marks around a text"
    case .date: "expected a date of the calendar such as 1979-05-27T07:32:00Z"
    case .quotationMarks:
      "expected quotation marks around a text, or true or false, in small letters"
    case .commaOrBracket: "expected ',' or ']' behind the value"
    case .commaOrBrace: "expected ',' or '}' on the same line behind the value"
    case .noControlInComment: "expected no control character in a comment"
    case .noControlInString:
      "expected no control character in a string: write it as \\u and four digits"
    case .lessDeepKeys: "expected less deeply nested keys"
    case .lessDeepValues: "expected less deeply nested values"
    case .pair: "lines such as key = \"value\""
    case .told(let words): words
    }
  }
}

extension FilePlace {
  /// `FILE, line L, column C`.
  public var sentence: String { "\(file.shown), line \(line), column \(column)" }
}

extension LockHolder {
  /// Who it is, as far as known.
  public var sentence: String {
    let who = user ?? "another wizard"
    let details = [
      process.map { "process \($0)" }, terminal.map { "terminal \($0)" },
      since.map { "since \($0)" },
    ].compactMap { $0 }
    return details.isEmpty ? who : "\(who) (\(details.joined(separator: ", ")))"
  }
}

extension String {
  /// A path for a message: nothing in it steers a terminal.
  var shown: String { printable() }
}

extension UInt32 {
  /// A mode as chmod(1) takes it.
  var octal: String {
    let digits = String(self, radix: 8)
    return String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
  }
}
