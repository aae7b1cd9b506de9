import ArgumentParser
import FoundationEssentials
import Glibc
import MailSettings
import MailTransport
import SettingsStore

/// `--home DIR`, which every command takes.
struct HomeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The set-up's folder.", valueName: "dir"), completion: .directory)
  var home: String?

  /// The folder of the set-up, which need not exist.
  func path() throws(Failure) -> String {
    do throws(StoreError) {
      return try HomeFolder.resolve(
        option: home, environment: ProcessInfo.processInfo.environment, isRoot: geteuid() == 0)
    } catch { throw Failure(error) }
  }

  func store() throws(Failure) -> SettingsStore { SettingsStore(home: try path()) }

  func trust() throws(Failure) -> TrustStore { TrustStore(folder: try store().paths.trust) }

  func load() throws(Failure) -> LoadedSetUp {
    let store = try store()
    do throws(StoreError) { return try store.load() } catch { throw Failure(error) }
  }

  /// Loads the set-up, changes it and saves it, while no wizard has it open.
  ///
  /// Returns the draft before and after.
  func change(
    _ body: (inout Draft) throws -> Void
  ) throws -> (before: Draft, after: Draft) {
    let store = try store()
    do {
      let lock = try SettingsLock.acquire(home: store.paths.home)
      defer { lock.release() }
      let before = try store.load().draft
      var draft = before
      try body(&draft)
      return (before, try store.save(draft, changing: before))
    } catch let error as StoreError { throw Failure(error) }
  }
}

extension Failure {
  /// The status and words of something that the files did not allow.
  init(_ error: StoreError) {
    let status: ExitStatus =
      switch error {
      case .system(_, _, EACCES), .system(_, _, EPERM), .system(_, _, EROFS): .noPermission
      case .system: .inputOutput
      case .held, .busy: .temporary
      case .file, .tooOpen, .notAFile, .symbolicLink, .brokenLink, .foreignOwner, .tooLarge,
        .exposedCommand, .foreignCommand, .wrongSetting, .noHome:
        .configuration
      }
    self.init(status, error.sentence.asSentence)
  }
}

extension String {
  /// With a capital letter and a full stop, but none behind a command that can be copied.
  var asSentence: String {
    let end = contains("; run: ") || hasSuffix(".") ? "" : "."
    let isWord = first?.isLowercase == true && !hasPrefix("http")
    return (isWord ? prefix(1).uppercased() + dropFirst() : self) + end
  }
}
