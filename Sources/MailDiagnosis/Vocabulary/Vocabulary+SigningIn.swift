/// Phrases about signing in.
extension Vocabulary {
  static let tooManySignIns: Patterns = """
    too many|much .. login|logins|auth*|failed|failures|bad|invalid|attempts|unsuccessful|\
    errors|sign|password
    too many|much .. wrong|tries|incorrect; login|logon|auth*|sign ?in attempts|frequency|limit
    login|logon|auth* rate ?limit*; rate limit*; maximum|max .. attempts|failures|retries|tries
    brute force; exceeded .. attempts|failures|tries|logins
    locked|blocked|banned .. failed|attempts|failures|minutes; temporarily locked|banned ?out
    try again in # ?minutes|seconds|hours; 登录次数; 登录频率; 次数过多; 频繁; zu viele; trop de tentatives
    demasiados intentos; troppi tentativi; muitas tentativas
    """

  /// QQ's sentence, which names all causes at once.
  static let manyCauses: Patterns =
    "account is abnormal; password ... or ... service ... or; service is not open"

  /// The server wants another secret than the account's password, or a sign-in by OAuth.
  static let otherSecret: Patterns = """
    application|app|apps|device|client ?specific password|passwords|pwd|code; apppassword*
    application specific; ~badcredentials; ~invalidsecondfactor; ~apppassword; authori*ation code
    authorization|authorized|auth|access code; authori* password; web browser; web login
    account is abnormal; service is not open; weixin token; two|2 ?step factor|step|verification
    2fa|mfa|otp; multi factor; login error or password error; 授权码; 授權碼; 专用密码; 客户端专用; 独立密码; 앱 비밀번호
    애플리케이션 비밀번호; アプリパスワード; アプリ パスワード; пароль ?для приложени*|внешн*; anwendungsspezifisch*
    app passwor*; mot de passe d application|application; contrasena de aplicacion*; senha de app*
    modern authentication; oauth*|xoauth2 .. required|only|must|instead
    require*|must|only|use|using|via ?an ?sign ?in ?with oauth*|xoauth2
    """

  /// The mechanism is refused, not the password.
  static let mechanism: Patterns = """
    too weak
    auth*|unrecogni*|unknown|unsupported|invalid|bad|unimplemented|requested|sasl ?sasl \
    mechanism|mechanisms
    unrecogni*|unknown|unsupported|invalid|unimplemented|requested ?auth* method|scheme|mode|type
    auth* type|mode .. not|unknown|unsupported; no|this|that mechanism
    mechanism|method|scheme .. not|unavailable|unsupported|invalid|unknown|disabled
    no worthy mechs; optional argument not permitted; auth* type|mode|method not
    no mechanism available
    """

  static let signInNotOffered: Patterns = """
    auth*|sign ?in .. not ?be|been ?yet enabled|available|supported|allowed|advertised|\
    permitted|offered|implemented
    auth*|sign ?in .. not ?be configured|possible|needed|necessary|required
    auth* ?is disabled|unsupported|forbidden
    not .. support|accept|allow|offer|advertise|require auth*
    unrecogni*|unknown|unimplemented|disabled|invalid command
    command .. not .. implemented|recogni*|supported|advertised|known|allowed|enabled
    bad sequence
    """

  /// Trouble of a SASL library, which replies with 535 too.
  static let signInTrouble: Patterns = """
    generic failure; lost connection; connection .. lost|refused|closed|failed|timed|error
    no such file; can|could not connect|contact|reach|open|verify; temporar*; vorubergehend*
    tempora*; временн*; internal ?server|authentication ?server error|failure|problem
    try again later|it; please try later
    backend|ldap|sql|mysql|database|saslauthd|radius|dovecot|directory .. error|down|failed|\
    unavailable|fail|failure|not
    server|service|system ?is|currently ?currently unavailable|busy|down|error|problem|\
    overload*|timeout
    authentication ?service|server ?is ?currently ?temporarily unavailable|down; timeout
    timed out
    unable to ?authenticate|check|verify|process ?at|your|the ... present|moment|now|time|\
    password|credentials
    plugin|broken pipe; system busy; unavailable; 系统繁忙; 服务器繁忙; 稍后再试; 稍後再試; 系统错误; 系統繁忙
    """

  static let wrongSecret: Patterns = """
    invalid|incorrect|wrong|bad|unknown .. credential*|user*|password|login; reason unavailable
    not accepted
    """

  static let aboutSignIn: Patterns = "auth*|login|password|credential*|user*|sasl"

