internal import MailSettings
internal import SystemAccess

extension MicrosoftError {
  /// `invalid_grant, AADSTS70043`
  var shortWords: String { [error, code].compactMap(\.self).joined(separator: ", ") }

  /// Microsoft's own words, with what its support needs to look it up: to be quoted to whoever can
  /// mend it.
  public var quote: String {
    let ids = [
      correlationID.map { "correlation id \($0)" }, traceID.map { "trace id \($0)" },
      timestamp.map { "time \($0)" },
    ].compactMap(\.self).joined(separator: ", ").printable(limit: 200)
    let code = code.flatMap { text.contains($0) ? nil : "\($0): " } ?? ""
    let said = "Microsoft said: \(error): \(code)\(text)".printable(limit: 600)
    return ids.isEmpty ? said : "\(said) (\(ids))"
  }

  /// What the refusal means, as far as it is known, and Microsoft's own words.
  func sentences(for flow: ExchangeFlow) -> [String] {
    let fault = EntraFault(self)
    return [fault.sentence(self)] + fault.advice(self, nil, flow: flow) + [quote]
  }
}
