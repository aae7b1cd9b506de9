import Foundation
import MailSettings
import SystemAccess
import Testing

@testable import MailMessage

/// Tests of mails that were handed in: they read them and look at what goes out.
protocol HandedMailTests {}

extension HandedMailTests {
  static func settings(
    _ sender: String = "system", encoding: String = "UTF-8"
  ) throws -> Settings {
    var draft = Draft()
    draft.system.name.text = "Your Server"
    draft.system.address.text = "app@example.com"
    draft.smtp.server.text = "mail.example.com"
    draft.message.sender.text = sender
    draft.message.encoding.text = encoding
    return try Settings(draft)
  }

  static func read(_ text: String, dots: Bool = false) throws -> HandedMessage {
    try read(Array(text.utf8), dots: dots)
  }

  static func read(_ bytes: [UInt8], dots: Bool = false) throws -> HandedMessage {
    var reader = HandedMessageReader(endsAtLoneDot: dots)
    // Small pieces: nothing may depend on where a stream is cut.
    var rest = bytes[...]
    while !rest.isEmpty {
      try reader.take(Array(rest.prefix(7)))
      rest = rest.dropFirst(7)
    }
    return try reader.finish()
  }

  static func text(_ content: any MessageContent) throws -> String {
    String(decoding: try bytes(content), as: UTF8.self).replacing("\r\n", with: "\n")
  }

  static func bytes(_ content: any MessageContent) throws -> [UInt8] {
    var pieces = content.pieces()
    var bytes: [UInt8] = []
    while let piece = try pieces.next() { bytes += piece }
    #expect(bytes.count == content.size)
    return bytes
  }

  func completed(
    _ text: String, _ event: SenderPolicy.HandedTrigger = .unsaid, sender: String = "system",
    encoding: String = "UTF-8", from: String? = nil, name: String? = nil
  ) throws -> String {
    let message = try Self.read(text)
    let aliases = Aliases(own: ["root": try AliasTargets(typed: "admin@example.net")])
    let order = try #require(
      MessageCompletion(
        try Self.settings(sender, encoding: encoding), event, message.header,
        envelopeFrom: try from.map { try MailAddress(typed: $0) }, fullName: name,
        date: Moment(seconds: 0, offset: 0),
        aliases: aliases))
    return try Self.text(try message.completed(order).content)
  }

  /// The lines of the header and the body.
  func parts(_ text: String) -> (header: [String], body: String) {
    guard let gap = text.range(of: "\n\n") else { return ([text], "") }
    return (
      text[..<gap.lowerBound].split(separator: "\n").map(String.init),
      String(text[gap.upperBound...])
    )
  }
}
