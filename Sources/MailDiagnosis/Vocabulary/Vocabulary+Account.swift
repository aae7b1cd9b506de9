/// Phrases about an account at a provider.
extension Vocabulary {
  /// The account is meant, not a sender's or a recipient's address.
  static let account: Patterns = """
    your ?own ?smtp ?email ?mail ?user account|accounts|subscription|plan|trial|profile|credits
    smtp|trial|free|demo|test|sandbox|sender|sending|user's|username's account|accounts
    demo|sandbox domain|domains|subdomains; account outbounds|suspension
    domain|account|user|username .. not|never allowed|permitted|authori*|enabled to send
    outgoing|outbound|sending ?email ?mail|mails ?messages ?has|have|is|are ?been suspen*|\
    block*|disabled|paused
    is not authori* to perform; this user does not have access|right|rights|permission
    has an outgoing
    mandrill|mailgun|sendgrid|brevo|sendinblue|mailjet|postmark|zoho|hosting|cpanel account
    disabled by user|admin*|owner; ~outboundspam; unusual sending activity; unblock ?me
    remetente .. permiss*; not enough credit|credits; api|smtp|this|your key|token
    insufficient balance|funds|credit; top up your
    """

  /// This machine's address is not on the account's list.
  static let addressNotListed: Patterns = """
    unauthori*|unrecogni*|unregistered|unlisted ?source|client|sending ip|ips|address
    ip|ips ?address|addresses ... not .. authori*|allowlist*|whitelist*|registered|allowed|\
    permitted
    ip|ips ?address|addresses ... not .. trusted|recogni*|listed|approved|whitelist|white
    ip|ips ... not|outside .. in|on .. allow|access|trusted|authori*|white list|lists
    not in|on .. whitelist|allowlist
    not .. authori*|allowed|permitted|registered|whitelist* .. from ?this|your|the|an ip|\
    address|location|country
    from|of ?this|your|an unauthori*|unregistered|unknown ip|address|location|host|country|network
    sending|login|logins|access|connections from ?this|your|the ip|country|location ... not \
    allowed|permitted
    login|access|sign .. from .. country|location|region .. not|denied|blocked|forbidden
    not allowed|permitted ?to ?login|send from ?this|your country|location|region
    authori*|allow|add .. ip ... account|settings|console|dashboard|panel|list
    invalid credentials for relay; mail relay denied @ip; sending device ip
    ip|address restriction|restrictions|allowlist|whitelist; trusted ip; ip未授权; ip不在; ip白名单
    """

  /// The account's list of addresses is meant, even without a sign-in.
  static let accountList: Patterns = """
    this|your|the ?workspace ?suite ?smtp account|settings|dashboard|console|credential|credentials
    credentials for relay; unauthori* ip; not in|on .. whitelist|allowlist
    """

  /// The plan or its credits are used up.
  static let usedUp: Patterns = """
    no|insufficient|maximum|max|out|enough|zero|0|more ?of ?email|sending|remaining credit|credits
    credit|credits|allotment|allowance|balance .. exceeded|exhausted|used|expired|insufficient|\
    depleted
    credit|credits|allotment|allowance|balance .. run|low|out|reached|required
    exceed*|exhausted|reached|used|over|beyond .. credit|credits|plan|subscription|package|trial
    exceed*|exhausted|reached|used .. allotment|allowance|tier
    plan|subscription|package|trial|tier|licen* .. exceed*|exhausted|reached|limit*|expired|\
    ended|over
    upgrade .. plan|account|subscription|package|tier; plan|account .. upgrade
    upgrade your plan|account
    monthly|month|yearly ?email|message|mail|sending|plan limit|limits|quota|allowance|cap|volume
    limit|quota|allowance ?has .. for|of|this ?the|this|your month|plan|account|subscription
    reached|exceeded|used .. your|account|account's|monthly .. limit|quota|allowance
    payment|invoice|bill|billing .. required|overdue|due|unpaid|failed|issue|problem|declined
    unpaid invoice; recipient limit exceeded
    account|domain .. quota|limit .. exceeded|reached|used
    account|domain .. reached|exceeded|used .. limit|quota; 欠费; 余额不足; 套餐; 额度
    kontingent .. erschopft|ausgeschopft|aufgebraucht; cuota|quota .. mensu*
    insufficient|no funds|balance|credit; not enough funds|balance|credits
    out of balance|credit|funds
    used .. all ?of your|the ... month*|emails|mails|messages|quota|credits; top up
    package|plan allows|includes
    limit|limits|quota|quotas .. for|of|on ?your account ... exceeded|reached|used
    trial ... suspended|blocked|disabled|closed|stopped
    """

