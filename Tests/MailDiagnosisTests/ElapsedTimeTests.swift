import MailDiagnosis
import Testing

@Suite struct ElapsedTimeTests {
  @Test(arguments: [
    (0.0, "0 ms"), (0.4, "0 ms"), (1.8, "2 ms"), (85, "85 ms"), (999.4, "999 ms"),
    (999.6, "1.0 s"), (1000, "1.0 s"), (1049, "1.0 s"), (1050, "1.1 s"), (10_000, "10.0 s"),
    (75_432, "75.4 s"), (-3, "0 ms"),
  ])
  func `milliseconds below a second, then seconds with one decimal`(time: Double, text: String) {
    #expect(ElapsedTime(milliseconds: time).text == text)
  }

  @Test func `a running stage counts its own time, not that of the stages before it`() {
    let stages = [
      StageResult(stage: .resolve, state: .passed, milliseconds: 200),
      StageResult(stage: .connect, state: .passed, milliseconds: 1300.4),
      StageResult(stage: .greeting, state: .running), StageResult(stage: .encryption),
    ]
    #expect(stages.timeOfRunningStage(elapsed: 3500).text == "2.0 s")
    #expect(stages.timeOfRunningStage(elapsed: 900).text == "0 ms")
  }
}
