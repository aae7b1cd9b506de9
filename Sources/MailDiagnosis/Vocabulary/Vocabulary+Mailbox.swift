/// Phrases of IMAP and POP3 servers, whose only codes are words in brackets (RFC 9051 section 7.1,
/// RFC 2449, RFC 3206).
extension Vocabulary {
  static let mailboxTLS: Patterns = """
    logindisabled; privacyrequired; plaintext|cleartext ?password auth*|login|logins|disallowed
    starttls; stls; tls|ssl|encryption|encrypted|secure ?connection ?is required|needed|first
    requires|require|use|need tls|ssl|encryption; non secure; secure connection
    not ?a ?valid ?in ?this state; invalid state; only .. ssl|tls
    plaintext|cleartext|plain|clear|insecure|unencrypted ... not|disabled|disallowed|refused|\
    forbidden|denied
    not|disabled|disallowed|refused ... plaintext|cleartext|plain|clear|insecure|unencrypted
    encrypt*
    """

  /// The mailbox is in use, or the server has trouble.
  static let mailboxBusy: Patterns = """
    ~[unavailable]; ~[sys/temp]; ~[in-use]; ~[inuse]; ~[login-delay]; ~[serverbug]
    lock|locked ?the ?maildrop|mailbox|by|already; already locked|open|in; in use
    maildrop .. lock*|busy; internal ?server|imap error; server error; temporar*; try again later
    try later; not available; server busy; unable to lock|open; can not open|lock|access; busy
    """

  static let mailboxTooMany: Patterns = """
    too many; ~[limit]; login attempts; rate limit*; maximum number; limit exceeded|reached
    too frequent*; locked .. failed
    """

  static let basicDisabled: Patterns = """
    basic authentication|auth ?is disabled|blocked; ~basicauthblocked; ~logindisabled basic
    legacy authentication; modern authentication|auth
    oauth*|xoauth2 ... required|only|must|instead
    require*|must|only|use|using|via|with oauth*|xoauth2
    """

  /// The sign-in succeeded, but there is no such mailbox, or it has the protocol switched off.
  static let notConnected: Patterns = "authenticated but not connected"
}
