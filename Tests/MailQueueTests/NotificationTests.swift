import Foundation
import MailMessage
import MailSettings
import MailTransport
import SystemAccess
import TestSupport
import Testing

@testable import MailQueue

/// Notifications as other programs read them.
@Suite struct NotificationTests {
  /// What Python's email package makes of a report.
  private struct Report: Decodable {
    let defects: [String]
    let types: [String]
    let reportType: String
    let text: String
    /// The groups of fields of message/delivery-status.
    let groups: [[[String]]]
    let header: String
    let longest: Int
    let isASCII: Bool
  }

  private static let program = """
    import email, json, sys
    from email.policy import default
    data = sys.stdin.buffer.read()
    mail = email.message_from_bytes(data, policy=default)
    defects = [type(d).__name__ for p in mail.walk() for d in p.defects]
    parts = list(mail.iter_parts())
    print(json.dumps({
        "defects": defects, "types": [mail.get_content_type()] + [p.get_content_type() for p in parts],
        "reportType": mail.get_param("report-type"), "text": parts[0].get_content(),
        "groups": [[[k, str(v)] for k, v in g.items()] for g in parts[1].get_payload()],
        "header": parts[2].get_payload(decode=True).decode() if not parts[2].is_multipart()
                  else str(parts[2].get_payload(0)),
        "longest": max(len(l) for l in data.split(b"\\r\\n")), "isASCII": data.isascii()}))
    """

  private func notification(
    _ recipients: [(String, QueuedDiagnosis?)], subject: String = "Hello",
    isGivenUp: Bool = false
  ) throws -> [UInt8] {
    let mail = RenderedMail.sample(subject)
    let record = MailRecord(
      arrived: 1_795_000_000, handedSender: "alice@example.com", envelopeSender: "app@example.org",
      recipients: recipients.map(\.0), isNotification: false, user: nil, messageID: nil,
      subject: subject, needsSMTPUTF8: false, isEightBit: false, size: 1, sevenBitSize: nil)
    let failed = FailedMail(
      id: QueueID(milliseconds: 1), record: record, content: mail.content,
      failures: try recipients.map { (address: try MailAddress(typed: $0.0), diagnosis: $0.1) },
      isGivenUp: isGivenUp, tries: 3, lastTry: 1_795_000_060, mayHaveArrived: false)
    let identity = try QueueHouse().identity()
    let (made, envelope) = try #require(failed.notification(identity, now: 1_795_000_100))
    #expect(envelope.returnPath.isEmpty && envelope.recipients.map(\.text) == ["alice@example.com"])
    return try made.content.bytes()
  }

  private func report(_ bytes: [UInt8]) throws -> Report {
    let result = try Command.run("python3", ["-c", Self.program], input: Data(bytes))
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(Report.self, from: result.outputData)
  }

  private func diagnosis(_ reply: String) throws -> QueuedDiagnosis {
    let parts = reply.split(separator: " ", maxSplits: 2).map(String.init)
    let json = """
      {"id":"recipient.unknown","stage":"recipient","cause":"The server knows no such recipient.",
      "advice":["Check the address."],"responsible":"recipient",
      "reply":{"code":\(parts[0]),"enhanced":\(parts[1] == "-" ? "null" : "\"\(parts[1])\""),
      "text":"\(parts[2])"}}
      """
    return try JSONDecoder().decode(QueuedDiagnosis.self, from: Data(json.utf8))
  }

  @Test func `a notification is a report in three parts`() throws {
    let bytes = try notification([("bob@example.com", try diagnosis("550 5.1.1 no such user"))])
    let report = try report(bytes)
    #expect(report.defects.isEmpty && report.isASCII && report.longest <= 998)
    #expect(
      report.types == [
        "multipart/report", "text/plain", "message/delivery-status", "text/rfc822-headers",
      ])
    #expect(report.reportType == "delivery-status")
    #expect(
      report.groups == [
        [
          ["Reporting-MTA", "dns; host.example.org"],
          ["Arrival-Date", Moment(seconds: 1_795_000_000).mailText],
        ],
        [
          ["Final-Recipient", "rfc822; bob@example.com"], ["Action", "failed"],
          ["Status", "5.1.1"], ["Diagnostic-Code", "smtp; 550 5.1.1 no such user"],
          ["Last-Attempt-Date", Moment(seconds: 1_795_000_060).mailText],
        ],
      ])
    #expect(report.text.contains("The server knows no such recipient."))
    #expect(report.text.contains("Check the address."))
    #expect(report.header.contains("Subject: Hello") && !report.header.contains("secret@"))
  }

  @Test func `it is from the system and answers nobody`() throws {
    let mail = try ParsedMail(Data(notification([("bob@example.com", nil)])))
    #expect(mail.header("Auto-Submitted") == "auto-replied")
    #expect(
      mail.mailboxes["from"] == [.init(name: "Mail Delivery System", address: "app@example.org")])
    #expect(mail.mailboxes["to"]?.map(\.address) == ["alice@example.com"])
    #expect(mail.header("Subject") == "Mail not delivered: Hello" && mail.defects.isEmpty)
  }

  @Test func `each recipient has a group, also where no server has said anything`() throws {
    let report = try report(
      notification(
        [("bob@example.com", nil), ("bübü@exämple.com", try diagnosis("451 - Grüße\\r\\nBcc: x"))],
        isGivenUp: true))
    #expect(report.groups.count == 3 && report.isASCII && report.defects.isEmpty)
    #expect(report.groups[1].contains(["Status", "5.4.7"]))
    #expect(
      report.groups[2].first
        == ["Final-Recipient", "utf-8; b\\x{FC}b\\x{FC}@xn--exmple-cua.com"])
    #expect(report.groups[2].contains(["Diagnostic-Code", "smtp; 451 Gr??e Bcc: x"]))
    #expect(report.text.contains("tried 3 times"))
  }

  @Test(arguments: ["Grüße ☃", String(repeating: "long words ", count: 100), "=?utf-8?q?=41?="])
  func `any subject is carried`(subject: String) throws {
    let report = try report(notification([("bob@example.com", nil)], subject: subject))
    #expect(report.defects.isEmpty && report.longest <= 998 && report.isASCII)
  }

  /// RFC 3464 section 2.1 to 2.3.
  @Test func `the fields follow the grammar`() throws {
    let text = String(
      decoding: try notification([("bob@example.com", try diagnosis("550 5.1.1 no such user"))]),
      as: UTF8.self)
    let start = try #require(text.range(of: "Content-Type: message/delivery-status\r\n\r\n"))
    let end = try #require(text[start.upperBound...].range(of: "\r\n--"))
    let content = text[start.upperBound..<end.lowerBound]
    let date = #"\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"#
    let grammar = try Regex(
      #"Reporting-MTA: dns; [\w.-]+\r\nArrival-Date: \#(date)\r\n\r\n"#
        + #"Final-Recipient: rfc822; [^\r\n]+\r\nAction: failed\r\nStatus: 5\.\d{1,3}\.\d{1,3}\r\n"#
        + #"Diagnostic-Code: smtp; [ -~]+\r\nLast-Attempt-Date: \#(date)\r\n"#)
    #expect(try grammar.wholeMatch(in: content) != nil, "\(content)")
  }
}
