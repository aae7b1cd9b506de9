import Glibc
import MailSettings
import Submission
import SubmissionListener

/// Which of the machine's users may hand in mails.
struct RelayUsers: Sendable {
  /// Names or numbers of users; empty for everybody.
  private let allowed: [String]
  /// The same, of those who may not, whatever else is said.
  private let refused: [String]

  init(_ settings: RelaySettings) {
    (allowed, refused) = (settings.allow?.names ?? [], settings.refuse?.names ?? [])
  }

  /// Whether somebody may; those who connect by TCP are known by the kernel's list of sockets.
  func allows(_ peer: SubmissionPeer) -> Bool {
    if allowed.isEmpty, refused.isEmpty { return true }
    guard let id = peer.userID else { return false }
    let names = ["\(id)", UserName.of(id)].compactMap(\.self)
    if names.contains(where: refused.contains) { return false }
    return allowed.isEmpty || names.contains(where: allowed.contains)
  }
}

/// The names of the machine's users.
enum UserName {
  /// Nil for a number without a name.
  static func of(_ id: UInt32) -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return nil
    }
    return String(cString: entry.pw_name)
  }
}

extension SubmissionPeer {
  /// The user who has connected; nil where nobody knows.
  var userID: UInt32? {
    switch self {
    case .user(let id, _): id
    case .address(let host, let port, let to): SocketTable.owner(of: host, port, to: to)
    }
  }

  /// How a log calls whoever has connected.
  var text: String {
    switch self {
    case .user(let id, _): "user=\(UserName.of(id) ?? "\(id)")"
    case .address(let host, _, _): "client=\(host)"
    }
  }
}

/// The kernel's list of TCP sockets (proc_pid_net(5)), which names the user who has opened each.
enum SocketTable {
  /// The user of the socket whose own end is this address and port.
  static func owner(of host: String, _ port: Int, to other: Int) -> UInt32? {
    guard let text = text(of: host.contains(":") ? "/proc/net/tcp6" : "/proc/net/tcp"),
      let own = address(host)
    else { return nil }
    let ends = ("\(own):\(hexadecimal(port))", ":\(hexadecimal(other))")
    for line in text.split(separator: "\n").dropFirst() {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      // Sockets that are closing belong to root in this list.
      guard words.count > 7, words[1] == ends.0, words[2].hasSuffix(ends.1), words[3] == "01" else {
        continue
      }
      return UInt32(words[7])
    }
    return nil
  }

  /// An address as the list shows it: words of 32 bits in the machine's byte order.
  private static func address(_ host: String) -> String? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let isIPv6 = host.contains(":")
    guard inet_pton(isIPv6 ? AF_INET6 : AF_INET, host, &bytes) == 1 else { return nil }
    return stride(from: 0, to: isIPv6 ? 16 : 4, by: 4).map { start in
      let word = bytes[start..<start + 4].enumerated()
        .reduce(UInt32(0)) { $0 | UInt32($1.element) << (8 * UInt32($1.offset)) }
      return padded(String(UInt32(littleEndian: word), radix: 16, uppercase: true), 8)
    }.joined()
  }

  private static func hexadecimal(_ port: Int) -> String {
    padded(String(port, radix: 16, uppercase: true), 4)
  }

  private static func padded(_ digits: String, _ count: Int) -> String {
    String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  private static func text(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
