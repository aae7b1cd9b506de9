/// Keeps a large value behind a reference, with the meaning of a value: copies share it until one
/// of them is changed.
///
/// It keeps the types that hold the value small, and with them the code that the compiler makes for
/// each of those types to copy, compare and destroy it.
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
  /// Whether the values are equal; one that both share is not compared.
  public static func == (one: Self, other: Self) -> Bool {
    one.box === other.box || one.wrappedValue == other.wrappedValue
  }
}

/// Safe, since a box is changed only while nothing else refers to it.
extension Boxed: @unchecked Sendable where Value: Sendable {}
