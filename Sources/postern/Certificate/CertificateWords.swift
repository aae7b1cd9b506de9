import Forms
import Glibc
import MailDiagnosis

/// Certificates as lines of text, for people to compare.
enum CertificateWords {
  static func print(_ inspection: CertificateInspection) {
    let verdict = inspection.isTrusted ? "is trusted" : "is not trusted"
    say("The certificate of \(inspection.host), port \(inspection.port), \(verdict).")
    for fault in inspection.faults {
      say("\(Output.glyphs.failed) \(inspection.sentence(for: fault)) [\(fault.rawValue)]")
    }
    for (index, card) in inspection.chain.enumerated() {
      say("")
      print(card, title: index == 0 ? "The server's certificate" : "Certificate \(index + 1)")
    }
    if inspection.faults.contains(.changed) {
      for card in inspection.imported {
        say("")
        print(card, title: "Imported before")
      }
    }
  }

  static func print(_ card: CertificateDetails, title: String) {
    say(title)
    let rows = [
      ("Subject", card.subject), ("Issuer", card.issuer),
      ("Names", card.names.joined(separator: ", ")),
      ("Valid", card.validity(now: Int64(time(nil)))),
      ("Key", card.key), ("Signature", card.signature), ("SHA-256", card.sha256),
    ]
    for (name, value) in rows where !value.isEmpty {
      say("  " + name + String(repeating: " ", count: 11 - name.count) + value)
    }
  }

  private static func say(_ text: String) { Output.line(Output.glyphs.adapt(text)) }
}
