internal import CCurl
internal import Glibc
internal import MailDiagnosis

/// The connection once libcurl has left it to us; inside of TLS where there is TLS.
extension Connection {
  /// Sends all of it. `began` is called when the first byte has been taken.
  func send(
    _ bytes: some Collection<UInt8>, _ patience: Patience, began: () -> Void = {}
  ) throws(Interruption) {
    let bytes = Array(bytes)
    var done = 0
    while done < bytes.count {
      try patience.check()
      var count = 0
      let code = bytes[done...].withUnsafeBytes {
        curl_easy_send(easy, $0.baseAddress, $0.count, &count)
      }
      if code == CURLE_AGAIN {
        try patience.wait(for: descriptor, POLLOUT)
        continue
      }
      guard code == CURLE_OK else { throw loss(code) }
      if done == 0, count > 0 { began() }
      done += count
    }
  }

  /// What has come, after waiting for it; empty when the server has closed the connection.
  func receive(_ patience: Patience) throws(Interruption) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      try patience.check()
      var count = 0
      let code = curl_easy_recv(easy, &buffer, buffer.count, &count)
      if code == CURLE_OK { return Array(buffer.prefix(count)) }
      guard code == CURLE_AGAIN else { throw loss(code) }
      try patience.wait(for: descriptor, POLLIN)
    }
  }

  private var descriptor: Int32 {
    var descriptor: curl_socket_t = -1
    postern_get_socket(easy, &descriptor)
    return descriptor
  }

  private func loss(_ code: CURLcode) -> Interruption {
    Interruption(CurlFailure.lost(self), curlCode: Int(code.rawValue))
  }
}
