/// What a person with a browser does.
extension OpenIDProvider {
  /// Opens the URL to sign in, signs in and consents; the URL that the browser is sent back to.
  public func signIn(at url: String, as user: String = "alice@contoso.example") throws -> String {
    try browse(url, ["--data-urlencode", "sub=\(user)"])
  }

  /// The person refuses to consent (AADSTS65004); the URL that the browser is sent back to.
  public func refuse(at url: String) throws -> String { try browse(url, ["-d", "action=deny"]) }

  /// Follows a link, such as that of the admin consent; where the browser is sent on to.
  public func open(_ url: String) throws -> String { try browse(url, []) }

  private func browse(_ url: String, _ arguments: [String]) throws -> String {
    let result = try curl(
      ["-o", server.folder.file("page"), "-w", "%{redirect_url}"] + arguments + [url])
    guard !result.isEmpty else {
      throw TestFailure("no redirect: \(server.folder.text("page"))\n\(server.log())")
    }
    return result
  }

  func curl(_ arguments: [String]) throws -> String {
    try Command.check(
      "curl", ["-sS", "--cacert", certificates.root.certificate, "--max-time", "20"] + arguments)
  }

  /// The person types a device code and signs in; an empty user refuses.
  ///
  /// A policy that blocks device codes shows in the person's browser alone, and the code stays
  /// pending until it expires: there, do not call this.
  public func approve(userCode: String, as user: String = "alice@contoso.example") throws {
    try control("approve", ["userCode": userCode, "user": user])
  }
}
