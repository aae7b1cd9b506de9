import ExchangeLink
import MailDiagnosis
import SystemAccess
import TestSupport
import Testing

/// What a person has pasted, and what is found in it.
@Suite struct RedirectAnswerTests {
  private static let state = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
  private static let code = "1.AXkA-gT3bk~Kx_0f.AgABBAIAAADW6jl31mB3T7ugrWTT8pFe"
  private static let callback = "https://app.example.org/track/msExchangeAuthCallback.action"
  private static let query = "?code=\(code)&state=\(state)&session_state=0e5b4cd3-1c71-4a4f"
  private static let answer = RedirectAnswer.code(code, state: state)

  private func read(_ text: String) throws(SignInFailure) -> RedirectAnswer {
    try RedirectAnswer(pasted: text) { $0 == Self.state }
  }

  private static let tolerated = [
    callback + query, "  \(callback + query)\n", "\"\(callback + query)\"", "<\(callback + query)>",
    "'\(callback + query)'", "[here](\(callback + query))", "`\(callback + query)`.",
    "“\(callback + query)”", "> \(callback)\n> \(query)",
    "It says: \(callback + query) Thanks & bye, Alice",
    "Here it is:\n\n\(callback + query)\n\nThanks,\nAlice",
    (callback + query).replacing("&", with: "&amp;"),
    (callback + query).replacing("&", with: "&#38;"),
    (callback + query).replacing("&", with: "&am\np;"),
    (callback + query).replacing("?", with: "\\?").replacing("&", with: "\\&"),
    "\u{1B}[200~\(callback + query)\u{1B}[201~", "\u{FEFF}\(callback)\(query)\u{200B}",
    "ht\ntps://app.example.org/x?co\nde=\(code)&st\nate=\(state)",
    query, String(query.dropFirst()), "app.example.org/x\(query)", "/x\(query)",
    "state=\(state)&code=\(code)", "\(callback)?state=\(state)&code=\(code).",
    "\(callback)?state=\(state)&code=\(code)\nThat is what it shows.",
    "\(callback)?code=\(code)&state=\(state)\nThanks", "\(callback)?code=\(code)&state=\(state).",
    "\(callback)?code=\(code)&state=\(state)Thanks".replacing("Thanks", with: "\n\nThanks"),
    "\(callback)#code=\(code)&state=\(state)", "\(callback + query)#", "\(callback + query)#_=_",
    "http://[::1]:8400/\(query)", "HTTPS://PROXY.EXAMPLE/else\(query)",
    "\(callback)?code=\(code)\n\n&state=\(state)",
    "\(callback)?code=old&state=other\n\(callback + query)",
    "\(callback + query)\nhttps://login.example/?code=other&state=none",
    "https://login.example/t/oauth2/v2.0/authorize?response_type=code&state=\(state) "
      + callback + query,
    "\(callback)?iss=https://login.example/v2.0&code=\(code)&state=\(state)",
    "code:\n?code=\(code)&state=\(state)",
  ]

  @Test(arguments: tolerated)
  func `an answer is found whatever stands around it`(text: String) throws {
    #expect(try read(text) == Self.answer)
  }

