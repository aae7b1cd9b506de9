internal import Foundation

/// The clients that have logged in to a mailbox, for POP-before-SMTP.
///
/// Dovecot's post-login script writes the client's address with the time into an sqlite database,
/// which Postfix asks for every recipient; so a login counts at once.
struct MailboxLogins: Sendable {
  /// The script that Dovecot runs between the login and its reply.
  let script: String
  /// The path of Postfix's description of the table.
  let table: String
  private let database: String

  init(in folder: TemporaryFolder, validFor seconds: Int) throws {
    database = folder.file("logins.sqlite")
    let python = try Self.run(
      "import sys; print(sys.executable)", "CREATE TABLE logins (address TEXT, at INTEGER)",
      on: database
    ).trimmingCharacters(in: .whitespacesAndNewlines)
    let insert = "INSERT INTO logins VALUES (?, strftime('%s', 'now'))"
    script = try folder.write(
      "post-login",
      """
      #!/bin/sh
      \(python) -c "import sqlite3, sys
      with sqlite3.connect(sys.argv[1]) as base: base.execute(\\"\(insert)\\", (sys.argv[2],))" \
      '\(database)' "$IP" || exit 1
      exec "$@"

      """, mode: 0o755)
    table = try folder.write(
      "logins.cf",
      """
      dbpath = \(database)
      query = SELECT 'OK' FROM logins
        WHERE address = '%s' AND at > CAST(strftime('%%s', 'now') AS INTEGER) - \(seconds)

      """)
  }

  /// Forgets all logins.
  func forget() throws {
    _ = try Self.run("", "DELETE FROM logins", on: database)
  }

  private static func run(_ program: String, _ sql: String, on database: String) throws -> String {
    try Command.check(
      "python3",
      [
        "-c",
        """
        import sqlite3, sys
        with sqlite3.connect(sys.argv[1]) as base: base.execute(sys.argv[2])
        \(program)
        """, database, sql,
      ])
  }
}
