package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.evidence.Exemptions;
import dev.surgeline.plane.evidence.LoadedPack;
import dev.surgeline.plane.evidence.RulePack;
import dev.surgeline.plane.evidence.ShippedPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which packs of rules are looked at, and what is excepted.
final class RulesOption {
  @Option(
      names = "--pack",
      paramLabel = "NAME|FILE",
      description =
          "a pack that comes along, see surge evidence packs, or a file; may be given more than"
              + " once (default: all that come along and are in force)")
  List<String> packs = List.of();

  @Option(
      names = "--pack-key",
      paramLabel = "VKEY",
      description = "packs from files must be signed with this key, in FILE.note")
  Optional<String> packKey = Optional.empty();

  @Option(
      names = "--exceptions",
      paramLabel = "FILE",
      description = "rules that people let fail for a time; those that expired do not count")
  Optional<Path> exceptions = Optional.empty();

  boolean given() {
    return !packs.isEmpty() || packKey.isPresent() || exceptions.isPresent();
  }

  /// The packs that are asked for.
  List<LoadedPack> packs() throws IOException {
    Optional<VerifierKey> key = packKey.map(text -> key("--pack-key", text));
    List<LoadedPack> all = new ArrayList<>();
    for (String name : packs) {
      all.add(ShippedPacks.NAMES.contains(name) ? shipped(name) : file(name, key));
    }
    if (packs.isEmpty()) {
      ShippedPacks.NAMES.stream()
          .map(RulesOption::shipped)
          .filter(one -> one.pack().status().state() == RulePack.State.IN_FORCE)
          .forEach(all::add);
    }
    if (all.stream().map(one -> one.pack().id()).distinct().count() < all.size()) {
      throw new WrongInput("--pack: each pack is given once, by its id");
    }
    return all;
  }

  static VerifierKey key(String option, String text) {
    try {
      return VerifierKey.parse(text);
    } catch (Unverified wrong) {
      throw new WrongInput(option + ": " + wrong.getMessage());
    }
  }

  /// One that comes along.
  static LoadedPack shipped(String name) {
    try {
      return ShippedPacks.read(name);
    } catch (Unverified wrong) {
      throw new WrongInput(String.valueOf(wrong.getMessage()));
    }
  }

  private static LoadedPack file(String name, Optional<VerifierKey> key) throws IOException {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new WrongInput(
          "--pack "
              + name
              + " is no file, and none of those that come along: "
              + String.join(", ", ShippedPacks.NAMES));
    }
    try {
      return LoadedPack.read(file, key);
    } catch (Unverified wrong) {
      throw new WrongInput(String.valueOf(wrong.getMessage()));
    }
  }

  /// What is excepted of these packs.
  Exemptions exemptions(List<LoadedPack> of) throws IOException {
    if (exceptions.isEmpty()) {
      return Exemptions.NONE;
    }
    Exemptions read = Exemptions.read(exceptions.get());
    for (LoadedPack pack : of) {
      for (Exemptions.Exemption stranger : read.strangers(pack.pack())) {
        throw new WrongInput(
            exceptions.get() + ": the pack " + stranger.pack() + " has no rule " + stranger.rule());
      }
    }
    return read;
  }
}
