import ArgumentParser
import MailDiagnosis
import MailSettings
import ServerTrust

/// `postern certificate`: the certificates that servers show, and those that are imported.
struct CertificateCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate",
    abstract: "Look at servers' certificates, and trust them.",
    discussion: """
      A certificate from a publicly known authority needs nothing. Any other one is imported once, \
      after its fingerprint was compared with what the server's administrator tells.

      EXAMPLES
        postern certificate show                        of the configured server
        postern certificate show mail.example.com:465
        postern certificate import                      asks before it trusts
        postern certificate export --format pkcs12 --out truststore.p12
      """,
    subcommands: [
      CertificateShowCommand.self, CertificateImportCommand.self, CertificateListCommand.self,
      CertificateRemoveCommand.self, CertificateExportCommand.self,
    ])

  func run() throws {
    throw ValidationError.certificateTaskNeeded
  }
}

/// `postern certificate list`: what is imported.
struct CertificateListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the imported certificates.")

  @Flag(help: "Print a JSON document.")
  var json = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let trust = try home.trust()
    let imported: [TrustedCertificate]
    do throws(TrustStoreError) { imported = try trust.list() } catch { throw Failure(error) }
    if json { return try ImportedDocument(imported).print() }
    for (index, trusted) in imported.enumerated() {
      if index > 0 { Output.line("") }
      let place = HostPort(host: trusted.host, port: trusted.port)
      CertificateWords.print(trusted.details, title: CertificateWords.trusted(place))
    }
    if imported.isEmpty { Output.message(CertificateWords.noneImported) }
  }
}

/// `postern certificate remove`: deletes an imported certificate.
struct CertificateRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Trust an imported certificate no more.")

  @Argument(help: ArgumentHelp("Whose certificate.", valueName: "host:port"))
  var server: String

  @OptionGroup var home: HomeOption

  func run() throws {
    let place = try HostPort(typed: server)
    try home.changeTrust { trust throws(TrustStoreError) in
      try trust.remove(host: place.host, port: place.port)
    }
  }
}
