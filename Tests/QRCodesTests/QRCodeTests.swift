import Foundation
import TestSupport
import Testing

@testable import QRCodes

/// QR codes, read again by zbarimg(1).
@Suite struct QRCodeTests {
  private static let deviceLogin = "https://microsoft.com/devicelogin"

  /// Draws the modules as a grey picture (PGM), eight dots wide each, and reads it.
  private func read(_ modules: [[Bool]]) throws -> String {
    let folder = try TemporaryFolder(mode: 0o700)
    let scale = 8
    let side = modules.count * scale
    var picture = Data("P5\n\(side) \(side)\n255\n".utf8)
    for row in modules {
      let line = row.flatMap { [UInt8](repeating: $0 ? 0 : 255, count: scale) }
      for _ in 0..<scale { picture += line }
    }
    let file = folder.file("code.pgm")
    try picture.write(to: URL(fileURLWithPath: file))
    return try Command.run("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file])
      .output
  }

  /// The modules that half blocks show, light signs on a dark ground.
  private func modules(of lines: [String]) -> [[Bool]] {
    lines.flatMap { line in
      [line.map { $0 == " " || $0 == "▄" }, line.map { $0 == " " || $0 == "▀" }]
    }
  }

  @Test(arguments: [deviceLogin, "https://login.microsoftonline.us/common/oauth2/deviceauth", "a"])
  func `a reader reads what the lines show`(text: String) throws {
    let code = try #require(QRCode(text))
    #expect(try read(code.modules) == text + "\n")
    let shown = modules(of: code.lines).prefix(code.modules.count)
    #expect(Array(shown) == code.modules)
    #expect(code.lines.count <= 23 && code.lines.allSatisfy { $0.count <= 45 })
    #expect(Set(code.lines.map(\.count)) == [code.modules.count])
  }

  @Test func `there is one exactly as long as it fits`() throws {
    let most = String(repeating: "x", count: 106)
    #expect(QRCode(most)?.modules.count == 45)
    #expect(QRCode(most)?.lines.count == 23)
    #expect(QRCode(most + "x") == nil)
    #expect(QRCode(most, columns: 44) == nil)
    #expect(QRCode(most, rows: 22) == nil)
    let small = try #require(QRCode(Self.deviceLogin)?.modules.count)
    #expect(QRCode(Self.deviceLogin, columns: small, rows: (small + 1) / 2) != nil)
    #expect(QRCode(Self.deviceLogin, columns: small - 1) == nil)
    #expect(QRCode(String(repeating: "x", count: 100_000), columns: .max, rows: 1_000) == nil)
    #expect(QRCode("") == nil)
    #expect(QRCode("a\0b") == nil)
  }

  @Test func `a quiet zone of four light modules surrounds it`() throws {
    let modules = try #require(QRCode(Self.deviceLogin)).modules
    for index in modules.indices {
      for edge in (0..<4).flatMap({ [$0, modules.count - 1 - $0] }) {
        #expect(!modules[edge][index] && !modules[index][edge])
      }
    }
    #expect(modules[4][4])
  }

  @Test func `where the library is missing there is no code`() {
    let missing = QREncodeLibrary("libqrencode.so.none")
    #expect(missing == nil)
    #expect(QRCode("a", columns: 45, rows: 23, library: missing) == nil)
    #expect(QREncodeLibrary("libc.so.6") == nil)
  }
}
