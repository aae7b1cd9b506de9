import ArgumentParser
import Forms
import Glibc
import MailDiagnosis
import MailSettings
import MailTransport
import SystemAccess

/// Certificates as lines of text, for people to compare.
enum CertificateWords {
  static func print(_ inspection: CertificateInspection) {
    let verdict = inspection.isTrusted ? "is trusted" : "is not trusted"
    let server = inspection.server
    say("The certificate of \(server.host.ascii), port \(server.port), \(verdict).")
    for fault in inspection.faults {
      say("\(Output.glyphs.failed) \(inspection.sentence(for: fault)) [\(fault.finding.rawValue)]")
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

/// Words about imports.
extension CertificateWords {
  static let askFingerprint =
    "To trust it, type its fingerprint as the server's administrator tells it, at least 8 digits "
    + "from its beginning or its end: "

  static func imported(_ details: CertificateDetails, for place: HostPort) -> [String] {
    [
      "\(place.text) is trusted from now on by this certificate:",
      "\(details.subject), SHA-256 \(details.sha256)",
    ]
  }

  static func trusted(_ place: HostPort) -> String { "Trusted for \(place.text)" }

  static let noneImported = "No certificate is imported."
}

/// Options that are refused.
extension ValidationError {
  static let certificateTaskNeeded = Self("Say what to do: show, import, list, remove or export.")
  static let oneBeginning = Self("Give --ssl or --starttls, not both.")
  static let fingerprintNeeded = Self(
    "Give --fingerprint; only on a terminal it can be asked for.")
  static let onlyForPKCS12 = Self(
    "--password-file and --with-system-roots are for --format pkcs12.")
}

/// Servers and passwords that are refused.
extension Failure {
  static let noServerSet = Self(
    .configuration,
    "No server is set: give HOST:PORT, or set \(SettingKey.smtpServer.name) with postern set.")

  static func notAPlace(_ text: String) -> Self {
    Self(
      .usage, "'\(text)' is not HOST:PORT, such as mail.example.com:465 or [2001:db8::25]:465.")
  }

  static func wrongPlace(_ problem: Problem) -> Self { Self(.usage, problem.sentence.ended) }

  static func unreadablePassword(_ file: String) -> Self {
    Self(.inputOutput, "The password file \(file) cannot be read.")
  }

  static func emptyPassword(_ file: String) -> Self {
    Self(.data, "The first line of \(file) is not a password.")
  }
}

extension Failure {
  /// The server showed no certificate.
  init(_ failure: InspectionFailure, _ place: HostPort) {
    let diagnosis = failure.diagnosis
    self.init(
      diagnosis.exitStatus,
      (["No certificate of \(place.text): \(diagnosis.cause) [\(diagnosis.id)]"] + diagnosis.advice)
        .joined(separator: "\n"))
  }
}
