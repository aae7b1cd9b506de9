internal import MailSettings
internal import SystemAccess

/// Sendings that end without a refusal: lost connections, sizes, encodings, `cancelled`, `unknown`.
extension Observation {
  /// The connection was lost after the sign-in began and before the final dot.
  var lostOnTheWay: Diagnosis {
    diagnose(
      .dataConnectionLost, .serverAdministrator, .message(.connectionLost(endpoint, at: step)))
  }

  /// Nothing came in time, after the sign-in began and before the final dot.
  var noAnswer: Diagnosis {
    diagnose(.dataConnectionLost, .serverAdministrator, .message(.noAnswer(endpoint, at: step)))
  }

  /// The end is not known.
  var unknownOutcome: Diagnosis {
    diagnose(.dataUnknownOutcome, .unknown, .message(.unknownOutcome))
  }

  /// The message is larger than the server takes; the limit in octets where it is known.
  func tooLarge(limit: Int?) -> Diagnosis {
    diagnose(.dataTooLarge, .you, .message(.tooLarge(endpoint, limit: limit)))
  }

  /// A local part that is not ASCII needs SMTPUTF8 (RFC 6531).
  var noSMTPUTF8: Diagnosis {
    let isRecipient = attempt.sender.utf8.allSatisfy { $0 < 0x80 } && !attempt.recipient.isEmpty
    let login = attempt.user.flatMap { try? MailAddress(typed: $0) }
    let own = login.flatMap { isRecipient || $0.needsSMTPUTF8 ? nil : $0.text }
    return diagnose(
      .senderSMTPUTF8, .you,
      .sender(.international(isRecipient ? attempt.recipient : attempt.sender, endpoint)),
      fixes: [
        own.map { .change(.sendFrom(attempt.shownUser), [.systemAddress: $0]) }
          ?? (isRecipient
            ? .changeRecipient(.changeAddress)
            : .open(.changeAddress, FormPlace(.systemAddress, .systemAddress)))
      ])
  }

  /// The encoding does not hold the text.
  func unencodable(_ characters: [String]) -> Diagnosis {
    diagnose(
      .messageEncoding, .you, .message(.unencodable(characters)),
      fixes: [.change(.useUTF8, [.messageEncoding: "UTF-8"])])
  }

  var cancelled: Diagnosis { diagnose(.cancelled, .you, .cancelled) }

  /// Nothing that is known: the cause holds the library's own words.
  func other(_ text: String) -> Diagnosis {
    diagnose(.unknown, .unknown, .other(endpoint, said: text))
  }
}
