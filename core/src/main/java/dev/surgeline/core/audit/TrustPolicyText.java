package dev.surgeline.core.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads the lines of a [TrustPolicy].
final class TrustPolicyText {
  private static final int BYTES_MAX = 1_000_000;
  private static final int LINES_MAX = 1_000;
  private static final String NONE = "none";

  private final List<VerifierKey> logs = new ArrayList<>();
  private final SortedMap<String, VerifierKey> witnesses = new TreeMap<>();
  private final SortedMap<String, String> addresses = new TreeMap<>();
  private final SortedMap<String, TrustPolicy.Group> groups = new TreeMap<>();
  private final SortedSet<String> members = new TreeSet<>();
  private final List<Optional<String>> quorums = new ArrayList<>();

  private TrustPolicyText() {}

  static TrustPolicy parse(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new Unverified("a policy has at most a million bytes, not " + bytes.length);
    }
    String text = Strict.text(bytes, true, "the policy");
    String[] lines = text.split("\n", -1);
    if (!text.endsWith("\n") || lines.length > LINES_MAX) {
      throw new Unverified("a policy is 1 to " + LINES_MAX + " lines, the last with its end");
    }
    TrustPolicyText policy = new TrustPolicyText();
    for (int i = 0; i < lines.length; i++) {
      List<String> words =
          Arrays.stream(lines[i].split("[ \t]+", -1)).filter(word -> !word.isEmpty()).toList();
      if (!words.isEmpty() && !words.getFirst().startsWith("#")) {
        try {
          policy.line(words);
        } catch (Unverified wrong) {
          throw new Unverified("line " + (i + 1) + ": " + wrong.getMessage(), wrong);
        }
      }
    }
    if (policy.quorums.isEmpty()) {
      throw new Unverified("a policy has one line 'quorum', and this one has none");
    }
    return new TrustPolicy(
        policy.logs, policy.witnesses, policy.addresses, policy.groups, policy.quorums.getFirst());
  }

  private void line(List<String> words) {
    switch (words.getFirst()) {
      case "log" -> log(words);
      case "witness" -> witness(words);
      case "group" -> group(words);
      case "quorum" -> quorum(words);
      default -> // tidy: open set
          throw new Unverified(
              "it begins with log, witness, group or quorum, not "
                  + Strict.shown(words.getFirst()));
    }
  }

  private void log(List<String> words) {
    length(words, 2, 3, "log <vkey> [<url>]");
    logs.add(key(words.get(1), VerifierKey.Type.LOG, logs));
  }

  private void witness(List<String> words) {
    length(words, 3, 4, "witness <name> <vkey> [<url>]");
    String name = fresh(words.get(1));
    List<VerifierKey> known = List.copyOf(witnesses.values());
    witnesses.put(name, key(words.get(2), VerifierKey.Type.COSIGNATURE, known));
    if (words.size() > 3) {
      addresses.put(name, words.get(3));
    }
  }

  private static VerifierKey key(String text, VerifierKey.Type type, List<VerifierKey> known) {
    VerifierKey key = VerifierKey.parse(text);
    if (key.type() != type) {
      throw new Unverified(
          "the key of " + key.name() + " is one for " + key.type() + ", not for " + type);
    }
    if (known.stream().anyMatch(other -> Arrays.equals(other.raw(), key.raw()))) {
      throw new Unverified("the public key of " + key.name() + " was given before");
    }
    return key;
  }

  private void group(List<String> words) {
    length(words, 4, LINES_MAX, "group <name> all|any|<number> <member>...");
    String name = fresh(words.get(1));
    List<String> listed = words.subList(3, words.size());
    for (String member : listed) {
      defined(member);
      if (!members.add(member)) {
        throw new Unverified(Strict.shown(member) + " is a member of a group already");
      }
    }
    long least =
        switch (words.get(2)) {
          case "all" -> listed.size();
          case "any" -> 1;
          default -> // tidy: open set
              Strict.decimal(words.get(2), "how many members must have cosigned");
        };
    groups.put(name, new TrustPolicy.Group((int) Math.min(least, Integer.MAX_VALUE), listed));
  }

  private void quorum(List<String> words) {
    length(words, 2, 2, "quorum <name>|none");
    if (!quorums.isEmpty()) {
      throw new Unverified("there is a quorum already");
    }
    String name = words.get(1);
    if (!name.equals(NONE)) {
      defined(name);
    }
    quorums.add(Optional.of(name).filter(one -> !one.equals(NONE)));
  }

  private String fresh(String name) {
    if (name.equals(NONE) || witnesses.containsKey(name) || groups.containsKey(name)) {
      throw new Unverified("the name " + Strict.shown(name) + " is taken");
    }
    return name;
  }

  private void defined(String name) {
    if (!witnesses.containsKey(name) && !groups.containsKey(name)) {
      throw new Unverified(
          "no witness or group is called " + Strict.shown(name) + " on a line before");
    }
  }

  private static void length(List<String> words, int least, int most, String form) {
    if (words.size() < least || words.size() > most) {
      throw new Unverified("it is written " + form);
    }
  }
}
