import Testing

@testable import Terminal

struct TerminalErrorTests {
  @Test(arguments: [
    TerminalError.notATerminal(.input), .notATerminal(.output), .noType,
    .unknownType("x\u{1B}[2Jy"),
    .notCapable("dumb"), .noPipe(24),
  ])
  func `every error is a sentence without control characters`(error: TerminalError) {
    #expect(error.sentence.hasSuffix("."))
    #expect(error.sentence.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
  }
}
