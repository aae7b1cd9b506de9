import ArgumentParser
import Glibc
import MailDiagnosis
import ServerTrust

/// `postern certificate import`: trusts a certificate, for its host and port only.
struct CertificateImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Trust a server's certificate, for its host and port only.",
    discussion: """
      Takes the server's authority where it shows one, else its own certificate. The fingerprint is \
      that of either; ask the server's administrator for it, by telephone for example. What an \
      import cannot mend, such as an expired certificate or a wrong name, is refused.

      EXAMPLES
        postern certificate import                    shows it and asks
        postern certificate import mail.example.com:465 --fingerprint AB:CD:...
      """)

  @OptionGroup var target: CertificateTarget

  @Option(
    help: ArgumentHelp(
      "Its fingerprint: 64 hexadecimal digits, with or without colons.", valueName: "sha256"))
  var fingerprint: String?

  func run() throws {
    if fingerprint == nil, isatty(STDIN_FILENO) != 1 {
      throw ValidationError.fingerprintNeeded
    }
    let (place, result) = try target.inspect()
    let inspection: CertificateInspection
    switch result {
    case .success(let found): inspection = found
    case .failure(let failure): throw Failure(failure, place)
    }
    let fingerprint = self.fingerprint ?? Self.ask(inspection)
    try target.home.changeTrust { trust throws(TrustStoreError) in
      try Self.trust(inspection, at: place, fingerprint, trust)
    }
  }

  private static func trust(
    _ inspection: CertificateInspection, at place: HostPort, _ fingerprint: String,
    _ trust: TrustStore
  ) throws(TrustStoreError) {
    do throws(TrustStoreError) {
      let details = try trust.import(inspection, fingerprint: fingerprint)
      for line in CertificateWords.imported(details, for: place) { Output.line(line) }
    } catch .refused(.alreadyTrusted(let server, let byImport)) {
      // A script that runs twice must not fail.
      Output.message(ImportRefusal.alreadyTrusted(server: server, byImport: byImport).sentence)
    }
  }

  /// Shows the chain and asks for a part of a fingerprint, without which nothing is imported.
  private static func ask(_ inspection: CertificateInspection) -> String {
    CertificateWords.print(inspection)
    Output.line("")
    guard inspection.isMendedByImport else { return inspection.chain.first?.sha256 ?? "" }
    Output.ask(CertificateWords.askFingerprint)
    let typed = readLine() ?? ""
    let digits = typed.uppercased().filter { !$0.isWhitespace && $0 != ":" }
    guard digits.utf8.count >= 8 else { return typed }
    let match = inspection.chain.map(\.sha256).first { sha256 in
      let known = sha256.filter { $0 != ":" }
      return known.hasPrefix(digits) || known.hasSuffix(digits)
    }
    return match ?? typed
  }
}
