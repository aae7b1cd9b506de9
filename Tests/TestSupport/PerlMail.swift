public import Foundation

/// A mail as Perl's MIME-tools and Encode understand it, which have nothing in common with Python's
/// `email`.
public struct PerlMail: Sendable, Decodable {
  /// The decoded subject.
  public let subject: String
  /// The decoded value of From, names and addresses.
  public let from: String
  /// The decoded value of To.
  public let to: String
  /// The decoded text of the first part that is text.
  public let text: String

  /// Reads a mail.
  public init(_ mail: Data) throws {
    let result = try Command.run("perl", ["-e", Self.program], input: mail)
    guard result.status == 0 else { throw TestFailure("not parsed: \(result.errors)") }
    self = try JSONDecoder().decode(PerlMail.self, from: result.outputData)
  }

  private static let program = """
    use strict; use MIME::Parser; use Encode; use Encode::HanExtra; use JSON::PP;
    binmode STDIN; local $/; my $data = <STDIN>;
    my $parser = MIME::Parser->new; $parser->output_to_core(1); $parser->tmp_to_core(1);
    my $mail = $parser->parse_data($data);
    my $text = $mail;
    while ($text->parts) { $text = $text->parts(0); }
    sub head { my $value = $mail->head->get($_[0]) // ""; $value =~ s/\\r?\\n(?=[ \\t])//g; $value =~ s/\\s+\\z//;
      return decode("MIME-Header", $value); }
    my $charset = $text->head->mime_attr("content-type.charset") // "us-ascii";
    my $body = decode($charset, $text->bodyhandle->as_string);
    $body =~ s/\\r\\n/\\n/g;
    print JSON::PP->new->utf8->encode({subject => head("Subject"), from => head("From"),
      to => head("To"), text => $body});
    """
}
