import MailSettings
import Testing

@testable import MailMessage

@Suite struct RecipientListTests {
  private func addresses(
    _ header: [UInt8], encoding: CharacterEncoding = .utf8
  ) throws -> (addresses: [String], faults: Int) {
    let message = try MessageCompletionTests.read(header + Array("\n\nx\n".utf8))
    let list = RecipientList(words: [], header: message.header, encoding: encoding)
    return (list.addresses.map(\.text), list.faults.count)
  }

  @Test func `octets that are not UTF-8 are read as in the header that goes out`() throws {
    let bcc = Array("Bcc: j".utf8) + [0xFC] + Array("rg@example.net".utf8)
    #expect(try addresses(bcc).addresses == ["j\u{FC}rg@example.net"])
    let domain = Array("To: j@b".utf8) + [0xFC] + Array("cher.example".utf8)
    #expect(try addresses(domain).addresses == ["j@b\u{FC}cher.example"])
    let cyrillic = Array("Cc: ".utf8) + [0xC0, 0xC1] + Array("@example.net".utf8)
    let koi8 = try CharacterEncoding(typed: "KOI8-R")
    #expect(try addresses(cyrillic, encoding: koi8).addresses == ["\u{44E}\u{430}@example.net"])
  }

  @Test(arguments: [
    ("To: a@x.example, (all of them)", ["a@x.example"]),
    ("To: undisclosed-recipients: (none);\nCc: b@x.example", ["b@x.example"]),
    ("To: Mary <@node.test,@b.test:mary@example.net>", ["mary@example.net"]),
    ("To: (first) a@x.example (last)", ["a@x.example"]),
  ])
  func `comments and routes are no recipients`(header: String, found: [String]) throws {
    let (addresses, faults) = try addresses(Array(header.utf8))
    #expect(addresses == found && faults == 0)
  }

  @Test(arguments: [
    "a@x.example,b@example.net", "(c)b@example.net", "A <b@example.net>", "a@x.example b@y.example",
    "team: b@example.net;", "<b@example.net>",
  ])
  func `a client's recipient is one address and nothing else`(path: String) {
    let list = RecipientList(paths: [path], aliases: Aliases())
    #expect(list.addresses.isEmpty && list.faults.count == 1, "\(list)")
  }

  @Test func `addresses and names of a client are taken`() throws {
    let aliases = Aliases(own: ["root": try AliasTargets(typed: "admin@example.net")])
    let list = RecipientList(
      paths: ["b@example.net", "root", "\"a, b\"@x.example"], aliases: aliases)
    #expect(
      list.addresses.map(\.text) == ["b@example.net", "admin@example.net", "\"a, b\"@x.example"])
    #expect(list.faults.isEmpty)
  }
}
