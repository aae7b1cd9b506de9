import Foundation
import MailDiagnosis
import TestSupport
import Testing

@Suite struct TokenClaimsTests {
  private static func claims(_ json: String) -> TokenClaims? {
    let payload = Data(json.utf8).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    return TokenClaims(token: "e30.\(payload).c2ln")
  }

  @Test func `a token says what it is for, and whose it is`() throws {
    let claims = try #require(
      Self.claims(
        """
        {"aud":"https://outlook.office.com","tid":"t","appid":"a","scp":"SMTP.Send IMAP.Read",
        "exp":1764151200,"upn":"alice@contoso.example","oid":"o"}
        """))
    #expect(claims.audience == "https://outlook.office.com" && claims.tenant == "t")
    #expect(claims.application == "a" && claims.scopes == ["SMTP.Send", "IMAP.Read"])
    #expect(claims.expires == 1_764_151_200 && claims.user == "alice@contoso.example")
    #expect(claims.objectID == "o" && claims.roles.isEmpty)
  }

  @Test func `a member of another type spoils none of the others`() throws {
    let claims = try #require(
      Self.claims(
        """
        {"aud":["https://graph.microsoft.com","x"],"azp":"a","scp":["SMTP.Send"],"roles":"R",
        "exp":1764151200.9,"upn":7,"preferred_username":"bob@contoso.example","tid":{}}
        """))
    #expect(claims.audience == "https://graph.microsoft.com" && claims.application == "a")
    #expect(claims.scopes == ["SMTP.Send"] && claims.roles == ["R"])
    #expect(claims.expires == 1_764_151_200 && claims.user == "bob@contoso.example")
    #expect(claims.tenant == nil)
  }

  @Test(arguments: ["", "opaque", "a.b", "a.b.c.d", "e30.%%%.c2ln", "e30.W10.c2ln", "EwB4A8l6BAAU"])
  func `what is no token of that form has no claims`(text: String) {
    #expect(TokenClaims(token: text) == nil)
  }

  @Test(arguments: [#"{"exp":1e400}"#, #"{"exp":1e300}"#, #"{"exp":-1}"#, "{}"])
  func `odd numbers do no harm`(json: String) {
    #expect((Self.claims(json)?.expires ?? 0) <= 0)
  }
}
