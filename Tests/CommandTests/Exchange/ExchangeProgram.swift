import Foundation
import TestSupport

/// The built program with a set-up for a provider.
struct ExchangeProgram {
  let provider: OpenIDProvider
  let program: Program

  /// A set-up whose application is registered at the provider.
  init(_ provider: OpenIDProvider, flow: String = "delegated", _ more: String...) async throws {
    (self.provider, program) = (provider, try Program())
    let registration = provider.registration
    let settings = [
      "set", "protocol=exchange", "system.address=\(registration.mailbox)", "exchange.flow=\(flow)",
      "exchange.tenant=\(registration.tenant)", "exchange.client-id=\(registration.clientID)",
      "exchange.authority=\(provider.authority)",
    ]
    let own =
      flow == "delegated"
      ? ["exchange.app-url=https://app.example.org/"] : ["exchange.mailbox=\(registration.mailbox)"]
    try await expect(0, run(settings + own + more))
    let secret = registration.clientSecret ?? ""
    try await expect(0, run(["password", "set", "exchange"], input: secret + "\n"))
  }

  /// What lets the program trust the provider.
  var environment: [String: String] {
    program.environment(["SSL_CERT_FILE": provider.certificates.root.certificate])
  }

  func run(_ words: [String], input: String = "") async throws -> CommandResult {
    try await Command.run(
      Program.path, words, input: Data(input.utf8), environment: environment, inheriting: false,
      folder: program.folder.path)
  }

  func run(_ words: String..., input: String = "") async throws -> CommandResult {
    try await run(words, input: input)
  }

  /// The address to sign in at.
  func url(_ more: String...) async throws -> String {
    let result = try await run(["exchange", "url"] + more)
    try expect(0, result)
    let lines = result.output.split(separator: "\n")
    guard lines.count == 1 else { throw TestFailure("not one line: \(result.output)") }
    return String(lines[0])
  }

  /// The address that the browser ends at after a sign-in that was begun here.
  func answer(as user: String = "alice@contoso.example") async throws -> String {
    try provider.signIn(at: try await url(), as: user)
  }

  func link(_ callback: String) async throws -> CommandResult {
    try await run(["exchange", "link", "--callback", callback])
  }

  /// The account that is linked, nil for none.
  func account() async throws -> String? {
    try await status().account
  }

  struct Status: Decodable {
    struct Need: Decodable {
      let error: String
    }

    let schema: Int
    let flow: String
    let linked: Bool
    let account: String?
    let tenant: String?
    let scopes: [String]
    let linkedAt: String?
    let accessTokenExpires: String?
    let refreshTokenRenewed: String?
    let clientSecretExpires: String?
    let signInNeeded: Need?

    enum CodingKeys: String, CodingKey {
      case schema, flow, linked, account, tenant, scopes
      case linkedAt = "linked-at"
      case accessTokenExpires = "access-token-expires"
      case refreshTokenRenewed = "refresh-token-renewed"
      case clientSecretExpires = "client-secret-expires"
      case signInNeeded = "sign-in-needed"
    }
  }

  func status() async throws -> Status {
    try await run("exchange", "status", "--json").document(Status.self)
  }

  private func expect(_ status: Int32, _ result: CommandResult) throws {
    guard result.status == status else {
      throw TestFailure("status \(result.status)\n\(result.errors)\(result.output)")
    }
  }
}

extension String {
  /// This URL with a value of its query changed.
  func replacing(value name: String, by value: String) throws -> String {
    var parts = URLComponents(string: self)
    guard parts?.queryItems?.contains(where: { $0.name == name }) == true else {
      throw TestFailure("no \(name) in \(self)")
    }
    let items = parts?.queryItems?.map {
      $0.name == name ? URLQueryItem(name: name, value: value) : $0
    }
    parts?.queryItems = items
    return parts?.string ?? ""
  }

  /// The value of a name in this URL's query.
  func value(of name: String) throws -> String {
    let items = URLComponents(string: self)?.queryItems
    guard let value = items?.first(where: { $0.name == name })?.value else {
      throw TestFailure("no \(name) in \(self)")
    }
    return value
  }
}
