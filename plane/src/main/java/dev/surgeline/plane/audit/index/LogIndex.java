package dev.surgeline.plane.audit.index;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.wire.DocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds entries of a log without reading all of it.
///
/// It follows the log by what its signed checkpoint covers, and derives every hash on the way, as a
/// reader of the whole log would. What it says of an entry is never passed on: the entry is read
/// from the log, proved to be under the checkpoint's root, and looked at. An index that is ahead of
/// the log, of another log or history, damaged, or says of an entry what the entry does not, is
/// thrown away and made from the log again. What it does not say can not be seen that way: an entry
/// that somebody took out of the tables is not found; who doubts reads the whole log, or rebuilds.
public final class LogIndex implements AutoCloseable {
  /// Bundles that are taken in at a time.
  private static final int BUNDLES = 64;

  /// Entries that are counted at a time.
  private static final int COUNTED = 1_000;

  /// More than an answer should have.
  public static final int MOST = Integer.MAX_VALUE;

  /// What was found.
  ///
  /// @param checkpoint under which
  /// @param lines in the order that was asked for
  /// @param total of all pages, where it was asked for
  public record Found(Checkpoint checkpoint, List<AuditLine> lines, Optional<Long> total) {
    public Found {
      lines = List.copyOf(lines);
    }
  }

  /// What the index says is not so.
  private static final class Disagreement extends Exception {
    private static final long serialVersionUID = 1L;

    Disagreement(String sentence) {
      super(sentence);
    }
  }

  private final IndexPlace place;
  private final PublishedLog log;
  private final VerifierKey key;
  private final Consumer<String> said;
  private final IndexStore store;

  private LogIndex(
      IndexPlace place,
      PublishedLog log,
      VerifierKey key,
      Consumer<String> said,
      IndexStore store) {
    this.place = place;
    this.log = log;
    this.key = key;
    this.said = said;
    this.store = store;
  }

  /// Opens an index, or starts it.
  ///
  /// @param key that the log must be signed with
  /// @param said is told when it is made anew
  /// @throws IOException if the database does not answer
  public static LogIndex open(
      IndexPlace place, PublishedLog log, VerifierKey key, Consumer<String> said)
      throws IOException {
    try {
      IndexStore store = store(place, said);
      if (!store.whole()) {
        said.accept("the index " + place + " has not all entries, and is made anew");
        store.discard();
      }
      return new LogIndex(place, log, key, said, store);
    } catch (SQLException failed) {
      throw failed(place, failed);
    }
  }

  private static IndexStore store(IndexPlace place, Consumer<String> said)
      throws IOException, SQLException {
    try {
      return IndexStore.open(place);
    } catch (SQLException damaged) {
      if (place.file().isEmpty() || !IndexDamage.of(damaged)) {
        throw damaged;
      }
      said.accept("the index " + place + " is damaged, and is made anew");
      IndexFile.remove(place.file().get());
      return IndexStore.open(place);
    }
  }

  private static IOException failed(IndexPlace place, SQLException cause) {
    return new IOException("the index in " + place + ": " + cause.getMessage(), cause);
  }

  /// Entries that are wanted, oldest first.
  ///
  /// @param after only entries with a higher number; -1: all
  /// @param most so many at most
  /// @throws Unverified if the log does not hold
  /// @throws IOException if log or index can not be read
  public Found find(Wanted wanted, long after, int most) throws IOException {
    return find(wanted, Page.of(after, most));
  }

