import Forms
import MailSettings
import SettingsStore
import SystemAccess

/// What is wrong or odd about a set-up.
struct Findings {
  /// One problem or warning.
  struct Finding {
    var key: String?
    var sentence: String
    var file: String?
    var line: Int?
    var column: Int?
    var fixes: [Fix] = []
  }

  private(set) var problems: [Finding] = []
  private(set) var warnings: [Finding] = []
  private let home: String

  init(store: SettingsStore) {
    home = store.paths.home
    do throws(StoreError) {
      let setUp = try store.load()
      let draft = setUp.draft
      let wrong = draft.wrongTexts
      problems = (wrong + draft.problems.filter { !wrong.contains($0) }).map { problem in
        let line = setUp.lines[problem.key]
        return Finding(
          key: problem.key, sentence: problem.problem.sentence,
          file: line == nil ? nil : store.paths.settings, line: line,
          fixes: draft.fixes(at: problem.key))
      }
      if let error = store.commandRefusal, (try? Settings(draft))?.passwordCommand != nil {
        problems.append(Finding(error))
      }
      warnings = draft.warnings.map {
        let line = setUp.lines[$0.key]
        return Finding(
          key: $0.key, sentence: $0.sentence, file: line == nil ? nil : store.paths.settings,
          line: line, fixes: $0.fixes)
      }
      warnings += setUp.unknownKeys.map {
        let close = CloseMatches.of($0.key, in: Setting.all.map(\.key))
        let hint = close.isEmpty ? "" : ": did you mean \(close.joined(separator: " or "))?"
        return Finding(
          key: $0.key, sentence: "Postern does not know this key\(hint)",
          file: store.paths.settings, line: $0.line)
      }
    } catch { problems = [Finding(error)] }
  }

  func print(_ home: HomeOption) {
    for problem in problems {
      Output.line("problem: \(problem.words)")
      for fix in problem.fixes {
        Output.line(Output.glyphs.adapt("  → \(fix.label): \(fix.command(home))"))
      }
    }
    for warning in warnings { Output.line("warning: \(warning.words)") }
    if problems.isEmpty { Output.line("The settings in \(self.home) are complete and valid.") }
  }

  var json: JSON {
    .object([
      "schema": .integer(1), "home": .string(home), "valid": .boolean(problems.isEmpty),
      "problems": .array(problems.map(\.json)), "warnings": .array(warnings.map(\.json)),
    ])
  }
}

extension Findings.Finding {
  /// A file that cannot be read, or not be understood; the place is in the sentence too.
  init(_ error: StoreError) {
    self.init(sentence: error.sentence)
    switch error {
    case .file(let error): self.init(error)
    case .system(_, let path, _), .tooOpen(let path, _, _), .notAFile(let path),
      .notAFolder(let path), .symbolicLink(let path), .brokenLink(let path),
      .foreignLink(let path, _), .hardLink(let path), .foreignOwner(let path, _),
      .exposedCommand(let path, _), .foreignCommand(let path, _),
      .tooLarge(let path, _), .busy(let path), .mayNotLast(let path, _):
      file = path
    case .wrongSetting(let wrong): key = wrong.key
    case .held, .conflict, .noHome: break
    }
  }

  private init(_ error: SettingsFileError) {
    self.init(sentence: error.sentence)
    switch error {
    case .syntax(let place, _), .newerVersion(let place, _), .notAVersion(let place): set(place)
    case .notATable(let place, let key), .notAValue(let place, let key),
      .notAString(let place, let key):
      self.key = key
      set(place)
    case .cannotChange(let file, let key):
      self.key = key
      self.file = file
    }
  }

  private mutating func set(_ place: FilePlace) {
    (file, line, column) = (place.file, place.line, place.column)
  }

  fileprivate var words: String {
    let place = column == nil ? line.map { " (\(file ?? ""), line \($0))" } ?? "" : ""
    let end = sentence.hasSuffix("?") || sentence.contains("; run: ") ? "" : "."
    return (key.map { column == nil ? "\($0): " : "" } ?? "") + sentence + place + end
  }

  fileprivate var json: JSON {
    .object([
      "key": JSON(key), "sentence": .string(sentence), "file": JSON(file),
      "line": line.map(JSON.integer) ?? .null, "column": column.map(JSON.integer) ?? .null,
      "fixes": .array(fixes.map(\.json)),
    ])
  }
}

extension Fix {
  /// The command that makes the changes.
  func command(_ home: HomeOption) -> String {
    let changes = changes.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value.quotedForShell)" }
    return "postern set \(changes.joined(separator: " "))\(home.asArgument)"
  }

  /// The changes by key, as `postern set` takes them.
  var json: JSON {
    .object(["label": .string(label), "changes": .object(changes.mapValues(JSON.string))])
  }
}
