import Exports
import MailDiagnosis
import MailSettings
import MailTransport
import OutgoingMail
import ServerTrust
import SettingsStore
import SystemAccess

/// What of a set-up goes into an export.
struct ExportSource {
  let settings: Settings
  private let home: HomeOption
  /// Whether there is a password; without it, the export can still say where it belongs.
  private let hasPassword: Bool

  init(_ home: HomeOption, withSecrets: Bool) throws(Failure) {
    self.home = home
    var draft = try home.load().draft
    let isPasswordMissing = !withSecrets && draft.problems.first?.key.isPassword == true
    if isPasswordMissing {
      // It stands for the one that is missing, and is written nowhere.
      for which in [PasswordSetting.smtp, .incoming] { draft[keyPath: which.path].type("-") }
    }
    hasPassword = !isPasswordMissing
    do throws(SettingProblem) { settings = try Settings(draft) } catch {
      throw .notExported(error)
    }
  }

  /// The password that signs in.
  func password(runningCommand: Bool) throws(Failure) -> ExportedPassword {
    guard hasPassword, case .smtp(let server) = settings.route,
      case .credentials(let credentials) = server.signIn
    else { return .leftOut }
    switch credentials.password {
    case .secret(let secret): return .secret(secret)
    case .command(let command):
      guard runningCommand else { return .command(command) }
      return .secret(try output(of: credentials))
    }
  }

  private func output(of credentials: Credentials) throws(Failure) -> Secret {
    let (store, trust, stop) = (try home.store(), try home.trust(), try StopSignal())
    do throws(CredentialFailure) {
      return try SetUpCredentials(store, trust: trust)
        .password(of: credentials, Deadline(.seconds(60), cancellation: stop.cancellation))
    } catch { throw .noPassword(error) }
  }

  /// The files of what is imported for the server, nil where nothing is.
  func trust() throws(Failure) -> ImportedTrust? {
    let (store, endpoint) = (try home.trust(), settings.endpoint)
    let imported: [TrustedCertificate]
    do throws(TrustStoreError) { imported = try store.list() } catch { throw Failure(error) }
    let here = imported.filter {
      $0.host.ascii == endpoint.host.ascii && $0.port == endpoint.port
    }
    return here.first.map { first in
      ImportedTrust(
        pem: first.file.absolutePath,
        keystore: "\(store.folder.absolutePath)/\(TrustStore.keystoreName)",
        kind: Self.kind(here.map(\.details)))
    }
  }

  private static func kind(_ certificates: [CertificateDetails]) -> ImportedTrust.Kind {
    let authorities = certificates.filter(\.isCA)
    if authorities.isEmpty { return .pinned(certificates.map(\.sha256)) }
    return authorities.allSatisfy(\.isSelfIssued) ? .root : .authority
  }
}

extension FieldKey {
  fileprivate var isPassword: Bool {
    switch self {
    case .password: true
    case .setting, .alias, .recipient: false
    }
  }
}
