import Testing

@testable import SettingsStore

@Suite struct HomeFolderTests {
  @Test(
    arguments: [
      ("/o/", ["POSTERN_HOME": "/p"], true, "/o"), (nil, ["POSTERN_HOME": "/p/"], true, "/p"),
      ("", ["POSTERN_HOME": "/p"], true, "/p"), ("rel/", [:], false, "rel"), ("/", [:], false, "/"),
      (nil, ["POSTERN_HOME": "", "HOME": "/h"], true, "/etc/postern"),
      (nil, ["XDG_CONFIG_HOME": "/x", "HOME": "/h"], true, "/etc/postern"),
      (nil, ["XDG_CONFIG_HOME": "/x/", "HOME": "/h"], false, "/x/postern"),
      (nil, ["XDG_CONFIG_HOME": "x", "HOME": "/h"], false, "/h/.config/postern"),
      (nil, ["XDG_CONFIG_HOME": "", "HOME": "/h/"], false, "/h/.config/postern"),
      (nil, ["HOME": "/"], false, "/.config/postern"), (nil, [:], false, "/root/.config/postern"),
    ] as [(String?, [String: String], Bool, String)])
  func `option, variable, user and root decide in this order`(
    option: String?, environment: [String: String], isRoot: Bool, home: String
  ) throws {
    #expect(
      try HomeFolder.resolve(option: option, isRoot: isRoot) { environment[$0] } == home)
  }
}
