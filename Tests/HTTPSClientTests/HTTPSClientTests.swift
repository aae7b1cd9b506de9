import Foundation
import SystemAccess
import TestSupport
import Testing

@testable import HTTPSClient

/// The door to HTTPS at real TLS servers on loopback.
@Suite struct HTTPSClientTests {
  private let authority: CertificateAuthority

  init() throws { authority = try CertificateAuthority(name: "Test Root") }

  /// A server that reads a request's first line and then plays the steps.
  private func server(
    _ steps: [ScriptStep], _ change: (inout ScriptedTLS) -> Void = { _ in }
  ) throws -> ScriptedServer {
    let tls = ScriptedTLS(try authority.issue(), change)
    return try ScriptedServer([.startTLS(tls), .readLine] + steps)
  }

  private func ask(
    _ request: HTTPSRequest, limit: Int = 4096, seconds: Double = 20,
    authority other: String? = nil,
    cancellation: WakePipe? = nil
  ) async throws -> HTTPSAnswer {
    let client = HTTPSClient(
      authorities: HTTPSAuthorities(.file(other ?? authority.certificate)), limit: limit)
    return try await Blocking.run {
      try client.answer(
        to: request, until: .now + .seconds(seconds), cancellation: cancellation)
    }
  }

  private func url(_ server: ScriptedServer, host: String = "localhost") -> String {
    "https://\(host):\(server.port)/token?code=zaunk0enig"
  }

  @Test func `a posted form comes as it is, and the answer comes back`() async throws {
    let server = try server([
      .send("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n"),
      .send("Content-Length: 16\r\n\r\n{\"error\":\"none\"}"),
    ])
    let answer = try await ask(
      HTTPSRequest(
        url(server), form: [("scope", "a b&c=d"), ("code", "ä+/")],
        fields: [HTTPField("X-Empty", ""), HTTPField("Accept", "application/json")]))
    #expect(answer.status == 400)
    #expect(answer.value(of: "content-type") == "application/json")
    #expect(String(decoding: answer.body, as: UTF8.self) == "{\"error\":\"none\"}")
    let received = try #require(server.connections.first)
    #expect(received.lines == ["POST /token?code=zaunk0enig HTTP/1.1"])
    let text = String(decoding: received.bytes, as: UTF8.self)
    #expect(text.hasSuffix("\r\n\r\nscope=a%20b%26c%3Dd&code=%C3%A4%2B%2F"), "\(text)")
    #expect(text.contains("\r\nAccept: application/json\r\n"))
    #expect(text.contains("\r\nX-Empty:\r\n"))
    #expect(["TLSv1.2", "TLSv1.3"].contains(received.tls))
  }

  @Test func `fields of interim answers are not the answer's`() async throws {
    let server = try server([
      .send("HTTP/1.1 103 Early Hints\r\nLink: early\r\n\r\n"),
      .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nDate: now\r\n\r\n"),
    ])
    let answer = try await ask(HTTPSRequest(url(server)))
    #expect(answer.status == 200 && answer.body.isEmpty)
    #expect(answer.fields.map(\.name) == ["Content-Length", "Date"])
  }

