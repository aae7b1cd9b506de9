internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import SystemAccess

/// Unix sockets, and sockets that another program has opened.
extension SubmissionListener {
  /// Listens on a Unix socket that every user may connect to.
  ///
  /// A socket that an earlier server has left behind at the path is replaced; throws where a server
  /// still listens there, or where something other than a socket is there.
  public func listen(onSocket path: String) throws(ListenError) {
    try clear(path)
    do {
      let channel = try bootstrap.bind(unixDomainSocketPath: path).wait()
      add(channel)
    } catch let error as IOError {
      throw .socket(path: path, errno: error.errnoCode)
    } catch {
      throw .socket(path: path, errno: ENAMETOOLONG)
    }
    guard chmod(path, 0o666) == 0 else { throw .socket(path: path, errno: errno) }
  }

  /// Listens on a socket that another program has opened, such as systemd; returns its address or
  /// path.
  public func listen(onInherited descriptor: Int32) throws(ListenError) -> String {
    let channel: any Channel
    do { channel = try bootstrap.withBoundSocket(descriptor).wait() } catch {
      throw .inherited(descriptor: descriptor, errno: (error as? IOError)?.errnoCode ?? ENOTSOCK)
    }
    guard let address = channel.localAddress, let host = address.ipAddress else {
      add(channel)
      return channel.localAddress?.pathname ?? "a socket"
    }
    do throws(ListenError) { _ = try ListenAddress(host: host, port: address.port ?? 0) } catch {
      channel.close(promise: nil)
      throw error
    }
    add(channel)
    return "\(host.contains(":") ? "[\(host)]" : host):\(address.port ?? 0)"
  }

  /// Removes a socket that nobody listens on from a path; throws where a server does, or where it
  /// is no socket.
  private func clear(_ path: String) throws(ListenError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw .socket(path: path, errno: EEXIST) }
    if let descriptor = try? UnixSocket.connect(path) {
      close(descriptor)
      throw .socket(path: path, errno: EADDRINUSE)
    }
    unlink(path)
  }
}
