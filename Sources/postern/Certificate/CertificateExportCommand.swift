import ArgumentParser
import FoundationEssentials
import MailDiagnosis
import MailSettings
import ServerTrust

/// `postern certificate export`: the imported certificates for other programs.
struct CertificateExportCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case pem
    case pkcs12
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the imported certificates to a file for other programs.",
    discussion: """
      A PKCS#12 trust store has the password "changeit", as Java expects; it holds nothing secret.

      EXAMPLES
        postern certificate export --format pkcs12 --out truststore.p12
        postern certificate export --format pem --out -     to standard output
        java -Djavax.net.ssl.trustStore=truststore.p12 ...
      """)

  @Option(help: "pem or pkcs12.")
  var format: Format

  @Option(
    help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"),
    completion: .file())
  var out: String

  @Option(
    help: ArgumentHelp("A file whose first line is the password (pkcs12).", valueName: "file"),
    completion: .file())
  var passwordFile: String?

  @Flag(help: "Add this system's own authorities, for programs with one trust store (pkcs12).")
  var withSystemRoots = false

  @OptionGroup var home: HomeOption

  func validate() throws {
    guard format == .pem, passwordFile != nil || withSystemRoots else { return }
    throw ValidationError.onlyForPKCS12
  }

  func run() throws {
    let trust = try home.trust()
    let format = try trustFormat()
    do throws(TrustStoreError) { try trust.export(format, to: out) } catch { throw Failure(error) }
  }

  private func trustFormat() throws(Failure) -> TrustStore.BundleFormat {
    switch format {
    case .pem: return .pem
    case .pkcs12:
      let password = try self.password() ?? TrustStore.javaPassword
      return .pkcs12(password: password, includingSystemRoots: withSystemRoots)
    }
  }

  private func password() throws(Failure) -> Secret? {
    guard let file = passwordFile else { return nil }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .unreadablePassword(file)
    }
    let line = data.prefix { $0 != 0x0A && $0 != 0x0D }
    let text = try PasswordText.read(line, orNo: .export)
    guard !text.isEmpty else { throw .emptyPassword(file) }
    return Secret(text)
  }
}
