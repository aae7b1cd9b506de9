internal import Glibc

extension PracticeServerError: CustomStringConvertible {
  /// What is wrong, in one sentence.
  public var description: String {
    switch self {
    case .portInUse(let port): "Port \(port) is already in use by another program."
    case .portNotPermitted(let port):
      "Port \(port) may only be opened by the administrator; choose one above 1023."
    case .portOutOfRange(let port): "Port \(port) is not between 0 and 65535."
    case .hostNotLoopback(let host):
      "\(host) is not a loopback address; the practice server only listens on this machine."
    case .cannotListen(let host, let port, let code):
      "Can't listen on \(host), port \(port): \(Self.reason(code))."
    case .notAFolder(let path): "\(path) is not a folder."
    case .folderNotCreated(let path, let code):
      "The folder \(path) can't be made: \(Self.reason(code))."
    case .folderNotWritable(let path, let code):
      "The folder \(path) can't be written to: \(Self.reason(code))."
    }
  }

  private static func reason(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
