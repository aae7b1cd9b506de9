internal import COpenSSL
internal import MailDiagnosis

/// What is loaded at its first use, since the program's start would wait for it.
enum Libraries {
  /// Loads OpenSSL, once in a process; why it cannot be used, nil when it can.
  static let shortage: SystemShortage? =
    postern_openssl_fault().map { .library(String(cString: $0)) }
}
