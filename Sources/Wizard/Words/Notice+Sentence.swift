import Forms
import MailDiagnosis
import MailSettings
import SystemAccess

extension Notice {
  /// The notice in whole sentences.
  var sentence: String {
    switch self {
    case .serverNeeded(.certificate): "Set the server's name first."
    case .serverNeeded(.limit): "First this: nothing can be connected to without it."
    case .serverNeeded(.search): "Type the server's name first."
    case .recipientNeeded(nil): "Type the address that the test e-mail shall go to."
    case .recipientNeeded(let proposed?):
      "Type the address that the test e-mail shall go to, or press Enter for \(proposed)."
    case .waitForTheEnd: "Wait for the end, or cancel with Esc."
    case .noTranscript(.incoming): "No transcript yet: test the sign-in first."
    case .noTranscript(.test), .noTranscript(.certificate):
      "No transcript yet: send a test e-mail first (F5)."
    case .ended(let panel, let end): end.sentence(of: panel)
    case .nothingPasted: "Nothing was pasted: go to a text first, with Tab."
    case .pastedFirst(of: 2):
      "Pasted the first of 2 lines, since this is one line: the second was left out."
    case .pastedFirst(let count):
      "Pasted the first of \(count) lines, since this is one line: the other \(count - 1) were left out."
    case .pasteCut(let limit): "Pasted the first \(limit) characters: the rest was left out."
    case .foldStaysOpen(let label): "Stays open: “\(label)” is set."
    case .showsOnlyHere: "This key shows the password in whose field it is pressed."
    case .showsOnlyTyped: "Only what is typed here can be shown, never a stored password."
    case .nothingToUndo: "There is nothing to take back here."
    case .passwordForOtherHost(let given, let now):
      "The stored password was given for \(given) and is not sent to \(now): type it again."
    case .changed(let remedy, let isBack):
      ((isBack ? ["Taken back."] : []) + remedy.sentences).joined(separator: " ")
    case .notLinkedFor(let problem): "Not linked: \(problem.sentence)."
    case .copied: "Copied, if your terminal allows it; else select it with the mouse."
    case .unlinked: "Unlinked: the tokens are forgotten, the client secret stays."
    case .linked(let account, let unsaved): Self.linked(account, unsaved)
    case .saving: "Saving."
    case .notSavedFor(let problem): "Not saved: \(problem.sentence)."
    case .notSaved(let why): "Not saved: \(why.error.wholeSentence)"
    case .mayNotLast(let why): why.error.wholeSentence
    case .nothingSaved: "Nothing was saved."
    case .nothingSent: "Nothing was sent."
    case .saved(let home, let others, let missing): Self.saved(home, others, missing)
    case .readOnly(let why): "Read-only: \(why.error.sentence)."
    case .tookOver(hasChanged: false): "The other wizard has ended: you can edit now."
    case .tookOver(hasChanged: true):
      "The other wizard has ended: you can edit now. The set-up has changed and was read again."
    case .queue(let end): QueueWords.sentence(end)
    case .keptTranscript(.written(let path)):
      "The transcript is in \(path), which only you can read; it holds no password."
    case .keptTranscript(.failed(let why)): why.error.wholeSentence
    case .noChoice(let typed): "No name has “\(typed)” in it."
    case .imported(let remedy): remedy.sentences.joined(separator: " ")
    }
  }

  private static func linked(_ account: String?, _ unsaved: Int) -> String {
    let who = account.map { "Linked as \($0)." } ?? "The application has got its token."
    let next = "F5 sends a test e-mail."
    return unsaved == 0 ? "\(who) \(next)" : "\(who) \(next) The settings are not saved yet: F2."
  }

  private static func saved(_ home: String, _ others: Int, _ missing: Problem?) -> String {
    var sentences = ["Saved in \(home)."]
    if others > 0 {
      sentences.append(
        others == 1
          ? "1 setting was changed there meanwhile by somebody else."
          : "\(others) settings were changed there meanwhile by somebody else.")
    }
    if let missing { sentences.append(PageWords.incomplete(missing)) }
    return sentences.joined(separator: " ")
  }
}

extension Notice.TrialEnd {
  fileprivate func sentence(of panel: Field.Panel) -> String {
    let name = panel == .test ? "Test e-mail" : "Sign-in at the incoming mailbox"
    return switch self {
    case .works: "\(name): it works."
    case .unfinished: "\(name): not finished."
    case .failed(let diagnosis): "\(name): \(diagnosis.cause)"
    }
  }
}

extension PortSearch.Verdict {
  /// What came of a search, in whole sentences.
  var sentence: String {
    switch self {
    case .failed(let diagnosis): diagnosis.cause
    case .filledIn(let answer, let encryption) where answer.kind == .untrusted:
      "Filled in: port \(answer.port.text), \(encryption.title). "
        + "Its certificate is not trusted yet: look at it under Encryption."
    case .filledIn(let answer, let encryption):
      "Filled in: port \(answer.port.text), \(encryption.title)."
    case .onlyClear(let port):
      "Only port \(port.text) answers, without encryption. Nothing was filled in: choose that by "
        + "hand only in a network that you trust."
    case .nothing(isSilent: true):
      "No mail server answers there: is the name right, or does a firewall keep this machine from "
        + "it? Nothing was filled in."
    case .nothing(isSilent: false):
      "No mail server answers there: is the name right? Nothing was filled in."
    }
  }
}
