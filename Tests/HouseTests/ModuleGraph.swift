import Foundation

/// The modules of this package, by what Package.swift declares and what their sources import.
struct ModuleGraph {
  /// What Package.swift says that a module depends on, this package's modules alone.
  private(set) var declared: [String: Set<String>] = [:]
  /// What the sources of a module import; of one in C, whose headers have names of their own, what
  /// Package.swift declares.
  private(set) var imported: [String: Set<String>] = [:]
  private var cModules: Set<String> = []

  var modules: Set<String> { Set(declared.keys) }

  func imports(of module: String) -> Set<String> { imported[module, default: []] }

  func isC(_ module: String) -> Bool { cModules.contains(module) }

  /// Everything that is imported on the way from some modules, themselves included.
  func reachable(from start: Set<String>) -> Set<String> {
    var found = start
    var waiting = Array(start)
    while let module = waiting.popLast() {
      waiting += imports(of: module).subtracting(found)
      found.formUnion(imports(of: module))
    }
    return found
  }

  /// The imports of a module that none of its other imports brings along.
  func reduced(_ module: String) -> Set<String> {
    let all = imports(of: module)
    return all.filter { one in !reachable(from: all.subtracting([one])).contains(one) }
  }
}

extension ModuleGraph {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Of the modules that are shipped: those in Sources and Screens.
  static let ofThisPackage = ModuleGraph(
    manifest: (try? String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8))
      ?? "")

  private init(manifest: String) {
    for target in manifest.components(separatedBy: "\n    .").dropFirst() {
      guard let kind = target.prefix(while: { $0 != "(" }).split(separator: " ").first,
        ["target", "executableTarget", "systemLibrary"].contains(kind),
        let name = target.firstMatch(of: /name:\s*"(\w+)"/).map({ String($0.1) }),
        let folder = Self.folder(name)
      else { continue }
      declared[name] = Self.dependencies(in: target)
      if !Self.files(in: folder).contains(where: { $0.isSwift }) { cModules.insert(name) }
    }
    for name in modules {
      guard let folder = Self.folder(name) else { continue }
      imported[name] =
        isC(name) ? declared[name] : Self.imports(in: folder).intersection(modules)
    }
  }

  /// Sources/NAME, or Screens; nil for what belongs to the tests.
  private static func folder(_ name: String) -> URL? {
    if name == "Screens" { return root.appending(path: "Screens") }
    let folder = root.appending(path: "Sources/\(name)")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  private static func dependencies(in target: String) -> Set<String> {
    guard let list = target.firstMatch(of: /(?s)dependencies:\s*\[(.*?)\]/)?.1 else { return [] }
    let own = String(list).replacing(/(?s)\.product\(.*?\)/, with: "")
    return Set(own.matches(of: /"(\w+)"/).map { String($0.1) })
  }

  static func files(in folder: URL) -> [URL] {
    FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL } ?? []
  }

  private static func imports(in folder: URL) -> Set<String> {
    var found: Set<String> = []
    for file in files(in: folder) {
      guard file.isSwift, let text = try? String(contentsOf: file, encoding: .utf8) else {
        continue
      }
      found.formUnion(text.matches(of: /(?m)^(?:\w+ )*import (\w+)/).map { String($0.1) })
    }
    return found
  }
}

extension URL {
  fileprivate var isSwift: Bool { pathExtension == "swift" }
}

/// The picture in README: a line for each module, `name ──► what, it, imports   (why)`.
struct ReadmeGraph {
  private(set) var arrows: [String: Set<String>] = [:]
  /// All that have a line, or stand behind an arrow.
  var modules: Set<String> { arrows.values.reduce(into: Set(arrows.keys)) { $0.formUnion($1) } }

  init() throws {
    let readme = try String(
      contentsOf: ModuleGraph.root.appending(path: "README.md"), encoding: .utf8)
    for match in readme.matches(of: /(?m)^    (\w+) +──► ([\w, ]+)/) {
      arrows[String(match.1), default: []].formUnion(
        match.2.split(separator: ",").compactMap { $0.split(separator: " ").first.map(String.init) }
      )
    }
  }
}
