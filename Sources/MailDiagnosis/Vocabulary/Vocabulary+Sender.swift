/// Phrases about senders.
extension Vocabulary {
  /// The user may not send with this address.
  static let notOwner: Patterns = """
    not ?be owned|own|owner; ~sendasdenied; relaying disallowed as; alias of|for
    not|no|never|denied|disallowed|refused|permission*|unauthori*|right ... send|submit|relay|\
    post ?mail|email|emails|messages as|behalf
    sender|from ?address|email ?@address|@sender ?is not ?a ?an allowed|permitted|authori*|\
    accepted|acceptable|yours|local
    not .. authori*|allowed|permitted .. send|relay|mail|submit ?any ?e ?mail|email|emails|\
    messages from|for|with
    not .. authori*|allowed|permitted|entitled .. use ?this|the|that|another ... sender|from|\
    address|identity|@sender
    must|should|needs|has ?to ?be|not ?the match|matches|same|equal|identical ... auth*|login|\
    user|username
    not ?the same|identical|equal ... auth*|login|user|username|account|envelope
    must|should|needs|has ?to ?be|not ?the match|matches|same|equal|identical ... account|\
    mailbox|email|sender
    not match|matching|correspond|belong|belongs|equal .. auth*|login|user|username|account|\
    credential*|sasl
    not match|matching|correspond|belong|belongs|equal .. session|envelope|you|sender|from
    local user only
    from|sender|address .. differs|different .. auth*|login|user|username|account|sender
    incorrect|wrong ?sender|from ?sender header|address|sender|from; not yours
    sender|from|address|header|identity .. mismatch*|forged|forgery|spoof*|fake|faked
    fake|forged|spoofed sender|from|address|header; not ?a|an|one ?of your|yours
    not ?as ?a valid|allowed|authori*|permitted|accepted|registered ?sender ?address for ?this|\
    your|the ?smtp login|user
    not ?as valid|allowed|authori*|permitted|accepted|registered ?sender for ?this|your|the \
    account|username|session
    not ?as valid|allowed|authori*|permitted|accepted for ?this|your|the|that|an ?smtp ?sasl \
    auth*|login|credential*|@address|@sender
    use|send ?only ?with|from|as ?your ?own|another|correct|proper|own|registered sender|from \
    ?address
    only .. send|use .. your ?own address|from|sender|as; absender*|adresse ... stimmt .. nicht
    absender*|adresse .. nicht .. erlaubt|berechtigt|zugelassen|zulassig
    expediteur|adresse|emetteur ... non|pas autorise*
    remitente|direccion ... no .. autorizad*|permitid*|coincide
    remetente|endereco ... nao .. autorizad*|permitid*|pertence|corresponde
    mittente ... non .. autorizzat*|consentit*|corrisponde
    expediteur|emetteur ?est non|invalide|interdit|inconnu; nadawc* .. niedozwolon*
    nie .. nadawc*; отправител* ... не|запрещ*; 发件人与; 发信人与; 必须与; 不一致; 不匹配; 不符; 与认证; 送信者アドレスが; 差出人アドレスが
    一致しま; 一致しない; 一致していない; 일치하지
    not in|among|on your ?list ?of ?allowed ?registered identit*|addresses|senders|aliases
    """

  /// The surest of these phrases, whoever else the text names.
  static let clearlyNotOwner: Patterns = """
    not owned by; not owned|own; ~sendasdenied; relaying disallowed as
    not|permission|permissions|allowed|authori*|permitted ?to send as; behalf of
    """

  /// The sender is refused for another reason than whose address it is.
  static let otherSenderFault: Patterns = """
    spf; dkim; dmarc; rejected unverified|undeliverable|domain|user|unknown|malformed|need
    not ?yet|been|a verified|validated; verify|verified|verification; undeliverable
    user|mailbox|domain unknown; unknown user|mailbox|domain; fully qualified; does not exist
    not found; blacklist*|blocklist*|blocked|banned; relay access; ehlo|helo; not logged in
    null mx|sender; sender signature; 5322|2822|rfc; policy reasons; spam; multiple; listed
    trial|free|demo|sandbox account|accounts|plan
    """

  /// The address or the domain is not verified as the account's.
  static let unverified: Patterns = """
    not ?a|been|yet|currently ?been ?a verified|validated|confirmed
    unvalidated|unconfigured|unconfirmed
    verified|confirmed|validated ?from sender|senders|identity|identities|domain|domains|from
    unverified|unregistered ?from ?sending sender|domain|domains|address|email|identity
    verify|confirm|validate|register ?the|your|this|a ?from ?sending sender|domain|email|identity
    sender signature|signatures; ~notauthenticatedsender
    domain|sender|identity|from ... must|should|needs ?to ?be verified|validated|registered
    domain|sender|identity|@address|@sender ... not .. registered|configured|added|associated|\
    approved ?in|with|on|for|as|to
    not .. registered|configured|approved ?as ?a ?sending sender|domain
    sending from ?domain .. not allowed|permitted; sender not valid
    sending domain .. unknown|missing; domain .. not .. allowed|permitted|authori* .. send
    verify ownership; unknown sending domain; sender identity missing|unknown|not
    domain .. not .. set up|known|configured|confirmed
    domain|sender ... list of verified|registered|authori*; not ?an ?a accepted domain
    domain .. not .. part|owned|belong* ?of ?to this|your|the
    """

