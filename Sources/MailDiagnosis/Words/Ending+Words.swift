internal import MailDialogue
internal import MailSettings
internal import SystemAccess

extension Ending {
  /// A few words to stand beside the stage; the diagnosis says more.
  package var words: String {
    switch self {
    case .reply(let reply):
      ([String(reply.code), reply.enhanced?.description].compactMap(\.self)
        + [reply.text]).joined(separator: " ").printable(limit: 200)
    case .line(let line): line.printable(limit: 200)
    case .unresolved(let failure): failure.words
    case .refused(let errno): SystemError(errno).textInSentence
    case .timedOut: "no answer in time"
    case .closed: "the connection was closed"
    case .reset: "the connection was reset"
    case .wrongService(let line): "not a mail server: \(line.printable(limit: 60))"
    case .malformed(let line): "not a reply: \(line.printable(limit: 60))"
    case .outOfStep(let text): "said unasked: \(text.printable(limit: 60))"
    case .endless: "an answer without end"
    case .noSTARTTLS: "STARTTLS is not offered"
    case .clearTextPassword: "no TLS, so no password was sent"
    case .tls(let code, let text): TLSFailure(code: code, text: text).words
    case .certificate: "not trusted"
    case .injection: "more came after the answer to STARTTLS"
    case .noAuthentication: "AUTH is not offered"
    case .noMechanism(let offered):
      "offered: \(offered.joined(separator: " "))".printable(limit: 120)
    case .kerberos: "GSSAPI needs a Kerberos ticket"
    case .noSMTPUTF8: "SMTPUTF8 is not offered"
    case .tooLarge(let limit): "larger than the \(limit) octets that the server takes"
    case .unknownOutcome: "no clear answer after the message"
    case .unencodable(let characters): "not in the encoding: \(characters.joined(separator: " "))"
    case .passwordCommand(let failure): "password command: \(failure.words)"
    case .commandExposed: "the password command was not run"
    case .notLinked: "no account is linked"
    case .token(let failure): failure.words
    case .system(let shortage): shortage.words
    case .cancelled: "cancelled"
    case .other(let failure): failure.words.printable(limit: 120)
    }
  }
}

extension ResolveFailure {
  fileprivate var words: String {
    switch self {
    case .noSuchHost: "no such host"
    case .noAddress: "the name has no address"
    case .noAddressFor(let source):
      "no \(source.isIPv6 ? "IPv6" : "IPv4") address, which \(source.text) needs"
    case .resolverDown: "the resolver does not answer"
    case .other(let text): text
    }
  }
}

extension TLSFailure {
  fileprivate var words: String {
    switch self {
    case .notTLS: "what came was not TLS"
    case .tooOld: "only TLS 1.1 or older"
    case .noCommonCipher: "no cipher in common"
    case .clientCertificate: "a client certificate is wanted"
    case .unknownName: "the server does not know this name"
    case .weak: "a key too small to be safe"
    case .certificate: "the certificate is not trusted"
    case .unreadableCertificate: "the certificate cannot be read"
    case .cut: "the connection was closed"
    case .serverError: "the server broke TLS off"
    case .unknown: "TLS failed"
    }
  }
}

extension CommandFailure {
  /// How it failed, in words that follow a colon.
  public var words: String {
    switch self {
    case .notStarted(let errno): SystemError(errno).text
    case .tooSlow(let seconds?): "it did not end within \(seconds) seconds"
    case .tooSlow(nil): "it did not end in time"
    case .tooMuchOutput(let limit): "its output is longer than \(limit / 1024) KiB"
    case .status(let status, let errors):
      "it ended with status \(status)\(errors.isEmpty ? "" : ": \(errors)")"
    case .signal(let signal, let errors):
      "it was ended by signal \(signal)\(errors.isEmpty ? "" : ": \(errors)")"
    case .emptyLine: "its first line of output is empty"
    case .notUTF8: "its first line of output is not UTF-8"
    }
  }
}

extension UnexplainedFailure {
  /// A few words, without a full stop.
  var words: String {
    switch self {
    case .system(let errno): SystemError(errno).textInSentence
    case .noTLSClient: "OpenSSL cannot start"
    case .sasl(let failure): failure.words
    case .severalLines: "POP3 takes no user name or password of several lines"
    }
  }
}

extension SASLFailure {
  fileprivate var words: String {
    switch self {
    case .wrongChallenge(let mechanism, let standard):
      "the server's \(mechanism) challenge is not as \(standard) says"
    case .wrongProof: "the server could not prove that it knows the password"
    case .noProof: "the server did not prove that it knows the password"
    }
  }
}
