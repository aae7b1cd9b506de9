import Foundation
import TestSupport
import Testing

/// Programs that know no other `sendmail` than /usr/sbin/sendmail, and daemons: each has a view of
/// its own of the machine's files, in which Postern lies there.
extension CallersTests {
  /// Runs a script in such a view, and tells how `sendmail` was called there.
  ///
  /// In the script, `wait_for N` waits until as many mails have been handed in.
  private func machine(_ script: String) async throws -> [String] {
    let (program, sendmail) = try await sendmail()
    let folder = program.folder.path
    let caller = program.folder.file("caller")
    try Data(
      """
      #!/bin/sh
      '\(sendmail)' "$@"
      echo "$? $*" >> '\(folder)/calls'
      """.utf8
    ).write(to: URL(fileURLWithPath: caller))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: caller)
    let whole = """
      set -e
      mount -t tmpfs tmpfs /run
      mount -t tmpfs tmpfs /var/spool/cron
      mount --bind '\(caller)' /usr/sbin/sendmail
      touch '\(folder)/calls'
      wait_for() {
        for _ in $(seq 300); do
          test "$(wc -l < '\(folder)/calls')" -ge "$1" && return
          sleep 0.1
        done
      }
      \(script)
      """
    try await run(["unshare", "--mount", "bash", "-c", whole], program)
    let calls = try String(contentsOfFile: program.folder.file("calls"), encoding: .utf8)
    return calls.split(separator: "\n").map(String.init)
  }

  @Test func `Debian's cron`() async throws {
    let calls = try await machine(
      """
      mkdir -m 1730 /var/spool/cron/crontabs
      mkdir /run/empty
      mount --bind /run/empty /etc/cron.d
      mount --bind /dev/null /etc/crontab
      umask 077
      { echo MAILTO=crond@example.com,crond2@example.com
        echo '@reboot echo Größe 3; echo .; echo end'; } > /var/spool/cron/crontabs/root
      cron -f & daemon=$!
      wait_for 1
      kill $daemon
      """)
    #expect(
      calls == ["0 -FCronDaemon -i -B8BITMIME -oem crond@example.com,crond2@example.com"])
    for name in ["crond", "crond2"] {
      let (python, perl) = try await mail(to: "\(name)@example.com")
      #expect(python.mailboxes["from"] == [.init(name: "Cron Daemon", address: "app@example.org")])
      #expect(perl.subject.hasSuffix("echo Größe 3; echo .; echo end"), "\(perl.subject)")
      #expect(perl.text == "Größe 3\n.\nend\n" && python.text == perl.text)
    }
  }

  @Test func `at sends to whom the alias names`() async throws {
    let calls = try await machine(
      """
      mkdir -m 1770 /var/spool/cron/atjobs /var/spool/cron/atspool
      touch /var/spool/cron/atjobs/.SEQ
      chown daemon:daemon /var/spool/cron/atjobs /var/spool/cron/atspool /var/spool/cron/atjobs/.SEQ
      atd -f & daemon=$!
      until test -e /run/atd.pid; do sleep 0.1; done
      echo 'echo Größe vom at' | at now 2> /dev/null
      wait_for 1
      kill $daemon
      """)
    #expect(calls == ["0 -i root"])
    let mails = try await SendCommandTests.postfix.get().inbox(of: "root-gets@example.com")
    let mail = try #require(
      try mails.map(PerlMail.init).first { $0.subject.hasPrefix("Output from your job") })
    #expect(mail.text == "Größe vom at\n" && mail.to == "root-gets@example.com")
  }

  @Test func `GNU mailutils`() async throws {
    let calls = try await machine(
      """
      printf 'Zeile eins\\n.zwei äöü\\n' | mail.mailutils -s 'Grüße von GNU' mailutils@example.com
      """)
    #expect(calls.count == 1 && calls[0].contains("-oi -f root@") && calls[0].hasSuffix(" -t"))
    try await expect("mailutils@example.com", subject: "Grüße von GNU", text: ".zwei äöü")
  }
}
