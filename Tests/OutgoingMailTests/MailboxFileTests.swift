import Foundation
import Glibc
import MailMessage
import TestSupport
import Testing

@testable import OutgoingMail

@Suite struct MailboxFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The bodies of all mails in a text.
  private func bodies(_ text: String) throws -> [String] {
    let path = folder.file("mails")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var file = MailboxFile(descriptor)
    var bodies: [String] = []
    while case .entry(let entry) = try file.next() {
      #expect(entry.index == bodies.count)
      var pieces = try entry.message().uncompleted().pieces()
      var bytes: [UInt8] = []
      while let piece = try pieces.next() { bytes += piece }
      let lines = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
      bodies.append(lines.range(of: "\n\n").map { String(lines[$0.upperBound...]) } ?? lines)
    }
    return bodies
  }

  @Test(
    arguments: [
      ("", []), ("From x\nA: b\n\nx\n", ["x\n"]), ("\n\nFrom x\nA: b\n\nx", ["x\n"]),
      ("From x\nA: b\n\nx\n\nFrom y\nA: b\n\ny\n\n", ["x\n", "y\n"]),
      ("From x\r\nA: b\r\n\r\nx\r\n\r\nFrom y\r\nA: b\r\n\r\ny", ["x\n", "y\n"]),
      ("From x\nA: b\n\nx\nFrom y\n\n\nz\n", ["x\nFrom y\n\n\nz\n"]),
      ("From x\nA: b\n\n>From y\n>>From z\n> From\n", ["From y\n>From z\n> From\n"]),
    ] as [(String, [String])])
  func `mails are told apart`(text: String, mails: [String]) throws {
    #expect(try bodies(text) == mails)
  }

  @Test(arguments: ["\n", "x\n", ">From y\n", "From y\n"])
  func `the end of a very long line is no line`(end: String) throws {
    // As long as what is handed on at once, and a line in which that ends.
    for length in [262_144, 262_145, 300_000] {
      let long = String(repeating: "a", count: length)
      let mail = "From x\nA: b\n\n\(long)\(end)From z\n\n"
      #expect(try bodies(mail) == ["\(long)\(end)From z\n"], "\(length)")
    }
  }
}
