import MailMessage
import MailSettings

/// libFuzzer's entry: the input is a message that a program hands in.
///
/// Not part of the package: `make fuzz` builds and runs it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = completed([bytes])
  precondition(whole == completed(bytes.map { [$0] }))
  if let whole { check(whole) }
  return 0
}

private let settings: Settings = {
  var draft = Draft()
  draft.system.address.text = "app@example.com"
  draft.smtp.server.text = "mail.example.com"
  draft.message.encoding.text = "ISO-8859-15"
  guard let settings = try? Settings(draft) else { preconditionFailure("settings") }
  return settings
}()

/// The message for a server of ASCII, with a Message-ID that is always the same; nil where it is
/// refused.
private func completed(_ pieces: [[UInt8]]) -> [UInt8]? {
  var reader = HandedMessageReader()
  do throws(MessageFault) {
    for byte in Array("Message-ID: <a@b>\n".utf8) { try reader.take([byte]) }
    for piece in pieces { try reader.take(piece) }
    let message = try reader.finish()
    guard let order = MessageCompletion(settings, .unsaid, message.header, date: .init(seconds: 0)),
      let made = try? message.completed(order)
    else { return nil }
    return read(made.sevenBit ?? made.content)
  } catch { return nil }
}

private func read(_ content: any MessageContent) -> [UInt8] {
  var pieces = content.pieces()
  var bytes: [UInt8] = []
  while let piece = try? pieces.next() { bytes += piece }
  precondition(bytes.count == content.size)
  return bytes
}

/// Lines end in CR LF alone, no header line is empty, and nobody is smuggled in.
private func check(_ message: [UInt8]) {
  precondition(!message.contains(0))
  var last: UInt8 = 0
  for byte in message {
    precondition((byte == 0x0A) == (last == 0x0D) || byte != 0x0A && last != 0x0D)
    last = byte
  }
  precondition(message.isEmpty || last == 0x0A)
  let lines = message.split(separator: 0x0A, omittingEmptySubsequences: false)
  let header = lines.prefix { $0.count > 1 }
  let names = header.filter { $0.first != 0x20 && $0.first != 0x09 }.map { line in
    String(decoding: line.prefix { $0 != 0x3A }, as: UTF8.self).lowercased()
  }
  precondition(names.count { $0 == "from" } == 1)
  precondition(!names.contains { $0 == "bcc" || $0.hasPrefix("bcc ") })
}
