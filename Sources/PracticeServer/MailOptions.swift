/// The parameters of MAIL: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), AUTH (RFC 4954).
struct MailOptions: Equatable {
  private(set) var isInternational = false

  init(_ parameters: [Command.Parameter], limit: Int) throws(Reply) {
    for parameter in parameters {
      switch parameter.keyword {
      case "SIZE":
        guard let text = parameter.value, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
          (1...20).contains(text.utf8.count)
        else { throw .syntax("SIZE=bytes") }
        // A number beyond the range of Int is too large as well.
        guard let size = Int(text), size <= limit else { throw .messageTooLarge }
      case "BODY":
        guard let body = parameter.value?.uppercased(), ["7BIT", "8BITMIME"].contains(body) else {
          throw .syntax("BODY=7BIT or BODY=8BITMIME")
        }
      case "SMTPUTF8":
        guard parameter.value == nil else { throw .syntax("SMTPUTF8") }
        isInternational = true
      case "AUTH":
        guard parameter.value?.isEmpty == false else { throw .syntax("AUTH=address or AUTH=<>") }
      default: throw Reply(555, "5.5.4", "Parameter not supported")
      }
    }
  }
}
