internal import MailSettings
internal import SystemAccess

/// Refusals of this machine: its address, its address's name, its name in EHLO.
extension Refusal {
  /// Whether the address of this machine is on a blocklist, or has a bad name.
  var isBlocklisted: Bool { says(Vocabulary.blocklist) && !says(Vocabulary.otherList) }

  /// A blocklist refuses everybody without a sign-in, so signing in is the way.
  var clientBlocked: Diagnosis? {
    // To somebody who has signed in, Microsoft's 5.7.7xx are about the tenant.
    let isAddress = isSecurity(606...649) || isSecurity(706...749) && !isSignedIn
    let isClient =
      command == .greeting || subject == .client || says(Vocabulary.namedList)
      || says("blocked|banned ... too many invalid|unknown|bad|nonexistent")
      || subject == .unsaid && (!isContent || !attempt.signsIn)
    // "Blocked" alone can mean nobody else, as long as nothing is known of the stranger.
    let isBare =
      isInMail && !attempt.signsIn && subject == .unsaid && !isContent
      && says("blocked|banned; refused see")
    guard command != .auth, command != .startTLS,
      isAddress || isBlocklisted && isClient || isBare,
      subject != .helloName,
      says(Vocabulary.namedList) || !says(Vocabulary.relay) && !says(Vocabulary.signInWanted)
    else { return nil }
    return diagnose(
      .greetingRefused, .network,
      .greeting(
        .addressBlocked(
          endpoint, said: said, isSignedIn ? .otherServer : wayIn,
          isOnList: says(Vocabulary.namedList) || says("list|lists|listed|blacklist*|blocklist*"))),
      fixes: observation.foundWays + (offersSignIn ? [signInFix] : []))
  }

  /// The way in for those whom the server knows.
  var wayIn: WayIn {
    let isThere = [attempt.service.sslPort, attempt.service.startTLSPort].contains(attempt.port)
    return !isThere ? .signedInPort : offersSignIn ? .signIn : .unknown
  }

  var signInFix: Fix {
    .change(
      .signInWithPassword, [.authenticationMode: "password"],
      next: FormPlace(.authentication, .authenticationUser))
  }

  /// A stranger's address that has sent too much of something for good.
  var strangersAddress: Diagnosis? {
    guard isPermanent, isInMail, !attempt.signsIn, subject == .client,
      !says(Vocabulary.surelyRate), !says("connections|sessions|recipients|concurrent")
    else { return nil }
    return says(Vocabulary.rate) ? refusedGreeting : nil
  }

  /// The client is refused, nobody says why, and there is no sign-in to offer.
  var clientDenied: Diagnosis? {
    guard isInMail || command == .hello, subject == .client, isPermanent || says(Vocabulary.denied),
      !isContent, isPermanent || !says("temporar*|try|later")
    else { return nil }
    return refusedGreeting
  }

  var helloName: Diagnosis? {
    let isSyntax = command == .hello && [501, 504].contains(code)
    let isGmailRelay = command == .hello && code == 421 && isEnhanced(7, 0)
    let isAtHello =
      command == .hello && isPermanent
      && says("helo*|ehlo*|hostname|fqdn|name; fully qualified; invalid domain|host")
    let isSaid =
      says(Vocabulary.helloName) && !(says(Vocabulary.helloFirst) && !says("rejected|invalid"))
    guard isSyntax || isGmailRelay || isAtHello || isSaid else { return nil }
    return diagnose(
      .helloName, .you, .greeting(.helloName(endpoint, name: attempt.helloName)),
      fixes: helloFixes)
  }

  private var helloFixes: [Fix] {
    guard let domain = attempt.senderDomain, domain.contains("."), domain != attempt.helloName,
      attempt.service == .smtp
    else {
      return [.open(.giveHelloName, FormPlace(.server, .smtpHelloName))]
    }
    return [.change(.sayHello(domain), [.smtpHelloName: domain])]
  }

  var reverseName: Diagnosis? {
    guard command != .auth, isEnhanced(7, 25) || says(Vocabulary.reverseName),
      subject != .sender || isReverseSaid,
      !says("reverse path; relay*|relaying ?access denied")
    else { return nil }
    return diagnose(.helloReverseName, .network, .greeting(.noReverseName(endpoint)))
  }

  /// The name of this machine's address by its own words: no sender has one.
  var isReverseSaid: Bool { says("rdns; ptr; reverse dns|lookup|hostname|record") }

  /// Whoever does not know EHLO knows neither TLS nor a sign-in. A refusal by other codes is one of
  /// the client.
  var hello: Diagnosis? {
    guard command == .hello, isPermanent else { return nil }
    if ![500, 502].contains(code), says(Vocabulary.denied) {
      return offersSignIn ? nil : refusedGreeting
    }
    return diagnose(
      .helloRefused, .serverAdministrator, .greeting(.helloRefused(endpoint)),
      fixes: observation.foundWays)
  }
}
