extension Finding {
  /// The exit status for this failure.
  ///
  /// `temporary` means that a queue may try again. An unknown outcome is not temporary: trying
  /// again could deliver the mail twice.
  public var exitStatus: ExitStatus {
    switch self {
    case .resolveNotFound, .resolveInternational: .noHost
    case .connectRefused, .connectTimeout, .greetingSilent, .greetingClosed, .greetingRefused,
      .helloClosed, .helloSilent, .helloReverseName, .dataUnknownOutcome, .unknown:
      .unavailable
    case .greetingTooMany, .greetingTemporary, .authTemporary, .authTooMany, .recipientMailboxFull,
      .recipientGreylisted, .limitRate, .limitConnections, .serverTemporary, .dataConnectionLost,
      .cancelled:
      .temporary
    case .greetingWrongService, .greetingEndless, .helloRefused, .helloFirewall, .serverMalformed,
      .tlsNotSSLPort,
      .tlsNotOffered, .tlsRefused, .tlsGarbled, .tlsClosed, .tlsSilent, .tlsServerError,
      .tlsInjection, .tlsNotUsed, .tlsTooOld, .tlsNoCommonCipher, .tlsClientCertificate,
      .tlsUnknownName, .certificateSelfSigned, .certificateUnknownRoot, .certificateUnknownIssuer,
      .certificateExpired, .certificateNotYetValid, .certificateNameMismatch, .certificateWeak,
      .certificatePurpose, .certificateChanged, .certificateIntercepted, .certificateLocalRoot,
      .certificateOther:
      .protocol
    case .authNotOffered, .authNoMechanism, .authKerberos, .authEncryptionRequired, .authRejected,
      .authAppPassword, .authM365SMTPDisabled, .authM365BasicDisabled, .authM365Policy,
      .authM365Failed, .authOAuthDetail, .authRequired, .incomingRejected, .incomingTLSRequired,
      .incomingWindow, .accountNotActivated, .accountQuota, .accountAddressNotAuthorised,
      .accountPermission, .accountBlocked, .senderNotOwner, .senderDomain, .senderMailboxUnknown,
      .senderSPF, .senderUnverified, .senderBlocked,
      .senderSMTPUTF8, .exchangeNotLinked, .exchangeSignInNeeded, .exchangeToken,
      .exchangeResource, .exchangePermission, .exchangeMailboxPermission, .exchangeIdentity,
      .exchangeClock:
      .notPermitted
    case .recipientUnknown, .recipientRefused: .noRecipient
    case .systemLimit: .operatingSystem
    case .systemLibrary: .systemFile
    case .dataTooLarge, .dataRejected, .messageEncoding: .data
    case .connectSourceAddress, .helloName, .authPasswordCommand, .settingsInvalid:
      .configuration
    }
  }
}

extension Diagnosis {
  /// The exit status: 75 where the same attempt may succeed later, else the finding's.
  public var exitStatus: ExitStatus {
    if isTemporary { return .temporary }
    return finding.exitStatus
  }
}
