import FoundationEssentials
import MailSettings
import SystemAccess

/// A JSON document (RFC 8259), written with its keys in the order of the alphabet.
indirect enum JSON: Encodable, Sendable {
  case object([String: JSON])
  case array([JSON])
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case null

  init(_ text: String?) { self = text.map(JSON.string) ?? .null }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let members): try container.encode(members)
    case .array(let elements): try container.encode(elements)
    case .string(let text): try container.encode(text)
    case .integer(let number): try container.encode(number)
    case .number(let number): try container.encode(number)
    case .boolean(let value): try container.encode(value)
    case .null: try container.encodeNil()
    }
  }

  /// Writes the document to standard output.
  func print() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    Output.text(Self.escaped(String(decoding: try encoder.encode(self), as: UTF8.self)))
  }

  /// JSON escapes C0 alone, but C1 and bidirectional overrides steer a terminal too.
  private static func escaped(_ document: String) -> String {
    document.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar.steersTerminal, scalar != "\n" {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
}
