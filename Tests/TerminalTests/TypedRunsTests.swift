import Forms
import Testing

@testable import Terminal

struct TypedRunsTests {
  private typealias Input = TerminalInput<String>

  @Test func `characters that came together are one text, whatever stands around them`() {
    let inputs: [Input] = [
      .key(.character("a")), .key(.character("b")), .key(.enter), .key(.character("c")),
      .key(.tab), .paste("x"), .key(.character("d")), .key(.character("\u{301}")),
    ]
    #expect(
      Input.joiningCharacters(inputs) == [
        .text("ab"), .key(.enter), .key(.character("c")), .key(.tab), .paste("x"),
        .text("d\u{301}"),
      ])
    #expect(Input.joiningCharacters([]).isEmpty)
  }

  @Test(arguments: [12_000, 100_000])
  func `a long paste without brackets is one input`(count: Int) {
    var decoder = KeyDecoder()
    let text = String(repeating: "ü", count: count)
    let inputs = decoder.feed(Array(text.utf8)).map { typed -> Input in
      switch typed {
      case .key(let key): .key(key)
      case .paste(let text): .paste(text)
      }
    }
    #expect(inputs.count == count)
    #expect(Input.joiningCharacters(inputs) == [.text(text)])
  }
}
