/// What was found in a part of a message; only one without parts of its own has content.
struct PartSurvey: Equatable {
  let type: ContentType
  /// The declared Content-Transfer-Encoding, in lower case; nil where there is none.
  let transferEncoding: String?
  /// Whether it is signed, so that no octet may change.
  let isProtected: Bool
  /// Whether its header has octets beyond ASCII.
  let hasEightBitHeader: Bool
  /// Whether its header has a line that no server takes.
  let hasLongHeader: Bool
  /// The length of the part so far, in octets.
  private(set) var size = 0
  /// How many octets quoted-printable would have to escape, roughly.
  private(set) var odd = 0
  /// The longest line without its end, in octets.
  private(set) var longestLine = 0
  private var line = 0
  private var utf8 = UTF8Check()

  init(_ header: HandedHeader, isProtected: Bool) {
    self.init(
      header.contentType, header.transferEncoding, isProtected: isProtected,
      hasEightBitHeader: header.isEightBit,
      hasLongHeader: header.fields.contains(where: \.hasLongLine))
  }

  init(
    _ type: ContentType, _ transferEncoding: String?, isProtected: Bool,
    hasEightBitHeader: Bool = false, hasLongHeader: Bool = false
  ) {
    (self.type, self.transferEncoding) = (type, transferEncoding)
    self.isProtected = isProtected
    (self.hasEightBitHeader, self.hasLongHeader) = (hasEightBitHeader, hasLongHeader)
  }

  /// Whether its header goes out with octets beyond ASCII: it is signed, or names such a boundary.
  var keepsEightBitHeader: Bool {
    hasEightBitHeader && (isProtected || type.boundary?.isASCII == false)
  }

  var isEightBit: Bool { utf8.isEightBit }
  var isUTF8: Bool { utf8.isValid }
  var hasLongLine: Bool { longestLine > TransferEncoding.hardLimit }

  /// The shorter of quoted-printable and base64, estimated from the octets to escape; always base64
  /// for what is not text.
  var shorterEncoding: TransferEncoding {
    guard type.isText, !isStateful else { return .base64 }
    return odd * 3 <= size ? .quotedPrintable : .base64
  }

  /// Whether escape sequences change what octets mean: none may be parted from its text.
  private var isStateful: Bool { type.charset?.uppercased().contains("ISO-2022") ?? false }

  mutating func take(_ piece: LineCutter.Piece) {
    let content = piece.content
    size += content.count
    line = (piece.isLineStart ? 0 : line) + content.count
    longestLine = max(longestLine, line)
    content.withUnsafeBufferPointer { bytes in
      var odd = 0
      for byte in bytes where byte < 0x20 || byte > 0x7E { odd += 1 }
      self.odd += odd
    }
    utf8.take(content)
  }
}

/// Whether octets are UTF-8 (RFC 3629 section 4), as far as they have come.
struct UTF8Check: Equatable {
  private(set) var isEightBit = false
  private var hasFailed = false
  /// Octets of the current character that are still to come.
  private var missing = 0
  /// The range of the next of them.
  private var next: ClosedRange<UInt8> = 0x80...0xBF

  var isValid: Bool { !hasFailed && missing == 0 }

  mutating func take(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { bytes in
      for byte in bytes where byte >= 0x80 || missing > 0 { take(byte) }
    }
  }

  private mutating func take(_ byte: UInt8) {
    isEightBit = isEightBit || byte >= 0x80
    guard missing == 0 else {
      if !next.contains(byte) { hasFailed = true }
      (missing, next) = (missing - 1, 0x80...0xBF)
      return
    }
    switch byte {
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, next) = (2, 0xA0...0xBF)
    case 0xED: (missing, next) = (2, 0x80...0x9F)
    case 0xE1...0xEF: missing = 2
    case 0xF0: (missing, next) = (3, 0x90...0xBF)
    case 0xF4: (missing, next) = (3, 0x80...0x8F)
    case 0xF1...0xF3: missing = 3
    default: hasFailed = true
    }
  }
}