  /// Not a used-up plan: limits that pass within a day, and other things that are full.
  static let clock: Patterns = """
    hour|hourly|hours|day|daily|minute|minutes|second|seconds|24h|1h|24|heure|jour|stunde|tag
    throttl*; rate; mailbox|inbox|storage|disk|space|size
    """

  static let plan: Patterns = """
    plan|credit|credits|subscription|upgrade|billing|payment|month|monthly|trial|funds|unpaid
    package; balance; top up; recharge
    """

  static let accountBlocked: Patterns = """
    account|accounts|user|customer|tenant|mailbox|login|organi*|subscription .. suspen*|disabled
    account|accounts|user|customer|tenant|mailbox|login|organi*|subscription .. deactivat*|\
    blocked|locked
    account|accounts|user|customer|tenant|subscription|profile .. banned|frozen|terminated|\
    closed|hold
    account|accounts|user|customer|tenant|subscription .. restricted|compromised|hacked|revoked|\
    paused
    account|accounts|user|customer .. inactivity|barred|cancel*|abus*|expired
    suspended|disabled|blocked|locked|deactivated|banned|frozen|terminated ?email ?smtp account|\
    user|mailbox|customer
    sending|outgoing|outbound|outbounds|submission ?email ?mail ?has|is|been ?been blocked|\
    suspen*|paused|stopped
    sending|outgoing|outbound|outbounds|submission ?email ?mail ?has|is ?been disabled|\
    restricted|revoked
    blocked|suspended|restricted|banned|barred|disabled|prevented|limited from|for sending|send|\
    outgoing
    unusual|suspicious|abnormal ?sending|login|account activity; ~outboundspam; ~wascl
    unblock ?me; abuse|spam .. your|from account; your account .. abuse|spam*|hacked|compromised
    not a robot; disabled by user|admin*|owner; access .. has been suspended
    sign|log ?in to|into your ?webmail account ... to .. continue|go|resume|unlock|send|sending
    konto|account|benutzer*|postfach .. gesperrt|deaktiviert|blockiert
    compte|utilisateur .. bloque*|suspendu*|desactive*; cuenta|usuario .. bloquead*|suspendid*
    cuenta|usuario .. desactivad*|deshabilitad*; conta|usuario .. bloquead*|suspens*|desativad*
    account|casella|utente .. bloccat*|sospes*|disabilitat*; disabilitato .. casella
    konto .. zablokowan*; пользовател*|аккаунт|ящик .. заблокирован*|отключен*; 用户被锁; 用户被禁; 帐号被
    账号被; 帐户被; 账户被; 被锁定; 被冻结; 已停用; 被禁用; 封禁; アカウントは停止; アカウントがロック; 계정이 정지
    suspended|disabled|blocked|locked|stopped|closed|deactivated|banned|frozen your|the|this \
    account|mailbox|domain
    mailbox|account|user ... any more|longer ... blocked; mailbox ... blocked|locked
    may|can not send any more
    limited|restricted|blocked due|because ?of|to .. suspicious|unusual|abus*|spam*
    sign|log|login ?in ?on to|into|at your ?webmail account|mailbox|dashboard
    """

  /// Something else than the account is blocked.
  static let otherBlock: Patterns = """
    message|mail|email|content ?was|has|is ?been blocked|restricted; basic authentication
    blocked using|by; ip ?address .. blocked|banned|listed|blacklisted
    authentication|auth|mechanism|method|tls|command|relaying|relay .. disabled
    check ?your user*|password|credentials; trial|free|demo account|accounts|plan|period
    limit|quota reached|exceeded; can|could not be delivered; undeliverable
    deliver* ... recipient|user|mailbox
    """

