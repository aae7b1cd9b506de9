import Foundation
import TestSupport
import Testing

/// Every export is proven by the other program's sending with it, through TLS and a sign-in.
@Suite struct ExportSendingTests {
  /// The mail that has arrived, by the set-up's address.
  private func expectMail(
    to address: String, from: String = "app@example.org", name: String? = #"Grüne "Post""#,
    user: String? = ExportHouse.user
  ) async throws {
    let house = try await ExportHouse.shared.get()
    let data = try #require(try await house.postfix.inbox(of: address).first)
    let mail = try ParsedMail(data)
    #expect(mail.header("Return-Path") == "<app@example.org>")
    #expect(mail.mailboxes["from"] == [.init(name: name ?? "", address: from)])
    let text = String(decoding: data, as: UTF8.self)
    if let user { #expect(text.contains("(Authenticated sender: \(user))"), "\(text)") }
  }

  private let message = Data("From: Cron <root@host.local>\nSubject: x\n\ny\n".utf8)

  @Test(arguments: ["starttls", "ssl", "root", "self", "leaf"])
  func msmtp(port: String) async throws {
    let program = try await ExportHouse.shared.get().program(port)
    let file = try await program.export("msmtp")
    let address = "msmtp-\(port)@elsewhere.example"
    let result = try await Command.run("msmtp", ["-C", file, address], input: message)
    #expect(result.status == 0, "\(result.errors)")
    try await expectMail(to: address, name: nil)
  }

  @Test func `msmtp asks the password command`() async throws {
    let program = try await ExportHouse.shared.get().program("starttls", user: "umlauts")
    let secret = program.folder.file("secret")
    try Data("\(ExportHouse.umlauts)\nmore\n".utf8).write(to: URL(fileURLWithPath: secret))
    try await program.succeed("set", "authentication.password-command=cat '\(secret)'")
    let exported = try await program.succeed("export", "msmtp")
    let file = try program.folder.write("without-secrets", exported)
    let address = "msmtp-command@elsewhere.example"
    let result = try await Command.run("msmtp", ["-C", file, address], input: message)
    #expect(result.status == 0, "\(result.errors)")
    try await expectMail(to: address, name: nil, user: "umlauts")
  }

  /// A Postfix with the exported lines, each of them as it was written.
  private func nullClient(_ file: String) throws -> PostfixServer {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    var options = [
      "default_transport": "smtp", "relay_transport": "smtp", "myhostname": "client.example.org",
    ]
    for line in lines where !line.hasPrefix("#") {
      let parts = line.split(separator: " = ", maxSplits: 1, omittingEmptySubsequences: false)
      options[String(parts[0])] = String(parts[1])
    }
    return try PostfixServer(domains: [], options: options)
  }

  private func submit(
    _ client: PostfixServer, _ words: String..., input: Data
  ) async throws -> CommandResult {
    try await Command.run(
      "/usr/sbin/sendmail", ["-C", client.configuration] + words, input: input,
      environment: ["MAIL_CONFIG": client.configuration])
  }

  @Test(arguments: ["root", "self", "leaf"])
  func postfix(port: String) async throws {
    let program = try await ExportHouse.shared.get().program(port)
    let client = try nullClient(try await program.export("postfix"))
    let address = "postfix-\(port)@elsewhere.example"
    let sent = try await submit(client, "-f", "root", address, input: message)
    #expect(sent.status == 0, "\(sent.errors)")
    do { try await expectMail(to: address, name: "Cron") } catch {
      Issue.record("\(error)\n\(client.log().suffix(3_000))")
    }
  }

  @Test func `Postfix goes by the relay where it cannot verify an authority, a bounce unchanged`()
    async throws
  {
    let program = try await ExportHouse.shared.get().program("starttls")
    let alone = try await program.run("export", "postfix")
    #expect(alone.status == 69 && alone.errors.contains("relay.listen=127.0.0.1:2525"))
    let relay = try RelayProcess(program)
    try await program.succeed("set", "relay.listen=127.0.0.1:\(relay.port)")
    let file = try await program.export("postfix")
    #expect(!FileManager.default.fileExists(atPath: file + ".sasl_passwd"))
    let client = try nullClient(file)
    let address = "postfix-relay@elsewhere.example"
    #expect(try await submit(client, "-f", "root", address, input: message).status == 0)
    try await expectMail(to: address, name: "Cron")
    #expect(try await submit(client, "-f", "<>", "x@elsewhere.example", input: message).status == 0)
    try Waiting.until("the relay's mail") { relay.mails.count > 1 ? true : nil }
    #expect(client.log().contains("from=<>"), "\(client.log())")
  }

  @Test func `Postfix gives a mail without a name the system's, whatever signs are in it`()
    async throws
  {
    let name = #"Post $1 "{x}" \ 'y' {"#
    let program = try await ExportHouse.shared.get().program("self")
    try await program.succeed(
      "set", "system.name=\(name)", "system.address=a$1b@example.org",
      "aliases.root=c$2@example.com")
    let client = try nullClient(try await program.export("postfix"))
    let message = Data("From: root@host.local\nSubject: x\n\ny\n".utf8)
    let sent = try await submit(client, "-f", "root", "root", input: message)
    #expect(sent.status == 0, "\(sent.errors)")
    let house = try await ExportHouse.shared.get()
    let data = try #require(try await house.postfix.inbox(of: "c$2@example.com").first)
    let mail = try ParsedMail(data)
    #expect(mail.header("Return-Path") == "<a$1b@example.org>")
    #expect(mail.mailboxes["from"] == [.init(name: "", address: "a$1b@example.org")])
    #expect(!client.log().contains("warning"), "\(client.log())")
  }

  @Test(arguments: [
    ("jakarta-mail", "starttls"), ("jakarta-mail", "ssl"), ("jakarta-mail", "self"),
    ("jakarta-mail", "leaf"), ("spring", "starttls"), ("spring", "self"),
  ])
  func `Jakarta Mail`(format: String, port: String) async throws {
    let program = try await ExportHouse.shared.get().program(port)
    let address = "\(format)-\(port)@elsewhere.example"
    let result = try await Self.java(try await program.export(format), format, address)
    #expect(result.output == "sent\n", "\(result.errors)")
    try await expectMail(to: address)
  }

  @Test(arguments: ["PLAIN", "LOGIN"])
  func `Jakarta Mail signs in with letters outside of ASCII`(mechanism: String) async throws {
    let program = try await ExportHouse.shared.get().program(
      "ssl", user: "umlauts", password: ExportHouse.umlauts,
      "authentication.mechanism=\(mechanism)")
    let address = "java-\(mechanism)@elsewhere.example"
    let file = try await program.export("jakarta-mail")
    let result = try await Self.java(file, "jakarta-mail", address)
    #expect(result.output == "sent\n", "\(result.errors)")
    try await expectMail(to: address, user: "umlauts")
  }

  static func java(
    _ file: String, _ format: String, _ address: String
  ) async throws -> CommandResult {
    let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("SendByProperties.java").path
    return try await Command.run(
      "java",
      [
        "-Dfile.encoding=UTF-8", "-cp",
        "/usr/share/java/jakarta-mail.jar:/usr/share/java/jakarta-activation.jar", program, file,
        format, address,
      ], environment: ["LC_ALL": "C.UTF-8"], timeout: 120)
  }

  /// Django, whose Python is told by the environment whom to trust.
  private func django(
    _ file: String, _ address: String, trusting pem: String
  ) async throws -> CommandResult {
    let script = """
      import importlib.util, importlib.machinery, sys
      spec = importlib.util.spec_from_file_location('settings', '\(file)',
          loader=importlib.machinery.SourceFileLoader('settings', '\(file)'))
      module = importlib.util.module_from_spec(spec); sys.modules['settings'] = module
      spec.loader.exec_module(module)
      from django.core.mail import send_mail
      print(send_mail('Grüße', 'x', None, ['\(address)']))
      """
    return try await Command.run(
      OpenIDProvider.interpreter, ["-c", script],
      environment: ["DJANGO_SETTINGS_MODULE": "settings", "SSL_CERT_FILE": pem])
  }

  @Test(arguments: ["starttls", "ssl"])
  func Django(port: String) async throws {
    let house = try await ExportHouse.shared.get()
    let program = try await house.program(port, importing: false)
    let address = "django-\(port)@elsewhere.example"
    let file = try await program.export("django")
    let result = try await django(file, address, trusting: house.root.certificate)
    #expect(result.output == "1\n", "\(result.errors)")
    try await expectMail(to: address)
  }

  @Test func `Django cannot name an imported certificate, and the advice works`() async throws {
    let house = try await ExportHouse.shared.get()
    let program = try await house.program("self")
    for words in [[], ["--with-secrets", "--out", program.folder.file("settings")]] {
      let result = try await Command.run(
        Program.path, ["export", "django"] + words, environment: program.environment(),
        inheriting: false)
      #expect(result.status == 69)
      #expect(result.errors.contains("imported certificate"))
    }
    let pem = program.home + "/trust/localhost_\(house.postfix.port("self")).pem"
    let file = program.folder.file("settings")
    let address = "django-self@elsewhere.example"
    let result = try await django(file, address, trusting: pem)
    #expect(result.output == "1\n", "\(result.errors)")
    try await expectMail(to: address)
  }

  private static let script = """
    import os, smtplib, ssl
    from email.message import EmailMessage
    from email.headerregistry import Address
    env = os.environ
    context = ssl.create_default_context(cafile=env.get('SMTP_CA_FILE'))
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    place = env['SMTP_HOST'], int(env['SMTP_PORT'])
    if env['SMTP_ENCRYPTION'] == 'ssl': server = smtplib.SMTP_SSL(*place, context=context)
    else: server = smtplib.SMTP(*place)
    if env['SMTP_ENCRYPTION'] == 'tls': server.starttls(context=context)
    server.login(env['SMTP_USERNAME'], env['SMTP_PASSWORD'])
    mail = EmailMessage()
    mail['From'] = Address(env['SMTP_FROM_NAME'], addr_spec=env['SMTP_FROM'])
    mail['To'] = env['RECIPIENT']
    server.send_message(mail, from_addr=env['SMTP_FROM'])
    print('sent')
    """

  @Test(arguments: ["starttls", "self"])
  func `a script with the variables that a shell has read`(port: String) async throws {
    let program = try await ExportHouse.shared.get().program(port)
    let file = try await program.export("env")
    let address = "env-\(port)@elsewhere.example"
    let result = try await Command.run(
      "sh", ["-c", "set -a; . '\(file)'; exec python3 -c \"$SCRIPT\""],
      environment: ["SCRIPT": Self.script, "RECIPIENT": address])
    #expect(result.output == "sent\n", "\(result.errors)")
    try await expectMail(to: address)
  }
}
