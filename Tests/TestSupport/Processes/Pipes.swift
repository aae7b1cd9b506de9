internal import Foundation
internal import Glibc

enum Pipe {
  /// Makes a pipe that programs do not inherit unless they are given an end of it.
  static func make() throws(TestFailure) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    // Not pipe2(2), which Swift's Glibc module does not show.
    guard pipe(&ends) == 0 else { throw TestFailure("pipe: errno \(errno)") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}

/// Reads several pipes at once until each is at its end.
struct PipeReader {
  private var open: [Int32?]
  private(set) var data: [Data]

  init(descriptors: [Int32]) {
    open = descriptors
    data = descriptors.map { _ in Data() }
  }

  /// Whether a pipe is not at its end yet.
  var hasMore: Bool { open.contains { $0 != nil } }

  /// All that was read, for a message.
  var text: String { data.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n") }

  /// Waits at most so long, reads what is there, and tells whether anything was.
  mutating func readSome(milliseconds: Int32) -> Bool {
    var polls = open.map { pollfd(fd: $0 ?? -1, events: Int16(POLLIN), revents: 0) }
    if !hasMore { usleep(1000) }
    guard poll(&polls, nfds_t(polls.count), hasMore ? milliseconds : 0) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65536)
    for (index, entry) in polls.enumerated() where entry.revents != 0 {
      let count = read(entry.fd, &buffer, buffer.count)
      if count > 0 { data[index].append(contentsOf: buffer[0..<count]) } else { open[index] = nil }
    }
    return true
  }
}

enum PipeWriter {
  /// Writes everything, or as much as the other end takes before it closes.
  static func write(_ data: Data, to descriptor: Int32) {
    // A write to a closed pipe raises SIGPIPE, which would end the tests.
    signal(SIGPIPE, SIG_IGN)
    let bytes = [UInt8](data)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count <= 0 { return }
      sent += count
    }
  }
}
