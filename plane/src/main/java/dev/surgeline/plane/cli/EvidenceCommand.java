package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.LogKey;
import dev.surgeline.plane.console.Staff;
import dev.surgeline.plane.evidence.Assessment;
import dev.surgeline.plane.evidence.EvidenceHistory;
import dev.surgeline.plane.evidence.Exemptions;
import dev.surgeline.plane.evidence.LoadedPack;
import dev.surgeline.plane.evidence.Oscal;
import dev.surgeline.plane.evidence.RulePack;
import dev.surgeline.plane.evidence.ShippedPacks;
import dev.surgeline.plane.evidence.Subject;
import dev.surgeline.wire.Documents;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `surge evidence`: what can be shown of rules that others make.
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    header = "Checks documents, people and audit log against packs of rules, with citations.",
    description = {
      "",
      "What it finds is evidence for those who judge, and no judgement: what has no data is"
          + " not-evaluated, and every report lists what is not checked."
    })
final class EvidenceCommand {
  /// What the names of control planes' logs begin with.
  private static final String AUDIT_LOGS = "surgeline/";

  private EvidenceCommand() {}

  /// What is looked at, and where the reports go.
  static final class Asked {
    @Option(
        names = {"-f", "--file"},
        required = true,
        paramLabel = "SPEC",
        description = "documents: a file or a directory; may be given more than once")
    List<Path> files = List.of();

    @Option(
        names = "--state",
        paramLabel = "DIR",
        description = "the state folder with the audit log; without it the log is not evaluated")
    Optional<Path> state = Optional.empty();

    @Option(
        names = "--log-key",
        paramLabel = "VKEY",
        description =
            "the verifier key that you kept of the log; without it the key beside the log, which"
                + " proves only that the log agrees with itself")
    Optional<String> logKey = Optional.empty();

    @Option(
        names = "--people",
        paramLabel = "FILE",
        description = "the file of people that run has; without it they are not evaluated")
    Optional<Path> people = Optional.empty();

    @Mixin RulesOption rules = new RulesOption();

    @Option(names = "--json", description = "one JSON document on stdout")
    boolean json;

    @Mixin ReportOption report = new ReportOption();

    @Option(
        names = "--oscal",
        paramLabel = "FILE",
        description = "OSCAL assessment results 1.1.2, as JSON")
    Optional<Path> oscal = Optional.empty();
  }

