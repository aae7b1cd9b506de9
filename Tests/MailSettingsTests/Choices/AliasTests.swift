import MailSettings
import TestSupport
import Testing

/// Values in other words than Postern writes.
@Suite struct AliasTests {
  @Test(arguments: [
    ("starttls", Encryption.tls), ("STARTTLS", .tls), ("start-tls", .tls), ("start_tls", .tls),
    ("STARTTLS (required)", .tls), ("TLS (STARTTLS, required)", .tls), ("tls/starttls", .tls),
    ("explicit TLS", .tls), ("ssl/tls", .ssl), ("SSL/TLS", .ssl), ("tls/ssl", .ssl),
    ("smtps", .ssl), ("imaps", .ssl), ("implicit", .ssl), ("Implicit TLS", .ssl),
    ("tls-on-connect", .ssl), ("wrappermode", .ssl), ("SSL (TLS from the first byte)", .ssl),
    ("opportunistic", .tlsIfAvailable), ("may", .tlsIfAvailable),
    ("TLS if available", .tlsIfAvailable), ("plain", .none), ("off", .none), ("no", .none),
    ("cleartext", .none), ("None", .none),
  ])
  func `an encryption by another name is understood`(text: String, meant: Encryption) throws {
    #expect(try Encryption(typed: text) == meant)
    #expect(try Encryption(typed: text).text == meant.rawValue)
  }

  @Test(arguments: [
    "auto", "yes", "true", "on", "required", "tls1.2", "encrypt", "", "-", "ssl/starttls", "ß",
  ])
  func `what says too little is refused with the choices`(text: String) {
    #expect(throws: Problem.notAChoice(text, of: Encryption.allCases.map(\.rawValue))) {
      try Encryption(typed: text)
    }
  }

  @Test(arguments: [
    ("authentication.mode", "POP before SMTP", "incoming-first"),
    ("authentication.mode", "No authentication", "none"),
    ("authentication.mode", "Same user name and password as incoming mailbox", "incoming"),
    ("authentication.mode", "username and password", "password"),
    ("incoming.protocol", "pop", "pop3"), ("incoming.protocol", "IMAP4", "imap"),
    ("protocol", "Microsoft Exchange", "exchange"), ("protocol", "office365", "exchange"),
    ("message.sender", "The system address", "system"), ("smtp.port", "submission", "587"),
    ("smtp.port", "SMTPS", "465"), ("incoming.port", "imaps", "993"),
  ])
  func `other settings know other words too`(key: String, text: String, canonical: String) throws {
    let setting = try #require(Setting.named(key))
    let draft = Draft([key: text])
    #expect(setting.canonical(draft) == canonical)
    #expect(setting.isAlias(draft))
  }

  @Test(arguments: ["tls", "TLS", "ssl", "none", "tls-if-available", "nonsense", ""])
  func `a value's own name is no alias`(text: String) {
    #expect(!Encryption.isAlias(text))
  }

  /// Else one of the two would be a guess.
  @Test func `no word means two values`() {
    func words<Value: Choice>(_ type: Value.Type) -> [String] {
      Value.allCases.flatMap { value in
        Set(
          ([value.rawValue, value.title] + value.otherWords).map {
            $0.lowercased().filter(\.isLetter)
          })
      }
    }
    for words in [
      words(Encryption.self), words(AuthenticationMode.self), words(MailProtocol.self),
      words(SenderMode.self), words(IncomingProtocol.self),
    ] {
      #expect(Set(words).count == words.count, "\(words.sorted())")
    }
  }

  @Test func `a value in other words is warned of, and written in Postern's on a key`() throws {
    var draft = Draft.complete(["smtp.encryption": "starttls", "smtp.port": "587"])
    let warning = try #require(draft.warnings.first)
    #expect(warning.key == "smtp.encryption")
    #expect(warning.sentence == "starttls is read as tls")
    draft.apply(try #require(warning.fixes.first))
    #expect(draft.smtp.encryption.text == "tls")
    #expect(draft.warnings.isEmpty)
  }
}