  /// Terminals wrap anywhere; mails indent and quote.
  @Test func `an answer is found wherever its lines are broken`() throws {
    var random = SeededGenerator(seed: 20_261_126)
    for _ in 0..<500 {
      let last = Bool.random(using: &random) ? "&session_state=x-1" : ""
      var text = Self.callback + "?code=\(Self.code)&state=\(Self.state)\(last)"
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let place = text.index(
          text.startIndex, offsetBy: .random(in: 0...text.count, using: &random))
        let gap = ["\n", "\r\n", "\n> ", "  \n", "\n\t"].randomElement(using: &random) ?? "\n"
        text.insert(contentsOf: gap, at: place)
      }
      let around =
        [("", ""), ("\n", "\n"), ("See:\n\n", "\n\nGreetings from here")]
        .randomElement(using: &random) ?? ("", "")
      text = around.0 + text + around.1
      #expect(try read(text) == Self.answer, "\(text.debugDescription)")
    }
  }

  /// Nothing that is pasted ends the program, takes long, or is taken for what it is not.
  @Test func `any text is either an answer or told not to be one`() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "https://", "http://", "?", "&", "#", "=", "code", "state", "error", "\n", "\n\n", " ", "%",
      "%2", "%41", "%ff", "+", "&amp;", "\u{1B}", "\0", "<", ">", "ü", "👩‍🚀", Self.state, "x",
      "admin_consent=True", "code=\(Self.code)", "\\", "[", "]", "\u{202E}",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...30, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      if case .code(let code, let state)? = try? read(text) {
        #expect(!code.isEmpty && code.utf8.allSatisfy { (0x21...0x7E).contains($0) })
        #expect(state != Self.state || text.contains("state"))
      }
    }
  }

  @Test func `a large text is read in no time, and a larger one refused`() throws {
    let lines = String(repeating: "a\n", count: 30_000) + Self.callback + Self.query
    let start = ContinuousClock.now
    #expect(
      try read(String(repeating: "\n", count: 30_000) + Self.callback + Self.query) == Self.answer)
    _ = try? read(lines)
    _ = try? read(String(repeating: "https://", count: 8_000))
    _ = try? read("?state=" + String(repeating: "a\n", count: 30_000))
    _ = try? read("?code=" + String(repeating: "a\n", count: 30_000))
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(throws: SignInFailure.notAnAnswer(.tooLong(limit: 65_536))) {
      try read(String(repeating: "a", count: 65_537))
    }
  }

  @Test(arguments: [
    code, "\n\(code)\n", "\"\(code)\"", "code=\(code)", "The code is \(code) I think.",
    "\(code.prefix(20))\n\(code.dropFirst(20))",
  ])
  func `a code alone is one without a state`(text: String) throws {
    #expect(try read(text) == .code(Self.code, state: nil))
  }

  @Test func `an address without a state is no code alone`() throws {
    #expect(try read("\(Self.callback)?code=\(Self.code)") == .code(Self.code, state: ""))
  }

  @Test func `values are decoded once`() throws {
    let text = "\(Self.callback)?code=a%2Bb%2526c%25zz&state=\(Self.state)"
    #expect(try read(text) == .code("a+b%26c%zz", state: Self.state))
  }

  @Test func `an error comes with Microsoft's words and ids`() throws {
    let text =
      "\(Self.callback)?error=access_denied&error_description=AADSTS65004%3a+User+declined+to+consent+to"
      + "+access+the+app.%0d%0aTrace+ID%3a+1-2+Correlation+ID%3a+3-4+Timestamp%3a+2026-11-25+10%3a00%3a00Z"
      + "&error_uri=https%3a%2f%2flogin.example%2ferror%3fcode%3d65004&state=\(Self.state)"
    let error = MicrosoftError(
      error: "access_denied", code: "AADSTS65004",
      text: "AADSTS65004: User declined to consent to access the app.", correlationID: "3-4",
      traceID: "1-2", timestamp: "2026-11-25 10:00:00Z")
    #expect(try read(text) == .error(error, state: Self.state))
  }

  @Test func `nothing in an error steers a terminal`() throws {
    let text = "?error=a%1b[31m&error_description=%1b]0;x%07%c2%9b%e2%80%ae&state=\(Self.state)"
    guard case .error(let error, _) = try read(text) else { throw TestFailure("no error") }
    #expect(!(error.error + error.text).contains { $0.steersTerminal })
  }

  @Test func `an administrator's consent is one without a code`() throws {
    let text = "\(Self.callback)?admin_consent=True&tenant=contoso.example&state=x"
    #expect(try read(text) == .consent(tenant: "contoso.example"))
    let refused = text + "&error=consent_required&error_description=AADSTS65004"
    guard case .error = try read(refused) else { throw TestFailure("no error") }
  }

  @Test(arguments: [
    ("", PastedText.nothing), (" \n \t", .nothing),
    ("https://app.example.org", .addressAlone("https://app.example.org")),
    ("app.example.org", .addressAlone("app.example.org")),
    ("app1.example.org/track/", .addressAlone("app1.example.org/track/")),
    ("https://app.example.org/x?session=abc", .addressAlone("https://app.example.org/x")),
    (
      "https://login.example/t/oauth2/v2.0/authorize?scope=openid&response_type=code&state=x",
      .signInAddress
    ),
    ("https://app.example.org/x#id_token=eyJ0&state=x", .tokens),
    ("hello there", .other), ("internationalization", .other), ("?code=&state=x", .other),
    ("?code=a%00b&state=x", .other), ("?code=a&code=b&state=x", .contradiction(name: "code")),
    ("https://x.example/?code=a&state=b&state=c", .contradiction(name: "state")),
  ])
  func `what is no answer is told apart`(text: String, what: PastedText) {
    #expect(throws: SignInFailure.notAnAnswer(what)) { try read(text) }
  }
}
