import MailSettings
import SettingsStore
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
    let names = ["\(id)", UserDatabase.name(id)].compactMap(\.self)
    if names.contains(where: refused.contains) { return false }
    return allowed.isEmpty || names.contains(where: allowed.contains)
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
    case .user(let id, _): "user=\(UserDatabase.name(id) ?? "\(id)")"
    case .address(let host, _, _): "client=\(host)"
    }
  }
}
