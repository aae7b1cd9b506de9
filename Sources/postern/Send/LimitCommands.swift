import ArgumentParser
import Forms
import Glibc
import MailDiagnosis
import MailSettings
import OutgoingMail

/// `postern limit find`: finds out how many connections the server accepts.
struct LimitCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limit", abstract: "Find out how many connections the server bears.",
    subcommands: [LimitFindCommand.self])
}

struct LimitFindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Open connections one by one until the server refuses one, and propose the limit.",
    discussion: """
      At most \(LimitSearch.ceiling) connections are opened and signed in, and all are closed again; \
      no mail is sent. Nothing is changed: the command that sets the limit is told.

      EXAMPLES
        postern limit find
        postern limit find --yes --json     for scripts
      """)

  @Flag(help: "Print a JSON document.")
  var json = false

  @Flag(name: .shortAndLong, help: "Do not ask first.")
  var yes = false

  @OptionGroup var home: HomeOption

  func run() throws {
    let folder = try home.path()
    let outgoing: OutgoingMail
    do throws(SetUpFault) { outgoing = try OutgoingMail(home: folder) } catch {
      throw Failure(error, home.asArgument)
    }
    try ask(outgoing.settings.endpoint)
    let stop = try StopSignal()
    let isShown = !json && isatty(STDERR_FILENO) == 1
    let found = LimitSearch(outgoing.client).run(cancellation: stop.cancellation) { count in
      if isShown { Output.status(LimitWords.connected(count)) }
    }
    if isShown { Output.status("") }
    guard let found else { throw ExitCode((stop.status ?? .interrupted).rawValue) }
    if json { try LimitDocument(found).print() } else { tell(found, outgoing.settings) }
    if let status = found.status { throw ExitCode(status.rawValue) }
  }

  private func ask(_ server: Endpoint) throws(Failure) {
    guard !yes else { return }
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      throw .nobodyToAsk
    }
    Output.ask(LimitWords.ask(server))
    let answer = readLine()?.lowercased() ?? ""
    guard ["y", "yes"].contains(answer) else { throw .nothingTried }
  }

  private func tell(_ found: FoundLimit, _ settings: Settings) {
    let glyphs = Output.glyphs
    for line in found.lines(settings.connectionLimit?.number) { Output.line(glyphs.adapt(line)) }
    guard let proposal = found.proposal, proposal != settings.connectionLimit?.number else {
      return
    }
    let change = "\(SettingKey.connectionsMaximum.name)=\(proposal)"
    Output.line(glyphs.adapt("  → postern set \(change)\(home.asArgument)"))
  }
}

/// The document of `postern limit find --json`, schema 1.
private struct LimitDocument: JSONDocument {
  let schema = 1
  let accepted: Int
  let ceiling: Int
  @OrNull var refusal: ReplyDocument?
  @OrNull var proposal: Int?
  @OrNull var diagnosis: DiagnosisDocument?

  init(_ found: FoundLimit) {
    (accepted, ceiling) = (found.accepted, found.ceiling)
    refusal = found.refusal?.reply.map(ReplyDocument.init)
    proposal = found.proposal
    // Once connections were accepted, the refusal of one more is what was looked for.
    diagnosis = found.accepted > 0 ? nil : found.refusal.map(DiagnosisDocument.init)
  }
}

extension FoundLimit {
  /// The exit status where no connection was accepted; nil where one was.
  fileprivate var status: ExitStatus? {
    accepted > 0 ? nil : refusal?.exitStatus ?? .software
  }
}
