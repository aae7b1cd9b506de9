internal import MailSettings
internal import SystemAccess

extension QueueError {
  /// Always false: no sentence here ends with a command.
  public var endsWithCommand: Bool { false }

  /// What was wrong, where, and what would be right: plain words without a final full stop.
  public var sentence: String {
    switch self {
    case .system(let operation, let path, let errno):
      operation.refusal(of: path.printable(), SystemError(errno))
    case .notAFile(let path), .symbolicLink(let path), .brokenLink(let path),
      .foreignLink(let path, _), .hardLink(let path):
      "\(path.printable()) is no file of the queue: move it out of the way"
    case .notAFolder(let path):
      "\(path.printable()) is not a folder: move what lies there out of the way"
    case .tooLarge(let path, _), .damaged(let path):
      "\(path.printable()) is no whole mail of the queue: it stays as it is, and is not sent"
    case .newerVersion(let path, let version):
      "\(path.printable()) is of version \(version), which a later Postern has written"
    case .busy(let path): "other processes hold \(path.printable()) all the time: try again"
    case .noSuchMail(let id): "no mail in the queue is called \(id.printable(limit: 40))"
    case .underWay(let id): "mail \(id) is being sent at this moment: try again"
    }
  }
}
