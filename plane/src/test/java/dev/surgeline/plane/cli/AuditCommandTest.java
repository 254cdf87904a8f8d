package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.audit.LogProof;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.spool.Spool;
import dev.surgeline.plane.audit.text.TextKind;
import dev.surgeline.plane.audit.text.TextReference;
import dev.surgeline.plane.audit.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge audit` in this process, on a log of six entries.
final class AuditCommandTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");
  private static final WorkloadName BEDS = new WorkloadName("beds");

  @TempDir Path state;
  private AuditFolder folder;

  @BeforeEach
  void write() throws IOException {
    folder = new AuditFolder(state);
    try (TransparencyLog log = TransparencyLog.open(folder, "surgeline/test", _ -> {})) {
      log.append(AT, new AuditEntry.Started("1", "journal-00000001.jsonl", false));
      var scale = Action.Scale.of(BEDS, AT, new Replicas(2), new Replicas(6));
      log.append(
          AT.plusSeconds(1),
          new AuditEntry.Intent(
              scale, Optional.empty(), Optional.of(new ActionId("scale-0")), "journal:1"));
      log.append(
          AT.plusSeconds(2),
          new AuditEntry.Alerted(new Effect.Alert(AT, new WorkloadName("labs"), "late")));
      var start =
          new Command.StartEmergency(
              "flood", new Emergency.Scope.All(), Duration.ofHours(1), Optional.empty());
      log.append(
          AT.plusSeconds(3),
          new AuditEntry.Commanded(
              new Actor("ops-7"), start, new Answer.Refused("not now"), "journal:2"));
      log.append(AT.plusSeconds(4), new AuditEntry.Stopped());
      log.append(AT.plusSeconds(5), new AuditEntry.Started("2", "journal-2", true));
    }
  }

  private static Ended audit(Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = "audit";
    System.arraycopy(words, 0, all, 1, words.length);
    return Ended.of(all);
  }

  private static void says(int exit, String text, Ended ended) {
    ended.says(exit, text);
  }

  @Test
  void textsAreShownWhereTheyAreAndSaidToBeRemovedOrAltered() throws IOException {
    Texts texts = folder.texts();
    TextReference title = texts.keep(AT, TextKind.EXPERIMENT_TITLE, "the night of the flood");
    try (TransparencyLog log = TransparencyLog.open(folder, "surgeline/test", _ -> {})) {
      log.append(
          AT.plusSeconds(6),
          new AuditEntry.Experimented(
              new Actor("ops-7"),
              title.toString(),
              "ab".repeat(32),
              AuditEntry.Trial.BEGUN,
              Optional.empty()));
    }
    says(0, "the night of the flood", audit("show", "6", "--log", state));
    says(0, "\"status\": \"there\"", audit("show", "6", "--log", state, "--json"));
    says(0, "the night of the flood", audit("query", "--kind", "experimented", "--log", state));
    assertFalse(audit("show", "6", "--log", state, "--raw").out().contains("night"));
    assertFalse(audit("export", "--format", "jsonl", "--log", state).out().contains("the night"));
    says(0, "texts: 1 there, 0 removed, 0 altered", audit("fsck", "--log", state));
    says(0, "texts: 1 there, 0 altered", audit("verify", "--log", state));
    Path file = texts.folder().resolve("experiment-title").resolve(title.sha256() + ".json");
    byte[] before = Files.readAllBytes(file);
    Files.writeString(file, Files.readString(file).replace("night", "noons"));
    says(1, "surge: ALTERED: entry 6", audit("show", "6", "--log", state));
    says(1, "(ALTERED: text and hash disagree)", audit("query", "--log", state));
    says(1, "1 altered\nALTERED: " + file, audit("fsck", "--log", state));
    says(1, "\"ok\": false,\n", audit("verify", "--log", state, "--json"));
    Files.write(file, before);
    Files.delete(file);
    says(0, "begun  (removed), ", audit("show", "6", "--log", state));
    says(
        0,
        "0 there, 1 removed, of them 1 that no entry says were removed, 0 altered",
        audit("fsck", "--log", state));
    Files.delete(file.getParent());
    Files.delete(texts.folder());
    says(0, "(its text is not here)", audit("show", "6", "--log", state));
  }

  @Test
  void verifyAndFsckSayThatItHoldsAndThatItDoesNot() throws IOException {
    says(0, "verified 6 entries of surgeline/test/", audit("verify", "--log", state));
    Ended json = audit("verify", "--log", folder.log().folder(), "--json");
    says(0, "\"ok\": true,\n", json);
    says(0, "\"size\": 6,\n", json);
    says(0, "every byte of 6 entries is what was signed", audit("fsck", "--log", state));
    Path kept = Files.copy(folder.log().checkpointFile(), state.resolve("kept"));
    says(
        0, "it grew out of your checkpoint of 6", audit("verify", "--log", state, "--since", kept));
    Path bundle = folder.log().folder().resolve("tile/entries/000.p/6");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 5] ^= 1;
    Files.write(bundle, bytes);
    says(1, "entry 5 is not what tile/0/000.p/6 has", audit("fsck", "--log", state));
    says(1, "\"ok\": false,\n", audit("fsck", "--log", state, "--json"));
    says(1, "surge: ", audit("show", "5", "--log", state));
    String checkpoint = Files.readString(kept).replace("\n6\n", "\n5\n");
    Files.writeString(folder.log().checkpointFile(), checkpoint);
    Ended changed = audit("verify", "--log", state, "--json");
    says(1, "\"ok\": false,\n", changed);
    says(1, "does not fit: text or signature was changed", changed);
  }

  @Test
  void anotherKeyIsFollowedFromTheOneThatWasKept() throws IOException {
    Object old = folder.log().key().orElseThrow();
    says(0, "entry 6 says it, and both keys sign", audit("rotate", "--state", state));
    says(3, "surge audit rotate --retire ends it first", audit("rotate", "--state", state));
    Ended retired = audit("rotate", "--retire", "--state", state, "--json");
    says(0, "\"retired\": \"" + old + "\"", retired);
    Object key = folder.log().key().orElseThrow();
    Ended json = audit("verify", "--log", state, "--key", old, "--json");
    says(0, "\"rotations\": [\n    {\n      \"index\": 6,\n      \"from\": \"" + old, json);
    String at = audit("show", "6", "--log", state, "--raw").out();
    assertTrue(at.matches("(?s).*\"at\":\"[^.\"]*(\\.\\d{3})?Z\".*"), at);
    Ended verified = audit("verify", "--log", state, "--key", old);
    says(0, "its key was changed at entry 6, to " + key, verified);
    says(0, "from " + old + " to " + key, audit("show", "6", "--log", state, "--key", old));
    says(0, "keyRotated", audit("export", "--format", "csv", "--log", state, "--key", old));
    says(0, "keyRotated", audit("query", "--log", state, "--kind", "keyRotated"));
    says(2, "there is no audit log in ", audit("rotate", "--state", state.resolve("nowhere")));
  }

  @Test
  void whatWasSpooledIsToldOfAndFollowed() throws IOException {
    try (TransparencyLog log = TransparencyLog.open(folder, "surgeline/test", _ -> {});
        Spool spool = Spool.open(state, folder.log(), 64 << 10, _ -> {})) {
      spool.append(Instant.EPOCH, new AuditEntry.Stopped());
      spool.mergeInto(log, Instant.EPOCH);
    }
    Ended whole = audit("fsck", "--log", state);
    says(0, "\n1 of them were spooled while the log could not be written, once, and", whole);
    says(0, "\"spooled\": 1,\n", audit("fsck", "--log", state, "--json"));
    Ended query = audit("query", "--log", state, "--kind", "spoolMerged");
    says(0, "6  1970-01-01T00:00:00Z  spoolMerged  the next 1 entries were spooled", query);
    says(0, "spoolMerged", audit("export", "--format", "csv", "--log", state));
  }

  @Test
  void whatIsNoLogOrNoKeyIsWrongInput() throws IOException {
    Path empty = Files.createDirectory(state.resolve("empty"));
    says(2, "there is no audit log in " + empty, audit("verify", "--log", empty));
    says(
        2,
        "--key: a verifier key is name+id+key, and there is no file x",
        audit("verify", "--log", state, "--key", "x"));
    Ended secret = audit("verify", "--log", state, "--key", folder.key());
    says(2, "--key: " + folder.key() + " holds no verifier key", secret);
    assertFalse(secret.err().contains("PRIVATE"), secret.err());
    says(
        2,
        "--log: there is no folder " + state.resolve("nowhere"),
        audit("verify", "--log", state.resolve("nowhere")));
    says(2, "give the key of http", audit("verify", "--log", "http://127.0.0.1:9/audit"));
    says(2, "no entry 6: ", audit("show", "6", "--log", state));
    says(2, "no entry 6: ", audit("prove", "6", "--log", state));
    says(2, "--kind is one of started, ", audit("query", "--log", state, "--kind", "x"));
    says(2, "--from is a time such as", audit("query", "--log", state, "--from", "now"));
    for (String command : List.of("query", "report", "export")) {
      Object[] words = {command, "--log", state, "--from", "2026-11-22", "--to", "2026-11-21"};
      Object[] all = Arrays.copyOf(words, command.equals("export") ? 9 : 7);
      if (command.equals("export")) {
        all[7] = "--format";
        all[8] = "csv";
      }
      says(2, "--to 2026-11-21 is not after --from 2026-11-22", audit(all));
    }
    says(2, "--actor: an actor has", audit("query", "--log", state, "--actor", "a b"));
    Files.writeString(empty.resolve("audit.jsonl"), "");
    says(2, "is the plain audit file of an earlier version", audit("fsck", "--log", empty));
    Files.delete(folder.log().keyFile());
    says(2, "vkey is missing: give the log's key", audit("verify", "--log", state));
  }

  @Test
  void filesThatNeverEndAreRefused() {
    Path zero = Path.of("/dev/zero");
    for (String option : List.of("--since", "--policy", "--tsa-certificate", "--key")) {
      says(
          2,
          option + " is a file, and /dev/zero is a device or a pipe",
          audit("verify", "--log", state, option, zero));
      says(
          2,
          option + " is a file, and " + state + " is a folder",
          audit("verify", "--log", state, option, state));
    }
    says(2, "--since: there is no file x", audit("verify", "--log", state, "--since", "x"));
  }

  @Test
  void theHelpNamesEveryKind() {
    String help = audit("query", "--help").out().replaceAll("\\s+", " ");
    assertTrue(help.contains("one of " + String.join(", ", AuditQuery.KINDS)), help);
    says(0, "None of these commands but review needs", audit("--help"));
  }

  @Test
  void anEntryIsShownAndProven() throws IOException {
    says(0, "beds 2 -> 6  undoes scale-0", audit("show", "1", "--log", state));
    says(0, "\"index\": 1", audit("show", "1", "--log", state, "--json"));
    var key = folder.log().key().orElseThrow();
    byte[] raw = audit("show", "1", "--raw", "--log", state).bytes();
    for (List<Object> form : List.<List<Object>>of(List.of(), List.of("--spicy"))) {
      Object[] words = {"prove", "1", "--log", state, "--key", key};
      Object[] all = Arrays.copyOf(words, words.length + form.size());
      for (int i = 0; i < form.size(); i++) {
        all[words.length + i] = form.get(i);
      }
      Ended ended = audit(all);
      assertEquals(0, ended.exit(), ended::toString);
      assertEquals(form.isEmpty(), ended.out().startsWith("c2sp.org/tlog-proof@v1\n"));
      LogProof proof = LogProof.parse(ended.bytes());
      assertEquals(6, proof.verify(Merkle.leaf(raw), TrustPolicy.of(key)).size());
    }
  }

  private String found(Object... words) {
    Object[] all = Arrays.copyOf(words, words.length + 3);
    System.arraycopy(words, 0, all, 1, words.length);
    all[0] = "query";
    all[words.length + 1] = "--log";
    all[words.length + 2] = state;
    Ended ended = audit(all);
    assertEquals(0, ended.exit(), ended::toString);
    return String.join(
        ",", ended.out().lines().map(line -> line.substring(0, line.indexOf(' '))).toList());
  }

  @Test
  void queriesFindWhatTheyAskFor() {
    assertEquals("0,1,2,3,4,5", found());
    assertEquals("0,5", found("--kind", "started"));
    assertEquals("1,3", found("--workload", "beds"));
    assertEquals("2,3", found("--workload", "labs"));
    assertEquals("3", found("--actor", "ops-7"));
    assertEquals("3", found("--emergency"));
    assertEquals("3", found("--outcome", "refused"));
    assertEquals("", found("--outcome", "accepted"));
    assertEquals("1,2", found("--from", "2026-11-21T08:00:01Z", "--to", "2026-11-21T08:00:03Z"));
    assertEquals("", found("--to", "2026-11-21"));
    says(0, "\"size\": 6,\n", audit("query", "--log", state, "--json", "--kind", "stopped"));
  }

  @Test
  void queriesUseAnIndexThatMayBeThrownAway() throws IOException {
    Path index = folder.index();
    Ended asked = audit("query", "--log", state, "--kind", "started", "--json");
    assertEquals(0, asked.exit(), asked::toString);
    assertTrue(Files.exists(index));
    Ended read = audit("query", "--log", state, "--kind", "started", "--json", "--scan");
    assertEquals(read.out(), asked.out());
    byte[] damaged = Files.readAllBytes(index);
    Arrays.fill(damaged, 100, damaged.length, (byte) 7);
    Files.write(index, damaged);
    Ended again = audit("query", "--log", state, "--kind", "started", "--json");
    assertEquals(read.out(), again.out());
    assertTrue(again.err().contains("is damaged, and is made anew"), again::toString);
    Path key = folder.key();
    byte[] before = Files.readAllBytes(key);
    for (String[] command : List.of(new String[] {"query"}, new String[] {"index", "rebuild"})) {
      Object[] words = Arrays.copyOf(command, command.length + 4, Object[].class);
      System.arraycopy(new Object[] {"--log", state, "--index", key}, 0, words, command.length, 4);
      says(2, key + " is no index of an audit log, and is left as it is", audit(words));
    }
    assertArrayEquals(before, Files.readAllBytes(key));
    says(0, "indexed 6 entries of surgeline/test/", audit("index", "rebuild", "--log", state));
    Files.delete(index);
    Path elsewhere = state.resolve("elsewhere");
    says(0, "started", audit("query", "--log", state, "--index", elsewhere));
    assertTrue(Files.exists(elsewhere) && Files.notExists(index));
    says(
        2,
        "two places for one index",
        audit("query", "--log", state, "--index", elsewhere, "--index-url-file", elsewhere));
    says(
        2,
        "jdbc:postgresql:",
        audit("query", "--log", state, "--index-url-file", folder.log().keyFile()));
  }
}
