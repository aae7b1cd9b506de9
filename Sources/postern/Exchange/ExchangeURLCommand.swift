import ArgumentParser
import ExchangeLink
import MailDiagnosis
import MailSettings

/// `postern exchange url`: the address to sign in at, alone on standard output.
struct ExchangeURLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "url",
    abstract: "Print the address to sign in at, and remember the sign-in for ten minutes.",
    discussion: """
      Open it in a browser on any machine, sign in, and give the address that the browser ends at \
      to "postern exchange link": the page itself may fail to load.

      EXAMPLES
        postern exchange url
        postern exchange url --scopes https://outlook.office.com/SMTP.Send
      """)

  @OptionGroup var scopes: ScopesOption

  @OptionGroup var home: HomeOption

  func run() throws {
    let signIn = try ExchangeSetUp(home).signIn()
    try signIn.expectPerson(home)
    do throws(SignInFailure) {
      Output.line(try signIn.begin(scopes: scopes.list()).url)
    } catch { throw Failure(error, home) }
  }
}

/// `--scopes`, for a sign-in that asks for less than the settings.
struct ScopesOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask for these scopes instead of \(SettingKey.exchangeScopes.name), such as SMTP.Send alone.",
      valueName: "list"))
  var scopes: String?

  func validate() throws {
    if let problem = problem { throw ValidationError.wrongScopes(problem) }
  }

  private var problem: Problem? {
    guard let scopes else { return nil }
    do throws(Problem) {
      _ = try Scopes(typed: scopes)
      return nil
    } catch { return error }
  }

  /// The scopes; nil for those of the settings.
  func list() -> [String]? {
    scopes.flatMap { try? Scopes(typed: $0).list }
  }
}

extension MicrosoftSignIn {
  /// Throws where the settings say that the application signs in by itself.
  func expectPerson(_ home: HomeOption) throws(Failure) {
    guard account.kind == .appOnly else { return }
    throw .nobodySignsIn(home)
  }
}
