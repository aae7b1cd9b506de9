internal import MailDiagnosis

extension Finding {
  /// What a final refusal with this cause means for a mail that waits.
  enum Concern {
    /// It is about this mail: the sender is told.
    case ofTheMail
    /// The server or the way there; time may help.
    case ofTheWay
    /// Something that a person mends in the settings or at the provider: it must not cost a mail.
    case ofTheSetUp
  }

  var concern: Concern {
    switch self {
    case .recipientUnknown, .recipientMailboxFull, .recipientGreylisted, .recipientRefused,
      .senderNotOwner, .senderDomain, .senderMailboxUnknown, .senderSPF, .senderUnverified,
      .senderBlocked, .senderSMTPUTF8, .dataTooLarge, .dataRejected, .messageEncoding,
      .serverTemporary, .dataUnknownOutcome, .dataConnectionLost, .unknown:
      .ofTheMail
    case .resolveNotFound, .resolveInternational, .connectRefused, .connectTimeout,
      .greetingSilent, .greetingWrongService, .greetingClosed, .greetingRefused,
      .greetingTooMany, .greetingEndless, .greetingTemporary, .helloClosed, .helloSilent,
      .helloName, .helloReverseName, .helloRefused, .helloFirewall, .tlsNotSSLPort,
      .tlsNotOffered, .tlsRefused, .tlsGarbled, .tlsClosed, .tlsSilent, .tlsServerError,
      .tlsInjection, .tlsNotUsed, .tlsTooOld, .tlsNoCommonCipher, .tlsClientCertificate,
      .tlsUnknownName, .certificateSelfSigned, .certificateUnknownRoot,
      .certificateUnknownIssuer, .certificateExpired, .certificateNotYetValid,
      .certificateNameMismatch, .certificateWeak, .certificatePurpose, .certificateChanged,
      .certificateIntercepted, .certificateLocalRoot, .certificateOther, .authTemporary,
      .limitRate, .limitConnections, .serverMalformed, .systemLimit, .systemLibrary, .cancelled:
      .ofTheWay
    case .connectSourceAddress, .authNotOffered, .authNoMechanism, .authKerberos,
      .authEncryptionRequired, .authRejected, .authAppPassword, .authTooMany,
      .authM365SMTPDisabled, .authM365BasicDisabled, .authM365Policy, .authM365Failed,
      .authOAuthDetail, .authRequired, .authPasswordCommand, .exchangeNotLinked,
      .exchangeSignInNeeded, .exchangeToken, .exchangeResource, .exchangePermission,
      .exchangeMailboxPermission, .exchangeIdentity, .exchangeClock, .incomingRejected,
      .incomingTLSRequired, .incomingWindow, .accountNotActivated, .accountQuota,
      .accountAddressNotAuthorised, .accountPermission, .accountBlocked, .settingsInvalid:
      .ofTheSetUp
    }
  }
}
