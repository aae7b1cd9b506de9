package import MailDiagnosis
internal import SystemAccess

/// The answer in the URL that the provider redirects the browser to (RFC 6749 section 4.1.2).
package enum RedirectAnswer: Equatable, Sendable {
  case code(String, state: String?)
  case error(MicrosoftError, state: String?)
  /// An administrator has consented; there is no code in that.
  case consent(tenant: String?)
}

extension RedirectAnswer {
  /// The longest text that is read, in bytes; Microsoft's codes have up to two thousand.
  package static let longest = 65_536

  /// Finds the answer in a pasted text: a URL, maybe broken into lines and with prose around it, a
  /// query alone, or a code alone. Of several, the last one with a known state is taken, else the
  /// last.
  ///
  /// The redirect URL's host is not checked, since proxies rewrite it: state, nonce and PKCE bind
  /// the answer to the request.
  package init(pasted text: String, isKnown: (String) -> Bool) throws(SignInFailure) {
    guard text.utf8.count <= Self.longest else {
      throw .notAnAnswer(.tooLong(limit: Self.longest))
    }
    let blocks = PastedBlock.all(in: text)
    guard !blocks.isEmpty else { throw .notAnAnswer(.nothing) }
    let whole = [PastedBlock.whole(of: text)]
    let found = Self.answers(in: blocks, isKnown)
    if let known = Self.known(found, isKnown)
      ?? Self.known(Self.answers(in: whole, isKnown), isKnown)
    {
      try self.init(known)
    } else if let last = found.last {
      try self.init(last)
    } else if let code = PastedCode.find(in: blocks) {
      self = .code(code, state: nil)
    } else {
      throw .notAnAnswer(PastedText(withoutAnswer: whole[0]))
    }
  }

  /// The parameters of an answer, and whether they stood in a URL.
  private struct Found {
    let values: [AnswerParameter]
    let isAddress: Bool
  }

  private static func answers(
    in blocks: [PastedBlock], _ isKnown: (String) -> Bool
  ) -> [Found] {
    let whole = blocks.flatMap { block in
      block.addresses.map { block.parameters(ofAddress: $0, isKnown: isKnown) }
    }.filter(\.isAnswer)
    guard whole.isEmpty else { return whole.map { Found(values: $0, isAddress: true) } }
    return blocks.compactMap { $0.bareParameters(isKnown: isKnown) }.filter(\.isAnswer)
      .map { Found(values: $0, isAddress: false) }
  }

  private static func known(_ answers: [Found], _ isKnown: (String) -> Bool) -> Found? {
    answers.last { $0.values.value("state").map(isKnown) ?? false }
  }

  private init(_ found: Found) throws(SignInFailure) {
    let (values, isAddress) = (found.values, found.isAddress)
    for name in ["code", "state", "error"] {
      guard Set(values.filter { $0.name == name }.map(\.value)).count <= 1 else {
        throw .notAnAnswer(.contradiction(name: name))
      }
    }
    let state = values.value("state")
    if let error = values.value("error") {
      let refusal = MicrosoftError(
        error: error, description: values.value("error_description") ?? "",
        suberror: values.value("error_subcode"))
      self = .error(refusal, state: state)
    } else if let code = values.value("code") {
      guard !code.isEmpty, code.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) })
      else { throw .notAnAnswer(.other) }
      // `code=` without a URL is as good as a code alone; a URL without its state is not.
      self = .code(code, state: state ?? (values.map(\.name) == ["code"] && !isAddress ? nil : ""))
    } else {
      self = .consent(tenant: values.value("tenant")?.printable(limit: 255))
    }
  }
}

/// A code that was pasted alone.
enum PastedCode {
  /// The code: the whole text where only line breaks divide it, or its one word that looks like a
  /// code; nil where there is none.
  static func find(in blocks: [PastedBlock]) -> String? {
    if blocks.count == 1, blocks[0].hasOnlyWholeLines {
      return code(blocks[0].words.joined())
    }
    let codes = blocks.flatMap(\.words).compactMap(code)
    return codes.count == 1 ? codes[0] : nil
  }

  private static func code(_ word: String) -> String? {
    let text = String(word.unicodeScalars.filter { !PastedBlock.isOutsideOfAddresses($0) })
    let trimmed = String(text.reversed().drop { ".,;:".contains($0) }.reversed())
    let isPlain = trimmed.utf8.allSatisfy { byte in
      switch byte {
      // ! $ * - . 0 to 9 A to Z _ a to z ~
      case 0x21, 0x24, 0x2A, 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x7E: true
      default: false
      }
    }
    // Neither a host name nor a long word of prose.
    let hasCapital = trimmed.contains { $0.isUppercase }
    let hasDigit = trimmed.contains { $0.isNumber } && !trimmed.contains(".")
    return isPlain && trimmed.count >= 16 && (hasCapital || hasDigit) ? trimmed : nil
  }
}

extension PastedText {
  /// Tells what a text without an answer is instead.
  init(withoutAnswer block: PastedBlock) {
    let text = block.string(0..<block.text.count)
    let lowercased = text.lowercased()
    let ofSignIn = ["/oauth2/v2.0/authorize", "/adminconsent?", "code_challenge="]
    let ofTokens = ["access_token=", "id_token="]
    if ofTokens.contains(where: lowercased.contains) {
      self = .tokens
    } else if ofSignIn.contains(where: lowercased.contains) {
      self = .signInAddress
    } else if let address = block.addresses.last {
      self = .addressAlone(Self.shown(block.string(address)))
    } else if block.words.count == 1, text.contains(".") {
      self = .addressAlone(Self.shown(text))
    } else {
      self = .other
    }
  }

  /// Without what might be secret.
  private static func shown(_ address: String) -> String {
    String(address.prefix { $0 != "?" && $0 != "#" }).printable(limit: 100)
  }
}
