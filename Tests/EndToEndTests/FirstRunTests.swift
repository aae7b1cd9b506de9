import Foundation
import TestSupport
import Testing

/// A new user's first run, with the keys counted: from nothing to a delivered e-mail, over
/// STARTTLS, at a server whose certificate comes from a private authority.
@Suite struct FirstRunTests {
  /// Presses keys and counts them; what has to be typed is counted apart.
  private final class Person {
    let wizard: Tmux
    private(set) var keys = 0
    private(set) var characters = 0

    init(_ wizard: Tmux) { self.wizard = wizard }

    func press(_ names: String...) throws {
      keys += names.count
      for name in names { try wizard.send(name) }
    }

    func type(_ text: String) throws {
      characters += text.count
      try wizard.type(text)
    }
  }

  @Test(arguments: [(80, 24), (60, 15), (40, 10)])
  func `a first run takes few keys besides what has to be typed`(
    columns: Int, rows: Int
  ) async throws {
    let house = try await MailHouse.shared.get()
    let setUp = try SetUp()
    let person = Person(try setUp.wizard(columns: columns, rows: rows))
    let address = "first\(columns)@example.net"
    try await describe(house, person, address: address)
    try await signIn(house, person)
    try await send(house, person)
    try await save(person)
    let message = "\(person.keys) keys, \(person.characters) characters"
    // What a person cannot be spared: address, server, port, user, password, 8 digits of the
    // fingerprint.
    #expect(person.keys <= 35, "\(message)")
    #expect(person.characters <= 75, "\(message)")
    let file = setUp.file("postern.toml")
    #expect(file.contains(#"encryption = "tls""#) && file.contains(#"user = "alice""#))
    _ = try await house.mail(to: address)
  }

  private func describe(_ house: MailHouse, _ person: Person, address: String) async throws {
    let wizard = person.wizard
    try await wizard.waitFor("[ Begin ]")
    try person.press("Enter")
    try await wizard.see(section: 1, "Protocol")
    try person.press("Enter")
    try await wizard.see(section: 3, "System address")
    try person.press("Enter")
    try await wizard.waitForCursor(at: "Address")
    try person.type(address)
    try person.press("Enter", "Enter")
    try await wizard.see(section: 4, "Server")
    try person.type("localhost")
    try person.press("Enter")
    try person.type("\(house.port("submission"))")
    try person.press("Enter", "Enter", "Enter")
    try await wizard.see(section: 5, "Encryption")
    try await wizard.waitFor("(•) TLS (STARTTLS, required)")
    try person.press("Enter")
  }

  private func signIn(_ house: MailHouse, _ person: Person) async throws {
    let wizard = person.wizard
    try await wizard.see(section: 6, "Authentication")
    try person.press("Down")
    try await wizard.waitFor("(•) User name and password")
    try person.press("Enter")
    try await wizard.waitForCursor(at: "User name")
    try person.type(MailHouse.user)
    try person.press("Enter")
    try person.type(MailHouse.password)
    try person.press("Enter")
    try await wizard.waitForCursor(at: "[ Next")
    try person.press("Enter")
    try await wizard.see(section: 8, "Encoding")
    try person.press("F5")
    try await wizard.see(section: 11, "Test e-mail")
  }

  /// Sends to the proposed address; the certificate is unknown at first, and imported by its
  /// fingerprint.
  private func send(_ house: MailHouse, _ person: Person) async throws {
    let wizard = person.wizard
    try person.press("Enter")
    try await wizard.waitForCursor(at: "[ Look at the certificate")
    try person.press("Enter")
    try await wizard.see(section: 5, "Encryption")
    try await wizard.waitForCursor(at: "[ Import the certificate")
    try person.press("Enter")
    try await wizard.waitFor("Fingerprint: _")
    let digits = house.certificate.fingerprint.replacingOccurrences(of: ":", with: "")
    try person.type(String(digits.prefix(8)))
    try person.press("Enter")
    try await wizard.waitUntilGone("Fingerprint: ")
    try await wizard.waitUntil("the delivery, or the import's end", within: 30) {
      $0.words.contains("Mail works: delivered to") || $0.words.contains("certificate is trusted.")
    }
    if try !wizard.screen().words.contains("Mail works:") { try person.press("F5") }
    try await wizard.waitUntil("the delivery", within: 30) {
      $0.words.contains("Mail works: delivered to")
    }
  }

  private func save(_ person: Person) async throws {
    try person.press("F2")
    try await person.wizard.waitUntil("the saving") { $0.words.contains("Saved in ") }
    try person.press("F10")
    #expect(try await person.wizard.waitForExit() == 0)
  }
}
