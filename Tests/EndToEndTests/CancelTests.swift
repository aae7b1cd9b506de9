import TestSupport
import Testing

/// Escape, and servers that fall silent or are pulled away, at each stage.
@Suite struct CancelTests {
  private func begin(
    _ setUp: SetUp, _ house: MailHouse, to recipient: String
  ) async throws -> Tmux {
    let wizard = try setUp.wizard("setup", "--section", "test-email", variables: house.trust)
    try await wizard.see(section: 11, "Test e-mail")
    try wizard.answer(recipient)
    return wizard
  }

  /// Presses Escape, and expects the end of the attempt within three seconds, told in these words.
  private func cancel(
    _ wizard: Tmux, expecting words: String = "Cancelled. No mail was sent."
  ) async throws {
    let start = ContinuousClock.now
    try wizard.send("Escape")
    try await wizard.waitUntil("the end") { $0.words.contains(words) }
    #expect(ContinuousClock.now - start < .seconds(3))
    #expect(try !wizard.screen().contains("Esc Cancel"))
  }

  @Test(arguments: StoppingServer.allCases)
  func `Escape ends a test at a silent server, and the next one works`(
    place: StoppingServer
  ) async throws {
    let house = try await MailHouse.shared.get()
    let server = try place.start(.silence, house.certificate)
    let setUp = try place.setUp(server)
    let wizard = try await begin(setUp, house, to: "cancelled@example.com")
    try await place.waitForStop(server)
    try await cancel(
      wizard,
      expecting: place == .end
        ? "the mail may have been delivered" : "Cancelled. No mail was sent.")
    // What was said up to there can still be read.
    try wizard.send("F8")
    try await wizard.waitFor("What was said")
    #expect(try wizard.screen().contains("* connected to 127.0.0.1"))
    try await wizard.escape(from: "What was said")
    // What was begun on the network has an end as well.
    #expect(try await server.waitUntilClosed(within: 5).closedBy == "client")
    try wizard.send("F5")
    try await wizard.waitForDelivery(to: "cancelled@example.com")
  }

  @Test func `Escape ends a test at a port that does not even connect`() async throws {
    let house = try await MailHouse.shared.get()
    let full = try FullServer()
    let setUp = try SetUp(
      """
      [system]
      address = "yourserver@yourdomain.com"
      [smtp]
      server = "127.0.0.1"
      port = \(full.port)

      """)
    let wizard = try await begin(setUp, house, to: "full@example.com")
    // Time counts up beside the stage.
    try await wizard.waitUntil("a second") { $0.contains(/connect +[1-9][0-9]*\.[0-9] s/) }
    try await cancel(wizard)
  }

  @Test(arguments: StoppingServer.allCases)
  func `a server that is pulled away is told, and the wizard stays usable`(
    place: StoppingServer
  ) async throws {
    let house = try await MailHouse.shared.get()
    let server = try place.start(.close, house.certificate)
    let setUp = try place.setUp(server)
    let wizard = try await begin(setUp, house, to: "pulled@example.com")
    let screen = try await wizard.waitUntil("the diagnosis") {
      $0.contains("✗ \(place.stage)") && $0.contains("Transcript F8")
    }
    let outcome = place == .end ? "may have been delivered" : "closed"
    #expect(screen.words.contains(outcome), "\(screen)")
    try wizard.send("F8")
    try await wizard.waitFor("What was said")
    #expect(try !wizard.screen().contains("the stored one"))
    try await wizard.escape(from: "What was said")
    try wizard.send("F5")
    try await wizard.waitForDelivery(to: "pulled@example.com")
  }
}