  /// The server wants a sign-in.
  static let signInWanted: Patterns = """
    auth*|login|logon|credential*|smtp ?auth* ?is|are|method required|needed|necessary|\
    mandatory|first|requise|richiesta
    auth*|anmeldung|authentifi* .. requerid*|erforderlich|wymagan*|notig|necessari*|obligat*|\
    requis*|notwendig
    must|should|need|needs|please|have|first ?to ?be|first authenticate|auth|login|logon|\
    authenticated|authenticating
    must|should|need|needs|please|have ?to ?first|use|provide|supply credentials|log|logged|\
    sign|smtp auth*
    require|requires|requiring|needs|need ?smtp ?an ?valid auth*|login|credential*|password
    requires .. auth*; not ?yet|been ?yet authenticated|logged; not .. logged ?in|on
    without auth*|login|logging|credentials
    anonymous ?mail ?smtp submission|access|relay|sending|users|clients .. not|disabled|\
    forbidden|prohibited|denied|refused
    unauthenticated ?relay sender|senders|client|clients|connection|user|users|mail .. not|\
    denied|reject*
    use|enable|turn|check|configure|activate|switch ... smtp|esmtp|server|outgoing auth*
    auth|authenticate|login ?command first; anonymous .. not|denied|disabled|sender*|client*|user*|mail
    esmtp auth; and auth first
    pop|pop3|imap|receive|check|retrieve|read|get|collect ?your ?mail before|first; pop before
    before .. smtp|sending|send; please|must .. check|get|read|collect ?your|new mail|email
    autentic*|autenticacion|autenticazione|autenticacao .. requerid*|necessari*|richiesta|obrigat*
    uwierzytelni* wymagan*; требуется|необходима авториза*|аутентифика*; авторизуйтесь; 需要认证; 需要登录
    请先登录; 请先认证; 身份验证; 先认证; 未认证; 需要身份; 認証が必要; 認証してください; 認証されて; 인증이 필요
    """

  /// The text mentions signing in.
  static let signInMention: Patterns = """
    authenticat*|authentic*|authentif*|autentic*|autentif*|anmeld*|einlogg*|inlogg*|\
    uwierzyteln*|zalog*
    login|logon; log|sign|logged|signed in|on|first; авториз*|аутентиф*|identifi*
    customers|subscribers|members only
    """

  /// The server wants TLS.
  static let encryptionWanted: Patterns = """
    starttls .. first|required|command|issue; issue .. starttls
    must|need|use|using|requires|require ?a starttls
    tls|ssl|encryption|encrypted|secure|security ?connection|channel|session|transport ?is \
    required|needed|mandatory
    tls|ssl|encryption|encrypted|secure|security ?connection|channel|session ?is first|only|\
    enforced|necessary
    require|requires|requiring|need|needs|must|only|please|use|using|via|over|without|enable \
    ?use|using|be ?an ?a tls|ssl|encryption|encrypted|secure
    senders|connections .. use .. tls|ssl; higher|stronger tls
    tls version .. not|old|required|higher
    plaintext|cleartext|unencrypted|insecure|unsecured|nonsecure .. not|never|disallowed|denied|\
    refused|disabled
    plain|clear text .. not|disallowed|denied|disabled
    not .. plaintext|cleartext|unencrypted|insecure; is unencrypted
    confidentiality required|protection; secure connection; non secure
    verschlussel* .. erforderlich|notig; chiffrement|cifrado .. requis|requerido
    """

  /// The server does not relay without a sign-in.
  static let relay: Patterns = """
    relay|relaying|relayed .. denied|prohibited|disallowed|forbidden|refused|rejected|blocked|\
    disabled|restricted
    relay|relaying|relayed .. violation|limited|not|interdit|refuse; ~rcpthosts
    not ?a|an|the ?open ?mail gateway|relay
    not|unable|never|no|disallow|refuse|refuses|denied|deny|prohibited|forbidden .. relay|\
    relaying|relayed
    open|unauthori*|insecure|anonymous|third ?mail|party relay|relaying; relay access
    sorry .. relay; non|not ?a|an local domain; non accepted domain; user ?is not local
    domain .. not .. hosted|handled|served|local|accepted|here
    not .. hosted|handled|served ?by|on here|domain|server
    not .. deliver*|send|accept .. outside|remote|external|foreign|other|non domains|hosts|\
    servers|recipients|local|domain
    external|outside|remote|foreign recipient*|domain*|address* .. not|denied
    to|for external recipients; weiterleit*|weitersend* .. abgelehnt|verweigert|nicht
    relais|relayage; no such domain; not in .. local|relay ?domains; 转发; 中继
    """
}
