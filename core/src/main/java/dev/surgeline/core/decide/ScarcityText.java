package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Milli;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What is taken from whom, and for whom, under scarcity.
final class ScarcityText {
  private static final int NAMED = 2;

  private final Claims claims;

  /// By resource, those that shall have more than they have, the more critical first.
  private final List<List<Integer>> growing = new ArrayList<>();

  /// By resource, those that shall have less than they would keep, the less critical first.
  private final List<List<Integer>> yielding = new ArrayList<>();

  /// By resource, what all mins need.
  private final List<Long> mins = new ArrayList<>();

  /// By resource, what can not be told to change now.
  private final List<String> unmoved = new ArrayList<>();

  private final int[] entitled;

  ScarcityText(Claims claims, int[] entitled) {
    this.claims = claims;
    this.entitled = entitled.clone();
    Comparator<Integer> criticality = Comparator.comparing(claims::criticality);
    int[] byName = claims.byName();
    for (int resource = 0; resource < claims.limits.length; resource++) {
      List<Integer> more = new ArrayList<>();
      List<Integer> less = new ArrayList<>();
      for (int one : byName) {
        if (claims.acts(one) && claims.needs[resource][one] > 0) {
          (entitled[one] > claims.from[one] ? more : less).add(one);
        }
      }
      less.removeIf(one -> entitled[one] >= kept(one));
      more.sort(criticality);
      less.sort(criticality.reversed());
      growing.add(more);
      yielding.add(less);
      mins.add(claims.total(resource, claims.mins));
      unmoved.add(unmoved(resource, byName));
    }
  }

  /// What one would keep by its own wish.
  private int kept(int one) {
    return Math.min(claims.from[one], claims.asked[one]);
  }

  Reason.Code code(int one, int given) {
    return belowMin(one, given) ? Reason.Code.SCARCITY_OF_MINS : Reason.Code.SCARCITY;
  }

  private boolean belowMin(int one, int given) {
    return given < claims.mins[one] && entitled[one] < claims.mins[one];
  }

  String why(int one, int given) {
    int resource = claims.shortOf(one);
    String quota =
        "quota of " + Milli.words(claims.limits[resource]) + " " + claims.resources.get(resource);
    String counted = unmoved.get(resource);
    if (belowMin(one, given)) {
      boolean fit = mins.get(resource) <= claims.limits[resource];
      String all = fit ? "" : ", for the mins of all need " + Milli.words(mins.get(resource));
      return "gets " + given + " of its min of " + claims.mins[one] + all + ": " + quota + counted;
    }
    if (given < kept(one)) {
      return "yields " + (kept(one) - given) + toWhom(one, resource) + ": " + quota + counted;
    }
    return start(one, given) + quota + fromWhom(one, resource) + counted;
  }

  private String start(int one, int given) {
    return Holding.to(claims.open.get(one).proposal(), new Replicas(given));
  }

  private String toWhom(int one, int resource) {
    List<String> names = new ArrayList<>();
    for (int other : growing.get(resource)) {
      boolean above = claims.criticality(other).compareTo(claims.criticality(one)) <= 0;
      if (!above || names.size() > NAMED) {
        break;
      }
      names.add(named(other));
    }
    return names.isEmpty() ? "" : " to " + list(names);
  }

  private String fromWhom(int one, int resource) {
    List<String> names = new ArrayList<>();
    for (int other : yielding.get(resource)) {
      boolean below = claims.criticality(other).compareTo(claims.criticality(one)) >= 0;
      if (!below || names.size() > NAMED) {
        break;
      }
      names.add(claims.name(other) + " yields " + (kept(other) - entitled[other]));
    }
    return names.isEmpty() ? " is all given out" : ", until " + list(names);
  }

  private String unmoved(int resource, int[] byName) {
    List<String> names = new ArrayList<>();
    for (int one : byName) {
      long holds = claims.holds(resource, one);
      if (holds > 0 && !claims.acts(one) && names.size() <= NAMED) {
        names.add(how(one) + "counts " + Milli.words(holds));
      }
    }
    return names.isEmpty() ? "" : "; " + list(names);
  }

  private String how(int one) {
    return claims.seen(one)
        ? claims.name(one) + " (not acted on) "
        : claims.unseen.get(one - claims.open.size()).words();
  }

  private String named(int one) {
    String criticality = claims.criticality(one).name().toLowerCase(Locale.ROOT).replace('_', '-');
    return claims.name(one) + " (" + criticality + ")";
  }

  private static String list(List<String> names) {
    return names.size() > NAMED
        ? String.join(", ", names.subList(0, NAMED)) + " and others"
        : String.join(", ", names);
  }
}
