package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Consistency;
import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Inclusion;
import dev.surgeline.core.audit.LogProof;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.TileSource;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.fixture.SharedData;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What others' logs and tools wrote: every hash, proof, note and tile is as we would have it.
final class VectorsTest {
  private Node vectors;

  @BeforeEach
  void read() throws IOException {
    Path file = SharedData.file("audit/vectors.json");
    vectors = Json.readNode(Files.readAllBytes(file), file.toString());
  }

  private Node at(String... keys) {
    Node node = vectors;
    for (String key : keys) {
      node = at(node, key);
    }
    return node;
  }

  private static Node at(Node node, String key) {
    return ((Node.Mapping) node).find(key).orElseThrow();
  }

  private static List<Node> items(Node node) {
    return ((Node.Sequence) node).items();
  }

  private static String text(Node node) {
    return ((Node.Scalar) node).text();
  }

  private static long number(Node node, String key) {
    return Long.parseLong(text(at(node, key)));
  }

  private static Hash hex(String text) {
    return Hash.of(HexFormat.of().parseHex(text));
  }

  private static List<Hash> hexes(Node node) {
    return items(node).stream().map(one -> hex(text(one))).toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void everyProofOfTheEightLeavesIsMadeAndChecked() {
    List<Hash> leaves =
        items(at("rfc6962", "leaves_hex")).stream()
            .map(leaf -> Merkle.leaf(HexFormat.of().parseHex(text(leaf))))
            .toList();
    assertEquals(hexes(at("rfc6962", "leaf_hashes")), leaves);
    assertEquals(hex(text(at("rfc6962", "empty_root"))), Merkle.EMPTY);
    List<Hash> roots = hexes(at("rfc6962", "roots_size_1_to_8"));
    for (Node one : items(at("rfc6962", "inclusion"))) {
      int size = (int) number(one, "size");
      long index = number(one, "index");
      Inclusion given = new Inclusion(index, size, hexes(at(one, "proof")));
      assertEquals(given, tree(leaves, size).inclusion(index));
      given.verify(leaves.get((int) index), roots.get(size - 1));
    }
    for (Node one : items(at("rfc6962", "consistency"))) {
      int from = (int) number(one, "from");
      int to = (int) number(one, "to");
      Consistency given = new Consistency(from, to, hexes(at(one, "proof")));
      assertEquals(given, tree(leaves, to).consistency(from));
      given.verify(roots.get(from - 1), roots.get(to - 1));
      assertEquals(roots.get(to - 1), tree(leaves, to).root());
    }
  }

  private static Tree tree(List<Hash> leaves, int size) {
    return new Tree(
        size,
        (height, index) ->
            Merkle.root(leaves.subList((int) (index << height), (int) ((index + 1) << height))));
  }

  @Test
  void everyNoteHoldsAndIsReadBack() {
    for (String name : List.of("signed_note_example", "go_note_example")) {
      SignedNote note = SignedNote.parse(utf8(text(at(name, "note"))));
      assertEquals(text(at(name, "note")), note.toString());
      VerifierKey key = VerifierKey.parse(text(at(name, "vkey")));
      assertEquals(text(at(name, "vkey")), key.toString());
      assertEquals(1, note.verify(List.of(key)).size());
    }
    VerifierKey go = VerifierKey.parse(text(at("go_note_example", "vkey")));
    SignedNote note = SignedNote.parse(utf8(text(at("go_note_example", "note"))));
    NoteSigner signer = NoteSigner.parse(text(at("go_note_example", "skey")), go);
    assertEquals(note.signatures(), List.of(signer.sign(note.text())));
  }

  @Test
  void everyCosignatureHoldsAtItsTime() {
    for (String name : List.of("mirror300", "witness_cosig")) {
      SignedNote note = SignedNote.parse(utf8(text(at(name, "full_note"))));
      VerifierKey key = VerifierKey.parse(text(at(name, "vkey_type4")));
      assertEquals(text(at(name, "vkey_type4")), key.toString());
      Node result = items(at(name, "result")).getFirst();
      Instant at = Instant.ofEpochSecond(number(result, "time"));
      assertEquals(
          List.of(new SignedNote.Verified(key, Optional.of(at))), note.verify(List.of(key)));
    }
  }

  @Test
  void everyRootOfNumberedRecordsIsFound() {
    List<Hash> leaves = records(70_000);
    TileEdge edge = TileEdge.EMPTY;
    List<Node.Entry> roots = ((Node.Mapping) at("synthetic_record_roots")).entries();
    assertTrue(roots.size() > 12);
    for (Node.Entry one :
        roots.stream()
            .sorted((a, b) -> Integer.compare(Integer.parseInt(a.key()), Integer.parseInt(b.key())))
            .toList()) {
      int size = Integer.parseInt(one.key());
      edge = edge.grow(leaves.subList((int) edge.size(), size)).edge();
      assertEquals(hex(text(one.value())), edge.root(), one.key());
    }
  }

  private static List<Hash> records(int count) {
    return IntStream.range(0, count).mapToObj(i -> Merkle.leaf(utf8("record " + i))).toList();
  }

  private static TileSource in(Path folder) {
    return tile -> {
      try {
        return Files.readAllBytes(folder.resolve(tile.path()));
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    };
  }

  @Test
  void everyCheckpointTileAndProofOfTesserasLogHolds() throws IOException {
    Path log = SharedData.file("audit/tessera_log16/testdata/log");
    VerifierKey key = VerifierKey.parse(text(at("tessera_log", "vkey")));
    NoteSigner signer = NoteSigner.parse(text(at("tessera_log", "skey")), key);
    List<byte[]> entries =
        items(at("tessera_log", "entries")).stream().map(one -> utf8(text(one))).toList();
    List<Hash> leaves = entries.stream().map(Merkle::leaf).toList();
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (int size = 0; size <= 15; size++) {
      byte[] bytes = Files.readAllBytes(log.resolve("checkpoint." + size));
      SignedNote note = SignedNote.parse(bytes);
      Checkpoint checkpoint = TrustPolicy.of(key).check(note);
      checkpoints.add(checkpoint);
      assertArrayEquals(
          bytes, new SignedNote(note.text(), List.of(signer.sign(note.text()))).bytes());
      assertEquals(size, checkpoint.size());
      Hash root = Hash.parse(text(items(at("tessera_log", "roots_b64")).get(size)));
      assertEquals(root, checkpoint.root());
      assertEquals(root, TileEdge.read(size, in(log)).root());
      if (size > 0) {
        Tile bundle = Tile.of(Tile.ENTRIES, 0, size);
        assertArrayEquals(EntryBundle.bytes(entries.subList(0, size)), in(log).read(bundle));
      }
      Tree tree = new Tree(size, new TileSubtrees(size, in(log)));
      for (int index = 0; index < size; index++) {
        tree.inclusion(index).verify(leaves.get(index), root);
      }
      for (Checkpoint before : checkpoints) {
        tree.consistency(before.size()).verify(before.root(), root);
      }
    }
  }

  @Test
  void theTilesOfAMirrorOfThreeHundredHold() throws IOException {
    Path mirror =
        SharedData.file("audit/skylight_mirror300/cmd/skylight/testdata/witness/mirror")
            .resolve("000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706");
    byte[] bytes = Files.readAllBytes(mirror.resolve("checkpoint"));
    SignedNote note = SignedNote.parse(bytes);
    assertEquals(text(at("mirror300", "full_note")), note.toString());
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    assertEquals(300, checkpoint.size());
    TileEdge.Grown grown = TileEdge.EMPTY.grow(records(300));
    assertEquals(checkpoint.root(), grown.edge().root());
    assertEquals(grown.edge(), TileEdge.read(300, in(mirror)));
    assertEquals(3, grown.tiles().size());
    grown
        .tiles()
        .forEach((tile, hashes) ->
            assertArrayEquals(Tile.bytes(hashes), in(mirror).read(tile), tile.path()));
  }

  @Test
  void spicyProofsHoldAndTheBadOneIsRefused() throws IOException {
    TrustPolicy trust = TrustPolicy.of(VerifierKey.parse(text(at("tessera_log", "vkey"))));
    for (String name : List.of("entry0", "entry6", "entry14", "bad6")) {
      byte[] bytes = Files.readAllBytes(SharedData.file("audit/spicy_proofs/" + name + ".spicy"));
      LogProof proof = LogProof.parse(bytes);
      assertArrayEquals(bytes, utf8(proof.spicy()));
      Hash leaf = Merkle.leaf(Files.readAllBytes(SharedData.file("audit/spicy_proofs/" + name)));
      if (name.equals("bad6")) {
        assertThrows(Unverified.class, () -> proof.verify(leaf, trust));
      } else {
        assertEquals(15, proof.verify(leaf, trust).size());
      }
    }
  }
}
