import Forms
import MailDiagnosis
import MailSettings
import SystemAccess

/// The state of the link to Microsoft Exchange, in its section.
extension Blocks {
  var linkStatus: [Block] {
    linkSentences.map {
      .paragraph(glyphs.adapt($0.text), columns: columns, $0.style)
    } + [.blank]
  }

  private var linkSentences: [(text: String, style: Style)] {
    guard let link = state.linkInForce else {
      return [(LinkWords.notLinked(draft, wasLinked: state.link.isLinked), .dim)]
    }
    if let need = link.signInNeeded {
      return [
        ("! " + LinkWords.signInNeeded(need), .trouble), (need.refusal.quote, .normal),
      ]
    }
    let ends = [LinkWords.token(link), LinkWords.renewed(link)].compactMap(\.self)
    return [("\(glyphs.done) " + LinkWords.linked(link), .done)] + ends.map { ($0, .dim) }
  }

  /// Why the application got no token, under its button.
  var failedToken: [Block] {
    if case .linking(.fetchToken)? = state.work?.kind {
      return [.paragraph(SignInWords.asking, columns: columns)]
    }
    return state.linkFailure.map { failure($0) } ?? []
  }
}
