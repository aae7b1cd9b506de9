internal import Foundation

/// An access token with these claims, and a signature that is none.
public struct FakeToken: Encodable, Sendable {
  var aud, appid, scp: String
  var roles: [String]
  var exp: Int
  var upn, oid, tid: String?

  /// A token with its claims.
  public init(
    aud: String, appid: String, scp: String = "", roles: [String] = [], exp: Int,
    upn: String? = nil, oid: String? = nil, tid: String? = nil
  ) {
    (self.aud, self.appid, self.scp, self.roles) = (aud, appid, scp, roles)
    (self.exp, self.upn, self.oid, self.tid) = (exp, upn, oid, tid)
  }

  /// The token as it is sent.
  public var text: String {
    let header = Data(#"{"alg":"RS256","typ":"JWT"}"#.utf8)
    let payload = (try? JSONEncoder().encode(self)) ?? Data()
    return "\(header.base64URL).\(payload.base64URL).c2lnbmF0dXJl"
  }
}

extension Data {
  fileprivate var base64URL: String {
    base64EncodedString().map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
      .split(separator: "=").joined()
  }
}
