import Foundation
import Testing

@Suite struct NeedlesTests {
  @Test func `every form of a password is found`() {
    let password = "zaunk0enig \"a\" %"
    let needles = Needles(password, user: "ann")
    let plain = { (before: String) in Data((before + password + "tail").utf8).base64EncodedString()
    }
    let hidden = [
      password, "x" + password, plain(""), plain("1"), plain("12"), plain("123"),
      Data("\0ann\0\(password)".utf8).base64EncodedString(), "zaunk0enig%20%22a%22%20%25",
      "7a61756e6b30656e696720226122 2025".filter { $0 != " " }, "zaunk0enig\r\n \"a\" %",
      #"zaunk0enig \"a\" %"#,
    ]
    for text in hidden {
      #expect(!needles.found(in: text).isEmpty, "\(text.count) characters")
    }
    #expect(needles.found(in: "zaunk0eni \"a\" %").isEmpty)
    #expect(needles.found(in: "").isEmpty)
  }
}
