import MailMessage
import MailSettings

/// The sample of the encoding preview while none is typed: a greeting in a language of the
/// character set.
enum EncodingSample {
  /// The first greeting in the table that the set can encode.
  static func text(for encoding: CharacterEncoding) -> String {
    let transcoder = Transcoder(encoding)
    return greetings.first { (try? transcoder.encode($0, in: .subject)) != nil } ?? "Hello"
  }

  /// Greetings that the fewest sets can encode come first: Japanese sets have Greek and Cyrillic
  /// letters too, and Chinese ones have Japanese.
  private static let greetings = [
    "Grüße · 안녕", "안녕하세요", "您好，请查收", "お申込みありがとう", "您好，請查收", "Привет", "Γειά σου",
    "שלום", "مرحبا", "สวัสดี", "Ačiū", "Günaydın", "Dzień dobry", "Schönen Tag noch",
  ]
}

extension SystemAddress {
  /// The system's name and address in the form; without an address, the documentation's example.
  static func shown(_ draft: Draft) -> SystemAddress? {
    let name = draft.system.name.value
    if let address = draft.system.address.value {
      return SystemAddress(name: name, address: address)
    }
    guard let address = try? MailAddress(typed: "yourserver@yourdomain.com") else { return nil }
    return SystemAddress(name: name ?? (try? DisplayName(typed: "Your Server")), address: address)
  }
}
