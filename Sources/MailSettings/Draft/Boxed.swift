/// Keeps a large value behind a reference, with the meaning of a value: copies share it until one
/// of them is changed.
///
/// What holds it is small then, and so is the code that copies, compares and destroys it, which
/// stands in a program for every type that holds it by value.
@propertyWrapper
public struct Boxed<Value> {
  private final class Box {
    var value: Value
    init(_ value: Value) { self.value = value }
  }

  private var box: Box

  /// Keeps a value.
  public init(wrappedValue: Value) { box = Box(wrappedValue) }

  /// The value.
  public var wrappedValue: Value {
    get { box.value }
    set {
      if isKnownUniquelyReferenced(&box) { box.value = newValue } else { box = Box(newValue) }
    }
  }
}

extension Boxed: Equatable where Value: Equatable {
  /// Whether the values are equal; the same one is without a look at it.
  public static func == (one: Self, other: Self) -> Bool {
    one.box === other.box || one.wrappedValue == other.wrappedValue
  }
}

/// Changed only by whoever holds it alone.
extension Boxed: @unchecked Sendable where Value: Sendable {}
