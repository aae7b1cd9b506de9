import Foundation
import Glibc
import TestSupport
import Testing

/// An export goes into what is there: only files are replaced.
@Suite struct CertificateExportTests {
  private let program: Program

  init() async throws {
    program = try Program()
    let certificate = try CertificateAuthority.selfSigned()
    let pem = try String(contentsOfFile: certificate.certificate, encoding: .utf8)
    try program.write("trust/mail.example.com_587.pem", pem)
  }

  private func export(to path: String, format: String = "pem") async throws -> CommandResult {
    try await program.run("certificate", "export", "--format", format, "--out", path)
  }

  private func kind(_ path: String) -> mode_t {
    var status = stat()
    lstat(path, &status)
    return status.st_mode & S_IFMT
  }

  @Test(arguments: ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
  func `standard output gets the certificates and nothing else`(path: String) async throws {
    let result = try await export(to: path)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("# mail.example.com:587\n"))
    #expect(result.output.hasSuffix("-----END CERTIFICATE-----\n"))
    #expect(result.errors.isEmpty)
    #expect(try await export(to: path, format: "pkcs12").outputData.first == 0x30)
    #expect(!FileManager.default.fileExists(atPath: program.folder.file("-")))
  }

  @Test func `a device stays what it is`() async throws {
    let device = program.folder.file("null")
    // Major number 1, minor number 3: the null device.
    #expect(mknod(device, S_IFCHR | 0o666, 0x103) == 0)
    #expect(try await export(to: device).status == 0)
    #expect(kind(device) == S_IFCHR)
    let full = try await export(to: "/dev/full")
    #expect(full.status == 74)
    #expect(full.errors.contains("/dev/full: No space left on device"))
  }

  @Test func `a link stays, and what it leads to gets the certificates`() async throws {
    let (real, link) = (program.folder.file("real.pem"), program.folder.file("link.pem"))
    symlink("real.pem", link)
    for _ in 0..<2 {
      #expect(try await export(to: link).status == 0)
      #expect(kind(link) == S_IFLNK)
      #expect(kind(real) == S_IFREG)
      #expect(program.folder.text("real.pem").contains("BEGIN CERTIFICATE"))
    }
  }

  @Test func `a pipe stays, and its reader gets the certificates`() async throws {
    let path = program.folder.file("pipe")
    mkfifo(path, 0o600)
    async let reader = Command.run("cat", [path])
    #expect(try await export(to: path).status == 0)
    #expect(try await reader.output.contains("BEGIN CERTIFICATE"))
    #expect(kind(path) == S_IFIFO)
  }

  @Test func `a folder, and a place that is not there, are errors`() async throws {
    for path in [program.folder.path, program.folder.file("no/such.pem"), "/"] {
      let result = try await export(to: path)
      #expect(result.status == 74, "\(path)")
      #expect(result.speaksForItself)
    }
  }
}
