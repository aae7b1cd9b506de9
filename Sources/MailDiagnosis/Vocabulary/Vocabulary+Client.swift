/// Phrases about the client: its address and its names.
extension Vocabulary {
  /// The client's address is on a blocklist, or has a bad reputation.
  static let blocklist: Patterns = """
    blacklist*|blocklist*|denylist*|backlisted; black|block|deny|reject list|lists|listed
    realtime block; rbl|rbls|dnsbl|dnsbls|drbl|xbl|pbl|sbl|cbl|rhsbl
    spamhaus|spamcop|sorbs|barracuda*|barracudacentral
    uceprotect*|abuseat|cloudmark|csi|invaluement|senderscore|senderbase|mailspike|hostkarma|\
    nixspam|abusix
    ~spamhaus; ~dnsbl; ~barracudacentral; ~spamcop; ~sender.office.com; reputation
    is|been|temporarily blacklisted|listed
    blocked|rejected|refused|denied using|by @ip|zen|bl|rbl|dnsbl; banned|blocked ?sending ip|ips
    @ip|ip|ips|address|host|client|server .. listed|banned|blocked|blocklisted
    adresse|direccion|indirizzo|endereco ip ... list*|bloque*|bloccat*|refuse*|noire|negra|nera
    ip ?address|addresses|adresse .. gesperrt|gelistet|bloque*|bloccat*; ers dul|qil|rbl; listed ?as|on|at|by|in|with @ip|at|on|by
    @ip .. spam*|abus*
    dynamic|residential|dialup|dial|dsl|untrusted|unauthori* ?up ?user ip|ips|address*|range|\
    pool|host|hosts|line|connection|network
    ip|address|host ?address is|are|looks dynamic|residential|untrusted
    from your|this ?ip network|range|subnet|netblock|isp; geographical|geo|geoip
    country|region .. blocked|rejected|refused|denied|not
    your|sending|client|remote|this host|server|network|ip|remotehost .. not .. allowed|\
    permitted|authori*|accepted|trusted|welcome
    your|remote host|remotehost|server looks|suspicious*; ip domain reputation
    you are not allowed; spam source|ip; spammer|spammers; block listed
    your ?mail ?ip server|ip|host|network|isp ... blacklist*|banned|blocked|listed; too many spams
    sending spam; part of their network; suspected spam ip; directly to our; messages from @ip
    not|never .. allowed|authori*|accept* .. to|connections|mail connect|from @ip|dynamic|your
    access ... mail|email system .. rejected; problem occurred .. postmaster; 黑名单; 信誉; 发信ip; 您的ip
    ip地址被; ブラックリスト; open proxy; go away; direct to mx
    residential|dynamic networks|addresses|hosts; complaints about|from
    you are|currently sending spam; spam ips|hosts; unwanted messages
    bad ?sender|client|source|extreme ip; providers network|server
    host|your network .. not|never allowed|permitted|welcome
    no access from ?mail server|host|this; your ?mail ?ip host|ip|mta|server .. not .. valid
    welcome; blocked|banned ... too many invalid|unknown|bad|nonexistent recipients|users|rcpts
    """

  /// Blocklists of domains and links, which concern senders and content.
  static let otherList: Patterns = """
    sender ?address|domain ?name ?@sender|@address|@recipient ?is|on|has ?been ?on ?the ?in \
    blocked|listed|blacklist*|block
    email|url|uri|link|links|domain ?address|name ?@address ?is|has ?been ?in|on ?a ?the \
    ?listed blacklist*|blocklist*|listed|block
    blacklisted|blocked url|by recipient|user; ~uribl; ~dbl.; ~surbl; recipient .. blocked
    """

  /// A blocklist of addresses is named.
  static let namedList: Patterns = """
    spamhaus|spamcop|sorbs|barracuda*|rbl|dnsbl|dnsbls|cloudmark|uceprotect*; blocked using
    ers dul|qil|rbl
    ~spamhaus; ~dnsbl; ~spamcop
    """

  static let reverseName: Patterns = """
    reverse|rdns|ptr|fcrdns
    can|could|not|unable .. find|resolve|lookup .. your ?reverse hostname|host|address|name|ip
    ip name lookup failed|failure; unresolvable|unknown relay|client host|name; forward confirmed
    unverifyable; can|could not ?be resolve*|find .. ptr|hostname|rdns
    no|missing|without|invalid|valid ?valid dns ?a ?name|entry|record .. ip|@ip|address|host|your
    host|hostname ?name .. not .. match*|resolve .. ip|@ip|address; generic dns|hostname|ptr|rdns
    反向解析; forward dns; hostname|host ?name ... does|do|can|could not .. resolve*; hostname for @ip
    forward and reverse
    """

  static let helloName: Patterns = """
    helo|ehlo|hello command|name|argument|arguments|hostname|domain|string|parameter|host|\
    greeting|value
    helo|ehlo identity|field|restriction*|verification|syntax; helo ehlo|ehlo helo
    invalid|bad|forged|bogus|fake|illegal|malformed|incorrect|wrong|missing|empty|unacceptable \
    helo|ehlo
    unqualified|unresolvable|your|the helo|ehlo; ~helohost; ~helo name
    helo|ehlo ?@ip|@address .. rejected|refused|denied|invalid|blocked|spoof*|resolv*|match*|\
    fqdn|qualified
    helo|ehlo impersonat*|mismatch*|requires|must|does|should|not; need fully qualified hostname
    requires domain|valid address; pretend* to be; you are not me; impersonating
    helo|ehlo ... listed|blacklisted|blocked
    """

  /// Not a refusal of the name: "send HELO first" concerns the order of commands.
  static let helloFirst: Patterns = """
    helo|ehlo first; need|send|say|expected|issue|polite ?to ?say helo|ehlo; and auth
    """

  static let denied: Patterns = """
    access|service|connection|connections|permission|client|host|command|request|you|\
    transaction .. denied|refused
    access|service|connection|connections|client|host|you|sender .. rejected|forbidden
    not .. authori*|allowed|permitted|accepted; denied|forbidden|prohibited|unauthori*
    prohibition
    """

  static let tooManyConnections: Patterns = """
    too many
    concurrent|simultaneous|maximum|max ?number ?of ?concurrent connections|sessions|connection
    connection|connections|session|sessions .. limit*|rate|exceeded|frequen*|maximum
    exceeded|reached .. limit|connections|rate; rate|frequency limit*; throttl*; slow down
    maximum number of; ratelimit*; 连接数; 连接过多
    """
}