  static let permission: Patterns = """
    not authori* to perform
    not|never .. authori*|allowed|permitted|entitled|eligible to use ?the|this smtp
    not|never .. authori*|allowed|permitted|entitled to use ?the|this service|server|relay|api|\
    mail*|account
    user|client|username|you .. not|never authori*|allowed|permitted|entitled to send ?any \
    ?smtp ?outgoing email|emails
    user|client|username|you .. not|never authori*|allowed|permitted|entitled to send ?any mail|\
    mails|messages
    do|does|has|have not ?have .. permission|permissions|access|right|rights|privilege|privileges
    no|insufficient|lacks|lack|missing|without ?the ?required ?sufficient permission|\
    permissions|privileges|rights|scope
    permission denied; access rights; missing scope
    smtp|imap|pop|pop3 ?access|service|feature|protocol|sending|login ?is|are|was|has ?been \
    ?currently disabled|off
    smtp|imap|pop|pop3 ?access|service|feature|protocol|login ?is|are|was|has ?been deactivated|\
    closed
    smtp|imap|pop|pop3 ?access|service|feature|protocol|sending|auth* ?is|are|has not ?been ?yet \
    enabled|activated|open
    smtp|imap|pop|pop3 ?access|service|feature|protocol|sending ?is|are not ?currently allowed|\
    permitted|available
    smtp auth ?is disabled|off for|on|in
    not ?been enabled|allowed|activated|permitted|authori* for imap|smtp|pop|pop3
    not .. authori*|allowed|permitted|enabled to use smtp|imap|pop|pop3
    enable|activate|switch|turn ?on ?it|the smtp|imap|pop|pop3 ?access|service|protocol
    enable it in; imap|pop|pop3 is disabled
    nao|no|non|ne|n|nicht|nie .. permiss*|autoris*|autoriz*|berechtigt|uprawnien* ... envi*|\
    inviar*
    keine berechtigung; sem permissao; sin permiso; нет прав; нет доступа; 无权限; 没有权限; 未开通; 未开启
    服务未; 権限がありません; 권한이 없; smtp|imap|pop|pop3|service access denied|refused|forbidden
    no right|rights|permission to; no sending|submission ?is allowed|permitted; no ... scope; key|token|user may|can not send|relay
    not .. allowed|permitted|authori* to ?use smtp; authenticated but not connected
    account .. not allowed|permitted|authori* to send
    """

  static let notActivated: Patterns = """
    account|accounts|user|smtp|company|customer|profile|subscription|relay ... not .. activ*|\
    approved
    your service|domain ... not .. activ*
    account|accounts|user|smtp|company|customer|profile ... not .. validated|confirmed|verified|\
    subscribed
    account|user|smtp|profile ... not .. provisioned|complete*|live|enabled
    not ?yet|been ?yet activated|approved|subscribed|provisioned
    activate|confirm|complete ?your|the ... account|profile|registration
    account|domain|user|service|profile .. pending|inactive|unconfirmed|incomplete|awaiting|\
    probation
    pending|awaiting|under approval|activation|review|validation; sandbox ?subdomain*|mode|account
    trial|free|demo|sandbox|testing account|accounts|domain|domains ... only|not|can
    test purposes; can only send; not .. allowed|permitted ... send ... yet
    not yet .. allowed|permitted
    sending .. not|never ?yet|been allowed|enabled|permitted|activated; production access
    nicht freigeschaltet|aktiviert; non attivo|attivato|abilitato; pas ?encore active*
    no activad*|activo; nao ativad*; 未激活; 未审核; 待审核; 未验证
    account|user|profile ... must|has|needs ?first ?to be approved|activated|confirmed|validated
    confirm|verify|activate ?your email ?address ... before|first|to
    waiting|awaiting ?for approval|activation
    validate|verify|confirm|activate|complete ... your|the ... account|profile|registration
    """
}
