extension TOMLDocument {
  /// The place of a key.
  func place(_ item: TOMLIndex.Item, file: String) -> FilePlace {
    FilePlace(file, offset: item.key.lowerBound, in: bytes)
  }

  /// Throws when the version is not a positive number, or is too high: a later Postern's file must
  /// not be harmed. A missing version is 1.
  func checkVersion(file: String) throws(SettingsFileError) {
    guard let item = index.item(["version"]) else {
      return try checkShape(["version"], file: file)
    }
    let text = plainText(item)
    guard let number = Int(text), number >= 1 else {
      throw .notAVersion(place(item, file: file))
    }
    guard number <= SettingsFile.version else {
      throw .newerVersion(place(item, file: file), version: text)
    }
  }

  /// Throws unless every part of the path but the last is a table, and the last one a value.
  func checkShape(_ path: [String], file: String) throws(SettingsFileError) {
    for length in 1..<max(path.count, 1) {
      let table = Array(path.prefix(length))
      if let item = index.item(table), !item.isTable {
        throw .notATable(place(item, file: file), key: TOMLKey.text(table[...]))
      }
      if let header = index.headers.first(where: { $0.path == table && $0.isArray }) {
        throw .notATable(place(header, file: file), key: TOMLKey.text(table[...]))
      }
    }
    if let item = index.items.first(where: { $0.path.starts(with: path) }),
      item.isTable || item.path.count > path.count
    {
      throw .notAValue(place(item, file: file), key: TOMLKey.text(path[...]))
    }
    if let header = index.headers.first(where: { $0.path.starts(with: path) }) {
      throw .notAValue(place(header, file: file), key: TOMLKey.text(path[...]))
    }
  }

  /// Every key except these, and except the tables that hold them.
  func others(than known: Set<[String]>) -> [TOMLIndex.Item] {
    index.items.filter { item in
      !known.contains(item.path)
        && !(item.isTable && known.contains { $0.starts(with: item.path) })
    }
  }

  /// Whether everything except these keys is as it was in another document, byte for byte.
  func keeps(_ other: TOMLDocument, except known: Set<[String]>) -> Bool {
    let mine = others(than: known).map { Kept(path: $0.path, value: Array(bytes[$0.value])) }
    let theirs = other.others(than: known).map {
      Kept(path: $0.path, value: Array(other.bytes[$0.value]))
    }
    return mine == theirs
  }

  private struct Kept: Equatable {
    let path: [String]
    let value: [UInt8]
  }

  private func place(_ header: TOMLIndex.Header, file: String) -> FilePlace {
    FilePlace(file, offset: header.line.lowerBound, in: bytes)
  }
}
