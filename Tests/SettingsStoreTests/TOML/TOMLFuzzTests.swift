import Testing

@testable import SettingsStore

/// In processes of their own, so that a signal is a failure and not the end of all tests.
@Suite struct TOMLFuzzTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `no mutated document ends the process`(seed: UInt64) async {
    await #expect(processExitsWith: .success) { [seed = seed as UInt64] in
      let read = TOMLFuzzing.run(5_000, seed: seed)
      // Enough of them are right that TOMLKit and the patcher are tried as well.
      #expect(read > 250)
    }
  }

  @Test(arguments: [
    "d = 1979-05-27 ", "d = 1979-05-27 07:32:00", "d = 2000-02-29", "a = [1,]", "a = { }",
    "a = -nan", "a = 9223372036854775807", "a = -9223372036854775808", "a = 1_000.5e-1_0",
    "a = 1 # \u{E9}\t", "\"\" = 1", "'a.b'.c = 1", "a = [ # x\n\n1\n,\n]", "[ a . b ] # c\r\n",
    "a = \"\"\"\"\"x\"\"\"\"\"", "a = '''\r\n'''", "a = \"\"\"\\\r\n  \n x\"\"\"", "\u{FEFF}a = 1",
    "a = 0", "a = +0", "a = 0.0", "a = 07:32:00.5", "a = 1979-05-27t07:32:00z",
  ])
  func `what is TOML is taken`(text: String) {
    #expect(throws: Never.self) { try SettingsFile(text, file: "f") }
  }

  @Test(arguments: [
    ("[é]", 1, 2), ("[,a]", 1, 2), ("[[#]]", 1, 3), ("b = [1, }", 1, 9),
    ("d = 1979-05-27 1", 1, 5), ("d = 1979-02-29", 1, 5), ("d = 07:32", 1, 5),
    ("d = 07:32:00Z", 1, 5), ("d = 1979-05-27T07:32:00+24:00", 1, 5),
    ("d = 1979-05-27T07:32:00.", 1, 5), ("é = 1", 1, 1), ("= 1", 1, 1), ("a. = 1", 1, 4),
    ("a..b = 1", 1, 3), ("a = ", 1, 5), ("a = 1 b = 2", 1, 7), ("a = 1\rb = 2", 1, 6),
    ("[a] b", 1, 5), ("[a", 1, 3), ("[[a]", 1, 5), ("[ [a] ]", 1, 3), ("[]", 1, 2),
    ("a = [1 2]", 1, 8), ("a = [,]", 1, 6), ("a = [1,,]", 1, 8), ("a = [1", 1, 7),
    ("a = {", 1, 6), ("a = {b = 1,}", 1, 12), ("a = {b = 1\n}", 1, 11), ("a = {b}", 1, 7),
    ("a = {,}", 1, 6), ("a = {b = [1,\n2], # c\n d = 3}", 2, 5), ("a = \"\\e\"", 1, 6),
    ("a = \"\\u12\"", 1, 6), ("a = \"\\uD800\"", 1, 6), ("a = \"\\U00110000\"", 1, 6),
    ("a = \"x\u{1}\"", 1, 7), ("a = 'x\u{7F}'", 1, 7), ("# \u{1}", 1, 3), ("a = '''x", 1, 9),
    ("a = \"\"\"x\\ y\"\"\"", 1, 9), ("\"\"\"a\"\"\" = 1", 1, 1), ("a = \"x\\", 1, 7),
    ("a = \"x\ny\"", 1, 7), ("a = 01", 1, 5), ("a = 1_", 1, 5), ("a = 1__0", 1, 5),
    ("a = +0x1", 1, 5), ("a = 0X1", 1, 5), ("a = 0x", 1, 5), ("a = 0xG", 1, 5),
    ("a = .5", 1, 5), ("a = 5.", 1, 5), ("a = 1.e5", 1, 5), ("a = 1e5.5", 1, 5), ("a = 1e", 1, 5),
    ("a = nane", 1, 5), ("a = TRUE", 1, 5), ("a = mail.example.com", 1, 5),
    ("a = 9223372036854775808", 1, 5), ("a = 0x8000000000000000", 1, 5),
    ("\na = 1\n  b = x\n", 3, 7),
  ])
  func `what is not TOML 1.0 is refused where it is wrong, and told what would be right`(
    text: String, line: Int, column: Int
  ) throws {
    let error = #expect(throws: SettingsFileError.self) { try SettingsFile(text, file: "f") }
    guard case .syntax(let place, let expected)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(place == FilePlace(file: "f", line: line, column: column), "\(expected)")
    #expect(expected.sentence.hasPrefix("expected "))
  }

  /// Words that are nearly a number, a date or a time; TOMLKit ends the process at some of them.
  @Test(arguments: [4, 5] as [UInt64])
  func `no word without quotation marks ends the process`(seed: UInt64) async {
    await #expect(processExitsWith: .success) { [seed = seed as UInt64] in
      let read = TOMLFuzzing.runWords(20_000, seed: seed)
      #expect(read > 500)
    }
  }

  @Test(arguments: [64, 65, 100_000])
  func `values are nested so deep and no deeper`(depth: Int) {
    let text = "a = " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    do throws(SettingsFileError) {
      _ = try SettingsFile(text, file: "f")
      #expect(depth == 64)
    } catch {
      let place = FilePlace(file: "f", line: 1, column: 69)
      #expect(error == .syntax(place, expected: .lessDeepValues))
    }
  }
}
