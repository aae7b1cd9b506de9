internal import MailSettings

/// Refusals for the state of the account at the provider, at any command and with any code:
/// `account.*`.
extension Refusal {
  /// Whether "account" means the one that signs in: at RCPT and after the message, it may be the
  /// recipient's.
  private var isOwnAccount: Bool {
    if subject == .account || isSignedIn && subject == .sender && says(Vocabulary.account) {
      return true
    }
    guard command == .auth || command == .mail || isSignedIn && command == .message else {
      return false
    }
    return [.unsaid, .sender].contains(subject) && !isEnhanced(1, 1)
  }

  /// This machine's address is not on the account's list of addresses. Without a sign-in, an
  /// unlisted address is another matter: the server may accept nothing from it at all.
  var addressNotAuthorised: Diagnosis? {
    guard command != .greeting, says(Vocabulary.addressNotListed), !says(Vocabulary.namedList),
      !says("directly to our; spf; temporarily banned|blocked"),
      code == 525 || command == .auth || isSignedIn || says(Vocabulary.accountList)
    else { return nil }
    return diagnose(
      .accountAddressNotAuthorised, .you,
      .account(
        .addressNotAuthorised(
          said: said, orPassword: command == .auth && says(Vocabulary.wrongSecret))))
  }

  /// The plan is used up until somebody pays or the month ends, unlike a rate limit, which passes
  /// by itself.
  var accountQuota: Diagnosis? {
    guard isOwnAccount || isSignedIn && subject != .recipient, says(Vocabulary.usedUp),
      !says(Vocabulary.clock) || says(Vocabulary.plan),
      !says("test purposes; sandbox*; tls; your client")
    else { return nil }
    return diagnose(
      .accountQuota, .provider, .account(.usedUp(endpoint, said: said)))
  }

  var accountBlocked: Diagnosis? {
    let isDisabled = code == 525 && isEnhanced(7, 13) && !says(Vocabulary.permission)
    // Without a sign-in it is this machine's address that is listed or blocked, not an account.
    let isStranger = !isSignedIn && command != .auth
    guard isOwnAccount, !(isStranger && (isBlocklisted || says(Vocabulary.signInWanted))),
      isDisabled
        || (says(Vocabulary.accountBlocked) || says(Vocabulary.foreignBlocked))
          && !says(Vocabulary.otherBlock)
    else { return nil }
    return diagnose(
      .accountBlocked, .provider, .account(.blocked(endpoint, said: said)))
  }

  /// The account can sign in, but lacks the right to send.
  var accountPermission: Diagnosis? {
    guard isOwnAccount,
      says(Vocabulary.permission) || command == .auth && isForbidden,
      !says(Vocabulary.relay),
      isSignedIn || command == .auth || !says(Vocabulary.signInWanted), !says("yet; first")
    else { return nil }
    return diagnose(
      .accountPermission, .provider,
      .account(.notPermitted(user: attempt.user, said: said, provider)))
  }

  private var isForbidden: Bool {
    says(Vocabulary.foreignNotAllowed)
      || says("access forbidden|denied|disabled by ?your|an|the admin*|policy|organi*")
  }

  /// The account is registered, but not yet opened for sending.
  var accountNotActivated: Diagnosis? {
    guard isOwnAccount, says(Vocabulary.notActivated), !says(Vocabulary.relay),
      !says("verify .. domain; sending from")
    else { return nil }
    return diagnose(.accountNotActivated, .provider, .account(.notActivated(said: said)))
  }
}
