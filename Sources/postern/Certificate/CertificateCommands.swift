import ArgumentParser

/// `postern certificate`: what servers show, and which of it is trusted.
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
