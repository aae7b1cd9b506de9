public import MailDiagnosis
public import MailDialogue
public import MailSettings

/// What the wizard wants done outside. Values, so that a test can read them.
public indirect enum Effect: Equatable, Sendable {
  /// Write the set-up, with what differs from the draft that was loaded or saved last.
  case save(run: Int, Draft, changing: Draft)
  /// Take the set-up's lock, if whoever had it has gone.
  case takeOver
  /// Send a test e-mail, as a mail of the system or as one that a user triggers.
  case sendTest(run: Int, Settings, to: MailAddress, as: MailAddress? = nil)
  /// Log in at the incoming mailbox and out again.
  case signIn(run: Int, IncomingServer)
  /// Fetch a server's certificate, without credentials.
  case inspect(run: Int, Endpoint)
  /// Look on which ports a server answers, the usual ones and one that was typed, without
  /// credentials.
  case findOut(run: Int, Endpoint, typed: Port?)
  /// Find out how many connections the server bears.
  case findLimit(run: Int, Settings)
  /// Trust a certificate that was looked at, compared by its whole fingerprint.
  case importCertificate(run: Int, CertificateInspection, fingerprint: String)
  /// Take a step of linking the set-up to Microsoft Exchange.
  case link(run: Int, ExchangeAccount, LinkStep)
  /// Forget tokens and account.
  case unlink(run: Int)
  /// Look at the queue, after something was done there.
  case queue(run: Int, QueueStep)
  /// Put a text where it can be pasted elsewhere, by the terminal.
  case copy(String)
  /// Write a transcript into a new file of the folder that the wizard was started in.
  case keepTranscript([TranscriptLine])
  /// Stop what is under way; its answer will be ignored.
  case cancel(run: Int)
  /// End the program.
  case quit
}

/// What is done with the queue.
public enum QueueStep: Equatable, Sendable {
  case read
  /// Try a mail at once.
  case retry(String)
  case delete(String)
}
