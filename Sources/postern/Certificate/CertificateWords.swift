import Forms
import Glibc
import MailDiagnosis
import MailSettings

/// Certificates as lines of text, for people to compare.
enum CertificateWords {
  static func print(_ inspection: CertificateInspection) {
    let verdict = inspection.isTrusted ? "is trusted" : "is not trusted"
    let server = inspection.server
    say("The certificate of \(server.host.ascii), port \(server.port), \(verdict).")
    for fault in inspection.faults {
      say("\(Output.glyphs.failed) \(inspection.sentence(for: fault)) [\(fault.rawValue)]")
    }
    for (index, details) in inspection.chain.enumerated() {
      say("")
      print(details, title: index == 0 ? "The server's certificate" : "Certificate \(index + 1)")
    }
    if inspection.faults.contains(.changed) {
      for details in inspection.imported {
        say("")
        print(details, title: "Imported before")
      }
    }
  }

  static func print(_ details: CertificateDetails, title: String) {
    say(title)
    let rows = [
      ("Subject", details.subject), ("Issuer", details.issuer),
      ("Names", details.names.joined(separator: ", ")),
      ("Valid", details.validity(now: Int64(time(nil)))),
      ("Key", details.key), ("Signature", details.signature), ("SHA-256", details.sha256),
    ]
    for (name, value) in rows where !value.isEmpty {
      say("  " + name + String(repeating: " ", count: 11 - name.count) + value)
    }
  }

  private static func say(_ text: String) { Output.line(Output.glyphs.adapt(text)) }
}
