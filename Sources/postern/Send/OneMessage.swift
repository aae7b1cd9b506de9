import ArgumentParser
internal import CProcess
import Glibc
import MailDiagnosis
import MailMessage
import MailQueue
import MailSettings
import MailTransport
import OutgoingMail
import SystemAccess

/// Sends the message on standard input.
struct OneMessage {
  private let arguments: SendmailArguments
  /// What is known of the mail, for the document of one that is not tried.
  private var known: (messageID: String?, recipients: [String]?)

  /// How the mail leaves this process.
  private enum Way {
    case setUp(SetUpForSending)
    case relay(RelaySocket)
  }

  init(_ arguments: SendmailArguments) { self.arguments = arguments }

  mutating func run() throws {
    let (sent, status): (SentMail, ExitStatus)
    do throws(Failure) { (sent, status) = try send() } catch {
      if arguments.json { try document(of: error).print() }
      throw error
    }
    if arguments.json {
      try SendDocument(sent).print()
    } else {
      SendWords(sent).tell()
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  /// The document of a mail that was not tried. Before the set-up is read, the recipients are the
  /// addresses among the arguments.
  private func document(of failure: Failure) -> SendDocument {
    SendDocument(
      unsent: failure, messageID: known.messageID,
      recipients: known.recipients
        ?? RecipientList(words: arguments.recipients).addresses.map(\.text))
  }

  private mutating func send() throws(Failure) -> (SentMail, ExitStatus) {
    // What the set-up has looked up beside this thread, such as OpenSSL's algorithms, takes much.
    postern_share_heap()
    let trigger = try arguments.handedTrigger()
    if arguments.recipients.isEmpty, !arguments.readsRecipients {
      throw .noRecipients
    }
    let way = try way()
    let message = try read()
    known.messageID = message.header.messageID
    let stop = try StopSignal()
    let sent =
      switch way {
      case .setUp(let setUp): try send(message, trigger, by: setUp, stop)
      case .relay(let socket): try send(message, trigger, by: socket, stop)
      }
    return (sent, sent.kept == nil ? stop.status ?? sent.status : .done)
  }

  private func way() throws(Failure) -> Way {
    if let socket = try arguments.relaySocket() { return .relay(socket) }
    return .setUp(try arguments.setUp())
  }

  private mutating func send(
    _ message: HandedMessage, _ trigger: SenderPolicy.HandedTrigger, by setUp: SetUpForSending,
    _ stop: StopSignal
  ) throws(Failure) -> SentMail {
    let outgoing = setUp.outgoing
    let recipients = try recipients(
      of: message, outgoing.aliases, outgoing.settings.encoding)
    let mail = try rendered(message, trigger, outgoing)
    let origin = outgoing.aliases.origin(arguments.sender, outgoing.settings)
    let begun = ContinuousClock.now
    let sent = send(
      mail, outgoing.envelope(to: recipients), origin, outgoing.client, setUp.queue, stop)
    SystemLog.open()
    SystemLog.note(
      RelayedMail(
        sent, from: arguments.sender ?? "", to: recipients.map(\.text),
        relay: outgoing.settings.endpoint.place,
        seconds: (ContinuousClock.now - begun) / .seconds(1)
      ).line)
    return sent
  }

  /// Sends by the relay, which completes the mail and applies the aliases: names on this machine
  /// are handed to it as they are.
  private mutating func send(
    _ message: HandedMessage, _ trigger: SenderPolicy.HandedTrigger, by socket: RelaySocket,
    _ stop: StopSignal
  ) throws(Failure) -> SentMail {
    let recipients = try recipients(of: message, nil)
    let (from, isForced) = try arguments.uncompletedSender(trigger)
    let content: any MessageContent
    do throws(CompletionFault) {
      content = try message.uncompleted(from: from, isForced: isForced)
    } catch { throw Failure(HandInFault(error), arguments.homeArgument) }
    let envelope = Envelope(sender: try arguments.localSender(), recipients: recipients)
    var sent = send(
      RenderedMail(content: content, messageID: message.header.messageID), envelope,
      MailOrigin(sender: nil), try socket.client(), nil, stop)
    sent.isByRelay = true
    return sent
  }

  private func send(
    _ mail: RenderedMail, _ envelope: Envelope, _ origin: MailOrigin, _ client: MailClient,
    _ queue: SetUpQueue?, _ stop: StopSignal
  ) -> SentMail {
    let sender =
      arguments.isVerbose
      ? MailSender(client, cancellation: stop.cancellation) { Output.note($0.shown) }
      : MailSender(client.withoutTranscripts(), cancellation: stop.cancellation)
    defer { sender.close() }
    return SentMail(mail, envelope, origin, by: sender, queue)
  }

  private func read() throws(Failure) -> HandedMessage {
    if isatty(STDIN_FILENO) == 1 { Output.note(SendWords.writeMessage) }
    return try Self.messageOnInput(endsAtLoneDot: !arguments.ignoresDots)
  }

  /// Reads standard input to its end, or to a line that is only a dot.
  private static func messageOnInput(endsAtLoneDot: Bool) throws(Failure) -> HandedMessage {
    var reader = HandedMessageReader(endsAtLoneDot: endsAtLoneDot)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !reader.isEnded {
      let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadableInput(SystemError(errno)) }
      if count == 0 { break }
      do throws(MessageFault) { try reader.take(Array(buffer.prefix(count))) } catch {
        throw Failure(error)
      }
    }
    do throws(MessageFault) { return try reader.finish() } catch { throw Failure(error) }
  }

  private func rendered(
    _ message: HandedMessage, _ trigger: SenderPolicy.HandedTrigger, _ outgoing: OutgoingMail
  ) throws(Failure) -> RenderedMail {
    do throws(HandInFault) {
      return try outgoing.rendered(message, arguments.handIn(trigger))
    } catch { throw Failure(error, arguments.homeArgument) }
  }

  private mutating func recipients(
    of message: HandedMessage, _ aliases: Aliases?, _ encoding: CharacterEncoding = .utf8
  ) throws(Failure) -> [MailAddress] {
    let list = RecipientList(
      words: arguments.recipients, header: arguments.readsRecipients ? message.header : nil,
      aliases: aliases, encoding: encoding)
    known.recipients = list.addresses.map(\.text) + list.faults.map(\.text)
    guard list.faults.isEmpty else {
      throw .wrongRecipients(list.faults, arguments.homeArgument)
    }
    guard !list.addresses.isEmpty else {
      throw arguments.readsRecipients ? .noRecipientsInHeader : .noAddress
    }
    return list.addresses
  }
}
