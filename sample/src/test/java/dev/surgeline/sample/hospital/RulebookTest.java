package dev.surgeline.sample.hospital;

import static dev.surgeline.sample.hospital.Rulebook.Kind.BUNDLED;
import static dev.surgeline.sample.hospital.Rulebook.Kind.EXCLUDED;
import static dev.surgeline.sample.hospital.Rulebook.Kind.NEEDS_REFERRAL;
import static dev.surgeline.sample.hospital.Rulebook.Kind.PRICE_ABOVE;
import static dev.surgeline.sample.hospital.Rulebook.Kind.REPEATED;
import static dev.surgeline.sample.hospital.Rulebook.Kind.UNITS_ABOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.sample.hospital.Rulebook.Judgement;
import dev.surgeline.sample.hospital.Rulebook.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RulebookTest {
  private static final Claim.Line LINE = new Claim.Line(50_000, 4, 10_000);

  @Test
  void eachKindOfRule() {
    assertEquals(0, paid(EXCLUDED, 0, LINE));
    assertEquals(5_000, paid(UNITS_ABOVE, 2, LINE));
    assertEquals(10_000, paid(UNITS_ABOVE, 4, LINE));
    assertEquals(8_000, paid(PRICE_ABOVE, 2_000, LINE));
    assertEquals(10_000, paid(PRICE_ABOVE, 9_000, LINE));
    assertEquals(10_000, paid(REPEATED, 0, LINE, LINE));
    assertEquals(0, paid(NEEDS_REFERRAL, 20_000, LINE));
    assertEquals(10_001, paid(NEEDS_REFERRAL, 20_000, LINE, new Claim.Line(15_000, 1, 1)));
    assertEquals(15_000, paid(BUNDLED, 50, LINE, LINE, LINE));
    assertEquals(20_000, paid(BUNDLED, 50, LINE, LINE));
  }

  @Test
  void rulesOnlyLowerAndSayWhichDid() {
    Rulebook rulebook = Rulebook.synthetic(1);
    SplittableRandom random = new SplittableRandom(3);
    int lowered = 0;
    for (int i = 0; i < 2_000; i++) {
      List<Claim.Line> lines = new ArrayList<>();
      for (int j = random.nextInt(1, 12); j > 0; j--) {
        lines.add(
            new Claim.Line(
                random.nextInt(10_000, 100_000), random.nextInt(1, 10), random.nextLong(200_000)));
      }
      Judgement judgement = rulebook.judge(new Claim(lines));
      assertEquals(judgement, rulebook.judge(new Claim(lines)));
      assertEquals(judgement.paidCents() < judgement.askedCents(), !judgement.rules().isEmpty());
      lowered += judgement.rules().isEmpty() ? 0 : 1;
    }
    assertTrue(lowered > 1_000 && lowered < 2_000, "lowered " + lowered);
  }

  private static long paid(Rulebook.Kind kind, long limit, Claim.Line... lines) {
    Rule rule = new Rule(1, kind, 40_000, 60_000, limit);
    return new Rulebook(List.of(rule)).judge(new Claim(List.of(lines))).paidCents();
  }
}
