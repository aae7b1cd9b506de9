import Forms
import Testing

@testable import Terminal

struct AttributesTests {
  private let styles: [Style] = [.normal, .title, .focus, .dim, .trouble, .done, .input]

  @Test func `without colours there is only bold and reverse`() {
    let palette = Attributes.Palette(colours: false, dim: true)
    let looks = styles.map { Attributes($0, palette: palette) }
    #expect(looks.allSatisfy { $0.colour == .none && !$0.dim })
    #expect(Attributes(.focus, palette: palette).reverse)
    #expect(Attributes(.trouble, palette: palette).bold)
    #expect(Attributes(.title, palette: palette).bold)
  }

  @Test func `with colours trouble is red and bold, done is green, hints are dim`() {
    let palette = Attributes.Palette(colours: true, dim: true)
    let trouble = Attributes(.trouble, palette: palette)
    #expect(trouble.colour == .red && trouble.bold)
    #expect(Attributes(.done, palette: palette).colour == .green)
    #expect(Attributes(.dim, palette: palette).dim && Attributes(.input, palette: palette).dim)
    #expect(!Attributes(.dim, palette: .init(colours: true, dim: false)).dim)
  }
}
