/// Opens connections one after the other, each signed in, until the server refuses one; no mail is
/// sent, and all are closed in the end.
public struct LimitSearch: Sendable {
  /// The most connections that are opened: no server needs more from one application, and many
  /// would take it for an attack.
  public static let ceiling = 20

  private let client: MailClient

  /// Searches with the set-up of a client; a limit that is set already does not count.
  public init(_ client: MailClient) { self.client = client.withoutLimit(timeout: .seconds(20)) }

  /// Runs the search, blocking the calling thread; nil if it was cancelled.
  ///
  /// - Parameter observe: told how many connections there are, each time there is one more.
  public func run(
    cancellation: Cancellation = Cancellation(), observe: (Int) -> Void = { _ in }
  ) -> FoundLimit? {
    var open: [MailConnection] = []
    defer { open.forEach { $0.close() } }
    while open.count < Self.ceiling {
      do throws(FailedConnection) {
        open.append(try client.connect(cancellation: cancellation))
        observe(open.count)
      } catch {
        guard !cancellation.isCancelled else { return nil }
        return FoundLimit(
          accepted: open.count, ceiling: Self.ceiling, refusal: error.report.diagnosis)
      }
    }
    return FoundLimit(accepted: open.count, ceiling: Self.ceiling, refusal: nil)
  }
}
