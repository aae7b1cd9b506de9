internal import CCurl
internal import Glibc
internal import MailDiagnosis
internal import MailSettings

/// One connection: libcurl connects, reads the greeting, asks for the capabilities and starts TLS;
/// then bytes go both ways.
///
/// Credentials never enter libcurl. It would skip the login without an error where no AUTH is offered, and
/// with "TLS if available" send the password in clear; and which mechanism is best is only known once the
/// server has named its own. So the sign-in, too, is spoken by Postern (``SASLExchange``), after TLS has been
/// seen to stand. MAIL to DATA are spoken here for the same reason: it is exactly known what was sent.
///
/// Each connection has a handle and a multi handle, that is a connection cache, of its own: nothing is reused
/// that was opened with weaker demands (CVE-2026-4873). CURLOPT_FORBID_REUSE is not set: it would close the
/// connection as soon as CURLOPT_CONNECT_ONLY is done.
final class Connection {
  let target: Target
  let conversation: Conversation
  let verifier: CertificateVerifier
  /// The sockets that are open; more than one while IPv6 and IPv4 race.
  var sockets: [Int32] = []
  /// Set where a callback saw what must not go on.
  var abortion: Ending?

  let multi: UnsafeMutableRawPointer
  let easy: UnsafeMutableRawPointer
  let errorText: UnsafeMutablePointer<CChar>
  private var lists: [UnsafeMutablePointer<curl_slist>] = []
  private var notes: [String] = []
  private static let mostNotes = 8

  init(_ target: Target, conversation: Conversation) throws(Interruption) {
    guard Self.isReady, let multi = curl_multi_init() else {
      throw Interruption(.other("libcurl cannot start"))
    }
    guard let easy = curl_easy_init() else {
      curl_multi_cleanup(multi)
      throw Interruption(.other("libcurl cannot start"))
    }
    (self.multi, self.easy, self.target, self.conversation) = (multi, easy, target, conversation)
    verifier = CertificateVerifier(target)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  /// Ends the connection. libcurl would say QUIT and wait up to two minutes for an answer; on a socket that
  /// is shut down it cannot.
  deinit {
    for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    curl_multi_remove_handle(multi, easy)
    curl_easy_cleanup(easy)
    curl_multi_cleanup(multi)
    lists.forEach(curl_slist_free_all)
    errorText.deallocate()
  }

  /// libcurl's own start, once in a process.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

  /// Connects, greets, starts TLS where the target asks for it.
  func open(_ patience: Patience) throws(Interruption) {
    if let list = CurlOptions(target).apply(to: self, milliseconds: patience.milliseconds) {
      lists.append(list)
    }
    curl_multi_add_handle(multi, easy)
    let watch = SilenceWatch(target)
    var running: Int32 = 0
    while true {
      curl_multi_perform(multi, &running)
      noteConnection()
      if let abortion { throw Interruption(abortion) }
      var result = CURLE_OK
      if postern_finished(multi, &result) != 0 { return try finish(result) }
      try patience.check()
      if let watch, conversation.isSilent, watch.findsTLS(patience) {
        throw Interruption(.timedOut)
      }
      sleep(patience, conversation.isSilent ? watch : nil)
    }
  }

  private func sleep(_ patience: Patience, _ watch: SilenceWatch?) {
    var wakes = [patience.cancellation.readEnd, watch?.readEnd].compactMap(\.self).map {
      curl_waitfd(fd: $0, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    }
    let limit = watch?.atMost(patience) ?? patience
    acknowledge()
    curl_multi_poll(multi, &wakes, UInt32(wakes.count), limit.milliseconds, nil)
  }

  /// Acknowledges what has come without the usual delay, see tcp(7).
  ///
  /// Behind TLS 1.3's session tickets, which nobody answers, a server whose own TCP delays small
  /// segments (RFC 896; Postfix) would not send its answer to EHLO for 40 ms.
  private func acknowledge() {
    var on: Int32 = 1
    for socket in sockets {
      setsockopt(socket, Int32(IPPROTO_TCP), TCP_QUICKACK, &on, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  private func finish(_ result: CURLcode) throws(Interruption) {
    conversation.observation.curlCode = Int(result.rawValue)
    noteFacts()
    guard result == CURLE_OK else {
      // The library's own words are for whoever reads the transcript; the ladder says it plainly.
      if let last = libraryTexts.last(where: { !$0.isEmpty }) { conversation.note(last) }
      throw Interruption(
        CurlFailure(result, self).ending, curlCode: Int(result.rawValue))
    }
  }

  /// Tells of the connection once one of the racing sockets has its peer.
  private func noteConnection() {
    guard conversation.peer == nil else { return }
    for socket in sockets {
      if let peer = SocketAddress.peer(of: socket) {
        return conversation.connected(to: peer, port: Int(target.port.number))
      }
    }
  }

  private func noteFacts() {
    guard let ssl = postern_get_ssl(easy) else { return }
    conversation.tlsStands(TLSSession(ssl))
  }
}

extension Connection {
  /// libcurl's words on what went wrong.
  var libraryText: String { String(cString: errorText) }

  /// Everything that libcurl has said of late.
  var libraryTexts: [String] { notes + [libraryText] }

  /// A reply line; false ends the transfer.
  func received(_ line: [UInt8]) -> Bool {
    noteConnection()
    abortion = abortion ?? conversation.received(line)
    return abortion == nil
  }

  func sent(_ bytes: [UInt8]) { conversation.sent(bytes) }

  /// libcurl drops what is too long for its buffer and reads on for ever: the buffer holds 128 kB, and
  /// half of it without a line's end is where it says so.
  func noted(_ bytes: [UInt8]) {
    let line = bytes.prefix { $0 != 0x0A }
    // Of several errors in a row libcurl's error buffer keeps the first, which may be the least.
    notes = notes.suffix(Self.mostNotes - 1) + [String(decoding: line, as: UTF8.self)]
    if Self.complaintsOfLength.contains(where: { bytes.starts(with: $0.utf8) }) {
      abortion = .endless
    }
  }

  /// libcurl's words for a line, and for lines, beyond its own bounds.
  private static let complaintsOfLength = [
    "Excessive server response line", "Too large response headers",
  ]

  /// libcurl has made the TLS context.
  func tlsBegins(_ context: OpaquePointer) {
    noteConnection()
    conversation.tlsBegins()
    verifier.install(in: context) { [conversation] session, inspection in
      conversation.certificateChecked(session, inspection)
    }
  }
}
