import Foundation
import MailDiagnosis
import MailSettings
import Testing

@Suite struct CatalogueTests {
  /// The ids of the documented failure catalogue, but for the sign-in at Microsoft.
  private static let documented = """
    resolve.not-found resolve.international connect.refused connect.timeout greeting.silent
    greeting.wrong-service greeting.closed greeting.refused greeting.too-many greeting.endless
    greeting.temporary hello.closed hello.silent hello.name hello.refused tls.not-ssl-port
    tls.not-offered tls.refused tls.garbled tls.closed tls.silent tls.server-error tls.injection
    tls.no-tls-used certificate.self-signed certificate.unknown-root certificate.unknown-issuer
    certificate.expired certificate.not-yet-valid certificate.name-mismatch certificate.weak
    certificate.purpose certificate.changed certificate.intercepted certificate.local-root
    certificate.other settings.invalid server.malformed auth.password-command exchange.not-linked
    message.encoding cancelled unknown tls.too-old tls.no-common-cipher
    tls.client-certificate tls.unknown-name auth.not-offered auth.no-mechanism auth.kerberos
    auth.encryption-required auth.rejected auth.temporary auth.app-password auth.too-many
    auth.m365-smtp-disabled auth.m365-basic-disabled auth.m365-policy auth.m365-failed
    auth.oauth-detail auth.required incoming.rejected incoming.tls-required incoming.window
    account.not-activated account.quota account.address-not-authorised account.permission
    account.blocked sender.not-owner sender.domain sender.mailbox-unknown sender.spf
    sender.unverified sender.blocked sender.smtputf8
    recipient.unknown recipient.mailbox-full recipient.greylisted recipient.refused limit.rate
    exchange.sign-in-needed exchange.token exchange.resource exchange.permission
    exchange.mailbox-permission exchange.identity exchange.clock
    server.temporary system.limit system.library data.connection-lost data.too-large data.rejected data.unknown-outcome
    """

  @Test(arguments: documented.split(whereSeparator: \.isWhitespace).map(String.init))
  func `each documented id is in the catalogue`(id: String) {
    #expect(Finding(rawValue: id) != nil)
  }

  /// Scripts go by the ids, so that all of them stand in the README, and no others.
  @Test func `the README lists every id`() throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## What a failure is called\n").last)
    let block = try #require(section.components(separatedBy: "\n\n    ").dropFirst().first)
    let listed = block.components(separatedBy: "\n\n").first?
      .split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(Set(listed ?? []) == Set(Finding.allCases.map(\.rawValue)))
  }

  @Test func `each fault of a certificate is a finding of its own`() {
    for fault in CertificateFault.allCases { #expect(fault.finding.certificateFault == fault) }
  }

  @Test func `the exit codes are those of sysexits`() {
    #expect(Finding.recipientUnknown.exitStatus.rawValue == 67)
    #expect(Finding.resolveNotFound.exitStatus.rawValue == 68)
    #expect(Finding.connectRefused.exitStatus.rawValue == 69)
    #expect(Finding.recipientGreylisted.exitStatus.rawValue == 75)
    #expect(Finding.certificateExpired.exitStatus.rawValue == 76)
    #expect(Finding.authRejected.exitStatus.rawValue == 77)
    #expect(Finding.dataRejected.exitStatus.rawValue == 65)
    #expect(Finding.systemLimit.exitStatus.rawValue == 71)
    #expect(Finding.systemLibrary.exitStatus.rawValue == 72)
    #expect(Finding.authPasswordCommand.exitStatus.rawValue == 78)
  }
}
