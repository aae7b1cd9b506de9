import ArgumentParser
import MailSettings

/// What a shell proposes for `KEY=VALUE` of `postern set`: keys first, then the values of a key.
enum ChangeCompletion {
  /// - Parameters:
  ///   - words: the command line as the shell splits it; bash makes `=` a word of its own.
  ///   - index: the word that the cursor is in.
  ///   - prefix: its part before the cursor.
  @Sendable static func all(_ words: [String], index: Int, prefix: String) -> [String] {
    if let key = keyBefore(index, in: words) { return values(of: key) }
    guard let sign = prefix.firstIndex(of: "=") else {
      return SettingKey.allCases.map { "\($0.name)=" }
    }
    return values(of: String(prefix[..<sign])).map { prefix[...sign] + $0 }
  }

  private static func keyBefore(_ index: Int, in words: [String]) -> String? {
    guard let sign = words.prefix(index + 1).suffix(2).lastIndex(of: "="), sign > 0 else {
      return nil
    }
    return words[sign - 1]
  }

  private static func values(of key: String) -> [String] { Setting.named(key)?.choices ?? [] }
}
