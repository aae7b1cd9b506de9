import Foundation
import TestSupport
import Testing

/// Mail libraries and programs that are told where `sendmail` is.
extension CallersTests {
  @Test(arguments: [("-bs", "mailer-bs"), ("-t -i", "mailer-t")])
  func `Symfony's own library`(options: String, name: String) async throws {
    let (program, sendmail) = try await sendmail()
    let script = """
      foreach (['Mailer', 'Mime'] as $part) require "/usr/share/php/Symfony/Component/$part/autoload.php";
      use Symfony\\Component\\Mailer\\{Mailer, Transport};
      use Symfony\\Component\\Mime\\{Address, Email};
      $command = rawurlencode("$argv[1] $argv[2]");
      $mailer = new Mailer(Transport::fromDsn("sendmail://default?command=$command"));
      foreach ([0, 1] as $n) $mailer->send((new Email())
        ->from(new Address('web@example.net', 'Wéb'))->to(new Address("$argv[3]$n@example.com", 'Bób'))
        ->bcc("$argv[3]-bcc$n@example.com")->subject('Grüße von Symfony')
        ->text("Zeile äöü\\n.\\nEnde\\n")->attach(str_repeat('x', 5000), 'ü.bin'));
      """
    try await run(["php", "-r", script, sendmail, options, name], program)
    for index in 0..<2 {
      try await expect(
        "\(name)\(index)@example.com", subject: "Grüße von Symfony", text: "Zeile äöü\n.\nEnde",
        replyTo: "web@example.net")
      let (python, perl) = try await mail(to: "\(name)-bcc\(index)@example.com")
      #expect(python.header("Bcc") == nil && python.mailboxes["to"]?.first?.name == "Bób")
      #expect(perl.from == "Wéb <app@example.org>")
    }
  }

  @Test func `Symfony hears why a mail was refused, and goes on`() async throws {
    let (program, sendmail) = try await sendmail()
    let script = """
      foreach (['Mailer', 'Mime'] as $part) require "/usr/share/php/Symfony/Component/$part/autoload.php";
      use Symfony\\Component\\Mailer\\{Mailer, Transport};
      $command = rawurlencode("$argv[1] -bs");
      $mailer = new Mailer(Transport::fromDsn("sendmail://default?command=$command"));
      foreach (['x@elsewhere.invalid', 'symfony-next@example.com'] as $to) try {
        $mailer->send((new Symfony\\Component\\Mime\\Email())->from('web@example.net')->to($to)
          ->subject('s')->text('t'));
        echo "sent\\n";
      } catch (Exception $e) { echo $e->getMessage(), "\\n"; }
      """
    let lines = try await run(["php", "-r", script, sendmail], program).output
      .split(separator: "\n")
    #expect(lines.first?.contains("554") == true && lines.last == "sent", "\(lines)")
    #expect(try await mail(to: "symfony-next@example.com").perl.subject == "s")
  }

  @Test func `bsd-mailx`() async throws {
    let (program, sendmail) = try await sendmail()
    try Data("set sendmail=\(sendmail)\n".utf8)
      .write(to: URL(fileURLWithPath: program.folder.file(".mailrc")))
    try await run(
      ["bsd-mailx", "-s", "Grüße von mailx", "mailx@example.com"], program,
      input: "Zeile eins\n.zwei äöü\n")
    try await expect("mailx@example.com", subject: "Grüße von mailx", text: ".zwei äöü")
  }

  @Test func `PHP's mail() where nobody is told of sendmail but PATH`() async throws {
    let (program, _) = try await sendmail()
    let path = "\(program.folder.path):/usr/bin:/bin"
    let script = "exit(mail('path@example.com', 'Betreff', \"Text\\n\") ? 0 : 1);"
    let result = try await Command.run(
      "php", ["-d", "sendmail_path=sendmail -t -i", "-r", script],
      environment: program.environment(["PATH": path]), inheriting: false)
    #expect(result.status == 0, "\(result.errors)")
    try await expect("path@example.com", subject: "Betreff", text: "Text")
  }
}
