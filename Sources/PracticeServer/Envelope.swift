/// Who a mail is from and for, as said in MAIL and RCPT.
struct Envelope: Equatable {
  let sender: Path
  /// Whether MAIL asked for SMTPUTF8 (RFC 6531).
  let isInternational: Bool
  var recipients: [Path] = []

  /// What it takes of the memory, about.
  var bytes: Int {
    recipients.reduce(Path.overhead + sender.address.utf8.count) {
      $0 + Path.overhead + $1.address.utf8.count
    }
  }
}
