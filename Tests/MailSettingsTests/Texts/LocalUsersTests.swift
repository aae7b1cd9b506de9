import MailSettings
import Testing

@Suite struct LocalUsersTests {
  @Test(arguments: [
    ("www-data", ["www-data"]), ("www-data,1000", ["www-data", "1000"]),
    (" a ,  DOM\\b$ ", ["a", "DOM\\b$"]), ("0", ["0"]),
  ])
  func `names and numbers are users`(text: String, names: [String]) {
    #expect(Entry<LocalUsers>(text).value?.names == names)
    #expect(Entry<LocalUsers>(text).value?.text == names.joined(separator: ", "))
  }

  @Test(arguments: [("a:b", "a:b"), ("ok, -rf", "-rf"), ("4294967296", "4294967296"), (",", ",")])
  func `anything else is named`(text: String, wrong: String) {
    #expect(Entry<LocalUsers>(text).problem == .notAUser(wrong))
  }
}
