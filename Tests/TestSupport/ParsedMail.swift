public import Foundation

/// A mail as another program understands it: Python's `email` package with its default policy.
public struct ParsedMail: Sendable, Decodable {
  /// A header field.
  public struct Header: Sendable, Decodable {
    /// Its name as written.
    public let name: String
    /// Its value, unfolded and decoded.
    public let value: String
    /// Its line or lines as they came, folded and encoded, with their line ends.
    public let raw: String
  }

  /// A name with an address of a header field such as From.
  public struct Mailbox: Sendable, Decodable, Equatable {
    /// The display name, decoded; empty without one.
    public let name: String
    /// The address.
    public let address: String

    /// A name with an address.
    public init(name: String, address: String) {
      self.name = name
      self.address = address
    }
  }

  /// All header fields, in their order.
  public let headers: [Header]
  /// The mailboxes of every header field that holds addresses, by the field's lower-case name.
  public let mailboxes: [String: [Mailbox]]
  /// The media type, such as `text/plain`.
  public let type: String
  /// The charset parameter as written.
  public let charset: String?
  /// The content transfer encoding, lower case; nil without the header field.
  public let transferEncoding: String?
  /// The text of the (first) text part, decoded.
  public let text: String
  /// The bytes of the body as they came.
  public let rawBody: Data
  /// The Python names of everything that is wrong with the mail's form.
  public let defects: [String]

  /// Reads a mail.
  public init(_ mail: Data) throws {
    let result = try Command.run("python3", ["-c", Self.program], input: mail)
    guard result.status == 0 else { throw TestFailure("not parsed: \(result.errors)") }
    let decoder = JSONDecoder()
    self = try decoder.decode(ParsedMail.self, from: result.outputData)
  }

  /// The decoded value of the first header field with this name, in any case.
  public func header(_ name: String) -> String? { headers(named: name).first?.value }

  /// All header fields with this name, in any case.
  public func headers(named name: String) -> [Header] {
    headers.filter { $0.name.lowercased() == name.lowercased() }
  }

  private static let program = """
    import base64, email, json, re, sys
    from email.policy import default
    data = sys.stdin.buffer.read()
    mail = email.message_from_bytes(data, policy=default)
    head, _, body = re.match(rb"(.*?\\r?\\n)(\\r?\\n)(.*)\\Z", data, re.S).groups() \\
        if re.search(rb"\\n\\r?\\n", data) else (data, b"", b"")
    raw = [part.decode("utf-8", "surrogateescape")
           for part in re.findall(rb"^[^\\s:]+:.*(?:\\n[ \\t].*)*\\n?", head, re.M)]
    headers = [{"name": name, "value": str(value), "raw": line}
               for (name, value), line in zip(mail.items(), raw)]
    mailboxes = {}
    for name, value in mail.items():
        if hasattr(value, "addresses"):
            found = mailboxes.setdefault(name.lower(), [])
            found += [{"name": a.display_name, "address": a.addr_spec} for a in value.addresses]
    part = mail.get_body(("plain", "html")) or mail
    defects = [type(d).__name__ for p in mail.walk() for d in p.defects]
    defects += [type(d).__name__ for value in mail.values() for d in value.defects]
    try: text = part.get_content()
    except (KeyError, LookupError) as fault:
        text = ""
        defects.append(type(fault).__name__)
    if isinstance(text, bytes): text = ""
    encoding = mail["Content-Transfer-Encoding"]
    answer = json.dumps({
        "headers": headers, "mailboxes": mailboxes, "type": mail.get_content_type(),
        "charset": part.get_param("charset"), "text": text, "defects": defects,
        "transferEncoding": encoding and str(encoding).lower(),
        "rawBody": base64.b64encode(body).decode(),
    }, ensure_ascii=False)
    sys.stdout.buffer.write(answer.encode("utf-8", "replace"))
    """
}
