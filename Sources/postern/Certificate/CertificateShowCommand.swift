import ArgumentParser
import MailDiagnosis
import MailTransport

/// `postern certificate show`: the chain and every fault.
struct CertificateShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a server's certificate chain and everything that is wrong with it.",
    discussion: """
      Nobody signs in for that. Ports 465, 993 and 995 mean SSL, 25, 587, 143 and 110 mean STARTTLS, \
      any other one what is configured.

      EXAMPLES
        postern certificate show
        postern certificate show mail.example.com:465 --json
        postern certificate show mail.example.com:2465 --ssl
      """)

  @OptionGroup var target: CertificateTarget

  @Flag(help: "Print a JSON document.")
  var json = false

  func run() throws {
    let (place, result) = try target.inspect()
    switch result {
    case .success(let inspection):
      if json {
        try InspectionDocument(inspection).print()
      } else {
        CertificateWords.print(inspection)
      }
    case .failure(let failure):
      if json {
        try InspectionDocument(place, failure.diagnosis).print()
        throw ExitCode(failure.diagnosis.exitStatus.rawValue)
      }
      throw Failure(failure, place)
    }
  }
}
