import ArgumentParser
import ExchangeLink
import Glibc
import MailDiagnosis
import MailSettings
import SystemAccess

/// `postern exchange link`: signs in, and keeps the tokens.
struct ExchangeLinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Sign in, and keep the tokens.",
    discussion: """
      Without an option the address that the browser ends at is asked for, or read from standard \
      input up to an empty line; it may be broken into lines. It is the answer to a sign-in of \
      "postern exchange url", good once and for ten minutes.

      EXAMPLES
        postern exchange link
        postern exchange link --callback 'https://app.example.com/...?code=...&state=...'
        postern exchange link --listen --port 8400   a browser here, or through ssh -L
        postern exchange link --device               a code to type on another device
      """)

  @Option(help: ArgumentHelp("The address that the browser ended at.", valueName: "url"))
  var callback: String?

  @Flag(help: "Wait for the browser on this machine's loopback addresses.")
  var listen = false

  @Option(help: "The port for --listen; a free one without it.")
  var port: Int?

  @Flag(help: "Show a code to type on another device.")
  var device = false

  @OptionGroup var scopes: ScopesOption

  @Option(
    help: """
      Give up after this many seconds, 1 to 3600; 60 for Microsoft's answer, 600 for a browser and \
      900 for a device without it.
      """)
  var timeout: Int?

  @OptionGroup var home: HomeOption

  func validate() throws {
    guard [callback != nil, listen, device].count(where: { $0 }) <= 1 else {
      throw ValidationError.oneWay
    }
    if port != nil, !listen { throw ValidationError.portWithoutListener }
    if let port, !(1...65_535).contains(port) {
      throw ValidationError.wrongPort(port)
    }
    if let timeout, !(1...3600).contains(timeout) {
      throw ValidationError.wrongTimeout(timeout)
    }
  }

  func run() throws {
    let signIn = try ExchangeSetUp(home).signIn()
    let stop = try StopSignal()
    let end: SignInEnd
    do throws(SignInFailure) {
      end = try self.end(signIn, stop.wake)
    } catch {
      if let status = stop.status { throw ExitCode(status.rawValue) }
      throw Failure(error, home)
    }
    SignInPrompts.tell(end, account: signIn.account)
  }

  private func end(
    _ signIn: MicrosoftSignIn, _ wake: WakePipe
  ) throws(SignInFailure) -> SignInEnd {
    if signIn.account.kind == .appOnly { return try application(signIn, wake) }
    if listen {
      return try signIn.listen(port: port, scopes: scopes.list(), wait(600, wake)) {
        SignInPrompts.show($0)
      }
    }
    if device {
      return try signIn.byDevice(scopes: scopes.list(), wait(900, wake)) { SignInPrompts.show($0) }
    }
    if let callback { return try signIn.finish(pasted: callback, wait(60, wake)) }
    let text = try PastedInput(signIn, scopes: scopes.list(), wake).read()
    return try signIn.finish(pasted: text, wait(60, wake))
  }

  private func application(
    _ signIn: MicrosoftSignIn, _ wake: WakePipe
  ) throws(SignInFailure) -> SignInEnd {
    if callback != nil || listen || device {
      Output.message(SignInWords.nobodyHasTo)
    }
    return try signIn.byApplication(wait(60, wake))
  }

  private func wait(_ usual: Int, _ wake: WakePipe) -> TokenWait {
    TokenWait(deadline: .now + .seconds(timeout ?? usual), wake: wake)
  }
}