  /// `surge evidence check`.
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      header = "Runs the checks of rule packs now.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:all checks that could be evaluated passed, or are under an exception",
        "1:something failed, or could not be looked at",
        "2:wrong usage or input",
        "3:a fault"
      })
  int check(@Mixin Asked asked) throws IOException {
    asked.report.requireFolder();
    asked.oscal.ifPresent(path -> ReportOption.requireFolder("--oscal", path));
    List<LoadedPack> packs = asked.rules.packs();
    Exemptions exemptions = asked.rules.exemptions(packs);
    Subject subject = subject(asked);
    Assessment found = Assessment.of(subject, packs, exemptions);
    if (asked.json) {
      System.out.println(Json.pretty(found));
    } else {
      EvidenceText.lines(found).forEach(System.out::println);
    }
    asked.report.write(() -> EvidencePage.of(found, EvidenceHistory.of(subject)));
    if (asked.oscal.isPresent()) {
      Files.writeString(asked.oscal.get(), Oscal.of(found));
    }
    return found.passed() ? Exit.DONE : Exit.NO;
  }

  private static Subject subject(Asked asked) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Subject subject = Subject.of(now, Documents.readPlatform(asked.files));
    if (asked.people.isPresent()) {
      subject = subject.with(Staff.roles(asked.people.get()));
    }
    if (asked.state.isEmpty()) {
      if (asked.logKey.isPresent()) {
        throw new WrongInput("--log-key is for the log in --state DIR, which is missing");
      }
      return subject;
    }
    LogFolder log = new AuditFolder(asked.state.get()).log();
    // That there is none is told before its key is missed.
    log.checkpoint();
    if (asked.logKey.isPresent()) {
      return subject.with(log, RulesOption.key("--log-key", asked.logKey.get()), true);
    }
    try {
      VerifierKey beside =
          log.key()
              .orElseThrow(() ->
                  new WrongInput(log.keyFile() + " is missing: give the log's key with --log-key"));
      return subject.with(log, beside, false);
    } catch (Unverified wrong) {
      throw new WrongInput(log.keyFile() + ": " + wrong.getMessage());
    }
  }

  /// `surge evidence sign`.
  @Command(
      name = "sign",
      mixinStandardHelpOptions = true,
      header = "Signs a pack of your own: what FILE.note beside it says is what you looked at.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:signed", "2:wrong usage or input", "3:a fault"})
  int sign(
      @Parameters(paramLabel = "PACK", description = "the pack's file") Path pack,
      @Option(
              names = "--key",
              paramLabel = "FILE",
              required = true,
              description =
                  "the secret key, mode 0600; made when there is none and --name is given")
          Path key,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              description = "what a new key is called, such as example.org/rules")
          Optional<String> name)
      throws IOException {
    LoadedPack loaded = LoadedPack.read(pack, Optional.empty());
    NoteSigner signer = signer(key, name);
    Path note = Path.of(pack + LoadedPack.NOTE);
    Path fresh = Path.of(note + ".new");
    Files.write(fresh, loaded.note(signer).bytes());
    Files.move(fresh, note, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    System.out.println(signed(loaded) + " is signed in " + note + "; check it with");
    System.out.println("--pack-key " + signer.key());
    return Exit.DONE;
  }

  /// Whether the log that lies beside a key is signed with it.
  private static boolean signsLog(Path key, VerifierKey known) throws IOException {
    try {
      Path state = key.toRealPath().resolveSibling("");
      return new AuditFolder(state).log().key().filter(known::equals).isPresent();
    } catch (Unverified none) {
      return false;
    }
  }

  private static NoteSigner signer(Path key, Optional<String> name) throws IOException {
    if (Files.exists(key)) {
      NoteSigner signer = LogKey.read(key);
      if (signer.key().type() != VerifierKey.Type.LOG) {
        throw new WrongInput(key + " is a witness's key, which signs no packs");
      }
      if (signer.key().name().startsWith(AUDIT_LOGS) || signsLog(key, signer.key())) {
        throw new WrongInput(
            key + " is an audit log's key, which signs nothing else: give a key of your own");
      }
      if (name.filter(one -> !(signer.key().name() + "/").startsWith(one + "/")).isPresent()) {
        throw new WrongInput(
            "--name is for a new key, and " + key + " is there: it is " + signer.key().name());
      }
      return signer;
    }
    if (name.isEmpty()) {
      throw new WrongInput(key + " is missing: with --name a key of that name is made");
    }
    try {
      return LogKey.create(key, name.get(), VerifierKey.Type.LOG);
    } catch (Unverified wrong) {
      throw new WrongInput("--name: " + wrong.getMessage());
    }
  }

  /// `surge evidence verify`.
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      header = "Whether a pack is what somebody signed.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:it is", "1:it is not", "2:wrong usage or input", "3:a fault"})
  int verify(
      @Parameters(paramLabel = "PACK", description = "the pack's file") Path pack,
      @Option(
              names = "--pack-key",
              paramLabel = "VKEY",
              required = true,
              description = "the verifier key of whoever signed it")
          String key)
      throws IOException {
    VerifierKey known = RulesOption.key("--pack-key", key);
    try {
      LoadedPack loaded = LoadedPack.read(pack, Optional.of(known));
      System.out.println(signed(loaded) + " is what " + known.name() + " signed");
      return Exit.DONE;
    } catch (Unverified wrong) {
      System.out.println(wrong.getMessage());
      return Exit.NO;
    }
  }

  private static String signed(LoadedPack loaded) {
    return "pack "
        + loaded.pack().id()
        + " v"
        + loaded.pack().version()
        + ", sha256 "
        + loaded.sha256();
  }

  /// One pack of those that come along.
  ///
  /// @param byDefault whether it is looked at when none is named
  /// @param signedBy the name of the key that it is signed with
  record Listed(
      String id,
      String version,
      String sha256,
      String title,
      String jurisdiction,
      RulePack.Status status,
      int rules,
      boolean byDefault,
      String signedBy) {
    static Listed of(LoadedPack one) {
      RulePack pack = one.pack();
      return new Listed(
          pack.id(),
          pack.version(),
          one.sha256(),
          pack.title(),
          pack.jurisdiction(),
          pack.status(),
          pack.rules().size(),
          pack.status().state() == RulePack.State.IN_FORCE,
          one.signedBy().orElseThrow());
    }
  }

  /// What `packs --json` prints.
  ///
  /// @param key the verifier key that they are signed with
  record Packs(String key, List<Listed> packs) {
    Packs {
      packs = List.copyOf(packs);
    }
  }

  /// `surge evidence packs`.
  @Command(
      name = "packs",
      mixinStandardHelpOptions = true,
      header = "Lists the packs that come along, and the key that they are signed with.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:listed", "2:wrong usage, or one is not what was signed", "3:a fault"})
  int packs(@Option(names = "--json", description = "one JSON document on stdout") boolean json) {
    List<Listed> all =
        ShippedPacks.NAMES.stream().map(RulesOption::shipped).map(Listed::of).toList();
    String key = ShippedPacks.key().toString();
    if (json) {
      System.out.println(Json.pretty(new Packs(key, all)));
      return Exit.DONE;
    }
    for (Listed one : all) {
      System.out.println(
          "%-20s v%s  %2d rules  %s, reviewed on %s%s"
              .formatted(
                  one.id(),
                  one.version(),
                  one.rules(),
                  EvidenceText.state(one.status()),
                  one.status().reviewedOn(),
                  one.byDefault() ? "" : "; only when named"));
      System.out.println("    " + one.title() + "; sha256 " + one.sha256());
      System.out.println("    signed by " + one.signedBy());
    }
    System.out.println("key " + key);
    return Exit.DONE;
  }
}
