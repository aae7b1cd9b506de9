public import MailDiagnosis
public import MailDialogue
public import MailSettings

/// What the wizard wants to be done outside, as a value that a test can compare.
public indirect enum Effect: Equatable, Sendable {
  /// Write the set-up, with what differs from the draft that was loaded or saved last.
  case save(run: Int, Draft, changing: Draft)
  /// Take the set-up's lock, if it is free now.
  case takeOver
  /// Send a test e-mail, as a mail of the system or as one that a user triggers.
  case sendTest(run: Int, Settings, to: MailAddress, as: MailAddress? = nil)
  /// Sign in at the incoming mailbox server, and out again.
  case signIn(run: Int, IncomingServer)
  /// Fetch a server's certificate, without credentials.
  case inspect(run: Int, Endpoint)
  /// Find out on which ports a server answers, without credentials: the usual ones and one that was
  /// typed.
  case findOut(run: Int, Endpoint, typed: Port?)
  /// Find out how many connections the server accepts.
  case findLimit(run: Int, Settings)
  /// Trust a certificate that was looked at, compared by its whole fingerprint.
  case importCertificate(run: Int, CertificateInspection, fingerprint: String)
  /// Do a step of linking the set-up to Microsoft Exchange.
  case link(run: Int, ExchangeAccount, LinkStep)
  /// Forget tokens and account.
  case unlink(run: Int)
  /// Do a step on the queue, then read it.
  case queue(run: Int, QueueStep)
  /// Copy a text to the terminal's clipboard.
  case copy(String)
  /// Write a transcript to a new file in the folder where the wizard was started.
  case keepTranscript([TranscriptLine])
  /// Stop what is under way; its answer will be ignored.
  case cancel(run: Int)
  /// End the program.
  case quit
}

/// A step on the queue.
public enum QueueStep: Equatable, Sendable {
  case read
  /// Try a mail at once.
  case retry(String)
  case delete(String)
}