  /// Something else is not verified: an account, a callout, a client.
  static let otherVerification: Patterns = """
    recipient address rejected; rejected unverified
    account|user|customer|profile .. not .. verified|validated|confirmed; spf; dkim; dmarc
    reverse|ptr|helo|ehlo; client|certificate|ip .. verified; address verification
    sandbox subdomain*; ~rcpthosts; account .. not .. allowed to send; relay*
    sender verify|verification; can|could not verify; unable to verify; verify that ?the
    """

  /// SPF, DKIM or DMARC fails (RFC 7208, 6376, 7489).
  static let unauthenticatedDomain: Patterns = """
    spf; spf1; sender policy framework; ~openspf; ~spf.pobox; dmarc
    unauthenticated email|mail|message from .. domain|is|not; required authentication level
    sender is unauthenticated; dkim .. fail*|pass|did|does; authenticat* checks
    domain .. not .. designate|permit*|list .. sender|ip|server; not designate*; permitted sender
    not .. permitted .. spf; anti spoofing; antispoof*; dkim .. not|invalid|fail*|reject*|sender
    senders ?domain policy; domains policy; policy of ?the ?senders|sending|sender ?domain
    """

  /// The sender is an address that means nothing elsewhere.
  static let incompleteSender: Patterns = """
    fully qualified .. address|sender|domain|name; fqdn; domain ?name ?is required|missing|needed
    real domain name; must|should ... contain|have|include|specify .. domain; unqualified
    without|no|lacks|missing|needs ?a domain; malformed address|sender|from
    address|sender .. malformed|incomplete
    invalid|bad|illegal ?sender|from ?address syntax|format
    syntax error|invalid .. sender|from|mail|address; syntax|syntactically ... sender|from|address
    localhost; blank|empty|null ?envelope from|sender|senders|return
    ip addresses are not allowed as; must|should be ?a full|complete ?email address
    full|complete ?email address ?is required|needed; no domain
    missing|no|without ... valid ?email address ... from; missing ?a from
    from ?header ?is missing|empty|blank
    """

  /// The sender's domain cannot be found, or accepts no mail.
  static let senderDomain: Patterns = """
    domain|host|hostname .. not ?be ?been found|exist*|resolv*|valid|known
    domain|host .. unknown|invalid|nonexist*; domain|host|address .. null mx; domain not found
    domain of sender; ~nullmx
    can|could|unable|not .. resolve|lookup|look|find|locate .. domain|sender|from|host|mx|dns
    sender ?address|envelope|from domain ?must|is ?not exist|resolve|found|dead|empty
    no|missing|bad|invalid|without|null ?valid|usable mx|dns|a ?record|records|entry
    mx|dns ?or ?a record|records .. not|missing|invalid|found
    dns ?lookup|error|failure|record*|problem
    unroutable|unrouteable|unresolv*|nonexistent|nxdomain ?sender|address|domain; malformed dns
    dead|fake|bogus|unknown|invalid|inexist*|nonexist* ?sender|email|mail|from domain
    domain .. dead; domain* .. existiert|existe|esiste|istnieje
    domaine .. inexistant*|invalide|inconnu; 域名不存在; 域名无; not ?a valid domain; host|domain part
    domain ?has|with no|without ?a mail|mx ?server|host; absenderdomain*
    senders domain ... no|not|unknown; domain @address|@sender unknown|invalid
    """

  /// The sender's domain, when asked, did not know the mailbox.
  static let noSuchMailbox: Patterns = """
    user|sender|mailbox|account|address|@sender|@address|@recipient .. unknown|nonexistent|\
    undeliverable|unverified|unreachable
    unknown|nonexistent|no ?such ?local user|mailbox|sender|address|account|part
    not ?be exist*|found|known|here|verified|deliverable; no such
    sender|address verify|verification ?has ?fail*|failure|error; verification failed for
    verify sender; can|could|unable|not .. verify; callout|callback; call out|back
    mailbox unavailable; verify .. sender|from; existiert nicht; nicht gefunden|bekannt
    inconnu*|inexistant*; no existe; nao existe; non esiste; nie istnieje; не найден|существует
    不存在; can|could not .. check|validate|verify; unable to check|verify|validate
    """

  static let senderBlocked: Patterns = """
    block*|blacklist*|banned|barred|denylist*|listed|suspend*|spammer; bad|poor reputation; ban
    """
}
