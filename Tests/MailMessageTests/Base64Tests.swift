import Foundation
import Testing

@testable import MailMessage

struct Base64Tests {
  @Test func `one line is what Foundation writes`() {
    for length in 0...100 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255) }
      #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
    }
  }

  @Test func `lines have 76 characters and end in CRLF`() {
    let bytes = [UInt8](repeating: 7, count: 58)
    let lines = Samples.lines(Base64.lines(bytes))
    #expect(lines?.map(\.utf8.count) == [76, 4, 0])
    #expect(Base64.lines([]).isEmpty)
  }
}
