public import MailSettings
public import SystemAccess

/// How a handed-in message is completed.
public struct MessageCompletion: Sendable {
  /// Decides about the sender.
  public let policy: SenderPolicy
  /// What becomes of the sender that the program named.
  public let sender: SenderPolicy.HandedSender
  /// The sender that the program named; nil if mail from elsewhere cannot reach it.
  public let caller: MailAddress?
  /// The character set of added text, and of text that declares none.
  public let encoding: CharacterEncoding
  /// The sender's name, where the header has none: `sendmail -F`.
  public var fullName: String?
  /// The aliases that turn names without a domain into addresses.
  public var aliases: Aliases
  /// The date, where the header has none.
  public var date: Moment

  /// The completion that a set-up asks for; nil if the trigger needs a user and none is named.
  ///
  /// - Parameter envelopeFrom: the address of `sendmail -f`, which counts where the header names
  ///   no sender.
  public init?(
    _ settings: Settings, _ trigger: SenderPolicy.HandedTrigger, _ header: HandedHeader,
    envelopeFrom: MailAddress? = nil, fullName: String? = nil, date: Moment = .now(),
    aliases: Aliases = Aliases()
  ) {
    let policy = SenderPolicy(settings)
    self.policy = policy
    encoding = settings.encoding
    let named = header.senders(UnnamedText(encoding: settings.encoding))
    let caller = named.first ?? (header.has("From") ? nil : envelopeFrom)
    let global = (named.isEmpty ? [caller].compactMap(\.self) : named).filter(\.isGlobal)
    self.caller = global.first { !policy.isSystem($0) } ?? global.first
    guard let sender = policy.sender(for: trigger, caller: self.caller) else { return nil }
    self.sender =
      header.has("From") || sender != .unchanged
      ? sender : .actor(Mailbox(address: caller ?? policy.system.address))
    (self.fullName, self.date, self.aliases) = (fullName, date, aliases)
  }
}

/// A completed message, ready to be sent.
public struct CompletedMessage: Sendable {
  /// Headers and body.
  public let content: any MessageContent
  /// The version for servers without 8BITMIME; nil if `content` does for them too.
  public let sevenBit: (any MessageContent)?
  /// The Message-ID with its angle brackets.
  public let messageID: String
  /// Whether its headers need SMTPUTF8 (RFC 6531).
  public let needsSMTPUTF8: Bool
}

/// Why a message cannot be completed.
public enum CompletionFault: Error, Equatable, Sendable {
  /// The set-up's encoding lacks characters of the text to be added.
  case unencodable(UnencodableText)
  /// The spooled message cannot be read back.
  case unreadable(UnreadableMessage)
}

extension HandedMessage {
  /// The message as it goes out.
  public func completed(_ order: MessageCompletion) throws(CompletionFault) -> CompletedMessage {
    var completion = HeaderCompletion(header, order)
    do throws(UnencodableText) { try completion.run() } catch { throw .unencodable(error) }
    let isUnnamed = parts.contains { $0.isEightBit && !$0.isUTF8 && $0.type.isASCII }
    let unnamed = isUnnamed ? UnnamedText(encoding: order.encoding).charset(of: body) : .utf8
    do throws(UnreadableMessage) {
      let content = try content(completion.header, sevenBit: false, unnamed, order.encoding)
      return CompletedMessage(
        content: content,
        sevenBit: content.isEightBit
          ? try self.content(completion.header, sevenBit: true, unnamed, order.encoding) : nil,
        messageID: completion.messageID, needsSMTPUTF8: completion.needsSMTPUTF8)
    } catch { throw .unreadable(error) }
  }

  /// The message as it came, with CR LF line ends, for another program to complete.
  ///
  /// - Parameters:
  ///   - sender: the From address if the header has none.
  ///   - isForced: whether `sender` replaces the header's own From.
  public func uncompleted(
    from sender: Mailbox? = nil, isForced: Bool = false
  ) throws(CompletionFault) -> any MessageContent {
    var header = header
    if let sender, isForced || !header.has("From") {
      do throws(UnencodableText) {
        let field = try HeaderField.mailboxes("From", [sender], Transcoder(.utf8))
        header.set(HandedHeader.Field(name: "From", bytes: field.bytes))
      } catch { throw .unencodable(error) }
    }
    do throws(UnreadableMessage) {
      return try CompletedContent(
        header: header.bytes + LineEndings.crlf, body: body, header.contentType, [],
        isEightBit: header.isEightBit || parts.contains(where: \.isEightBit))
    } catch { throw .unreadable(error) }
  }

  private func content(
    _ header: HandedHeader, sevenBit: Bool, _ unnamed: CharacterEncoding,
    _ encoding: CharacterEncoding
  ) throws(UnreadableMessage) -> CompletedContent {
    let plans = parts.enumerated().map { number, part in
      PartPlan(
        part, sevenBit: sevenBit, unnamed: unnamed, header: number == 0 ? nil : encoding)
    }
    var header = header
    let top = plans.first ?? .none
    if top.changesHeader, !header.has("MIME-Version") { header.set("MIME-Version", "1.0") }
    header = header.rewritten(top)
    let isRewritten =
      plans.contains { $0.rewriting != .none } || plans.dropFirst().contains(where: \.changesHeader)
    let isEightBit = zip(parts, plans).contains { part, plan in
      part.isEightBit && plan.rewriting == .none
        || part.keepsEightBitHeader
    }
    return try CompletedContent(
      header: header.bytes + LineEndings.crlf, body: body, self.header.contentType,
      isRewritten ? plans : [], isEightBit: isEightBit || header.isEightBit)
  }
}

extension HandedHeader {
  /// The addresses that its From, or else its Sender, names.
  func senders(_ unnamed: UnnamedText) -> [MailAddress] {
    let named = ["From", "Sender"].lazy.compactMap { name in
      first(name).map { AddressList(unnamed.text($0.value)).items.compactMap(\.mailbox) }
    }
    return named.first { !$0.isEmpty } ?? []
  }

  var isEightBit: Bool { fields.contains(where: \.isEightBit) }
}
