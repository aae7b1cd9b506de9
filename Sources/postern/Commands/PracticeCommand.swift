import ArgumentParser
internal import CProcess
import Glibc
import MailDiagnosis
import PracticeServer
import SystemAccess

/// `postern practice`: a mail server to try Postern with.
struct PracticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practice",
    abstract: "Run a mail server on this machine that accepts everything and sends nothing on.",
    discussion: """
      It listens on loopback only, takes any user name and password, and writes each mail to a \
      Maildir. Ctrl-C ends it.

      EXAMPLES
        postern practice --port 2525 --mailbox ./mails
        postern practice --wizard     try the wizard, filled in for this server
      """)

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 0

  @Option(
    help: ArgumentHelp("The Maildir for the mails.", valueName: "dir"), completion: .directory)
  var mailbox: String?

  @Flag(help: "Also run the wizard, in a set-up of its own that is filled in for this server.")
  var wizard = false

  @OptionGroup var home: HomeOption

  func run() throws {
    if wizard { return try PracticeWizard.run(home: home, port: port, mailbox: mailbox) }
    let server = try Self.start(port: port, mailbox: mailbox) { mail in
      Output.line(CommandWords.delivered(mail))
    }
    try EndingSignals.watch { _ in server.stop() }
    for line in CommandWords.listening(server) { Output.line(line) }
    Output.endIfLost()
    server.waitUntilStopped()
  }

  /// How many threads have to be free, since NIO crashes without.
  private static let threads: Int32 = 6

  /// Starts the server; without a mailbox, in a new temporary folder.
  static func start(
    port: Int, mailbox: String?, onDelivery: (@Sendable (DeliveredMail) -> Void)? = nil
  ) throws(Failure) -> PracticeServer {
    guard postern_has_threads(threads) else { throw Failure(.processes) }
    let folder: String
    if let mailbox {
      folder = mailbox
    } else {
      folder = try TemporaryFolder.create("postern-practice") + "/Maildir"
    }
    do throws(PracticeServerError) {
      return try PracticeServer.start(port: port, mailbox: folder, onDelivery: onDelivery)
    } catch { throw Failure(error.status, error.description) }
  }
}

extension PracticeServerError {
  var status: ExitStatus {
    switch self {
    case .portInUse, .cannotListen: .unavailable
    case .portNotPermitted: .notPermitted
    case .portOutOfRange, .hostNotLoopback: .usage
    case .notAFolder, .folderNotCreated, .folderNotWritable: .inputOutput
    }
  }
}

/// A folder that nobody else can have made or can read.
enum TemporaryFolder {
  static func create(_ name: String) throws(Failure) -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array(((base.isEmpty ? "/tmp" : base) + "/\(name)-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .noTemporaryFolder(SystemError(errno))
    }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
