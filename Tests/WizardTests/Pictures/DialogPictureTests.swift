import Forms
import MailDiagnosis
import MailSettings
import Testing

@testable import Wizard

/// Each dialog, in the usual window, in the smallest ones and in a large one.
@Suite struct DialogPictureTests {
  @Test(
    arguments: DialogKind.allCases,
    [
      Size(columns: 80, rows: 24), Size(columns: 60, rows: 15), Size(columns: 40, rows: 10),
      Size(columns: 200, rows: 60),
    ])
  func `a dialog looks as in its picture`(kind: DialogKind, size: Size) throws {
    var typist = try kind.open()
    typist.tell(.resized(size))
    let dialog = try #require(typist.state.dialog)
    #expect(DialogKind(dialog) == (kind == .registrationAlone ? .registration : kind))
    let suffix = size.columns == 80 ? "" : "-\(size.columns)x\(size.rows)"
    let isSame = try Picture(view(typist.state)).matches("dialog-\(kind.rawValue)\(suffix)")
    #expect(isSame)
  }

  @Test func `a fingerprint that does not fit`() throws {
    var typist = try DialogKind.fingerprint.open()
    typist.type("00:11:22:33")
    typist.press(.enter)
    let isSame = try Picture(view(typist.state)).matches("dialog-fingerprint-wrong")
    #expect(isSame)
  }

  @Test func `a question before quitting while a test is under way`() throws {
    var typist = try TrialPictureTests.talking()
    typist.press(.function(10))
    let isSame = try Picture(view(typist.state)).matches("dialog-quit-running")
    #expect(isSame)
  }
}

/// The dialogs without what they carry: a new one has no picture and does not compile before it has
/// its way to be opened here.
enum DialogKind: String, CaseIterable {
  case help
  case transcript
  case quit
  case changedOnDisk = "changed-on-disk"
  case clearText = "clear-text"
  case fingerprint
  case registration
  case registrationAlone = "registration-alone"
  case unlink
  case findLimit = "find-limit"
  case deleteMail = "delete-mail"

  init(_ dialog: Dialog) {
    self =
      switch dialog {
      case .help: .help
      case .transcript: .transcript
      case .quit: .quit
      case .changedOnDisk: .changedOnDisk
      case .clearText: .clearText
      case .fingerprint: .fingerprint
      case .registration: .registration
      case .unlink: .unlink
      case .findLimit: .findLimit
      case .deleteMail: .deleteMail
      }
  }

  /// A wizard in which it was opened by the keys and events that open it.
  func open() throws -> Typist {
    var typist = Typist(Example.filled.draft, section: .server)
    switch self {
    case .help: typist.press(.function(1))
    case .transcript:
      typist = try TrialPictureTests.talking()
      typist.press(.function(8))
    case .deleteMail:
      typist = try QueueTests.looking()
      typist.focus(.mail(QueueTests.mails[1].id))
      typist.press(.delete)
    case .quit:
      typist.type("x")
      typist.press(.function(10))
    case .changedOnDisk: (typist, _) = MergingTests.conflict()
    case .clearText:
      var draft = Example.filled.draft
      draft.smtp.encryption.text = "none"
      typist = Typist.testing(draft)
      typist.press(.function(5))
    case .fingerprint:
      typist = try CertificateTests().shown([.unknownRoot])
      typist.press(.enter)
    case .registration:
      typist = Typist.linking(.delegated)
      typist.focus("showRegistration")
      typist.press(.enter)
    case .registrationAlone:
      typist = Typist.linking(.appOnly)
      typist.focus("showRegistration")
      typist.press(.enter)
    case .findLimit:
      typist = Typist(Example.filled.draft, section: .connectionLimit)
      typist.focus("findLimit")
      typist.press(.enter)
    case .unlink:
      typist = Typist.linking(.delegated, link: .works)
      typist.focus("unlink")
      typist.press(.enter)
    }
    return typist
  }
}
