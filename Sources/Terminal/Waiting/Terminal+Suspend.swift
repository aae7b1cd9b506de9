internal import CNcurses

extension Terminal {
  /// Gives the terminal to the shell and stops this process, as SIGTSTP does, or its whole process
  /// group, as Ctrl-Z does.
  ///
  /// Returns, once the process is continued, whether it has the terminal again.
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

  /// Takes the terminal again, unless the shell continued this program in the background (`bg`).
  mutating func resume() -> Bool {
    guard !hasVanished else { return false }
    // Only once: without a shell (in an orphaned process group) a stop has no effect.
    if Self.isInBackground { postern_signals_stop_in_background() }
    isActive = !Self.isInBackground
    signals.arm(isActive)
    guard isActive else { return false }
    // After SIGSTOP, which can't be caught, the shell has changed the modes without our `leave`.
    display.leave()
    display.enter()
    return true
  }
}
