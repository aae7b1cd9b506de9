import SystemAccess
import Testing

@Test(arguments: [
  ("/home/a-b_c/x.toml", "/home/a-b_c/x.toml"), ("smtp.port=587", "smtp.port=587"),
  ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("$(x)", "'$(x)'"), ("grün", "'grün'"), ("~", "'~'"),
])
func `a shell takes a quoted text as it is`(text: String, quoted: String) {
  #expect(text.quotedForShell == quoted)
}
