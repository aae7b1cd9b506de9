import Foundation
import TestSupport
import Testing

/// The provider's tokens open the mail servers, by clients that are not ours.
@Suite struct ExchangeServersTests {
  static let servers = Shared { try ExchangeServers() }

  /// Sends by Python's smtplib, as swaks has no XOAUTH2; writes the server's challenge out.
  private func send(
    _ servers: ExchangeServers, user: String, token: Any?, to recipient: String
  ) async throws -> CommandResult {
    try await Command.run(
      "python3",
      [
        "-c",
        """
        import smtplib, ssl, sys
        port, ca, user, token, recipient = sys.argv[1:]
        client = smtplib.SMTP("localhost", int(port))
        client.starttls(context=ssl.create_default_context(cafile=ca))
        client.ehlo()
        def answer(challenge=None):
            if challenge:
                print(challenge.decode())
                return ""
            return f"user={user}\\x01auth=Bearer {token}\\x01\\x01"
        client.auth("XOAUTH2", answer)
        client.sendmail(user, [recipient], "Subject: tokens\\r\\n\\r\\nHello.\\r\\n")
        """, "\(servers.postfix.port("submission"))", servers.certificates.certificate, user,
        try #require(token as? String), recipient,
      ])
  }

  /// Opens the mailbox by Python's imaplib.
  private func openMailbox(
    _ servers: ExchangeServers, user: String, token: Any?
  ) async throws -> CommandResult {
    try await Command.run(
      "python3",
      [
        "-c",
        """
        import imaplib, ssl, sys
        port, ca, user, token = sys.argv[1:]
        client = imaplib.IMAP4_SSL(
            "localhost", int(port), ssl_context=ssl.create_default_context(cafile=ca))
        client.authenticate("XOAUTH2", lambda challenge:
            b"" if challenge else f"user={user}\\x01auth=Bearer {token}\\x01\\x01".encode())
        print(client.select("INBOX")[0])
        """, "\(servers.dovecot.endpoint("imap").port)", servers.certificates.certificate, user,
        try #require(token as? String),
      ])
  }

  @Test func `a person's token sends a mail, in this person's name alone`() async throws {
    let servers = try await Self.servers.get()
    let answer = try TokenClient(provider: servers.provider).signIn(as: "alice@contoso.example")
    let token = answer["access_token"]
    let sent = try await send(
      servers, user: "alice@contoso.example", token: token, to: "code@example.org")
    #expect(sent.status == 0, "\(sent.errors)\(servers.logins.log().suffix(2000))")
    let mail = try #require(try await servers.postfix.inbox(of: "code@example.org").first)
    #expect(String(decoding: mail, as: UTF8.self).contains("Authenticated sender: alice@contoso"))
    let other = try await send(
      servers, user: "bob@contoso.example", token: token, to: "bob@example.org")
    #expect(other.status != 0 && other.errors.contains("535"))
  }

  @Test func `an application's token sends from its mailbox, and from no other`() async throws {
    let servers = try await Self.servers.get()
    let token = try TokenClient(provider: servers.provider).askAlone()["access_token"]
    let sent = try await send(
      servers, user: servers.provider.registration.mailbox, token: token, to: "alone@example.org")
    #expect(sent.status == 0, "\(sent.errors)")
    _ = try await servers.postfix.inbox(of: "alone@example.org")
    let other = try await send(
      servers, user: "alice@contoso.example", token: token, to: "alone@example.org")
    #expect(other.errors.contains("535"))
  }

  @Test func `a person's token opens this person's mailbox, and no other`() async throws {
    let servers = try await Self.servers.get()
    let answer = try TokenClient(provider: servers.provider).signIn(as: "dora@contoso.example")
    let token = answer["access_token"]
    let own = try await openMailbox(servers, user: "dora@contoso.example", token: token)
    #expect(own.output == "OK\n", "\(own.errors)\(servers.dovecot.log().suffix(2000))")
    let other = try await openMailbox(servers, user: "bob@contoso.example", token: token)
    #expect(other.errors.contains("AUTHENTICATIONFAILED"), "\(other.output)\(other.errors)")
  }

  @Test func `a token for mailboxes alone opens a mailbox and sends nothing`() async throws {
    let servers = try await Self.servers.get()
    let answer = try TokenClient(provider: servers.provider).signIn(
      as: "erin@contoso.example",
      scope: "openid https://outlook.office.com/IMAP.AccessAsUser.All")
    let token = answer["access_token"]
    let mailbox = try await openMailbox(servers, user: "erin@contoso.example", token: token)
    #expect(mailbox.status == 0, "\(mailbox.errors)")
    let sent = try await send(
      servers, user: "erin@contoso.example", token: token, to: "erin@example.org")
    #expect(sent.errors.contains("535"), "\(sent.errors)")
  }

  @Test func `a token for Microsoft Graph, and one without a role, send nothing`() async throws {
    let servers = try ExchangeServers()
    let client = TokenClient(provider: servers.provider)
    let user = servers.provider.registration.mailbox
    for change: [String: any Sendable] in [
      ["aud": "https://graph.microsoft.com"], ["roles": NSNull()],
    ] {
      try servers.provider.accessClaims(change)
      let sent = try await send(
        servers, user: user, token: try client.askAlone()["access_token"], to: "g@example.org")
      #expect(sent.errors.contains("535"), "\(change)")
    }
  }

  @Test func `a token that is revoked, wrong or expired is refused with a challenge`() async throws
  {
    let servers = try ExchangeServers()
    let client = TokenClient(provider: servers.provider)
    let user = "alice@contoso.example"
    let revoked = try client.signIn(as: user)
    let before = try await send(
      servers, user: user, token: revoked["access_token"], to: "first@example.org")
    #expect(before.status == 0, "\(before.errors)")
    try servers.provider.revoke(user)
    try servers.provider.lifetime(seconds: -1)
    let expired = try client.signIn(as: user)
    for token in [revoked["access_token"], expired["access_token"], "wrong"] {
      let sent = try await send(servers, user: user, token: token, to: "second@example.org")
      #expect(sent.output == #"{"status":"401","schemes":"bearer","scope":"mail"}"# + "\n")
      #expect(sent.errors.contains("535"), "\(sent.errors)")
    }
    #expect(try client.refresh(revoked["refresh_token"])["error"] as? String == "invalid_grant")
  }

  @Test func `a mail server that is closed refuses what the other one takes`() async throws {
    let servers = try ExchangeServers()
    let user = "alice@contoso.example"
    let token = try TokenClient(provider: servers.provider).signIn(as: user)["access_token"]
    try servers.provider.set(.smtp, isOpen: false)
    let refused = try await send(servers, user: user, token: token, to: "late@example.org")
    #expect(refused.errors.contains("535"))
    #expect(try await openMailbox(servers, user: user, token: token).status == 0)
    try servers.provider.set(.smtp, isOpen: true)
    let sent = try await send(servers, user: user, token: token, to: "late@example.org")
    #expect(sent.status == 0, "\(sent.errors)")
  }

  @Test func `a login is offered inside TLS alone, and with tokens alone`() async throws {
    let servers = try await Self.servers.get()
    let port = servers.postfix.port("submission")
    let clear = try await Swaks.send(port: port, ["--quit-after", "EHLO"])
    #expect(clear.output.contains("STARTTLS") && !clear.output.contains("AUTH"))
    let secured = try await Swaks.send(port: port, ["--tls", "--quit-after", "EHLO"])
    #expect(secured.output.contains("AUTH XOAUTH2 OAUTHBEARER"), "\(secured.output)")
  }
}
