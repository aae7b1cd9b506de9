internal import CNcurses

extension Terminal {
  /// Gives the terminal to the shell and stops, as Ctrl-Z does (and its group with it), or SIGTSTP.
  mutating func suspend(group: Bool) {
    guard postern_signals_can_stop() else { return }
    if isActive {
      screen.leave()
      isActive = false
      signals.arm(false)
    }
    postern_signals_stop(group)
    resume()
  }

  /// Takes the terminal again, unless the shell let this program go on in the background (`bg`).
  mutating func resume() {
    guard !hasVanished else { return }
    guard !Self.isInBackground else {
      isActive = false
      signals.arm(false)
      return
    }
    // After SIGSTOP, which can't be caught, the shell has changed the modes behind our back.
    screen.leave()
    isActive = true
    signals.arm(true)
    screen.enter()
    repaint()
  }
}
