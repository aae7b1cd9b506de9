import Foundation
import Glibc
import MailMessage
import MailSettings
import MailTransport
import TestSupport
import Testing

@testable import MailQueue
@testable import SystemAccess

/// What a mail is on disk.
@Suite struct QueueFileTests {
  private func origin(_ sender: String? = "alice@example.com") throws -> MailOrigin {
    MailOrigin(sender: try sender.map { try MailAddress(typed: $0) }, user: 33)
  }

  @Test func `a mail comes back as it was kept, byte for byte`() throws {
    let house = try QueueHouse()
    let eight = Array(
      "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?b?IOKYgw==?=\r\n\r\nä\r\n.\r\n".utf8)
    let seven = Array("Subject: x\r\n\r\n=C3=A4\r\n.\r\n".utf8)
    let mail = RenderedMail(
      content: ByteContent(eight), sevenBit: ByteContent(seven), messageID: "<a@b>",
      needsSMTPUTF8: true)
    let id = try house.queue.add(mail, .to(["bob@example.com", "ann@example.com"]), origin())
    let file = try #require(try house.queue.folders()?.waiting.mails.openFile(id.text))
    let kept = try QueuedFile(id, file, in: try #require(try house.queue.folders()).waiting)
    #expect(try kept.mail.content.bytes() == eight && kept.mail.content.isEightBit)
    #expect(try kept.mail.sevenBit?.bytes() == seven)
    #expect(kept.mail.sevenBit?.isEightBit == false && kept.mail.needsSMTPUTF8)
    #expect(try kept.envelope == .to(["bob@example.com", "ann@example.com"]))
    let listed = try #require(try house.queue.list().waiting.first)
    #expect(listed.subject == "Grüße ☃" && listed.messageID == "<a@b>" && listed.user == 33)
    #expect(listed.sender == "alice@example.com" && listed.bytes == eight.count)
    #expect(listed.since.seconds == house.clock.now && listed.tries == 0)
    #expect(listed.nextTry?.seconds == house.clock.now && listed.lastDiagnosis == nil)
  }

  @Test func `one file a mail, for nobody else to read`() throws {
    let house = try QueueHouse()
    let id = try house.queue.add(.sample(), .to(["bob@example.com"]), origin())
    #expect(house.names() == [id.text])
    var status = stat()
    #expect(stat(house.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
    #expect(stat("\(house.path)/\(id)", &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func `root keeps the mail of a service for its user`() throws {
    let house = try QueueHouse()
    try #require(chown(house.folder.path, 33, 33) == 0)
    let id = try house.queue.add(.sample(), .to(["bob@example.com"]), origin())
    for path in [house.path, "\(house.path)/\(id)"] {
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_uid == 33 && status.st_gid == 33)
    }
  }

  @Test func `a large mail takes little memory`() throws {
    let house = try QueueHouse()
    let line = Array(repeating: UInt8(ascii: "x"), count: 76) + [13, 10]
    let large =
      Array("Subject: large\r\n\r\n".utf8) + Array(repeatElement(line, count: 400_000).joined())
    let id = try house.queue.add(
      RenderedMail(bytes: large), .to(["bob@example.com"]), origin())
    var pieces = try house.queue.mail(id).content.pieces()
    var size = 0
    while let piece = try pieces.next() {
      #expect(piece.count <= 65_536)
      size += piece.count
    }
    #expect(size == large.count)
  }

  @Test(arguments: ["", "{", "{\"version\":1}\n", "cut", "long", "\u{0}", "binary"])
  func `what is no whole mail is told by name, and stays`(damage: String) throws {
    let house = try QueueHouse()
    let good = try house.queue.add(.sample(), .to(["bob@example.com"]), origin())
    let bad = try house.queue.add(.sample(), .to(["bob@example.com"]), origin())
    let path = "\(house.path)/\(bad)"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let bytes: Data =
      switch damage {
      case "cut": whole.dropLast()
      case "long": whole + Data("x".utf8)
      case "binary": Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7 | 0x80) })
      default: Data(damage.utf8)
      }
    try bytes.write(to: URL(fileURLWithPath: path))
    let list = try house.queue.list()
    #expect(list.waiting.map(\.id) == [good])
    #expect(list.unreadable == [.damaged(path: path)])
    let result = try house.run(.all)
    #expect(result.unreadable == [.damaged(path: path)] && result.waiting == 2)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    #expect(throws: QueueError.damaged(path: path)) { try house.queue.mail(bad) }
  }

  @Test func `a mail of a later version is told by name`() throws {
    let house = try QueueHouse()
    let id = try house.queue.add(.sample(), .to(["bob@example.com"]), origin())
    let path = "\(house.path)/\(id)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("\"version\":1", with: "\"version\":2").write(
      toFile: path, atomically: false, encoding: .utf8)
    #expect(try house.queue.list().unreadable == [.newerVersion(path: path, version: 2)])
  }

  @Test func `of a list of many, only headers are read`() throws {
    let house = try QueueHouse()
    for number in 0..<300 {
      _ = try house.queue.add(
        .sample("\(number)", body: String(repeating: "x", count: 200_000)),
        .to(["bob@example.com"]), origin())
    }
    // 60 MB, of which a list takes 1 MB.
    let begun = ContinuousClock.now
    let list = try house.queue.list()
    #expect(list.waiting.count == 300)
    #expect(list.waiting.map(\.subject) == (0..<300).map(String.init))
    #expect(ContinuousClock.now - begun < .seconds(2))
  }
}
