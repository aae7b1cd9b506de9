internal import SystemAccess

/// A directory (tenant) of Microsoft Entra ID: its GUID, one of its domains, or a word such as
/// `common` that stands for many.
public struct Tenant: SettingValue, Hashable {
  /// The GUID, the domain or the word.
  public let text: String

  /// The words that stand for every directory, for those of organizations, and for personal
  /// accounts.
  static let words = ["common", "organizations", "consumers"]

  /// Reads a GUID, a domain or one of the words.
  public init(typed text: String) throws(Problem) {
    if Self.words.contains(text.lowercased()) {
      self.text = text.lowercased()
      return
    }
    guard text.isGUID || (text.contains(".") && (try? HostName(typed: text))?.kind == .name) else {
      throw .notAnIdentifier(text, .tenant)
    }
    self.text = text
  }

  /// Whether it is a word for many directories, with which an application cannot get an app-only
  /// token.
  public var isShared: Bool { Self.words.contains(text) }
}

/// An application (client) id in Microsoft Entra ID: a GUID.
public struct ClientID: SettingValue, Hashable {
  /// The GUID.
  public let text: String

  /// Reads a GUID.
  public init(typed text: String) throws(Problem) {
    guard text.isGUID else {
      throw .notAnIdentifier(text, .application)
    }
    self.text = text
  }
}

/// The scopes to ask for (`MAIL_SCOPES`), separated by commas or spaces.
public struct Scopes: SettingValue, Hashable {
  /// As typed.
  public let text: String

  /// Reads a list.
  public init(typed text: String) throws(Problem) {
    guard text.utf8.count <= 4096 else { throw .tooLong(4096) }
    try text.rejectControls()
    self.text = text
    if list.isEmpty { throw .notAnIdentifier(text, .scopes) }
  }

  /// Each scope, in order.
  public var list: [String] { text.split { $0 == "," || $0 == " " }.map(String.init) }

  private init(known text: String) { self.text = text }

  static func known(_ text: String) -> Scopes { Scopes(known: text) }

  /// The documented default.
  public static let documented = known(
    "https://outlook.office.com/IMAP.AccessAsUser.All,https://outlook.office.com/SMTP.Send")

  /// Whether a token with these scopes may be used for IMAP too.
  public var includeIMAP: Bool { list.contains { $0.lowercased().contains("imap.accessasuser") } }
}

extension String {
  /// Whether it is a GUID in its usual form, 8-4-4-4-12 hexadecimal digits (RFC 9562 section 4).
  package var isGUID: Bool {
    guard utf8.count == 36 else { return false }
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy(\.isHexDigit)
  }
}

/// The last day of a client secret, in UTC, such as `2027-05-31`.
public struct ExpiryDate: SettingValue, Hashable {
  /// Year, month and day as in ISO 8601.
  public let text: String
  private let day: Int64

  /// Reads a day; a time after it, from `T` on, is ignored.
  public init(typed text: String) throws(Problem) {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    let isAlone = text.utf8.count == 10 || text.dropFirst(10).hasPrefix("T")
    guard isAlone, parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3,
      let day = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
    else { throw .notADay(text) }
    self.text = day.description
    self.day = CalendarDay(0).days(until: day)
  }

  /// How many days are left from a moment in seconds since 1970: 0 on the day itself, then
  /// negative.
  public func daysLeft(at seconds: Int) -> Int {
    Int(day - CalendarDay(0).days(until: CalendarDay(Int64(seconds))))
  }
}
