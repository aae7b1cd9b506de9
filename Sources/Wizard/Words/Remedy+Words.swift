import Forms
import MailSettings
import Screens
import SystemAccess

extension Remedy {
  /// One sentence for each change, such as `Port is now 587.`
  var sentences: [String] { sentences { _ in true } }

  /// The same for some of the settings.
  func sentences(of isWanted: (SettingKey) -> Bool) -> [String] {
    actions.compactMap { action in
      switch action {
      case .imported(let subject, let server): CertificateWords.imported(subject, server)
      case .importMayNotLast(let doubt): doubt.error.sentence
      case .changed(let key, let value):
        isWanted(key) ? key.setting.sentence(now: value ?? "") : nil
      }
    }
  }
}

extension Setting {
  /// Such as `Port is now 587.`
  fileprivate func sentence(now value: String) -> String {
    let name = self.name
    if kind == .boolean { return "“\(name)” is \(value == "true" ? "on" : "off") now." }
    let title = field?.options.first { $0.text == value }?.title ?? value.printable(limit: 60)
    return title.isEmpty ? "\(name) is empty now." : "\(name) is now \(title)."
  }

  /// The field's label, with its section where another section has a field of that name.
  var name: String {
    guard let screen = Catalog.screen(editing: .setting(key)), let field else { return key.name }
    if case .choice = field.control { return screen.title }
    return screen.id == .incomingMailbox ? "\(screen.title): \(field.label)" : field.label
  }

  private var field: Field? {
    Catalog.screen(editing: .setting(key))?.fields.first { $0.key == .setting(key) }
  }
}

extension Field {
  /// The values of a choice; empty for anything else.
  fileprivate var options: [Option] {
    switch control {
    case .choice(_, let options), .line(_, let options): options
    case .text, .toggle, .password, .recipient, .sample, .button, .note, .verbatim, .foundLimit,
      .panel, .portAnswers,
      .linkStatus, .encodingPreview, .senderPreview, .fold:
      []
    }
  }
}
