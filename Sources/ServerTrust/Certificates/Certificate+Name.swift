internal import COpenSSL
internal import MailSettings

extension Certificate {
  /// Whether it is for this host: by its alternative names (RFC 9525), or where it has none of a
  /// host, by its common name.
  ///
  /// A `*` has to be a whole label. Inspecting, importing and sending all ask here.
  func matches(_ host: HostName) -> Bool {
    switch host.kind {
    case .name: matches(name: host.ascii)
    case .ipv4, .ipv6: X509_check_ip_asc(pointer, host.ascii, 0) == 1
    }
  }

  private func matches(name: String) -> Bool {
    var flags = UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS)
    if hasAlternativeNames { flags |= UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT) }
    return X509_check_host(pointer, name, name.utf8.count, flags, nil) == 1
  }

  /// Whether it has alternative names of hosts; mail addresses and URIs do not count.
  private var hasAlternativeNames: Bool {
    guard let list = X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else { return false }
    let names = OpaquePointer(list)
    defer { postern_names_free(names) }
    return (0..<max(postern_names_count(names), 0)).contains { index in
      let kind = postern_name_at(names, index)?.pointee.type
      return kind == GEN_DNS || kind == GEN_IPADD
    }
  }

  /// Whether it says who has signed it, as RFC 5280 section 4.1.2.4 demands.
  var namesIssuer: Bool { X509_NAME_entry_count(X509_get_issuer_name(pointer)) > 0 }
}
