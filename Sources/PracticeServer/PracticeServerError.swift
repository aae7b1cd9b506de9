internal import SubmissionListener

/// Why a practice server can't start.
public enum PracticeServerError: Error, Equatable, Sendable {
  /// Another program already listens on this port.
  case portInUse(Int)
  /// Only the administrator may open this port (below 1024).
  case portNotPermitted(Int)
  /// The port is not in 0 to 65535.
  case portOutOfRange(Int)
  /// The host is not on loopback: a server that accepts every password must not be reachable.
  case hostNotLoopback(String)
  /// The system refused to listen, for another reason.
  case cannotListen(host: String, port: Int, errno: Int32)
  /// Something that is not a folder stands where the Maildir or a part of it should be.
  case notAFolder(path: String)
  /// A folder of the Maildir can't be made.
  case folderNotCreated(path: String, errno: Int32)
  /// A folder of the Maildir can't be written to.
  case folderNotWritable(path: String, errno: Int32)
}

extension PracticeServerError {
  init(_ error: ListenError) {
    self =
      switch error {
      case .hostNotLoopback(let host): .hostNotLoopback(host)
      case .portOutOfRange(let port): .portOutOfRange(port)
      case .portInUse(let port): .portInUse(port)
      case .portNotPermitted(let port): .portNotPermitted(port)
      case .refused(let host, let port, let code):
        .cannotListen(host: host, port: port, errno: code)
      case .socket(let path, let code): .cannotListen(host: path, port: 0, errno: code)
      case .inherited(_, let code): .cannotListen(host: "", port: 0, errno: code)
      }
  }
}