  @Test func `a certificate that is not trusted, or of another name, ends it`() async throws {
    let server = try server([.send("HTTP/1.1 200 OK\r\n\r\n")])
    let stranger = try CertificateAuthority(name: "Other Root")
    await #expect {
      try await ask(HTTPSRequest(url(server)), authority: stranger.certificate)
    } throws: { error in
      guard case .untrusted("localhost:\(server.port)", let reason) = error as? HTTPSError else {
        return false
      }
      return reason.contains("unable to get local issuer certificate")
    }
    let other = try ScriptedServer([
      .startTLS(ScriptedTLS(try authority.issue(CertificateRequest(names: ["mail.example.com"])))),
      .readLine,
    ])
    await #expect {
      try await ask(HTTPSRequest(url(other)))
    } throws: {
      if case .untrusted = $0 as? HTTPSError { true } else { false }
    }
    #expect(server.lines.isEmpty && other.lines.isEmpty, "nothing of a request went out")
  }

  @Test func `TLS 1_1 is not enough`() async throws {
    let server = try server([]) {
      ($0.minimum, $0.maximum) = (.tls10, .tls11)
    }
    await #expect {
      try await ask(HTTPSRequest(url(server)))
    } throws: {
      if case .tlsFailed = $0 as? HTTPSError { true } else { false }
    }
  }

  @Test(arguments: [301, 302, 307, 308])
  func `a redirect is not followed`(status: Int) async throws {
    let target = try server([.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")])
    let server = try server([
      .send("HTTP/1.1 \(status) Moved\r\nLocation: \(url(target))\r\nContent-Length: 0\r\n\r\n")
    ])
    await #expect(
      throws: HTTPSError.redirected(host: "localhost:\(server.port)", status: status)
    ) {
      try await ask(HTTPSRequest(url(server)))
    }
    #expect(target.connections.isEmpty)
  }

  @Test(arguments: ["HTTP/1.1 200 OK\r\nContent-Length: 1\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n"])
  func `an answer without end is cut off`(beginning: String) async throws {
    let server = try server([.send(beginning), .repeatForever("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")])
    let error = await #expect(throws: HTTPSError.self) {
      try await ask(HTTPSRequest(url(server)))
    }
    // libcurl itself has a limit for one header line.
    let isBounded =
      error == .tooLarge(host: "localhost:\(server.port)", limit: 4096)
      || error.map { if case .failed = $0 { true } else { false } } == true
    #expect(isBounded, "\(String(describing: error))")
  }

  @Test func `the deadline counts for the whole, however busily a server drips`() async throws {
    let server = try server([
      .send("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n"),
      .drip(String(repeating: "a", count: 400), milliseconds: 50),
    ])
    await #expect(throws: HTTPSError.timedOut(host: "localhost:\(server.port)")) {
      try await ask(HTTPSRequest(url(server)), seconds: 1)
    }
  }

  @Test func `it is cancelled while it waits`() async throws {
    let server = try server([.silence])
    let pipe = WakePipe()
    let asked = Task { try await ask(HTTPSRequest(url(server)), cancellation: pipe) }
    try await server.waitForLine(beginning: "GET")
    pipe.ring()
    await #expect(throws: HTTPSError.cancelled) { try await asked.value }
  }

  @Test func `what is not answered has a name`() async throws {
    let port = try FreePort.next()
    await #expect(
      throws: HTTPSError.notConnected(host: "localhost:\(port)", errno: ECONNREFUSED)
    ) {
      try await ask(HTTPSRequest("https://localhost:\(port)/"))
    }
    let closing = try server([.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"), .close])
    await #expect(throws: HTTPSError.closedEarly(host: "localhost:\(closing.port)")) {
      try await ask(HTTPSRequest(url(closing)))
    }
    let stranger = try server([.send("220 mail.example.com ESMTP\r\n"), .close])
    await #expect(throws: HTTPSError.notHTTP(host: "localhost:\(stranger.port)")) {
      try await ask(HTTPSRequest(url(stranger)))
    }
  }

  @Test(arguments: [
    "http://localhost/", "file:///etc/passwd", "https://", "https://user:word@localhost/",
    "https://local host/", "",
  ])
  func `only addresses of HTTPS without a password are asked`(url: String) async throws {
    await #expect(throws: HTTPSError.notHTTPS) { try await ask(HTTPSRequest(url)) }
  }

  @Test(arguments: ["a\r\nX-Evil: b", "a\nb", "a\u{0}b"])
  func `a field cannot become two`(value: String) async throws {
    let request = HTTPSRequest("https://localhost/", fields: [HTTPField("X-Good", value)])
    await #expect(throws: HTTPSError.malformedField(name: "X-Good")) { try await ask(request) }
  }

  @Test func `a library that is missing is told by its name`() throws {
    let client = HTTPSClient(
      authorities: HTTPSAuthorities(nil), library: "libcurl-of-nowhere.so.4")
    let error = #expect(throws: HTTPSError.self) {
      try client.answer(to: HTTPSRequest("https://localhost/"), until: .now + .seconds(1))
    }
    #expect(error?.sentence.contains("libcurl-of-nowhere.so.4") == true)
  }

  @Test func `a file of authorities that is none is told by its path`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("authorities.pem", "no certificate")
    let server = try server([])
    await #expect(throws: HTTPSError.unreadableAuthorities(path: path)) {
      try await ask(HTTPSRequest(url(server)), authority: path)
    }
  }

  @Test func `no sentence shows what was asked`() async throws {
    let server = try server([.close])
    let error = await #expect(throws: HTTPSError.self) {
      try await ask(HTTPSRequest(url(server), form: [("code", "zaunk0enig")]))
    }
    #expect(
      error?.sentence
        == "localhost:\(server.port) closed the connection before its answer was complete.")
  }
}
