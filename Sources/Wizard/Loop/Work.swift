public import Forms

/// Something that is under way outside.
public struct Work: Equatable, Sendable {
  /// What is under way.
  public enum Kind: Equatable, Sendable {
    case save(thenQuit: Bool)
    case test
    case signIn
    case inspection(Field.Panel)
    case importing(Field.Panel)
    case search
    case limitSearch
    case queue
    case linking(Linking)
  }

  /// A step of linking.
  public enum Linking: Equatable, Sendable {
    case begin
    case finish
    case listen
    case useDevice
    case fetchToken
    case unlink
  }

  /// What is under way.
  public var kind: Kind
  /// The number of the request.
  public var run: Int
  /// How long it has been under way, in milliseconds.
  public var elapsed = 0
}

extension Work {
  /// Whether the set-up is being written.
  var isSaving: Bool {
    if case .save = kind { return true }
    return false
  }
}

extension Work.Kind {
  /// Whether it only inspects a server, so that the next request may stop it.
  var isOnlyLooking: Bool {
    switch self {
    case .inspection, .search, .limitSearch, .queue: true
    case .save, .test, .signIn, .importing, .linking: false
    }
  }
}
