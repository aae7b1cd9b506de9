import MailSettings
import SettingsStore
import Submission
import SubmissionListener

/// Which of the machine's users may hand in mails.
struct RelayUsers: Sendable {
  /// Names or numbers of users; empty for everybody.
  private let allowed: [String]
  /// Names or numbers of users who may not, even if they are allowed.
  private let refused: [String]

  init(_ settings: RelaySettings) {
    (allowed, refused) = (settings.allow?.names ?? [], settings.refuse?.names ?? [])
  }

  /// Whether a client may hand in mails. The user of a TCP connection is found in the kernel's list
  /// of sockets.
  func allows(_ peer: SubmissionPeer) -> Bool {
    if allowed.isEmpty, refused.isEmpty { return true }
    guard let id = peer.userID else { return false }
    let names = ["\(id)", UserDatabase.name(id)].compactMap(\.self)
    if names.contains(where: refused.contains) { return false }
    return allowed.isEmpty || names.contains(where: allowed.contains)
  }
}

extension SubmissionPeer {
  /// The user who has connected; nil where that is not known.
  var userID: UInt32? {
    switch self {
    case .user(let id, _): id
    case .address(let host, let port, let to): SocketTable.owner(of: host, port, to: to)
    }
  }

  /// The client, for the log.
  var text: String {
    switch self {
    case .user(let id, _): "user=\(UserDatabase.name(id) ?? "\(id)")"
    case .address(let host, _, _): "client=\(host)"
    }
  }
}
