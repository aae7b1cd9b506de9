internal import MailSettings

/// How a part of a message is rewritten so that servers take it; mostly not at all.
struct PartPlan: Equatable {
  /// How its content is rewritten.
  enum Rewriting: Equatable {
    case none
    case encode(TransferEncoding)
    /// Base64 in lines that are too long.
    case wrapBase64
    /// Quoted-printable with lines that are too long, or with octets beyond ASCII.
    case mendQuotedPrintable
  }

  var rewriting = Rewriting.none
  /// The new Content-Transfer-Encoding; nil to keep the declared one.
  var transferEncoding: String?
  /// The new charset; nil to keep the declared one.
  var charset: String?
  /// How its header is encoded and its octets beyond ASCII are read; nil to leave the header.
  var headerEncoding: CharacterEncoding?

  static let none = PartPlan()

  var changesHeader: Bool {
    transferEncoding != nil || charset != nil || headerEncoding != nil
  }

  /// - Parameters:
  ///   - sevenBit: whether the server takes only ASCII.
  ///   - unnamed: the charset of text that is not UTF-8 and declares none, or ASCII.
  ///   - header: that of the part's header; nil for the message itself, whose header is completed.
  init(
    _ part: PartSurvey, sevenBit: Bool, unnamed: CharacterEncoding, header: CharacterEncoding? = nil
  ) {
    // A change would break the signature: a server that cannot take the part has to refuse it.
    guard !part.isProtected else { return }
    if part.hasEightBitHeader || part.hasLongHeader { headerEncoding = header }
    switch part.transferEncoding {
    case "base64": if part.hasLongLine { rewriting = .wrapBase64 }
    case "quoted-printable":
      if part.hasLongLine || part.isEightBit { rewriting = .mendQuotedPrintable }
    default: plan(part, sevenBit: sevenBit, unnamed)
    }
  }

  private init() {}

  private mutating func plan(_ part: PartSurvey, sevenBit: Bool, _ unnamed: CharacterEncoding) {
    guard part.isEightBit || part.hasLongLine, !part.type.isMultipart, !part.type.isMessage else {
      return
    }
    if part.isEightBit, part.type.isText, part.type.isASCII {
      charset = part.isUTF8 ? CharacterEncoding.utf8.text : unnamed.text
    }
    if part.hasLongLine || sevenBit {
      let encoding = part.shorterEncoding
      rewriting = .encode(encoding)
      transferEncoding = encoding.rawValue
    } else if part.transferEncoding != "8bit" {
      transferEncoding = "8bit"
    }
  }
}

extension HandedHeader {
  /// This header with the charset and transfer encoding of a plan, in ASCII where it says so.
  func rewritten(_ plan: PartPlan) -> HandedHeader {
    guard plan.changesHeader else { return self }
    var header = self
    if let encoding = plan.headerEncoding {
      let encoding = FieldEncoding(encoding)
      header.replaceEach { [(try? encoding.encoded($0)) ?? $0] }
    }
    if let charset = plan.charset {
      header.set("Content-Type", contentType.with(charset: charset).text)
    }
    if let encoding = plan.transferEncoding { header.set("Content-Transfer-Encoding", encoding) }
    return header
  }

  /// Replaces the first field of this name, or appends a new one.
  mutating func set(_ name: String, _ value: String) {
    set(Field(name: name, bytes: HeaderField.plain(name, value).bytes))
  }

  mutating func set(_ field: Field) {
    let index = fields.firstIndex { $0.isNamed(field.name) }
    if let index { fields[index] = field } else { fields.append(field) }
  }

  mutating func append(_ field: Field) { fields.append(field) }

  mutating func remove(_ names: String...) {
    fields.removeAll { field in names.contains(where: field.isNamed) }
  }

  /// Replaces each field by others.
  mutating func replaceEach(_ body: (Field) -> [Field]) { fields = fields.flatMap(body) }

  var bytes: [UInt8] { fields.flatMap(\.bytes) }
}

extension ContentType {
  func with(charset: String) -> ContentType {
    var parameters = parameters.filter { $0.name != "charset" }
    parameters.insert(("charset", charset), at: 0)
    return ContentType(mediaType: mediaType.isEmpty ? "text/plain" : mediaType, parameters)
  }

  /// The field's value; a parameter value that is not a token is quoted (RFC 2045 section 5.1).
  var text: String {
    parameters.reduce(mediaType) { "\($0); \(Self.parameter($1.name, $1.value))" }
  }

  /// `name=value`, quoted if necessary; for ASCII values only.
  static func parameter(_ name: String, _ value: String) -> String { "\(name)=\(quoted(value))" }

  private static func quoted(_ value: String) -> String {
    let isToken =
      !value.isEmpty
      && value.utf8.allSatisfy {
        (0x21...0x7E).contains($0) && !"()<>@,;:\\\"/[]?=".utf8.contains($0)
      }
    if isToken { return value }
    let escaped = value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "\"\(escaped)\""
  }
}
