package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.index.IndexPlace;
import dev.surgeline.plane.audit.index.LogIndex;
import dev.surgeline.plane.audit.index.Wanted;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge audit query`.
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    header = "Lists entries: by workload, time, actor, kind, outcome; emergencies alone.",
    description = {
      "",
      "All that is given must hold. An index, kept beside the log, says where to look; each "
          + "entry is then read from the log and proved to be under its signed root. With "
          + "--scan, and where there is no place for an index, the whole log is read instead: "
          + "then nothing can be missing."
    })
final class AuditQueryCommand implements Callable<Integer> {
  @Mixin private LogOption option = new LogOption();
  @Mixin private QueryOption asked = new QueryOption();
  @Mixin private IndexOption kept = new IndexOption();

  @Option(names = "--unreviewed", description = "in no range that somebody reviewed")
  private boolean unreviewed;

  @Option(names = "--scan", description = "use no index, read the whole log")
  private boolean scan;

  private AuditQueryCommand() {}

  @Override
  public Integer call() throws IOException {
    AuditQuery query = asked.query();
    PublishedLog log = option.open();
    VerifierKey key = option.key(log);
    Optional<Texts> texts = option.texts(log);
    Optional<IndexPlace> place = scan ? Optional.empty() : kept.place(log);
    return option.holding(log, () -> answer(log, key, query, texts, place));
  }

  private int answer(
      PublishedLog log,
      VerifierKey key,
      AuditQuery query,
      Optional<Texts> texts,
      Optional<IndexPlace> place)
      throws IOException {
    LogIndex.Found found =
        place.isPresent() ? looked(place.get(), log, key, query) : scanned(log, key, query);
    Checkpoint checkpoint = found.checkpoint();
    List<AuditLine> lines =
        unreviewed
            ? found.lines().stream().filter(unreviewed(place, log, key)).toList()
            : found.lines();
    List<EntryShown> shown = lines.stream().map(line -> EntryShown.of(line, texts)).toList();
    if (option.json) {
      System.out.println(
          Json.pretty(new Found(checkpoint.size(), checkpoint.root().toString(), shown)));
    } else {
      lines.forEach(line -> System.out.println(AuditText.line(line, texts)));
    }
    // All of them are named, not the first alone.
    return shown.stream().filter(one -> !one.sound()).count() == 0 ? Exit.DONE : Exit.NO;
  }

  /// Whether nobody reviewed a range that an entry is in.
  private static Predicate<AuditLine> unreviewed(
      Optional<IndexPlace> place, PublishedLog log, VerifierKey key) throws IOException {
    AuditQuery all = AuditQuery.ofKind("logReviewed");
    LogIndex.Found found =
        place.isPresent() ? looked(place.get(), log, key, all) : scanned(log, key, all);
    List<AuditEntry.LogReviewed> reviews =
        found.lines().stream()
            .map(AuditLine::entry)
            .filter(AuditEntry.LogReviewed.class::isInstance)
            .map(AuditEntry.LogReviewed.class::cast)
            .toList();
    return line ->
        reviews.stream().noneMatch(one -> one.from() <= line.index() && line.index() <= one.to());
  }

  private static LogIndex.Found looked(
      IndexPlace place, PublishedLog log, VerifierKey key, AuditQuery query) throws IOException {
    try (LogIndex index = LogIndex.open(place, log, key, AuditIndexCommand::say)) {
      return index.find(Wanted.of(query), -1, LogIndex.MOST);
    }
  }

  private static LogIndex.Found scanned(PublishedLog log, VerifierKey key, AuditQuery query)
      throws IOException {
    Checkpoint checkpoint = LogCheck.checkpoint(log, key);
    List<AuditLine> found = new ArrayList<>();
    AuditReader.scan(
        log,
        checkpoint,
        line -> {
          if (query.matches(line)) {
            found.add(line);
          }
        });
    return new LogIndex.Found(checkpoint, found, Optional.empty());
  }

  /// What `query --json` prints.
  ///
  /// @param size entries of the log that was read
  /// @param root of its tree, base64
  record Found(long size, String root, List<EntryShown> entries) {
    Found {
      entries = List.copyOf(entries);
    }
  }
}
