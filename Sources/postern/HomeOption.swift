import ArgumentParser
import Glibc
import MailDiagnosis
import MailSettings
import ServerTrust
import SettingsStore
import SystemAccess

/// `--home DIR`, which every command takes.
struct HomeOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The set-up's folder.", valueName: "dir"), completion: .directory)
  var home: String?

  func validate() throws {
    if home?.isEmpty == true { throw ValidationError.homeNeeded }
  }

  /// The option for a suggested command, with a space before it; empty where none was given.
  var asArgument: String { Self.argument(home) }

  /// The same for the option's value; nil stands for none.
  static func argument(_ option: String?) -> String {
    option.map { " --home \($0.quotedForShell)" } ?? ""
  }

  /// The folder of the set-up, which need not exist.
  func path() throws(Failure) -> String { try Self.path(home) }

  /// The folder of the set-up by the option's value; nil stands for none.
  static func path(_ option: String?) throws(Failure) -> String {
    do throws(StoreError) {
      return try HomeFolder.resolve(option: option, isRoot: geteuid() == 0) {
        getenv($0).map { String(cString: $0) }
      }
    } catch { throw Failure(error) }
  }

  func store() throws(Failure) -> SettingsStore { SettingsStore(home: try path()) }

  func trust() throws(Failure) -> TrustStore { TrustStore(folder: try store().paths.trust) }

  func load() throws(Failure) -> LoadedSetUp {
    let store = try store()
    do throws(StoreError) { return try store.load() } catch { throw Failure(error) }
  }

  /// Loads the set-up, changes it and saves it, while no wizard has it open; waits for other
  /// commands.
  func change(_ body: (inout Draft) -> Void) throws(Failure) -> SavedSetUp {
    let store = try store()
    do throws(StoreError) { return try store.change(body) } catch { throw Failure(error) }
  }

  /// Changes the imported certificates, while no wizard has the set-up open; waits for other
  /// commands.
  func changeTrust(_ body: (TrustStore) throws(TrustStoreError) -> Void) throws {
    let (store, trust) = (try store(), try trust())
    do {
      try store.whileNoWizard { try body(trust) }
    } catch let error as StoreError { throw Failure(error) } catch let error as TrustStoreError {
      throw Failure(error)
    }
  }
}

extension SavedSetUp {
  /// Throws if a power failure could still undo what was saved.
  func expectToLast() throws(Failure) {
    if let doubt { throw Failure(doubt) }
  }
}
