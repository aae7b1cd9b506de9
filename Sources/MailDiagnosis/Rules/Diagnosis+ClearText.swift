internal import MailSettings

/// A password that would have gone out readable: `tls.no-tls-used`.
extension Observation {
  /// No TLS came to be, by the settings or by the server, and the password was kept back.
  var clearTextPassword: Diagnosis {
    diagnose(
      .tlsNotUsed, .you, clearTextCause,
      foundAdvice + (hasLookedElsewhere ? [] : [clearTextGuess])
        + ["If the server has no TLS at all, its administrator has to set it up."]
        + (attempt.keys.allowClearText.map {
          ["In a network where nobody can listen in, \($0.name) allows it."]
        } ?? []), fixes: clearTextWays + allowingClearText)
  }

  private var allowingClearText: [Fix] {
    attempt.keys.allowClearText == nil ? [] : [.allowClearText(to: attempt.server)]
  }

  private var clearTextCause: String {
    attempt.encryption == .none
      ? "Without encryption anybody on the way to \(attempt.place) could read the password, "
        + "so it was not sent."
      : "No TLS with \(attempt.place), so the password would have gone out readable; "
        + "it was not sent."
  }

  private var clearTextGuess: String {
    "Use SSL on port \(attempt.service.sslPort), or TLS on a port that offers STARTTLS."
  }

  /// First what the server itself has offered on this very connection.
  private var clearTextWays: [Fix] {
    let offers = (capabilities ?? []).contains { ["STARTTLS", "STLS"].contains($0.uppercased()) }
    let here = offers && attempt.encryption == .none ? tlsHere : []
    return here + encryptedWays.filter { way in !here.contains { $0.changes == way.changes } }
  }
}
