internal import MailSettings

/// A password that would have gone out readable: `tls.no-tls-used`.
extension Observation {
  /// No TLS came to be, by the settings or by the server, and the password was kept back.
  var clearTextPassword: Diagnosis {
    diagnose(
      .tlsNotUsed, .you,
      .encryption(.clearText(endpoint, otherWays, allowedBy: attempt.keys.allowClearText)),
      fixes: clearTextWays + allowingClearText)
  }

  private var allowingClearText: [Fix] {
    attempt.keys.allowClearText == nil ? [] : [.allowClearText(to: attempt.server)]
  }

  /// First what the server itself has offered on this very connection.
  private var clearTextWays: [Fix] {
    let offers = (capabilities ?? []).contains { ["STARTTLS", "STLS"].contains($0.uppercased()) }
    let here = offers && attempt.encryption == .none ? tlsHere : []
    return here + encryptedWays.filter { way in !here.contains { $0.changes == way.changes } }
  }
}