  /// A page of the entries that are wanted.
  ///
  /// @throws Unverified if the log does not hold
  /// @throws IOException if log or index can not be read
  public synchronized Found find(Wanted wanted, Page page) throws IOException {
    try {
      try {
        return answer(wanted, page);
      } catch (Disagreement wrong) {
        said.accept("the index " + place + " is made anew: " + wrong.getMessage());
      } catch (SQLException damaged) {
        if (!IndexDamage.of(damaged)) {
          throw damaged;
        }
        said.accept("the index " + place + " is damaged, and is made anew");
      }
      store.discard();
      return answer(wanted, page);
    } catch (SQLException failed) {
      throw failed(place, failed);
    } catch (Disagreement twice) {
      throw new IOException("the index " + place + " was made anew, and " + twice.getMessage());
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  /// Makes it from the log again.
  ///
  /// @return the checkpoint that it has followed to
  /// @throws Unverified if the log does not hold
  public synchronized Checkpoint rebuild() throws IOException {
    try {
      store.discard();
      return follow();
    } catch (SQLException failed) {
      throw failed(place, failed);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private Found answer(Wanted wanted, Page page) throws IOException, SQLException, Disagreement {
    Checkpoint now = follow();
    try {
      return new Found(now, lines(now, wanted, page), total(now, wanted, page.total()));
    } finally {
      store.rollback();
    }
  }

  private Optional<Long> total(Checkpoint now, Wanted wanted, Page.Total total)
      throws SQLException, Disagreement {
    return switch (total) {
      case NONE -> Optional.empty();
      case ESTIMATE -> Optional.of(store.count(wanted));
      case ACCURATE -> {
        long all = 0;
        long last = Page.Order.OLDEST_FIRST.start();
        List<AuditLine> some = lines(now, wanted, Page.of(last, COUNTED));
        while (!some.isEmpty()) {
          all += some.size();
          some = lines(now, wanted, Page.of(some.getLast().index(), COUNTED));
        }
        yield Optional.of(all);
      }
    };
  }

  private List<AuditLine> lines(Checkpoint now, Wanted wanted, Page page)
      throws SQLException, Disagreement {
    IndexedEntries entries = new IndexedEntries(log, now);
    List<AuditLine> lines = new ArrayList<>();
    long last = page.after();
    while (lines.size() < page.most()) {
      int asked = page.most() - lines.size();
      List<IndexStore.Hit> hits = store.find(wanted, page.order(), last, asked);
      for (IndexStore.Hit hit : hits) {
        AuditLine line = line(entries, hit, now, wanted);
        if (wanted.covers(line.at())) {
          lines.add(line);
        }
        last = hit.entry();
      }
      if (hits.size() < asked) {
        break;
      }
    }
    return lines;
  }

  private static AuditLine line(
      IndexedEntries entries, IndexStore.Hit hit, Checkpoint now, Wanted wanted)
      throws Disagreement {
    if (hit.entry() < 0 || hit.entry() >= now.size()) {
      throw new Disagreement("it has an entry " + hit.entry() + " and the log has " + now.size());
    }
    AuditLine line = entries.line(hit.entry());
    if (line.at().getEpochSecond() != hit.seconds()
        || !wanted.meets(Words.of(line, now.origin()))) {
      throw new Disagreement("entry " + hit.entry() + " is not what it says");
    }
    return line;
  }

  /// Takes in what the log's checkpoint covers.
  private Checkpoint follow() throws IOException, SQLException {
    Checkpoint now = LogCheck.checkpoint(log, key);
    boolean done = false;
    while (!done) {
      try {
        store.lock();
        done = step(now);
        store.commit();
      } finally {
        // Nothing is under way when it was committed.
        store.rollback();
      }
    }
    return now;
  }

  /// @return whether all is taken in
  private boolean step(Checkpoint now) throws SQLException {
    Optional<IndexStore.Mark> mark = store.mark();
    if (mark.isPresent() && !fits(mark.get(), now)) {
      said.accept(
          "the index "
              + place
              + " is of another log, edition or history, or ahead of the log: it is made anew");
      mark = Optional.empty();
    }
    if (mark.isEmpty()) {
      store.clear();
    }
    long size = mark.map(IndexStore.Mark::size).orElse(0L);
    if (size == now.size()) {
      return true;
    }
    TileEdge edge = TileEdge.read(size, tile -> ofThen(tile, now.size()));
    List<IndexStore.Row> rows = new ArrayList<>();
    long end = Math.min(now.size(), (size / Tile.WIDTH + BUNDLES) * Tile.WIDTH);
    while (edge.size() < end) {
      edge = take(edge, now, rows);
    }
    if (!grewInto(edge.size(), edge.root(), now)) {
      throw new Unverified(
          "its entries do not lead to its checkpoint's root: an entry was changed, removed or"
              + " added; surge audit fsck says where");
    }
    store.add(
        rows,
        new IndexStore.Mark(Words.EDITION, now.origin(), edge.size(), edge.root().toString()));
    return edge.size() == now.size();
  }

  /// What a tile was in a smaller tree. The parts of then may be gone: today's hold the same.
  private byte[] ofThen(Tile tile, long size) {
    Tile today = Tile.of(tile.level(), tile.index(), size);
    return Arrays.copyOf(log.read(today), tile.width() * Hash.BYTES);
  }

  private TileEdge take(TileEdge edge, Checkpoint now, List<IndexStore.Row> rows) {
    long number = edge.size() / Tile.WIDTH;
    List<byte[]> bundle = AuditReader.bundle(log, number, now.size());
    List<Hash> leaves = new ArrayList<>();
    for (int i = (int) (edge.size() % Tile.WIDTH); i < bundle.size(); i++) {
      long index = number * Tile.WIDTH + i;
      AuditLine line = line(now, index, bundle.get(i));
      rows.add(new IndexStore.Row(index, line.at(), Words.of(line, now.origin())));
      leaves.add(Merkle.leaf(bundle.get(i)));
    }
    return edge.grow(leaves).edge();
  }

  private AuditLine line(Checkpoint now, long index, byte[] entry) {
    try {
      return AuditReader.line(log.where() + " entry " + index, index, entry);
    } catch (DocumentException broken) {
      var _ = AuditReader.proved(log, now, index / Tile.WIDTH);
      throw broken;
    }
  }

  private boolean fits(IndexStore.Mark mark, Checkpoint now) {
    try {
      return mark.edition() == Words.EDITION
          && mark.origin().equals(now.origin())
          && mark.size() > 0
          && mark.size() <= now.size()
          && grewInto(mark.size(), Hash.parse(mark.root()), now);
    } catch (Unverified noHash) {
      return false;
    }
  }

  private boolean grewInto(long size, Hash root, Checkpoint now) {
    Tree tree = new Tree(now.size(), new TileSubtrees(now.size(), log));
    try {
      tree.consistency(size).verify(root, now.root());
      return true;
    } catch (Unverified other) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      store.close();
    } catch (SQLException failed) {
      throw failed(place, failed);
    }
  }
}
