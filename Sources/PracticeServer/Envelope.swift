/// Who a mail is from and for, as said in MAIL and RCPT.
struct Envelope: Equatable {
  let sender: Path
  /// Whether MAIL asked for SMTPUTF8 (RFC 6531).
  let isInternational: Bool
  var recipients: [Path] = []
}
