/// Joins the wizard with the terminal, the store and the transport.
@MainActor
enum WizardRunner {
  /// Runs the wizard until the person quits; returns the exit status.
  ///
  /// `home` is the set-up's folder, which need not exist yet; `section` is one of ``Setup/sections``.
  static func run(home: String, section: String?) -> Int32 {
    Output.message("The wizard is not there yet.")
    return ExitStatus.software.rawValue
  }
}
