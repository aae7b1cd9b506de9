import FoundationEssentials
import MailSettings
import SystemAccess

/// A document of `--json` (RFC 8259), written with its keys in alphabetical order.
protocol JSONDocument: Encodable {}

extension JSONDocument {
  /// Writes the document to standard output.
  func print() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    Output.text(Self.escaped(String(decoding: try encoder.encode(self), as: UTF8.self)))
  }

  /// Escapes C1 controls and bidirectional overrides, which steer a terminal too; JSON itself
  /// escapes C0 only.
  private static func escaped(_ document: String) -> String {
    document.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar.steersTerminal, scalar != "\n" {
        result += JSONText.escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}

/// A member that is always there: `null` where it has no value.
@propertyWrapper
struct OrNull<Value: Encodable>: Encodable {
  var wrappedValue: Value?

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

extension OrNull: Sendable where Value: Sendable {}
