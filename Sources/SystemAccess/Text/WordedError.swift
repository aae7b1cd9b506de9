internal import Glibc

/// An error that can say in a sentence what was wrong.
///
/// It lets a module pass on an error of another one that it does not import: the Wizard shows why
/// a set-up was not saved, and knows nothing of how it is stored.
public protocol WordedError: Error, Equatable, Sendable {
  /// What was wrong, where, and what would be right.
  var sentence: String { get }
  /// Whether the sentence ends with a command to be copied, which no full stop may follow.
  var endsWithCommand: Bool { get }
}

extension WordedError {
  /// The sentence with a capital letter and, unless it ends with a command, a full stop.
  public var wholeSentence: String {
    endsWithCommand ? sentence.capitalizedAsWord : sentence.capitalizedAsWord.ended
  }

  fileprivate func isEqual(to other: any WordedError) -> Bool { other as? Self == self }
}

/// An error of another module, as it was thrown there.
public struct ForeignError: Equatable, Sendable {
  /// The error itself.
  public let error: any WordedError

  /// Wraps an error to be passed on.
  public init(_ error: any WordedError) { self.error = error }

  /// Whether both are the same error of the same type.
  public static func == (one: Self, other: Self) -> Bool { one.error.isEqual(to: other.error) }
}

extension String {
  fileprivate var ended: String { self + (hasSuffix(".") ? "" : ".") }

  /// With a capital letter where it begins with a word, not with a path or a key.
  public var capitalizedAsWord: String {
    let isWord = prefix { $0 != " " }.allSatisfy { $0.isLetter || $0 == "'" || $0 == "," }
    return isWord ? prefix(1).uppercased() + dropFirst() : self
  }
}

/// An error of a system call, by its number.
package struct SystemError {
  /// `errno`, such as ECONNREFUSED.
  package let number: Int32

  /// The error of a number.
  package init(_ number: Int32) { self.number = number }

  /// The system's own words for it (strerror(3)), such as `Connection refused`.
  package var text: String { String(cString: strerror(number)) }

  /// The same within a sentence, such as `connection refused`.
  package var textInSentence: String { text.lowercased() }
}
