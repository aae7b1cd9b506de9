internal import MailSettings
internal import SystemAccess

/// Failures of a mail without a refusal: lost connections, sizes, encodings, `cancelled`,
/// `unknown`.
extension Observation {
  /// The connection was lost between the beginning of the sign-in and the final dot.
  var lostOnTheWay: Diagnosis {
    diagnose(
      .dataConnectionLost, .serverAdministrator, .message(.connectionLost(endpoint, at: step)))
  }

  /// The server did not answer in time, between the beginning of the sign-in and the final dot.
  var noAnswer: Diagnosis {
    diagnose(.dataConnectionLost, .serverAdministrator, .message(.noAnswer(endpoint, at: step)))
  }

  /// No clear answer came after the final dot, so the mail may have been delivered.
  var unknownOutcome: Diagnosis {
    diagnose(.dataUnknownOutcome, .unknown, .message(.unknownOutcome))
  }

  /// The message is larger than the server accepts; the limit in octets, nil where it is not known.
  func tooLarge(limit: Int?) -> Diagnosis {
    diagnose(.dataTooLarge, .you, .message(.tooLarge(endpoint, limit: limit)))
  }

  /// A local part outside ASCII needs SMTPUTF8 (RFC 6531), which the server does not offer.
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

  /// The chosen encoding lacks these characters of the mail.
  func unencodable(_ characters: [String]) -> Diagnosis {
    diagnose(
      .messageEncoding, .you, .message(.unencodable(characters)),
      fixes: [.change(.useUTF8, [.messageEncoding: "UTF-8"])])
  }

  var cancelled: Diagnosis { diagnose(.cancelled, .you, .cancelled) }

  /// No rule fits.
  func other(_ failure: UnexplainedFailure) -> Diagnosis {
    diagnose(.unknown, .unknown, .other(endpoint, failure))
  }
}
