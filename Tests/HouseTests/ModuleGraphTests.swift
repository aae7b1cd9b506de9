import Foundation
import Testing

/// The picture of the modules in README is the one that the compiler sees.
@Suite struct ModuleGraphTests {
  private let graph = ModuleGraph.ofThisPackage

  @Test func `README draws each module`() throws {
    let drawn = try ReadmeGraph()
    #expect(drawn.modules == graph.modules, "in README and in Package.swift")
  }

  @Test func `README draws the arrows that do not follow from others`() throws {
    let drawn = try ReadmeGraph()
    for module in graph.modules.sorted() {
      #expect(
        drawn.arrows[module, default: []].sorted() == graph.reduced(module).sorted(),
        "what \(module) imports, without what its imports import")
    }
  }

  @Test(arguments: ModuleGraph.ofThisPackage.modules.sorted())
  func `Package.swift declares what a module imports, and nothing else`(module: String) {
    #expect(graph.declared[module, default: []] == graph.imported[module, default: []])
  }

  @Test func `no module imports one that imports it`() {
    for module in graph.modules {
      #expect(!graph.reachable(from: graph.imports(of: module)).contains(module), "\(module)")
    }
  }

  @Test(arguments: ["CCurl", "CIDN2", "CNcurses", "COpenSSL", "CQREncode"])
  func `one module alone imports a C library`(library: String) {
    #expect(graph.modules.count { graph.imports(of: $0).contains(library) } == 1)
  }
}

/// What README says about files.
@Suite struct ReadmeTests {
  @Test func `each Swift file that README names exists`() throws {
    let readme = try String(
      contentsOf: ModuleGraph.root.appending(path: "README.md"), encoding: .utf8)
    let named = Set(readme.matches(of: /[\w+\/]+\.swift/).map { String($0.0) })
    #expect(named.count > 20)
    let files = ModuleGraph.files(in: ModuleGraph.root.appending(path: "Sources")).map(\.path)
    let screens = ModuleGraph.files(in: ModuleGraph.root.appending(path: "Screens")).map(\.path)
    for name in named.sorted() {
      #expect((files + screens).contains { $0.hasSuffix("/" + name) }, "\(name)")
    }
  }

  /// Sending a test e-mail once led through 21.
  @Test(arguments: ["The port", "Send test"])
  func `a walk is about ten lines long and leads through fewer than 21 files`(name: String) throws {
    let readme = try String(
      contentsOf: ModuleGraph.root.appending(path: "README.md"), encoding: .utf8)
    let rest = try #require(readme.components(separatedBy: "\n*\(name).* ").last)
    let walk = rest.components(separatedBy: "\n\n")[1]
    #expect((8...12).contains(walk.split(separator: "\n").count))
    #expect((8...20).contains(walk.matches(of: /[\w+]+\.swift/).count))
  }
}
