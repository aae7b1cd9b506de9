internal import SystemAccess

extension Fix {
  /// What a button with it says, such as `Use port 587`.
  public var label: String {
    switch self {
    case .change(let label, _, _), .open(let label, _), .changeRecipient(let label): label.words
    case .lookAtCertificate: "Look at the certificate"
    case .allowClearText: "Send the password in clear"
    case .typePassword(.exchange): "Type the client secret"
    case .typePassword: "Type the password again"
    case .typeNewPassword: "Type the new password"
    case .signInAgain: "Sign in again"
    }
  }
}

extension FixLabel {
  /// What the fix does, short enough for a button.
  public var words: String {
    switch self {
    case .usePort(let port): "Use port \(port)"
    case .tryPort(let port): "Try port \(port)"
    case .useEncryption(let encryption, nil): "Use \(encryption.nameOnButton)"
    case .useEncryption(let encryption, let port?): "Use \(encryption.nameOnButton) on port \(port)"
    case .tryEncryption(let encryption, let port): "Try \(encryption.nameOnButton) on port \(port)"
    case .useServer(let host): "Use \(host.printable(limit: 60))"
    case .useProtocol(let service): "Use \(service.title)"
    case .useExchange: "Use Microsoft Exchange"
    case .usePasted(let parts): parts.words
    case .useAddress(let address, nil): "Use \(address.printable(limit: 60))"
    case .useAddress(let address, let name?):
      "Use \(address.printable(limit: 60)), name \(name.printable(limit: 30))"
    case .lowerConnectionLimit(let limit): "At most \(limit) at a time"
    case .setConnectionLimit(let limit): "At most \(limit) connections at a time"
    case .signInWithPassword: "Sign in with a password"
    case .signInAs(let user): "Sign in as \(user.printable(limit: 60))"
    case .noAuthentication: "No authentication"
    case .chooseMechanism: "Choose the mechanism by itself"
    case .useMechanism(let name, startsTLS: false): "Use \(name)"
    case .useMechanism(let name, startsTLS: true): "Use \(name) inside TLS"
    case .sendFrom(let address): "Send from \(address.printable(limit: 60))"
    case .useSystemAddress: "Use the system address"
    case .alwaysSendFromSystem: "Always send from the system address"
    case .useUTF8: "Use UTF-8"
    case .sayHello(let name): "Say \(name.printable(limit: 60))"
    case .clearSourceAddress: "Clear the source address"
    case .write(let value): "Write \(value)"
    case .checkMailboxUser: "Check the mailbox's user"
    case .changeAddress: "Change the address"
    case .changeSystemAddress: "Change the system address"
    case .giveHelloName: "Give an EHLO name"
    case .changeLimit: "Change the limit"
    case .lookAtCommand: "Look at the command"
    case .changeCommand: "Change the command"
    case .changeTenant: "Change the tenant"
    case .changeClientID: "Change the client id"
    case .changeAuthority: "Change the sign-in host"
    case .changeKey: "Change the certificate"
    case .chooseCloud: "Choose the cloud"
    case .useDefaultScopes: "Use the default scopes"
    case .giveConsent: "Get the consent"
    case .showRegistration: "See what to register"
    case .nameSignedInUser: "Name the one who signed in"
    case .chooseRecipient: "Choose another recipient"
    case .changeRecipient: "Change the recipient"
    }
  }
}

extension Encryption {
  fileprivate var nameOnButton: String {
    switch self {
    case .none: "no encryption"
    case .tlsIfAvailable, .tls, .ssl: shortTitle
    }
  }
}

extension PastedParts {
  /// All that is taken over, as a list.
  fileprivate var words: String {
    let parts = [
      "Use \(host.printable(limit: 60))", port.map { "port \($0.text)" }, encryption?.shortTitle,
      service?.title, user.map { "user \($0.printable(limit: 30))" },
      hasPassword ? "without the password" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
