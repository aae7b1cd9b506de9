internal import Glibc

/// An error of a system call, by its number.
package struct SystemError {
  /// `errno`, such as ECONNREFUSED.
  package let number: Int32

  /// The error of a number.
  package init(_ number: Int32) { self.number = number }

  /// The system's own words for it (strerror(3)), such as `Connection refused`.
  package var text: String { String(cString: strerror(number)) }
}
