internal import MailDialogue
internal import MailSettings

/// Limits and temporary refusals: `limit.rate`, `server.temporary`.
extension Refusal {
  var rateLimit: Diagnosis? {
    let isSaid =
      (says(Vocabulary.rate) || says(Vocabulary.foreignLimit))
      && (!says(Vocabulary.otherCount) || says(Vocabulary.surelyRate))
    guard isInMail || command == .other,
      isRateCode || isSaid && (!isContent || says(Vocabulary.surelyRate))
    else { return nil }
    return limit
  }

  /// A rate limit at AUTH that names mails; other limits there concern attempts to sign in.
  var limitAtSignIn: Diagnosis? {
    let isSaid = says(
      """
      thread limit; too many|much .. messages|emails|mails|mail|connections|sessions
      concurrent connections|sessions; sending|message|connection|email rate|limit|quota
      """)
    guard command == .auth, isRateCode || isSaid, !says(Vocabulary.manyCauses) else { return nil }
    return limit
  }

  private var isRateCode: Bool {
    let isMicrosoft =
      isEnhanced(1, 90) || isEnhanced(2, 121) || isEnhanced(2, 122) || isSecurity(232...233)
      || code == 432 && isEnhanced(3, 2) || code == 451 && isSecurity(500...699) || isQuota
    return isMicrosoft || isEnhanced(7, 28) || isEnhanced(4, 5) && isPermanent
  }

  private var isQuota: Bool {
    code == 554 && isEnhanced(2, 2) && !says("full") || says("~submissionquotaexceeded")
  }

  private var limit: Diagnosis {
    let isStranger = subject == .client && !isSignedIn
    let holder: LimitHolder =
      attempt.isAtMicrosoft || isQuota ? .microsoft : isStranger ? .address : .account
    return diagnose(
      .limitRate, .provider, .server(.limit(said: said, holder)),
      fixes: observation.fewerConnections)
  }

  /// The server has a temporary problem: 4xx, or 5xx with words of its own trouble.
  var temporary: Diagnosis? {
    let isOwn =
      isPermanent && isInMail && says(Vocabulary.ownTrouble) && !isContent
      && [.unsaid, .recipient].contains(subject)
    guard isTransient || isOwn else { return nil }
    return diagnose(
      .serverTemporary, .serverAdministrator,
      .server(.trouble(endpoint, said: said, passes: says(Vocabulary.passing))))
  }
}
