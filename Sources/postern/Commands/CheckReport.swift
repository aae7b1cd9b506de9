import Forms
import MailSettings
import SettingsStore
import SystemAccess

/// The problems and warnings of a set-up.
struct CheckReport {
  /// One problem or warning.
  struct Remark {
    /// What is wrong or odd.
    enum Subject {
      /// A file cannot be read, or not be understood; the place is in its sentence too.
      case store(StoreError)
      case problem(Problem)
      case warning(Warning)
      /// A key that Postern does not know, with those that are spelt nearly so.
      case unknownKey(close: [String])
    }

    let subject: Subject
    var key: String?
    var file: String?
    var line: Int?
    var column: Int?
    var fixes: [Fix] = []
  }

  private(set) var problems: [Remark] = []
  private(set) var warnings: [Remark] = []
  let home: String

  init(store: SettingsStore) {
    home = store.paths.home
    do throws(StoreError) {
      let setUp = try store.load()
      let draft = setUp.draft
      problems = Self.problems(setUp, store.paths.settings)
      if let error = store.commandRefusal, (try? Settings(draft))?.passwordCommand != nil {
        problems.append(Remark(error))
      }
      for warning in draft.warnings {
        let line = warning.key.setting.flatMap(setUp.line)
        let remark = Remark(
          subject: .warning(warning), key: warning.key.name,
          file: line == nil ? nil : store.paths.settings, line: line, fixes: warning.fixes)
        if warning.stopsMails { problems.append(remark) } else { warnings.append(remark) }
      }
      warnings += Self.unknownKeys(setUp, store.paths.settings)
    } catch { problems = [Remark(error)] }
  }

  /// The problems that keep the set-up from being used, wrong texts first.
  private static func problems(_ setUp: LoadedSetUp, _ file: String) -> [Remark] {
    let draft = setUp.draft
    let wrong = draft.wrongTexts
    return (wrong + draft.problems.filter { !wrong.contains($0) }).map { problem in
      let setting = problem.key.setting
      let line = setting.flatMap(setUp.line)
      return Remark(
        subject: .problem(problem.problem), key: problem.key.name,
        file: line == nil ? nil : file, line: line, fixes: setting.map(draft.fixes) ?? [])
    }
  }

  private static func unknownKeys(_ setUp: LoadedSetUp, _ file: String) -> [Remark] {
    setUp.unknownKeys.map {
      let close = CloseMatches.of($0.key, in: SettingKey.allCases.map(\.name))
      return Remark(
        subject: .unknownKey(close: close), key: $0.key, file: file, line: $0.line)
    }
  }

  func print(_ home: HomeOption) {
    for problem in problems {
      Output.line(CheckWords.problem(problem))
      for fix in problem.fixes {
        for command in fix.commands(home) {
          Output.line(Output.glyphs.adapt("  → \(fix.label): \(command)"))
        }
      }
    }
    for warning in warnings { Output.line(CheckWords.warning(warning)) }
    if problems.isEmpty { Output.line(CommandWords.isComplete(self.home)) }
  }
}

extension CheckReport.Remark {
  /// A file that cannot be read or understood; its sentence names the place too.
  init(_ error: StoreError) {
    self.init(subject: .store(error))
    switch error {
    case .file(let error): place(error)
    case .system(_, let path, _), .tooOpen(let path, _, _), .notAFile(let path),
      .notAFolder(let path), .symbolicLink(let path), .brokenLink(let path),
      .foreignLink(let path, _), .hardLink(let path), .foreignOwner(let path, _),
      .exposedCommand(let path, _), .foreignCommand(let path, _),
      .tooLarge(let path, _), .busy(let path), .mayNotLast(let path, _):
      file = path
    case .wrongSetting(let wrong): key = wrong.key.name
    case .held, .conflict, .noHome: break
    }
  }

  private mutating func place(_ error: SettingsFileError) {
    switch error {
    case .syntax(let place, _), .newerVersion(let place, _), .notAVersion(let place): set(place)
    case .notATable(let place, let key), .notAValue(let place, let key),
      .notAString(let place, let key):
      self.key = key
      set(place)
    case .cannotChange(let file, let line, let key):
      (self.key, self.file, self.line) = (key, file, line)
    }
  }

  private mutating func set(_ place: FilePlace) {
    (file, line, column) = (place.file, place.line, place.column)
  }
}
