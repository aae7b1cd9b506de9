import Testing

@testable import PracticeServer

@Test func `shares of a budget are taken, grown, shrunk and given back`() {
  let budget = MemoryBudget(100)
  let one = MemoryShare(of: budget)
  var other: MemoryShare? = MemoryShare(of: budget)
  #expect(one.resize(to: 60))
  #expect(other?.resize(to: 40) == true)
  #expect(!one.resize(to: 61))
  #expect(one.resize(to: 10))
  #expect(other?.resize(to: 90) == true)
  #expect(!one.resize(to: 11))
  other = nil
  #expect(one.resize(to: 100))
}
