internal import SystemAccess

/// A request by HTTPS.
package struct HTTPSRequest: Sendable {
  /// The absolute URL; its scheme has to be `https`.
  package let url: String
  /// Header fields besides those that libcurl sends itself.
  package var fields: [HTTPField]
  /// The body to POST; nil for a GET.
  package var body: [UInt8]?

  /// A GET, or a POST of a body.
  package init(_ url: String, fields: [HTTPField] = [], body: [UInt8]? = nil) {
    self.url = url
    self.fields = fields
    self.body = body
  }

  /// A POST of a form (application/x-www-form-urlencoded), its values in this order.
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

  /// The field as libcurl takes it; nil where its characters could end it or make another field.
  var line: String? {
    let isToken = !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A }
    guard isToken, !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { return nil }
    // For libcurl "Name:" removes a field, and "Name;" sends one without a value.
    return value.isEmpty ? "\(name);" : "\(name): \(value)"
  }
}

/// A server's answer.
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

/// The certificates that are trusted, in the forms that libcurl takes; no others are.
package struct HTTPSAuthorities: Equatable, Sendable {
  /// Certificates that are all read before the connection is opened.
  package enum Bundle: Equatable, Sendable {
    /// The path of a PEM file.
    case file(String)
    /// PEM itself.
    case pem(String)
  }

  /// Certificates in one file or text; nil for none.
  package var bundle: Bundle?
  /// A folder of certificates named by their subjects' hashes (c_rehash(1)); nil for none.
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
