/// Phrases about messages, limits and the server's own trouble.
extension Vocabulary {
  static let tooLarge: Patterns = """
    message|mail|email|file|body|attachment*|data ?file|size ?is|was|are ?size ?exceed* too \
    large|big|long|huge
    message|mail|email|file|attachment* size exceeds|exceeded|exceeding|limit*
    message|mail|email|file exceeds|exceeded ?the ?maximum ?allowed ?fixed size
    size exceed*|limit; size limit|limits
    maximum|max|fixed|allowed|permitted ?allowed|permitted|message|email|mail ?message size|length
    too large|big; exceed* .. size|bytes|octets|mb|megabytes|length; larger than; oversize*
    is larger; nachricht .. gross; taille .. message; message .. volumineux; tamano .. mensaje
    tamanho; dimension*; 邮件过大; 超过大小; 大小超; 邮件大小; サイズ
    """

  static let otherLarge: Patterns = """
    mailbox|quota|storage|disk|inbox; too many; number of attachments; header|headers; hops
    """

  /// The message's content is refused.
  static let content: Patterns = """
    spam|spammy|junk|phish*|virus|viruses|malware|infected|unsolicited|ube|scam; dkim|dmarc
    loop|looping|hop|hops; content|attachment*|header|headers|subject|url|urls|body|mime
    rfc|rfc5322|rfc2822|5322|2822; message id
    message|mail|email ?was|has|is|been|not ?been ?considered suspicious|accepted|allowed
    policy reasons; ~uribl; ~surbl; ~dt:spm; 垃圾邮件; 邮件内容; 内容被拒; 内容; スパム; 스팸
    """

  /// A kind of file is refused, whatever it holds.
  static let fileType: Patterns = """
    banned|blocked|forbidden|prohibited|dangerous|disallowed|unsafe|restricted|executable* \
    ?attached ?file attachment*|file|files|filename|filenames|extension|extensions|type|types
    attachment*|attached|file|files|filename|filenames|extension|extensions|type|types ... \
    banned|blocked|forbidden|prohibited|disallowed
    attachment*|attached|file|files|filename|extension|extensions|type|types .. \
    not ?be allowed|permitted|accepted
    id # ... banned; macro|macros; encrypted|protected archive|archives|zip|attachment*
    """

  /// Not the content: spam that the client is known for concerns the client.
  static let contentOfClient: Patterns = """
    spam source|ip|list; spammer; ip ?address .. temporarily blocked|banned; client host
    spamming issues; spam incident; sending spam; spam ips|hosts; zombied|zombie
    unwanted messages; complaints; comes from your address
    your ?ip address|host|network|range ... spam|unsolicited; unsolicited .. from your
    """

  static let rate: Patterns = """
    throttl*|ratelimit*|flood*
    rate|frequency ?is|has|been ?been limit*|exceeded|control|too|high|reached
    sending|message|messages|submission|mail|email|connection|recipient|recipients|unusual|high|\
    user ?sending rate|frequency|volume|limit|limits|quota
    limit|quota|maximum|max|allowance ?has|is ?been exceeded|reached|exhausted|hit|over
    quota|limit for|of ?the|this ?user|account|sender|mailbox|domain ?has|is ?been reached|exceeded
    over .. limit|quota
    exceed*|reached|hit .. limit|limits|quota|rate|maximum|max|number|allowed|messages|emails|\
    recipients
    daily|hourly ?message|sending|mail|email|user|recipient
    per|each|this|every|within hour|minute|day|second; per connection|session; too many|much
    too fast|quickly|frequent*|often|rapidly; slow|slowing ?it ?down; slower
    unusual|unexpected|high ?sending rate|volume|traffic|amount; concurrent connections|sessions
    at a rate; #|messages|emails|mails per|a|an hour|minute|day|second; outbound thread limit
    peak smtp; out of allow*; zu viele; trop de; demasiados; muitos|muitas ?e ?mails|mensagens
    troppe|troppi; лимит*; слишком много; 频率; 超过限制; 发送量; 次数限制; 太多; 过多; 送信数; 제한
    excess|excessive ?amount ?of mail|mails|messages|email; a|an hour|minute|day
    per user|sender|account quota|limit|rate
    """

  /// Not a rate limit: loops, sizes, attachments and durations have limits too.
  static let otherCount: Patterns = """
    hop|hops|loop; received headers|lines; bytes|large|big; disk; attachments
    time ?limit exceeded; timeout; timed out; score|scoring; mail size; message size
    """

  static let surelyRate: Patterns = """
    rate limit*|limited; per hour|day|minute|second; this hour; daily|hourly; a|an hour|minute|day
    too fast
    """

  /// The trouble passes by itself.
  static let passing: Patterns = """
    temporar*|temporarily|transient|momentarily|vorubergehend*|tempora*|provvisori*|tymczasow*|\
    временн*
    try|retry ?again|it|please later|again|in|after
    busy|overload*|load|maintenance|shutting|restart*|unavailable
    insufficient|enough|out|low ?of ?system storage|space|disk|memory|resources
    lookup failure|error|failed
    internal|local|system|processing|configuration|database|ldap|io|server ?o error|problem|\
    failure|trouble
    timeout; timed|time out; queue file|write; not available|ready|responding
    service unavailable|available|not; verification in progress; aborted; later; reessayer; 稍后; 繁忙
    しばらく; 잠시
    """

  /// The server's own trouble, in spite of a 5xx code.
  static let ownTrouble: Patterns = """
    internal|local|system|processing|database|server|configuration ?server|processing|\
    configuration error|failure|problem
    temporar* ?local|server|lookup|system|service failure|error|problem|unavailable
    try again ?later; try later; queue file|write; insufficient system|disk
    out of disk|memory|resources
    could not|unable to ?open|write|lookup|queue|complete|save .. queue|file|database|disk
    """
}
