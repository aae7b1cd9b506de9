internal import SystemAccess

/// What is asked of a server by HTTPS.
package struct HTTPSRequest: Sendable {
  /// The whole address; its scheme has to be `https`.
  package let url: String
  /// Header fields beside those that HTTP itself needs.
  package var fields: [HTTPField]
  /// What is posted; nil asks by GET.
  package var body: [UInt8]?

  /// Asks by GET, or posts a body.
  package init(_ url: String, fields: [HTTPField] = [], body: [UInt8]? = nil) {
    self.url = url
    self.fields = fields
    self.body = body
  }

  /// Posts a form (application/x-www-form-urlencoded), in the order of its values.
  package init(_ url: String, form: [(name: String, value: String)], fields: [HTTPField] = []) {
    let text = form.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }
    self.init(
      url,
      fields: fields + [HTTPField("Content-Type", "application/x-www-form-urlencoded")],
      body: Array(text.joined(separator: "&").utf8))
  }
}

/// A header field of a request or an answer.
package struct HTTPField: Equatable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The field as one line; nil where it would become more than one, or another one.
  var line: String? {
    let isToken = !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A }
    guard isToken, !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { return nil }
    // libcurl takes "Name:" for the wish to leave a field out.
    return value.isEmpty ? "\(name);" : "\(name): \(value)"
  }
}

/// What a server has answered.
package struct HTTPSAnswer: Equatable, Sendable {
  /// The status, such as 200 or 400; never a redirect.
  package let status: Int
  /// The header fields, in their order.
  package let fields: [HTTPField]
  package let body: [UInt8]

  /// The value of the first field with this name, in any case.
  package func value(of name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Whose certificates a server may show, as libcurl takes them; nothing else is trusted.
package struct HTTPSAuthorities: Equatable, Sendable {
  /// Certificates that are all read before the connection.
  package enum Bundle: Equatable, Sendable {
    /// The path of a PEM file.
    case file(String)
    /// PEM itself.
    case pem(String)
  }

  /// Read whole; nil for none.
  package var bundle: Bundle?
  /// A folder of certificates by the hashes of their names (c_rehash(1)); nil for none.
  package var folder: String?

  package init(_ bundle: Bundle?, folder: String? = nil) {
    (self.bundle, self.folder) = (bundle, folder)
  }

  /// The bundle's path, for messages.
  var path: String {
    switch bundle {
    case .file(let path): path
    case .pem, nil: ""
    }
  }
}
