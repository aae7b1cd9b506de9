/// Every failure that a diagnosis can name. The raw value is the stable id.
public enum Finding: String, CaseIterable, Sendable {
  case resolveNotFound = "resolve.not-found"
  /// Documented but never used: international names are looked up in their ASCII form.
  case resolveInternational = "resolve.international"
  case connectRefused = "connect.refused"
  case connectTimeout = "connect.timeout"
  /// The source address is not this machine's, or cannot reach the server.
  case connectSourceAddress = "connect.source-address"
  case greetingSilent = "greeting.silent"
  case greetingWrongService = "greeting.wrong-service"
  case greetingClosed = "greeting.closed"
  case greetingRefused = "greeting.refused"
  case greetingTooMany = "greeting.too-many"
  case greetingEndless = "greeting.endless"
  case greetingTemporary = "greeting.temporary"
  case helloClosed = "hello.closed"
  case helloSilent = "hello.silent"
  case helloName = "hello.name"
  /// The address of this machine has no name in the DNS (no PTR record).
  case helloReverseName = "hello.reverse-name"
  case helloRefused = "hello.refused"
  /// A firewall on the way overwrites parts of the dialogue.
  case helloFirewall = "hello.firewall"

  case tlsNotSSLPort = "tls.not-ssl-port"
  case tlsNotOffered = "tls.not-offered"
  case tlsRefused = "tls.refused"
  case tlsGarbled = "tls.garbled"
  case tlsClosed = "tls.closed"
  case tlsSilent = "tls.silent"
  case tlsServerError = "tls.server-error"
  case tlsInjection = "tls.injection"
  case tlsNotUsed = "tls.no-tls-used"
  case tlsTooOld = "tls.too-old"
  case tlsNoCommonCipher = "tls.no-common-cipher"
  case tlsClientCertificate = "tls.client-certificate"
  case tlsUnknownName = "tls.unknown-name"

  case certificateSelfSigned = "certificate.self-signed"
  case certificateUnknownRoot = "certificate.unknown-root"
  case certificateUnknownIssuer = "certificate.unknown-issuer"
  case certificateExpired = "certificate.expired"
  case certificateNotYetValid = "certificate.not-yet-valid"
  case certificateNameMismatch = "certificate.name-mismatch"
  case certificateWeak = "certificate.weak"
  case certificatePurpose = "certificate.purpose"
  case certificateChanged = "certificate.changed"
  case certificateIntercepted = "certificate.intercepted"
  case certificateLocalRoot = "certificate.local-root"
  case certificateOther = "certificate.other"

  case authNotOffered = "auth.not-offered"
  case authNoMechanism = "auth.no-mechanism"
  case authKerberos = "auth.kerberos"
  case authEncryptionRequired = "auth.encryption-required"
  case authRejected = "auth.rejected"
  case authTemporary = "auth.temporary"
  case authAppPassword = "auth.app-password"
  case authTooMany = "auth.too-many"
  case authM365SMTPDisabled = "auth.m365-smtp-disabled"
  case authM365BasicDisabled = "auth.m365-basic-disabled"
  case authM365Policy = "auth.m365-policy"
  case authM365Failed = "auth.m365-failed"
  case authOAuthDetail = "auth.oauth-detail"
  case authRequired = "auth.required"
  case authPasswordCommand = "auth.password-command"

  /// No account is linked to Microsoft Exchange.
  case exchangeNotLinked = "exchange.not-linked"
  /// The link has ended: a person has to sign in again.
  case exchangeSignInNeeded = "exchange.sign-in-needed"
  /// The token endpoint gives no access token.
  case exchangeToken = "exchange.token"
  /// The access token is for something else than mail.
  case exchangeResource = "exchange.resource"
  /// The access token lacks the permission to send by SMTP.
  case exchangePermission = "exchange.permission"
  /// The person or application that the token is for may not use the mailbox.
  case exchangeMailboxPermission = "exchange.mailbox-permission"
  /// The user named in XOAUTH2 is not the one that the token is for.
  case exchangeIdentity = "exchange.identity"
  /// This machine's clock is wrong, so that no token is valid.
  case exchangeClock = "exchange.clock"

  case incomingRejected = "incoming.rejected"
  case incomingTLSRequired = "incoming.tls-required"
  case incomingWindow = "incoming.window"

  /// The provider has not opened the account for sending yet.
  case accountNotActivated = "account.not-activated"
  /// The plan or its credits are used up.
  case accountQuota = "account.quota"
  /// This machine's address is not among those that the account may send from.
  case accountAddressNotAuthorised = "account.address-not-authorised"
  /// The account lacks the right to send, or to send this way.
  case accountPermission = "account.permission"
  /// The provider has blocked the account, or its outgoing mail.
  case accountBlocked = "account.blocked"

  case senderNotOwner = "sender.not-owner"
  case senderDomain = "sender.domain"
  /// The system address has no mailbox where its domain says it should be.
  case senderMailboxUnknown = "sender.mailbox-unknown"
  /// The sender's domain does not allow this server to send for it (RFC 7208).
  case senderSPF = "sender.spf"
  case senderUnverified = "sender.unverified"
  case senderBlocked = "sender.blocked"
  case senderSMTPUTF8 = "sender.smtputf8"
  case recipientUnknown = "recipient.unknown"
  case recipientMailboxFull = "recipient.mailbox-full"
  case recipientGreylisted = "recipient.greylisted"
  case recipientRefused = "recipient.refused"
  case limitRate = "limit.rate"
  /// The set-up's own limit of connections is used up.
  case limitConnections = "limit.connections"
  case serverTemporary = "server.temporary"
  /// A line that is not an SMTP reply, later than the banner.
  case serverMalformed = "server.malformed"
  case dataConnectionLost = "data.connection-lost"
  case dataTooLarge = "data.too-large"
  case dataRejected = "data.rejected"
  case dataUnknownOutcome = "data.unknown-outcome"
  case messageEncoding = "message.encoding"

  /// This machine allows no further thread, process or open file.
  case systemLimit = "system.limit"
  /// A library that is loaded at its first use is missing.
  case systemLibrary = "system.library"
  /// A setting is wrong or missing, so that nothing was tried.
  case settingsInvalid = "settings.invalid"
  case cancelled
  case unknown
}
