import Foundation
import TestSupport
import Testing

@testable import OutgoingMail

@Suite struct BatchJournalTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func file(_ bytes: some Sequence<UInt8>) throws -> String {
    let path = folder.file("journal")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  private static let text = """
    postern-journal 1
    begun 0 a1c2384cdba10f00
    delivered 0 a1c2384cdba10f00
    begun 1 bc009c023b29dca

    """

  @Test func `a journal that was cut off anywhere is taken up`() throws {
    let bytes = Array(Self.text.utf8)
    for length in 0...bytes.count {
      let path = try file(bytes[..<length])
      for _ in 1...2 {
        let journal = try BatchJournal.open(path)
        let lines = Self.text.utf8.prefix(length).count { $0 == 0x0A }
        let first: BatchJournal.Fate? = lines < 2 ? nil : lines < 3 ? .begun : .delivered
        #expect(try journal.fate(0, 0xA1C2_384C_DBA1_0F00) == first, "\(length)")
        #expect(try journal.fate(1, 0xBC0_09C0_23B2_9DCA) == (lines < 4 ? nil : .begun))
      }
    }
  }

  @Test func `what is noted behind a cut line counts`() throws {
    let path = try file("postern-journal 1\nbegun 0 a1c2".utf8)
    try BatchJournal.open(path).begin(7, 9)
    let journal = try BatchJournal.open(path)
    #expect(try journal.fate(0, 1) == nil)
    #expect(try journal.fate(7, 9) == .begun)
  }

  @Test(arguments: ["postern-journal 2\n", "something else\n", "something", "\n"])
  func `another file is left alone`(text: String) throws {
    let path = try file(text.utf8)
    #expect(throws: JournalFault.foreign(path: path)) { try BatchJournal.open(path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }
}
