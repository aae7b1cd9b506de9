import Submission

/// libFuzzer's entry: the input is what a hostile client sends.
///
/// Not part of the package: `make fuzz` builds and runs it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = outputs(of: [bytes])
  precondition(whole == outputs(of: [[]] + bytes.map { [$0] }))
  check(whole, lines: bytes.count { $0 == 0x0A })
  return 0
}

private let policy: SubmissionPolicy = {
  var policy = SubmissionPolicy(serverName: "x", software: "x", help: "x", offersTLS: true)
  policy.limits.commandLine = 100
  policy.limits.message = 100
  policy.limits.recipients = 3
  policy.limits.refusals = 10
  return policy
}()

/// All that comes out, adjoining parts of a message joined.
private func outputs(of pieces: [[UInt8]]) -> [SubmissionSession.Output] {
  var session = SubmissionSession(policy: policy)
  var outputs: [SubmissionSession.Output] = []
  for piece in pieces {
    session.receive(piece)
    while let output = session.next() {
      if case .ask = output { session.answer() }
      // What waited when TLS began is lost, so that it depends on the pieces.
      if output == .startTLS { return outputs }
      if case .content(let part) = output, case .content(let before)? = outputs.last {
        outputs[outputs.count - 1] = .content(before + part)
      } else {
        outputs.append(output)
      }
    }
  }
  return outputs
}

/// Replies are whole lines without controls, no more than the client has asked for; messages end
/// at a line's end and stay within the limit.
private func check(_ outputs: [SubmissionSession.Output], lines: Int) {
  var replies = 0
  for output in outputs {
    switch output {
    case .reply(let reply):
      replies += 1
      precondition(reply.wire.hasSuffix("\r\n"))
      precondition(reply.wire.unicodeScalars.count { $0.value < 0x20 } == 2 * reply.lines.count)
    case .ask(.acceptance(let bytes), let mail):
      precondition(bytes <= policy.limits.message && (1...3).contains(mail.recipients.count))
    case .content(let content): precondition(content.count <= policy.limits.message)
    case .ask, .mailDropped, .startTLS, .close: break
    }
  }
  precondition(replies <= 2 * lines + 1)
}
