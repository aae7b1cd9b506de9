import Testing

@testable import ExchangeLink

@Suite struct RequestHeadTests {
  private func steps(_ text: String, pieces: Int) -> [RequestHead.Step] {
    var head = RequestHead()
    var rest = Array(text.utf8)[...]
    var steps: [RequestHead.Step] = []
    while !rest.isEmpty {
      steps.append(head.take(Array(rest.prefix(pieces))))
      rest = rest.dropFirst(pieces)
    }
    return steps
  }

  @Test(arguments: [
    "GET /?code=1 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /?code=1 HTTP/1.0\r\n\r\n",
    "GET /?code=1 HTTP/1.1\nHost: x\n\n",
  ])
  func `a request is known once its header is whole, however it comes`(text: String) {
    let request = RequestHead.Step.request(method: "GET", target: "/?code=1")
    #expect(steps(text, pieces: .max) == [request])
    let bytewise = steps(text, pieces: 1)
    #expect(bytewise.last == request && bytewise.dropLast().allSatisfy { $0 == .more })
  }

  @Test(arguments: [
    "HELO x\r\n", "GET /\r\n", "GET  / HTTP/1.1\r\n", "GET /a b HTTP/1.1\r\n",
    "GET /\u{7} HTTP/1.1\r\n", "\u{16}\u{3}\u{1}\n", "GET / HTTP/2\r\n", "\n",
  ])
  func `what is no HTTP is seen by its first line`(text: String) {
    #expect(steps(text, pieces: .max) == [.broken])
  }

  @Test func `a header without an end is not kept for ever`() {
    let line = String(repeating: "X: y\r\n", count: 12_000)
    #expect(steps("GET / HTTP/1.1\r\n" + line, pieces: .max) == [.tooLong])
    #expect(steps(String(repeating: "x", count: 70_000), pieces: 10_000).last == .tooLong)
  }
}
