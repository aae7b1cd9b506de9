import MailMessage
import MailSettings

/// What the encoding screen shows while no text was typed there: a greeting in a language that the
/// character set is used for.
enum EncodingSample {
  /// The first greeting of the table that the set has all characters of.
  static func text(for encoding: CharacterEncoding) -> String {
    let transcoder = Transcoder(encoding)
    return greetings.first { (try? transcoder.encode($0, in: .subject)) != nil } ?? "Hello"
  }

  /// Those with characters that fewest sets have come first: Japanese sets have Greek and Cyrillic
  /// letters too, and Chinese ones have Japan's.
  private static let greetings = [
    "Grüße · 안녕", "안녕하세요", "您好，请查收", "お申込みありがとう", "您好，請查收", "Привет", "Γειά σου",
    "שלום", "مرحبا", "สวัสดี", "Ačiū", "Günaydın", "Dzień dobry", "Schönen Tag noch",
  ]
}

extension SystemAddress {
  /// The system's name and address as they stand on the form; while there is no address, the
  /// documentation's example of one.
  static func shown(_ draft: Draft) -> SystemAddress? {
    let name = draft.system.name.value
    if let address = draft.system.address.value {
      return SystemAddress(name: name, address: address)
    }
    guard let address = try? MailAddress(typed: "yourserver@yourdomain.com") else { return nil }
    return SystemAddress(name: name ?? (try? DisplayName(typed: "Your Server")), address: address)
  }
}
