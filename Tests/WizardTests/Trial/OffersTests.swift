import Forms
import MailDiagnosis
import MailDialogue
import MailSettings
import Testing

@testable import Wizard

@Suite struct OffersTests {
  private func typist(rows: Int) throws -> Typist {
    var typist = Typist(Example.filled.draft, section: .testEmail)
    typist.type("admin@example.com")
    typist.press(.function(5))
    typist.tell(.resized(Size(columns: 80, rows: rows)))
    let run = try #require(typist.state.work).run
    let report = DeliveryReport(
      outcome: .delivered, stages: [StageResult(stage: .resolve, state: .passed, milliseconds: 1)],
      offers: OfferedMechanisms(beforeTLS: [], inTLS: ["PLAIN"]))
    typist.tell(.finished(run: run, report, time: "14:05"))
    return typist
  }

  @Test func `the offered mechanisms stand under the stages`() throws {
    let lines = try typist(rows: 24).screen.split(separator: "\n")
    let stages = try #require(lines.firstIndex { $0.contains("✓ resolve") })
    #expect(lines[stages + 1].contains("Sign-in offered: none before TLS; PLAIN in TLS"))
  }

  @Test func `in a small window they leave their line to the rest`() throws {
    #expect(try !typist(rows: 15).screen.contains("Sign-in offered"))
  }
}
