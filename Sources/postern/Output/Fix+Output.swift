import MailSettings
import SystemAccess

extension Fix {
  /// The commands that apply the fix, in their order.
  func commands(_ home: HomeOption) -> [String] {
    let words =
      switch self {
      case .change(_, let changes, _): [Self.set(changes)]
      case .open(_, let place): ["postern setup --section \(place.section.rawValue)"]
      case .changeRecipient: ["postern test --to ADDRESS"]
      case .lookAtCertificate(.smtp, _):
        ["postern certificate show", "postern certificate import"]
      case .lookAtCertificate(.incoming, let endpoint), .lookAtCertificate(.exchange, let endpoint):
        ["show", "import"].map { "postern certificate \($0) \(endpoint.place.quotedForShell)" }
      case .allowClearText(let server):
        server.serverKeys.allowClearText.map { [Self.set([$0: "true"])] } ?? []
      case .typePassword(let password), .typeNewPassword(let password):
        ["postern password set \(password.rawValue)"]
      case .signInAgain: ["postern exchange link"]
      }
    return words.map { $0 + home.asArgument }
  }

  private static func set(_ changes: [SettingKey: String]) -> String {
    let words = changes.sorted { $0.key.name < $1.key.name }.map {
      "\($0.key.name)=\($0.value.quotedForShell)"
    }
    return "postern set \(words.joined(separator: " "))"
  }
}

/// A fix: its label, and its changes by key for `postern set`; empty where it changes no setting.
struct FixDocument: Encodable {
  enum Kind: String, Encodable {
    case change
    case open
    case recipient
    case certificate
    case allowClearText = "allow-clear-text"
    case password
    case signIn = "sign-in"
  }

  let kind: Kind
  let label: String
  let changes: [String: String]
  private var section: String?
  private var key: String?
  private var host: String?
  private var port: Int?

  init(_ fix: Fix) {
    label = fix.label
    changes = Dictionary(uniqueKeysWithValues: fix.changes.map { ($0.key.name, $0.value) })
    switch fix {
    case .change: kind = .change
    case .open(_, let place):
      kind = .open
      (section, key) = (place.section.rawValue, place.key?.name)
    case .changeRecipient: kind = .recipient
    case .lookAtCertificate(_, let endpoint):
      kind = .certificate
      (host, port) = (endpoint.host.ascii, Int(endpoint.port.number))
    case .allowClearText(let server):
      kind = .allowClearText
      key = server.serverKeys.allowClearText?.name
    case .typePassword(let password), .typeNewPassword(let password):
      kind = .password
      key = password.name
    case .signInAgain: kind = .signIn
    }
  }
}
