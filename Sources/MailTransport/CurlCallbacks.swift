internal import CCurl
internal import Glibc

/// What libcurl calls while it connects; `userdata` is the ``Connection``, which outlives its handle.
enum CurlCallbacks {
  static func connection(_ userdata: UnsafeMutableRawPointer?) -> Connection? {
    userdata.map { Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue() }
  }

  /// A reply line. Another number than the line's length ends the transfer at once, which the
  /// debug callback could not do.
  static let header: curl_write_callback = { bytes, size, count, userdata in
    guard let bytes, let connection = connection(userdata) else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return connection.received(Array(line)) ? size * count : 0
  }

  static let debug: curl_debug_callback = { _, kind, bytes, size, userdata in
    guard let bytes, let connection = connection(userdata) else { return 0 }
    let data = { Array(UnsafeRawBufferPointer(start: bytes, count: size)) }
    if kind == CURLINFO_HEADER_OUT {
      connection.sent(data())
    } else if kind == CURLINFO_TEXT {
      connection.noted(data())
    }
    return 0
  }

  /// Keeps the socket, to shut it down on an abort. Close-on-exec: password commands shall not inherit it.
  static let openSocket: curl_opensocket_callback = { userdata, _, address in
    guard let address = address?.pointee else { return -1 }
    let descriptor = socket(
      address.family, address.socktype | SocketType.closedOnExec, address.protocol)
    if descriptor >= 0 { connection(userdata)?.sockets.append(descriptor) }
    return descriptor
  }

  static let closeSocket: curl_closesocket_callback = { userdata, descriptor in
    connection(userdata)?.sockets.removeAll { $0 == descriptor }
    return close(descriptor)
  }

  static let tlsContext: curl_ssl_ctx_callback = { _, context, userdata in
    guard let context, let connection = connection(userdata) else { return CURLE_SSL_CERTPROBLEM }
    connection.tlsBegins(OpaquePointer(context))
    return CURLE_OK
  }
}
