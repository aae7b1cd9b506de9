/// Phrases in other languages that administrators write replies in: German, French, Spanish,
/// Portuguese, Italian, Polish, Russian, Chinese, Japanese, Korean. Each stem stands for a whole
/// sentence.
extension Vocabulary {
  static let foreignNotAllowed: Patterns = """
    nicht .. erlaubt|berechtigt|zugelassen|gestattet|zulassig; unzulassig*
    pas .. autorise*|permis*|droit; non autorise*|autorizzat*|consentit*|permess*
    no .. autorizad*|permitid*; nao .. autorizad*|permitid*; nie .. dozwolon*|uprawn*|wolno
    niedozwolon*; не .. разреш*|имеет; запрещ*; нет прав; 不允许; 无权; 沒有權限; 没有权限; 不被允许; 許可され; 権限が
    허용되지; 권한이
    """

  static let foreignBlocked: Patterns = """
    gesperrt*|deaktiviert*|blockiert*|stillgelegt; bloque*|suspendu*|desactive*
    bloquead*|suspendid*|suspens*; desactivad*|deshabilitad*|desabilitad*|desativad*
    bloccat*|sospes*|disabilitat*|disattivat*; zablokowan*|zawieszon*|wylaczon*
    заблокир*|отключ*|приостанов*; 锁定; 冻结; 停用; 禁用; 封禁; 凍結; 停權; 停止されて; ロックされ; 정지; 차단
    """

  static let foreignFull: Patterns = """
    voll|uberfullt|plein|pleine|saturee|lleno|llena|pieno|piena|cheio|cheia|pelna|pelny|\
    przepelnion*
    переполн*|заполнен*; 已满; 已滿; 满了; 一杯; いっぱい; 가득
    """

  static let foreignUnknown: Patterns = """
    unbekannt*; existiert nicht; nicht gefunden; inconnu*; inexistant*; introuvable; existe pas
    desconocid*; no existe; no encontrad*; desconhecid*; nao existe|encontrad*; sconosciut*
    inesistent*; non esiste|trovat*; nieznan*; nie istnieje|znalezion*; неизвест*
    не существует|найден*; нет такого|такой; 不存在; 未知; 找不到; 查无; 無此; 見つか; 存在しま; 存在しない; 없는; 존재하지
    """

  static let foreignLimit: Patterns = """
    limit|limite|grenze|maximum|anzahl|quota|cuota|cota|limitu|лимит* ... erreicht|\
    uberschritten|atteint*|depasse*
    limit|limite|quota|cuota|cota|limitu|лимит* ... alcanzad*|superad*|excedid*|atingid*|\
    raggiunt*|superat*|przekroczon*|превышен*
    superad*|excedid*|depasse*|superat*|przekroczon* ... limit|limite|quota|cuota|cota|limitu
    zu viele; trop de; demasiad*; muitos|muitas; troppi|troppe; zbyt wiele|duzo; слишком много
    превышен*; 超过; 超出; 上限; 频率; 太多; 過多; 초과
    """

  static let foreignDenied: Patterns = """
    verweigert|abgelehnt|zuruckgewiesen|refuse|refusee|rejete|rejetee|interdit*|denegad*|\
    rechazad*|recusad*|negado
    rejeitad*|rifiutat*|negato|odrzucon*|odmowa; отказ*|отклон*; 拒绝; 拒絕; 拒否; 거부
    """
}
