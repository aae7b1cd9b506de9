import Foundation
import Testing

@testable import PracticeServer

struct Base64Tests {
  @Test func `what Foundation encodes is decoded`() {
    for length in 0...64 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255) }
      #expect(Base64.decode(Data(bytes).base64EncodedString()) == bytes)
    }
  }

  @Test(arguments: ["A", "AA", "AAA", "AA=A", "A===", "====", "AB==", "AAB=", "A A=", "AAAä", "*"])
  func `text that is not canonical Base64 is refused`(text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
