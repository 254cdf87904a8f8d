package dev.surgeline.sample.hospital;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Judges claims: every rule over every line, each rule may only lower what is paid.
public final class Rulebook {
  /// What a rule looks at.
  public enum Kind {
    /// Nothing is paid for these codes.
    EXCLUDED,
    /// Units above the limit are not paid.
    UNITS_ABOVE,
    /// A unit is paid at most at the limit, in cents.
    PRICE_ABOVE,
    /// The same code on an earlier line of the claim is paid once.
    REPEATED,
    /// Paid only beside a line with a code below the limit.
    NEEDS_REFERRAL,
    /// Paid at the limit's percentage when the claim has three lines or more.
    BUNDLED
  }

  /// One rule for a range of codes, both ends included.
  public record Rule(int number, Kind kind, int low, int high, long limit) {}

  /// What a claim comes to.
  ///
  /// @param askedCents the sum of its lines
  /// @param paidCents what the rules leave, at most what was asked
  /// @param rules the numbers of the rules that lowered a line, ascending
  public record Judgement(long askedCents, long paidCents, List<Integer> rules) {
    public Judgement {
      rules = List.copyOf(rules);
      if (paidCents < 0 || paidCents > askedCents) {
        throw new IllegalArgumentException("paid is from 0 to what was asked");
      }
    }
  }

  private static final int RULES = 300;
  private static final Kind[] KINDS = Kind.values();

  private final List<Rule> rules;

  public Rulebook(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// Three hundred made-up rules, the same for the same seed.
  public static Rulebook synthetic(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Rule> rules = new ArrayList<>(RULES);
    for (int i = 0; i < RULES; i++) {
      Kind kind = KINDS[i % KINDS.length];
      int low = random.nextInt(10_000, 95_000);
      int high = Math.min(99_999, low + random.nextInt(100, 2_500));
      long limit =
          switch (kind) {
            case EXCLUDED, REPEATED -> 0;
            case UNITS_ABOVE -> random.nextLong(1, 8);
            case PRICE_ABOVE -> random.nextLong(2_000, 90_000);
            case NEEDS_REFERRAL -> random.nextLong(15_000, 40_000);
            case BUNDLED -> random.nextLong(50, 95);
          };
      rules.add(new Rule(i + 1, kind, low, high, limit));
    }
    return new Rulebook(rules);
  }

  public Judgement judge(Claim claim) {
    long asked = 0;
    long paid = 0;
    TreeSet<Integer> applied = new TreeSet<>();
    for (int i = 0; i < claim.lines().size(); i++) {
      Claim.Line line = claim.lines().get(i);
      long allowed = line.cents();
      for (Rule rule : rules) {
        if (line.code() < rule.low() || line.code() > rule.high()) {
          continue;
        }
        long after = Math.min(allowed, allowed(rule, claim, i, allowed));
        if (after < allowed) {
          applied.add(rule.number());
          allowed = after;
        }
      }
      asked += line.cents();
      paid += allowed;
    }
    return new Judgement(asked, paid, new ArrayList<>(applied));
  }

  private static long allowed(Rule rule, Claim claim, int index, long cents) {
    Claim.Line line = claim.lines().get(index);
    return switch (rule.kind()) {
      case EXCLUDED -> 0;
      case UNITS_ABOVE -> line.units() > rule.limit() ? cents * rule.limit() / line.units() : cents;
      case PRICE_ABOVE -> rule.limit() * line.units();
      case REPEATED -> seenBefore(claim, index) ? 0 : cents;
      case NEEDS_REFERRAL -> referred(claim, rule.limit()) ? cents : 0;
      case BUNDLED -> claim.lines().size() >= 3 ? cents * rule.limit() / 100 : cents;
    };
  }

  private static boolean seenBefore(Claim claim, int index) {
    int code = claim.lines().get(index).code();
    for (int i = 0; i < index; i++) {
      if (claim.lines().get(i).code() == code) {
        return true;
      }
    }
    return false;
  }

  private static boolean referred(Claim claim, long below) {
    for (Claim.Line line : claim.lines()) {
      if (line.code() < below) {
        return true;
      }
    }
    return false;
  }
}
