internal import MailSettings
internal import SystemAccess

/// Refusals of this machine: of its address, the address's name in the DNS, or its name in EHLO.
extension Refusal {
  /// Whether this machine's address is on a blocklist or has a bad reputation.
  var isBlocklisted: Bool { says(Vocabulary.blocklist) && !says(Vocabulary.otherList) }

  /// This machine's address is blocked. Blocklists count for those who have not signed in, so
  /// signing in is the way out.
  var clientBlocked: Diagnosis? {
    // After a sign-in, Microsoft's 5.7.7xx are about the tenant.
    let isAddress = isSecurity(606...649) || isSecurity(706...749) && !isSignedIn
    let isClient =
      command == .greeting || subject == .client || says(Vocabulary.namedList)
      || says("blocked|banned ... too many invalid|unknown|bad|nonexistent")
      || subject == .unsaid && (!isContent || !attempt.signsIn)
    // "Blocked" alone means this machine's address, as long as nobody has signed in or named a
    // sender.
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

  /// How this machine can send although the server refuses its address.
  var wayIn: WayIn {
    let isThere = [attempt.service.sslPort, attempt.service.startTLSPort].contains(attempt.port)
    return !isThere ? .signedInPort : offersSignIn ? .signIn : .unknown
  }

  var signInFix: Fix {
    .change(
      .signInWithPassword, [.authenticationMode: "password"],
      next: FormPlace(.authentication, .authenticationUser))
  }

  /// This machine's address is refused for good since it has sent too much, and nobody has signed
  /// in.
  var strangersAddress: Diagnosis? {
    guard isPermanent, isInMail, !attempt.signsIn, subject == .client,
      !says(Vocabulary.surelyRate), !says("connections|sessions|recipients|concurrent")
    else { return nil }
    return says(Vocabulary.rate) ? refusedGreeting : nil
  }

  /// This machine is refused without a reason, and the server offers no sign-in.
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

  /// Whether the text names the reverse name of an address, which only a client has.
  var isReverseSaid: Bool { says("rdns; ptr; reverse dns|lookup|hostname|record") }

  /// A server that does not know EHLO has neither TLS nor a sign-in. Other codes at EHLO refuse the
  /// client.
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
