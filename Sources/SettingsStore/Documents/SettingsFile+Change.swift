public import MailSettings

extension SettingsFile {
  /// The same file with the settings of another draft; passwords are not looked at.
  ///
  /// Only lines whose setting differs are touched, values get their canonical spelling, and a
  /// setting without a text loses its line. The new text is read again to check that it says what
  /// the draft says, and that every key that Postern does not know is unchanged; otherwise
  /// ``SettingsFileError/cannotChange(file:line:key:)`` is thrown.
  public func changed(to wanted: Draft) throws(SettingsFileError) -> SettingsFile {
    var patched = document
    var expected = draft
    for setting in Setting.all {
      guard let text = newText(setting, wanted) else { continue }
      expected[setting] = text
      let path = setting.key.path
      do throws(TOMLMismatch) {
        if text.isEmpty {
          try patched.remove(path)
        } else {
          try patched.set(path, to: setting.literal(text, in: wanted))
        }
      } catch {
        let place = FilePlace(file, offset: error.offset, in: patched.bytes)
        throw .cannotChange(file: file, line: place.line, key: setting.key.name)
      }
    }
    try change(aliases: wanted.aliases, in: &patched, &expected)
    return try proven(patched, expected)
  }

  private func change(
    aliases wanted: [LocalName: Entry<AliasTargets>], in patched: inout TOMLDocument,
    _ expected: inout Draft
  ) throws(SettingsFileError) {
    let names = Set(draft.aliases.keys).union(wanted.keys)
    for name in names.sorted(by: { $0.text < $1.text }) {
      let text = wanted[name]?.trimmed ?? ""
      guard text != draft.aliases[name]?.trimmed ?? "" else { continue }
      expected.aliases[name] = text.isEmpty ? nil : Entry(text)
      let path = document.aliasPaths[name] ?? name.path
      do throws(TOMLMismatch) {
        if text.isEmpty {
          try patched.remove(path)
        } else {
          try patched.set(path, to: TOMLString.encode(text))
        }
      } catch {
        let place = FilePlace(file, offset: error.offset, in: patched.bytes)
        let key = FieldKey.alias(name).name
        throw .cannotChange(file: file, line: place.line, key: key)
      }
    }
  }

  /// The setting's new text, empty to remove it; nil when nothing changes.
  private func newText(_ setting: Setting, _ wanted: Draft) -> String? {
    let old = draft[setting]
    let text = setting.canonical(wanted) ?? (setting.problem(wanted) == nil ? "" : wanted[setting])
    let isSame = text.utf8.elementsEqual(old.utf8) || wanted[setting].utf8.elementsEqual(old.utf8)
    // Any save replaces another word for the value, such as `starttls` for `tls`, by Postern's own.
    if setting.isAlias(draft) { return text.utf8.elementsEqual(old.utf8) ? nil : text }
    let isSameValue = !text.isEmpty && text == setting.canonical(draft)
    return isSame || isSameValue ? nil : text
  }

  private func proven(
    _ patched: TOMLDocument, _ expected: Draft
  ) throws(SettingsFileError) -> SettingsFile {
    let result: SettingsFile
    do throws(SettingsFileError) {
      result = try SettingsFile(bytes: patched.bytes, file: file)
    } catch { throw .cannotChange(file: file, line: nil, key: firstDifference(draft, expected)) }
    guard result.draft == expected,
      patched.keeps(document, except: knownPaths.union(result.knownPaths))
    else {
      throw .cannotChange(file: file, line: nil, key: firstDifference(result.draft, expected))
    }
    return result
  }

  private func firstDifference(_ one: Draft, _ other: Draft) -> String {
    Setting.all.first { one[$0] != other[$0] }?.key.name ?? "version"
  }
}

extension Setting {
  /// The text as TOML writes it: a number or a boolean only when it is a right one.
  fileprivate func literal(_ text: String, in draft: Draft) -> String {
    switch kind {
    case .string: TOMLString.encode(text)
    case .integer, .boolean: problem(draft) == nil ? text : TOMLString.encode(text)
    }
  }
}
