package import SystemAccess

/// When asking for a token has to be over, and who may end it sooner.
package struct TokenWait: Sendable {
  /// Then it has to be over.
  package let deadline: ContinuousClock.Instant
  /// Ends it sooner once it is rung; nil where nobody does.
  package let wake: WakePipe?

  package init(deadline: ContinuousClock.Instant, wake: WakePipe? = nil) {
    (self.deadline, self.wake) = (deadline, wake)
  }

  /// This wait, or less.
  func atMost(_ limit: Duration) -> TokenWait {
    TokenWait(deadline: min(deadline, .now + limit), wake: wake)
  }
}
