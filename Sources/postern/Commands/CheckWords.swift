import MailSettings
import SettingsStore
import SystemAccess

/// What `postern check` says, a line each.
enum CheckWords {
  static func problem(_ remark: CheckReport.Remark) -> String { "problem: \(remark.words)" }

  static func warning(_ remark: CheckReport.Remark) -> String { "warning: \(remark.words)" }
}

extension CheckReport.Remark.Subject {
  /// What is wrong or odd, without a full stop.
  var sentence: String {
    switch self {
    case .store(let error): error.sentence
    case .problem(let problem): problem.sentence
    case .warning(let warning): warning.sentence
    case .unknownKey(let close): Self.unknownKey(close)
    }
  }

  private static func unknownKey(_ close: [String]) -> String {
    "Postern does not know this key" + (CommandWords.guess(close).map { ": \($0)" } ?? "")
  }

  /// What ends the sentence on a line of its own.
  fileprivate var end: String {
    switch self {
    case .store(let error): error.endsWithCommand ? "" : "."
    case .problem, .warning: "."
    case .unknownKey(let close): close.isEmpty ? "." : ""
    }
  }
}

extension CheckReport.Remark {
  /// With its key before it and its place behind it, unless those are in the sentence.
  fileprivate var words: String {
    let place = column == nil ? line.map { " (\(file ?? ""), line \($0))" } ?? "" : ""
    let name = key.map { column == nil ? "\($0): " : "" } ?? ""
    return name + subject.sentence + place + subject.end
  }
}
