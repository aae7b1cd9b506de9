/// Whom a refusal concerns.
///
/// Servers delay their checks of client, EHLO name and sender until RCPT, so the command does not
/// tell: the words do, and the address that they name.
enum RefusalSubject: Equatable, Sendable {
  case helloName
  case client
  case account
  case sender
  case recipient
  /// The text names nobody.
  case unsaid

  init(_ text: RefusalText) {
    if let explicit = Self.explicit.first(where: { $0.1.occur(in: text) }) {
      self = explicit.0
      return
    }
    // Of several, the first one named is the subject: "Sender … not allowed for recipient …".
    let named = Self.nouns.compactMap { subject, nouns in
      nouns.place(in: text).map { (subject, $0) }
    }
    self = named.min { $0.1 < $1.1 }?.0 ?? .unsaid
  }

  /// Postfix's phrases and those of its imitators, such as `<address>: Sender address rejected: …`.
  private static let explicit: [(RefusalSubject, Patterns)] = [
    (.helloName, "helo|ehlo command|name|hostname rejected|refused|denied"),
    (
      .recipient,
      """
      recipient|recipients|rcpt ?address|addresses|domain rejected|refused|denied|unknown|invalid
      invalid|unknown|bad recipient|recipients|rcpt; rejected|refused|blocked by ?the recipient|recipients
      you tried|trying|are ?trying to reach|contact; recipient's; ~resolver.rst; ~resolver.adr
      """
    ),
    (
      .client,
      """
      your|this ?ip range|network|host|server|ip is not|blocked|listed|banned
      client host|address|ip ?name ?@ip rejected|refused|denied|blocked; client @ip rejected|blocked
      client host; banned ?sending ip; @ip|ip ... blocked|listed|blacklisted|banned|blocklisted; sender|sending|source|client|your ip ?address|range|reputation
      """
    ),
    (
      .sender,
      """
      sender ?address|domain rejected|refused|denied|unknown|blocked|invalid|verify
      sender ?address|email @address|@sender|@recipient rejected|refused|denied|blocked
      mail from rejected|refused|denied; unknown|invalid|bad ?mail sender; sender verify; envelope blocked|rejected
      """
    ),
    (.account, Vocabulary.account),
  ]

  /// The client comes first, since "sender IP" is not the sender.
  private static let nouns: [(RefusalSubject, Patterns)] = [
    (
      .client,
      """
      client|connecting|sending|sender|senders|source|originating|remote|your|this|the ?smtp ip|ips|ipv4|ipv6
      client|connecting|sending|sender|remote|originating|your ?smtp ?mail host|hostname|server|mta|machine
      messages|mail|mails|email|connections ?not ?be ?accepted from ?an ?a ?new ?or ?untrusted @ip|ip|ips|dynamic
      client|connecting|your network|isp|country; client host|address; @ip; ip ?address|addresses; client was|is|not
      ip adresse; adresse|direccion|indirizzo|endereco ip; 您的ip; 发信ip; host network; from ?your ?mail host|server|network|mta; residential|dynamic networks|hosts|ips
      your|this range|subnet|netblock|pool
      your ?providers ?mail ?internet provider|network|range|host|server|mta|machine
      """
    ),
    (.helloName, "helo; ehlo"),
    (
      .sender,
      """
      sender|senders|originator|mailfrom|@sender; from header|address|addresses|domain|field|line|email
      envelope|header|reverse|return from|path|sender|address; mail from ?address|domain|@sender|@address not|must|command|is|was
      mail from ?address|domain|@sender|@address equal|does|check|has|rejected; mail from @sender|@address|address|domain; absender*|expediteur*|emetteur*|remitente*|remetente*
      mittente*|nadawc*|avsandar*|afzender*|afsender*|отправител*|gonderen*; header from; from header
      发件人; 寄件; 发信人; 送信者; 送信元; 差出人; 보낸; 발신
      """
    ),
    (
      .recipient,
      """
      recipient*|rcpt|addressee*|destinatair*|destinatari*|destination|receiver|@recipient
      empfanger*|ontvanger*|odbiorc*|mottaga*|modtager*|получател*|адресат*|alici*
      收件人; 受信者; 宛先; 받는; 수신
      """
    ),
  ]
}
