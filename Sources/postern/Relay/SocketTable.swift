import Glibc
import SystemAccess

/// The kernel's list of TCP sockets (proc_pid_net(5)), which names the user of each.
enum SocketTable {
  /// The user of the socket with this address and port that is connected to the port `other`.
  static func owner(of host: String, _ port: Int, to other: Int) -> UInt32? {
    guard let text = TextFile.text(of: host.contains(":") ? "/proc/net/tcp6" : "/proc/net/tcp"),
      let own = address(host)
    else { return nil }
    let (port, other) = (
      Hexadecimal.number(port, digits: 4), Hexadecimal.number(other, digits: 4)
    )
    let ends = ("\(own):\(port)", ":\(other)")
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

  /// An address in the list's form: words of 32 bits in the machine's byte order.
  private static func address(_ host: String) -> String? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let isIPv6 = host.contains(":")
    guard inet_pton(isIPv6 ? AF_INET6 : AF_INET, host, &bytes) == 1 else { return nil }
    return stride(from: 0, to: isIPv6 ? 16 : 4, by: 4).map { start in
      let word = bytes[start..<start + 4].enumerated()
        .reduce(UInt32(0)) { $0 | UInt32($1.element) << (8 * UInt32($1.offset)) }
      return Hexadecimal.number(UInt32(littleEndian: word), digits: 8)
    }.joined()
  }
}
