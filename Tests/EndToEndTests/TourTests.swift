import Foundation
import TestSupport
import Testing

/// The recording that README offers.
@Suite struct TourTests {
  /// What is written to the terminal, step by step.
  private func recording() throws -> [String] {
    let text = try String(
      contentsOfFile: PackageFolder.path("Screens/Pictures/tour.cast"), encoding: .utf8)
    let lines = text.split(separator: "\n")
    let header = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
    #expect(header?["version"] as? Int == 2)
    #expect(header?["width"] as? Int == 80)
    #expect(header?["height"] as? Int == 24)
    return try lines.dropFirst().map { line in
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any]
      return try #require(event?.last as? String)
    }
  }

  /// A terminal of that size in which these steps have been played.
  private func played(_ steps: some Sequence<String>) throws -> Tmux {
    let folder = try TemporaryFolder()
    let file = try folder.write("played", steps.joined())
    return try Tmux(["sh", "-c", "stty raw -echo; cat '\(file)'; sleep 60"], keeping: folder)
  }

  @Test func `the tour begins with the wizard's first screen as it is`() async throws {
    let setUp = try SetUp()
    let wizard = try setUp.wizard("practice", "--wizard", "--home", setUp.home)
    let now = try await wizard.waitFor("Next field")
    let then = try await played(try recording().prefix(1)).waitFor("Next field")
    #expect(withoutPlaces(then) == withoutPlaces(now))
  }

  /// The rows of a screen, without the folder and the port that a run has.
  private func withoutPlaces(_ screen: String) -> [String] {
    screen.replacing(#/\s*/tmp/\S+/#, with: "").replacing(/\d{4,5}:/, with: "PORT:")
      .split(separator: "\n").map(String.init)
  }

  @Test func `the tour gets to a delivered e-mail and a saved set-up`() async throws {
    let steps = try recording()
    #expect(steps.contains { $0.contains("Mail works: delivered to") })
    try await played(steps.dropLast()).waitFor("Saved in /tmp/postern-tour")
  }
}
