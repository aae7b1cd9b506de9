import ArgumentParser
import Glibc
import MailDiagnosis
import MailMessage
import MailQueue
import MailSettings
import MailTransport
import OutgoingMail
import SystemAccess

/// `postern send`, which also runs under the name `sendmail`.
struct SendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send",
    abstract: "Send the message on standard input; as sendmail does.",
    discussion: """
      Takes the options of sendmail(8): -t, -i, -oi, -f ADDRESS, -F NAME, -bs, -bp, -q, -v and the \
      others, glued or apart, bundled or not; what is unknown is ignored with a line on standard \
      error. Recipients are addresses, or names that [aliases] or /etc/aliases know.

        --event system|user   what the mail is sent for
        --actor ADDRESS       with --event user: who did it, as "Name <address>"
        --wait SECONDS        for one of the connections that the limit allows
        --batch FILE          every mail of a mailbox file, - for standard input
        --journal FILE        keeps what was sent; else FILE.postern-journal
        --resend-unknown      also what a run before has left in doubt
        --json                print a JSON document
        --home DIR            the set-up's folder

      EXAMPLES
        postern send bob@example.com < message
        printf 'Subject: Done\\n\\nAll is well.\\n' | postern send -t root
        postern send --batch mails.mbox
      """)

  @Argument(parsing: .captureForPassthrough, help: "Options and recipients.")
  var words: [String] = []

  func run() throws { try Self.run(words) }

  /// Runs it with these options and recipients.
  static func run(_ words: [String]) throws {
    let arguments = try arguments(words)
    for option in arguments.ignored {
      Output.note(SendWords.ignored(option))
    }
    if let sender = arguments.ignoredSender { Output.note(SendWords.ignoredSender(sender)) }
    switch arguments.task {
    case .help: throw CleanExit.helpRequest(Self.self)
    case .nothing: return
    case .runQueue:
      _ = try QueueRunner(home: try arguments.homeFolder(), option: arguments.homeArgument)
        .run(.due)
    case .listQueue: try QueueListing(home: try arguments.homeFolder()).print(json: arguments.json)
    case .dialogue:
      if let socket = try arguments.relaySocket() { return try socket.speak() }
      try SubmissionDialogue(arguments).run()
    case .batch: try Batch(arguments).run()
    case .send:
      var message = OneMessage(arguments)
      try message.run()
    }
  }

  /// The options; a fault in them is told in a document too, where one is asked for.
  private static func arguments(_ words: [String]) throws -> SendmailArguments {
    do throws(Failure) { return try SendmailArguments(words) } catch {
      if words.prefix(while: { $0 != "--" }).contains("--json") {
        try SendDocument(unsent: error, messageID: nil, recipients: []).print()
      }
      throw error
    }
  }
}

extension SendmailArguments {
  /// `--home` for a suggested command, with a space before it; empty where it was not given.
  var homeArgument: String { HomeOption.argument(home) }

  /// The sender of `-f`, where it is neither an address nor a name on this machine: bounces then go
  /// to the system address.
  var ignoredSender: String? {
    guard let sender, !["", "<>"].contains(sender), LocalName(sender) == nil,
      (try? MailAddress(typed: sender)) == nil
    else { return nil }
    return sender
  }

  /// The event that the mail is sent for, by the options.
  func handedTrigger() throws(Failure) -> SenderPolicy.HandedTrigger {
    if actor != nil, event != .user {
      throw .actorWithoutUser
    }
    switch event {
    case nil: return .unsaid
    case .system: return .system
    case .user: return .user(try actor.map(Self.mailbox))
    }
  }

  /// The options that belong to the message.
  func handIn(_ trigger: SenderPolicy.HandedTrigger) -> HandIn {
    HandIn(trigger: trigger, sender: sender, fullName: fullName)
  }

  private static func mailbox(_ text: String) throws(Failure) -> Mailbox {
    if let pasted = PastedAddress(text, limit: .max) {
      return Mailbox(name: try name(pasted.words, "--actor"), address: pasted.address)
    }
    let address = PastedAddress.bracketed(text) ?? text
    do throws(Problem) { return Mailbox(address: try MailAddress(typed: address)) } catch {
      throw .wrongActor(error)
    }
  }

  /// A name that was given by an option; nil for an empty one, and for one that no header can have.
  static func name(_ words: String, _ option: String) throws(Failure) -> DisplayName? {
    do throws(Problem) { return words.isEmpty ? nil : try DisplayName(handed: words) } catch {
      if case .tooLong = error { throw .longName(option) }
      return nil
    }
  }

  /// The set-up of the whole machine.
  static let machine = "/etc/postern"

  /// The set-up's folder: that of the option or of `$POSTERN_HOME`, else the user's own if there is
  /// one, else the machine's.
  func homeFolder() throws(Failure) -> String {
    let own = try HomeOption.path(home)
    let isChosen = home != nil || getenv("POSTERN_HOME") != nil
    guard !isChosen, access("\(own)/postern.toml", F_OK) != 0,
      access(Self.machine, F_OK) == 0
    else { return own }
    return Self.machine
  }

  func outgoing() throws(Failure) -> OutgoingMail {
    let home = try homeFolder()
    do throws(SetUpFault) { return try OutgoingMail(home: home, wait: .seconds(wait ?? 60)) } catch
    {
      throw Failure(error, homeArgument)
    }
  }
}

/// A set-up to send by, with the queue that keeps what it cannot pass on.
struct SetUpForSending {
  let outgoing: OutgoingMail
  /// The queue; nil where it is off.
  let queue: SetUpQueue?
}

extension SendmailArguments {
  /// The set-up to send by. One that cannot send is accepted where its queue is on: mails wait
  /// until it can.
  func setUp() throws(Failure) -> SetUpForSending {
    let home = try homeFolder()
    do throws(SetUpFault) {
      let outgoing = try OutgoingMail(home: home, wait: .seconds(wait ?? 60))
      return SetUpForSending(
        outgoing: outgoing, queue: SetUpQueue(outgoing))
    } catch {
      guard let (outgoing, problem) = OutgoingMail.waiting(home: home) else {
        throw Failure(error, homeArgument)
      }
      return SetUpForSending(
        outgoing: outgoing, queue: SetUpQueue(outgoing, problem: problem))
    }
  }
}

extension Failure {
  /// The set-up cannot send.
  ///
  /// - Parameter home: `--home` for a suggested command, as it was given.
  init(_ fault: SetUpFault, _ home: String) {
    switch fault {
    case .unreadable(let foreign):
      self.init(.configuration, foreign.error.wholeSentence)
    case .invalid(let problem): self = .notSent(problem, home)
    }
  }
}
