internal import CNcurses

extension Terminal {
  /// Gives the terminal to the shell and stops, as Ctrl-Z does (and its group with it), or SIGTSTP.
  ///
  /// Returns whether the terminal has been taken again.
  mutating func suspend(group: Bool) -> Bool {
    guard postern_signals_can_stop() else { return false }
    if isActive {
      display.leave()
      isActive = false
      signals.arm(false)
    }
    postern_signals_stop(group)
    return resume()
  }

  /// Takes the terminal again, unless the shell let this program go on in the background (`bg`).
  mutating func resume() -> Bool {
    guard !hasVanished else { return false }
    // Once only: a stop has no effect when there is no shell any more (an orphaned process group).
    if Self.isInBackground { postern_signals_stop_in_background() }
    isActive = !Self.isInBackground
    signals.arm(isActive)
    guard isActive else { return false }
    // After SIGSTOP, which can't be caught, the shell has changed the modes behind our back.
    display.leave()
    display.enter()
    return true
  }
}
