internal import MailSettings

/// The state of the account at the provider, at whatever command and code it is said: `account.*`.
extension Refusal {
  /// At RCPT and after the message, an account may be the recipient's.
  private var isOwnAccount: Bool {
    if subject == .account || isSignedIn && subject == .sender && says(Vocabulary.account) {
      return true
    }
    guard command == .auth || command == .mail || isSignedIn && command == .message else {
      return false
    }
    return [.unsaid, .sender].contains(subject) && !isEnhanced(1, 1)
  }

  /// Providers keep lists of the addresses that an account may send from. Strangers' addresses are
  /// another thing: a server may take nothing from them at all.
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

  /// A plan that is used up stays so until somebody pays or the month is over; rates pass by
  /// themselves.
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
    // Before anybody has signed in, what is listed is an address, and who is kept out a stranger.
    let isStranger = !isSignedIn && command != .auth
    guard isOwnAccount, !(isStranger && (isBlocklisted || says(Vocabulary.signInWanted))),
      isDisabled
        || (says(Vocabulary.accountBlocked) || says(Vocabulary.foreignBlocked))
          && !says(Vocabulary.otherBlock)
    else { return nil }
    return diagnose(
      .accountBlocked, .provider, .account(.blocked(endpoint, said: said)))
  }

  /// The account exists and signs in, but may not do this.
  var accountPermission: Diagnosis? {
    guard isOwnAccount,
      says(Vocabulary.permission) || command == .auth && says(Vocabulary.foreignNotAllowed),
      !says(Vocabulary.relay),
      isSignedIn || command == .auth || !says(Vocabulary.signInWanted), !says("yet; first")
    else { return nil }
    return diagnose(
      .accountPermission, .provider,
      .account(.notPermitted(user: attempt.user, said: said, provider)))
  }

  /// Registered, and not opened for sending.
  var accountNotActivated: Diagnosis? {
    guard isOwnAccount, says(Vocabulary.notActivated), !says(Vocabulary.relay),
      !says("verify .. domain; sending from")
    else { return nil }
    return diagnose(.accountNotActivated, .provider, .account(.notActivated(said: said)))
  }
}
