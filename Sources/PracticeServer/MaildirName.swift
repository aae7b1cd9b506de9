internal import Glibc
internal import Synchronization

/// A file name that no other delivery uses: time, process and count, and host.
struct MaildirName: Equatable {
  let text: String
  /// The part that stands for the mail in its Received header.
  let id: String

  private static let deliveries = Atomic<Int>(0)

  init(seconds: Int, microseconds: Int) {
    let count = Self.deliveries.add(1, ordering: .relaxed).newValue
    id = "\(seconds).M\(microseconds)P\(getpid())Q\(count)"
    text = "\(id).\(Self.hostName)"
  }

  /// `/` and `:` mean something in a Maildir's names, and are written as octal escapes.
  private static let hostName: String = {
    var buffer = [CChar](repeating: 0, count: 256)
    let isKnown = gethostname(&buffer, buffer.count - 1) == 0
    let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    let name = String(decoding: bytes, as: UTF8.self)
    guard isKnown, !name.isEmpty else { return "localhost" }
    return name.map { $0 == "/" ? "\\057" : $0 == ":" ? "\\072" : String($0) }.joined()
  }()
}
