package dev.surgeline.tidy;

import java.util.List;
import java.util.regex.Pattern;

/// What core must not call, as patterns over `owner#name(descriptor)`.
final class BannedCalls {
  private static final String NO_IO_IN_JAVA_IO = "(Serializable|UncheckedIOException|IOException)";

  /// One family of calls and why core has none of them.
  record Family(String name, String why, Pattern calls) {
    static Family of(String name, String why, String... calls) {
      return new Family(name, why, Pattern.compile(String.join("|", calls)));
    }
  }

  static final List<Family> FAMILIES =
      List.of(
          Family.of(
              "no-clock",
              "Time is an input: a replayed decision must read the time it was made at.",
              "java\\.time\\..*#now\\(.*",
              "java\\.time\\.(Clock|InstantSource)#(system|tick).*",
              "java\\.lang\\.System#(currentTimeMillis|nanoTime)\\(.*",
              "java\\.util\\.Date#<init>\\(\\).*",
              "java\\.util\\.(Gregorian)?Calendar#(getInstance|<init>).*"),
          Family.of(
              "no-chance",
              "Chance is an input: generators are passed in, split from one seed.",
              "java\\.lang\\.Math#random\\(.*",
              "java\\.util\\.(Random|SplittableRandom)#<init>\\(\\).*",
              "java\\.security\\.SecureRandom#.*",
              "java\\.util\\.concurrent\\.ThreadLocalRandom#.*",
              "java\\.util\\.UUID#randomUUID\\(.*",
              "java\\.util\\.random\\.RandomGenerator#(getDefault|of)\\(.*",
              "java\\.util\\.random\\.RandomGeneratorFactory#create\\(\\).*",
              "java\\.util\\.Collections#shuffle\\(Ljava/util/List;\\).*"),
          Family.of(
              "no-io",
              "Core decides; those around it read and write.",
              "java\\.io\\.(?!" + NO_IO_IN_JAVA_IO + "#).*",
              "java\\.(nio\\.(file|channels)|net)\\..*",
              "java\\.lang\\.(Process|ProcessBuilder|ProcessHandle|Runtime)#.*",
              "java\\.lang\\.System#(out|err|in|console|exit|load|loadLibrary|getLogger)(\\(.*)?",
              "java\\.lang\\.Throwable#printStackTrace\\(.*"),
          Family.of(
              "no-environment",
              "The same input gives the same bytes whatever the machine's settings are.",
              "java\\.lang\\.System#(getenv|getProperty|getProperties|lineSeparator)\\(.*",
              "java\\.(lang\\.(Integer|Long)#get(Integer|Long)|lang\\.Boolean#getBoolean)\\(.*",
              "java\\.util\\.(Locale|TimeZone)#getDefault\\(.*",
              "java\\.time\\.ZoneId#systemDefault\\(.*",
              "java\\.nio\\.charset\\.Charset#defaultCharset\\(.*",
              "java\\.lang\\.String#(format\\(Ljava/lang/String;|formatted\\().*",
              "java\\.lang\\.String#to(Lower|Upper)Case\\(\\).*"),
          Family.of(
              "no-hash-order",
              "Hash order differs from one JVM to the next, and replay with it.",
              "java\\.util\\.(HashMap|HashSet|IdentityHashMap|WeakHashMap|Hashtable)#<init>.*",
              "java\\.util\\.concurrent\\.ConcurrentHashMap#.*",
              "java\\.util\\.(Map|Set)#(of|copyOf|ofEntries)\\([^)].*",
              "java\\.util\\.stream\\.Collectors#(toSet|toUnmodifiable(Set|Map)|toConcurrentMap"
                  + "|groupingByConcurrent)\\(.*",
              "java\\.util\\.stream\\.Collectors#toMap"
                  + "\\((Ljava/util/function/[A-Za-z]+;){2,3}\\).*",
              "java\\.util\\.stream\\.Collectors#groupingBy\\([^)]*/Function;"
                  + "(Ljava/util/stream/Collector;)?\\).*",
              "java\\.lang\\.Object#hashCode\\(.*",
              "java\\.lang\\.System#identityHashCode\\(.*"),
          Family.of(
              "no-threads",
              "One evaluation is one thread: sums and orders never depend on scheduling.",
              "java\\.[a-z.]+\\.[A-Za-z]*(Stream|Collection|List|Set)#parallel(Stream)?\\(.*",
              "java\\.util\\.Arrays#parallel.*",
              "java\\.lang\\.(Thread|ThreadLocal|ThreadGroup|ScopedValue)[$A-Za-z]*#.*",
              "java\\.lang\\.Object#(wait|notify|notifyAll)\\(.*",
              "java\\.util\\.concurrent\\.(?!TimeUnit#).*",
              "java\\.util\\.Timer#.*"),
          Family.of(
              "strict-math",
              "Math's transcendental functions differ between machines; StrictMath's do not.",
              "java\\.lang\\.Math#(a?sin|a?cos|a?tan|atan2|sinh|cosh|tanh|hypot|cbrt"
                  + "|exp|expm1|log|log10|log1p|pow)\\(.*"));

  private BannedCalls() {}

  static Rule rule(Family family) {
    return new Rule(
        family.name(),
        family.why(),
        codebase ->
            codebase
                .classesOf("core")
                .flatMap(compiled ->
                    compiled.uses().stream()
                        .filter(use -> family.calls().matcher(use.target()).matches())
                        .filter(use -> !claimedEarlier(family, use.target()))
                        .map(use ->
                            new Rule.Place(compiled.file(), use.line(), readable(use.target()))))
                .distinct()
                .toList());
  }

  /// A call is found once, by the first family that bans it.
  private static boolean claimedEarlier(Family family, String target) {
    return FAMILIES.stream()
        .takeWhile(earlier -> !earlier.name().equals(family.name()))
        .anyMatch(earlier -> earlier.calls().matcher(target).matches());
  }

  private static String readable(String target) {
    int end = target.indexOf('(');
    return (end < 0 ? target : target.substring(0, end)).replace('#', '.').replace(".<init>", "()");
  }
}
