/// Phrases about recipients.
extension Vocabulary {
  static let full: Patterns = """
    mailbox|inbox|box|maildir|boite|postfach|buzon|casella|caixa|skrzynka|user|account ... full|\
    plein*|voll|llen*|pien*
    mailbox|inbox|skrzynka|caixa ... cheia|pelna|overfull; overquota|overquoted
    full mailbox|inbox; esta lleno; quota violation
    over ?his|her|their|its|the|mail ?mailbox quota|storage
    quota ?is|has|been ?been exceeded|full|reached; exceed* .. quota|storage|disk|mailbox
    out of storage|space|quota; mailbox|disk|storage quota|limit|size|space ?limit
    enough|insufficient ?disk|storage|mailbox space|storage ?in ?for ?recipient* ?mailbox
    account storage limit; mailbox .. exceed*|over|limit; user|recipient ?is .. over quota
    inbox is out; 邮箱已满; 邮箱空间; 空间不足; 容量不足; 已满; 一杯; 용량; quota
    enough|free|sufficient space|storage|room; space|storage .. left|exhausted|used|exceeded|full
    mailfolder ?is full; no ?more space|room; переполнен*|заполнен*
    exceed* .. receiving|allowed|maximum storage; overfull
    """

  /// Not a full mailbox: the server's disk, a limit of sending, a size.
  static let otherFull: Patterns = """
    system storage|space|resources|disk; organi*|queue|tenant|server quota|queue|limit
    sending|submission|daily|hourly|outgoing|rate|monthly|recipient|recipients quota|limit
    message|messages|submission quota; message|mail|email ?size ?is too; message size; attachment*
    """

  static let unknownRecipient: Patterns = """
    user|users|recipient|recipients|mailbox|mailboxes|address|alias|person|addressee|\
    destinataire|@address|@recipient ?part ?address ?was|is|has unknown
    user|users|recipient|recipients|mailbox|address|account|destinataire|@address|@recipient \
    ?address ?is ?currently nonexistent|invalid|unavailable
    user|recipient|mailbox|address|account|addressee|destinataire|@address|@recipient ?is ?an \
    undeliverable|unrouteable|unroutable|inexistant*
    user|recipient|mailbox|address|account|addressee|destinataire|@address|@recipient ?is \
    inconnu*|invalide|unbekannt|expired|inactive|dead
    unknown|invalid|nonexistent|inexistent|bad|undeliverable|unrouteable|unroutable|illegal \
    ?local|virtual|email|to|destination ?or ?unknown ?virtual user|recipient|recipients
    unknown|invalid|nonexistent|inexistent|bad|undeliverable|unrouteable|unroutable|illegal \
    ?local|virtual|email|to mailbox|address|addresses|part
    unknown|invalid|bad account|alias|rcpt|addressee|destination
    no|not ?a|any|an|valid|known such ?a|local|valid|mail|virtual|email user|users|recipient|\
    mailbox|address|person
    no|not ?a|any|known such ?a|local|valid|mail|virtual account|name|alias|here|one|box
    user|users|recipient|recipients|mailbox|address|email|@recipient|@address|person|alias|\
    account|rcpt ... not ?be ?been ?a found|exist*|known
    user|users|recipient|mailbox|address|email|@recipient|@address|person|alias|account .. not|\
    longer ?a|an ?longer here|valid|local|listed|present|active
    user|recipient|mailbox|address|account|@recipient|@address .. not|longer|never deliverable|\
    handled|defined|configured|ok|on|in|our
    not ?a|an ?valid ?known|local|active|existing|our|real valid|user|mailbox|recipient|address|\
    account here
    not a ?valid|known ?local user|recipient|mailbox|address
    no ?valid ?mail mailbox|account|recipient|user ?by|for|found|with|here
    does|do|did|has|have not ?exist ?have .. account|mailbox|address; not .. exist|exists|found
    ~recipientnotfound; ~recipnotfound
    no longer .. valid|here|exists|accepting|active|available|works|with
    recipient .. fully qualified
    mailbox|account ?is|currently|@address|@recipient ?currently unavailable
    there is no one|such|user|mailbox; disconnected|discontinued
    unable|can|could ?not to|not|be ?to find|deliver|route|locate ... recipient|user|address|\
    mailbox|@recipient|@address
    domain|host ... not .. found|exist*|known; no route|mx ?to|for host|domain|recipient|address
    invalid|bad .. address syntax
    empfanger|benutzer|adresse|postfach ... unbekannt|existiert|ungultig
    adresse .. destinataire .. invalide|inconnu*
    usuario|destinatario|direccion|buzon|cuenta ... no|desconocid*|inexistente|inval*
    usuario|destinatario|caixa ... nao|desconhecid*
    utente|destinatario|indirizzo|casella ... non|sconosciut*|inesistente; no existe; nao existe
    non esiste; nie istnieje; нет такого|такой; не найден|существует; 收件人不存在; 用户不存在; 不存在; 无此用户
    宛先不明; ユーザーが存在; 見つかりません; 존재하지; nobody|none|noone ?here by|with; no mail box; nessun*
    mail box ... not|no; no ... in name|ldap ?directory; user missing
    not ?an active|existing|working address|mailbox|user|account
    addressee|addresses|address ... not|were unknown|known
    can not accept ?this|that user|recipient|mailbox|address; account|mailbox unavailable
    gefunden; inconnu*; unbekannt*; must contain|have|include ?a domain
    domain ?name|part ?is required|missing; without|no|lacks ?a domain; unqualified; full address
    email|@recipient|@address ?address|email is ?an ?not invalid|valid|wrong|incorrect
    """

  /// The address is unknown, whatever else the text says.
  static let surelyUnknown: Patterns = """
    user unknown|not; unknown user|recipient|local; no such; not exist|found; unverified address
    undeliverable; domain not found; invalid recipient|mailbox; recipient .. unknown|not
    does not exist; fully qualified
    """

  /// Not unknown: the recipient does not accept mail, or the text concerns something else.
  static let otherRecipientFault: Patterns = """
    relay*; verification in progress; sender|from|helo|ehlo|client|ip
    disabled|suspended|deactivated|blocked|locked; over|full; greylist*|graylist*
    valid recipients; command|mechanism|authori*; too many
    """

  static let closedMailbox: Patterns = """
    verification in progress; no valid recipients; failure sending mail; temporar* lookup|failure
    disabled|deactivated|suspended|locked|blocked
    """

  static let greylist: Patterns = """
    greylist*|graylist*|postgrey|sqlgrey|gld; grey|gray list|listed|listing; ~greylist; ~graylist
    ~postgrey; come back ?again later|in|after; triplet|triplets; not seen ?you|this ?before
    first time sender|client|delivery
    try|retry|reessayer|back|again|wait|dans .. # ?more seconds|second|sec|secs|minutes|minute|\
    min|mins|hours|hour|s|secondes
    # seconds|minutes; unknown .. deferred .. minutes; liste|lista gris*|grigi*; 灰名单; グレイリスト
    серый|серого|серые списо*
    """

  /// Greylisting is named.
  static let greylistName: Patterns =
    "~greylist; ~graylist; grey|gray list*; liste grise; lista gris; 灰名单"
}
