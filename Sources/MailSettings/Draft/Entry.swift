/// What a person typed in one field: the text is kept, its value and its problem are computed.
///
/// Text and value cannot drift apart, and a wrong text stays visible. An empty text means the
/// default. Nothing is demanded of the value's type here: to find out at run time that it is a
/// ``SettingValue`` takes a walk over all of the program's types.
public struct Entry<Value>: Equatable, Sendable {
  /// The text as typed, possibly wrong.
  public var text: String

  /// An entry with this text.
  public init(_ text: String = "") { self.text = text }

  /// The text without the white space around it, which nobody types on purpose.
  public var trimmed: String { text.trimmingSpaces }

  /// Whether nothing was typed, so that the default counts.
  public var isEmpty: Bool { trimmed.isEmpty }
}

extension Entry where Value: SettingValue {
  /// The value, or nil when the text is empty or wrong.
  public var value: Value? { try? parsed() }

  /// What is wrong with the text, or nil when it is empty or right.
  public var problem: Problem? {
    do throws(Problem) {
      _ = try parsed()
      return nil
    } catch { return error }
  }

  /// The value of the text, nil when it is empty; throws what is wrong with it.
  public func parsed() throws(Problem) -> Value? { isEmpty ? nil : try Value(typed: trimmed) }
}

extension String {
  /// This text without spaces and tabs at both ends; line breaks stay, since they are a problem to
  /// report.
  var trimmingSpaces: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
