package dev.surgeline.core.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a tile or an entry bundle, as C2SP tlog-tiles has it: a file that never changes.
///
/// A tile holds up to 256 hashes of one level; each is over a full tile of the level below.
/// Example, 70,000 entries: level 0 has 273 full tiles and one of 112 hashes, level 1 a full one
/// and one of 17, level 2 one of a single hash. Number 1234067 has the path `tile/0/x001/x234/067`,
/// the first 112 of number 273 `tile/0/273.p/112`.
///
/// @param level 0 to 63, or [#ENTRIES]
/// @param index its number in the level, from 0 on
/// @param width the hashes or entries that it holds, 1 to 256; below that it is a partial one
public record Tile(int level, long index, int width) implements Comparable<Tile> {
  /// In place of a level: the bundle of the entries themselves.
  public static final int ENTRIES = -1;

  public static final int WIDTH = 256;

  private static final int LEVEL_MAX = 63;
  private static final Comparator<Tile> ORDER =
      Comparator.comparingInt(Tile::level)
          .thenComparingLong(Tile::index)
          .thenComparingInt(Tile::width);
  private static final Pattern PATH =
      Pattern.compile(
          "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

  public Tile {
    if (level < ENTRIES || level > LEVEL_MAX) {
      throw new Unverified("a tile's level is 0 to 63, not " + level);
    }
    if (index < 0) {
      throw new Unverified("a tile's number is 0 or more, not " + index);
    }
    if (width < 1 || width > WIDTH) {
      throw new Unverified("a tile's width is 1 to 256, not " + width);
    }
  }

  /// How many hashes of a level a tree has: those over full tiles of the level below.
  public static long hashes(int level, long size) {
    int shift = 8 * Math.max(0, level);
    return shift > 62 ? 0 : size >> shift;
  }

  /// The tile of a number in a tree of this size, a partial one at its right edge.
  ///
  /// @throws Unverified if the tree has no such tile
  public static Tile of(int level, long index, long size) {
    long behind = hashes(level, size) - index * WIDTH;
    if (behind <= 0) {
      throw new Unverified("a tree of " + size + " has no tile " + index + " of level " + level);
    }
    return new Tile(level, index, (int) Math.min(WIDTH, behind));
  }

  /// Reads a path that begins with `tile/`. What it means is numbers; whoever opens the file makes
  /// its name from those.
  ///
  /// @throws Unverified if it is no such path, written in the one way there is
  public static Tile parse(String path) {
    Matcher matcher = PATH.matcher(path);
    if (matcher.matches()) {
      String level = matcher.group(1);
      boolean partial = matcher.start(3) >= 0;
      long index = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
      int width = partial ? Integer.parseInt(matcher.group(3)) : WIDTH;
      int number = level.equals("entries") ? ENTRIES : Integer.parseInt(level);
      if (number <= LEVEL_MAX && width >= 1 && width <= WIDTH) {
        Tile tile = new Tile(number, index, width);
        if (tile.path().equals(path)) {
          return tile;
        }
      }
    }
    throw new Unverified("'" + Strict.shown(path) + "' is not the path of a tile");
  }

  public boolean partial() {
    return width < WIDTH;
  }

  /// The whole tile that a partial one becomes.
  public Tile full() {
    return new Tile(level, index, WIDTH);
  }

  /// Where it lies below the log's prefix: `tile/<level>/<number>`, with `.p/<width>` of a partial.
  public String path() {
    StringBuilder path = new StringBuilder();
    String digits = Long.toString(index);
    String padded = "0".repeat((3 - digits.length() % 3) % 3) + digits;
    for (int i = 0; i < padded.length(); i += 3) {
      boolean last = i + 3 == padded.length();
      path.append(last ? "" : "x").append(padded, i, i + 3).append(last ? "" : "/");
    }
    String kind = level == ENTRIES ? "entries" : Integer.toString(level);
    return "tile/" + kind + "/" + path + (partial() ? ".p/" + width : "");
  }

  /// The hashes in a tile's bytes.
  ///
  /// @throws Unverified if they are not as many as its width says
  public List<Hash> hashes(byte[] bytes) {
    if (bytes.length != width * Hash.BYTES) {
      throw new Unverified(
          path() + " has " + bytes.length + " bytes, and " + width * Hash.BYTES + " belong there");
    }
    List<Hash> hashes = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      hashes.add(Hash.at(bytes, i * Hash.BYTES));
    }
    return List.copyOf(hashes);
  }

  /// The bytes of a tile of these hashes.
  public static byte[] bytes(List<Hash> hashes) {
    byte[] bytes = new byte[hashes.size() * Hash.BYTES];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i).own(), 0, bytes, i * Hash.BYTES, Hash.BYTES);
    }
    return bytes;
  }

  @Override
  public int compareTo(Tile other) {
    return ORDER.compare(this, other);
  }
}
