import MailDiagnosis
import MailDialogue
import MailSettings
import SystemAccess
import Testing

@Suite struct LegacyReplyTests {
  @Test(arguments: [
    ("GB18030", "您的密码错误,请使用授权码登录", "auth.app-password"),
    ("GBK", "用户被锁定", "account.blocked"), ("GB2312", "用户无权限", "account.permission"),
    ("GBK", "登录失败，用户名或密码不正确", "auth.rejected"), ("GBK", "系统繁忙，请稍后再试", "auth.temporary"),
    ("BIG5", "帳號或密碼錯誤，請稍後再試", "auth.temporary"), ("BIG5", "請使用授權碼登入", "auth.app-password"),
    ("EUC-KR", "아이디 또는 비밀번호가 잘못되었습니다", "auth.rejected"),
    ("EUC-KR", "애플리케이션 비밀번호를 사용하세요", "auth.app-password"),
    ("ISO-2022-JP", "認証に失敗しました", "auth.rejected"),
    ("EUC-JP", "認証に失敗しました。パスワードを確認してください", "auth.rejected"),
    ("SHIFT_JIS", "アプリパスワードを使用してください", "auth.app-password"),
    ("CP1251", "Неверный логин или пароль", "auth.rejected"),
    ("KOI8-R", "используйте пароль для внешнего приложения", "auth.app-password"),
    ("CP1252", "Benutzername oder Passwort ungültig, bitte prüfen", "auth.rejected"),
    ("CP1252", "Compte bloqué à cause d'un mot de passe volé", "account.blocked"),
    ("CP1250", "Błędne hasło użytkownika", "auth.rejected"), ("UTF-8", "密码错误", "auth.rejected"),
  ])
  func `a reply in another character set is decoded to be read`(
    charset: String, text: String, id: String
  ) throws {
    let words = try #require(Iconv.convert(Array(text.utf8), from: "UTF-8", to: charset))
    var parser = ReplyParser()
    let bytes = Array("535-Error: failed\r\n535 5.7.8 ".utf8) + words + Array("\r\n".utf8)
    guard case .reply(let reply) = parser.feed(bytes).first else {
      Issue.record("no reply")
      return
    }
    #expect(reply.lines.last == text)
    #expect(reply.enhanced == EnhancedStatusCode(5, 7, 8))
    var observation = Observation(
      attempt: .example(), stage: .authentication, ending: .reply(reply))
    observation.lastCommand = "AUTH LOGIN"
    observation.isEncrypted = true
    #expect(observation.diagnosis.id == id)
    if id == "auth.rejected" { #expect(observation.diagnosis.cause.contains(text.prefix(4))) }
  }
}
