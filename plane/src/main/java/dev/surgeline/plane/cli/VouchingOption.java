package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.stamp.StampTrust;
import dev.surgeline.plane.audit.stamp.TimeStamping;
import dev.surgeline.plane.audit.witness.Cosigning;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// Who outside is to vouch for the audit log of `surge run`.
final class VouchingOption {
  @Option(
      names = "--audit-policy",
      paramLabel = "FILE",
      description = {
        "the witnesses that the audit log is sent to, and how many of them are to cosign it",
        "(C2SP tlog-policy); none when not given. Nothing waits for a witness"
      })
  Optional<Path> auditPolicy = Optional.empty();

  @Option(
      names = "--audit-tsa",
      paramLabel = "URL",
      description = {
        "a time-stamp authority (RFC 3161) that stamps the audit log every ten minutes in which",
        "it grew, and when this ends; none when not given. Nothing waits for it"
      })
  Optional<String> auditTsa = Optional.empty();

  @Option(
      names = CertificateFile.OPTION,
      paramLabel = "FILE",
      description = {
        "certificates that the authority's own must be one of, or lead to; any will do when",
        "not given"
      })
  Optional<Path> tsaCertificate = Optional.empty();

  /// What the options say, read before anything is started.
  record Chosen(Optional<TrustPolicy> policy, Optional<URI> tsa, Optional<StampTrust> trust) {}

  Chosen read(AuditFolder folder) throws IOException {
    if (tsaCertificate.isPresent() && auditTsa.isEmpty()) {
      throw new WrongInput(CertificateFile.OPTION + " is of the authority that --audit-tsa names");
    }
    try {
      return new Chosen(
          policy(folder), auditTsa.map(TimeStamping::check), CertificateFile.read(tsaCertificate));
    } catch (Unverified wrong) {
      throw new WrongInput("--audit-tsa: " + wrong.getMessage());
    }
  }

  private Optional<TrustPolicy> policy(AuditFolder folder) throws IOException {
    Optional<TrustPolicy> policy = PolicyFile.read("--audit-policy", auditPolicy);
    try {
      policy.ifPresent(Cosigning::check);
      // A log that is yet to be made has no key to compare.
      Optional<VerifierKey> key = folder.log().key();
      if (policy.isPresent() && key.isPresent()) {
        policy.get().on(key.get());
      }
    } catch (Unverified wrong) {
      throw wrong(wrong);
    }
    return policy;
  }

  private WrongInput wrong(Unverified wrong) {
    return new WrongInput(auditPolicy.map(Path::toString).orElse("") + ": " + wrong.getMessage());
  }

  /// Begins, over a log that is open.
  Vouching start(Chosen chosen, AuditFolder folder, InstantSource wall, Consumer<String> said)
      throws IOException {
    Optional<Cosigning> witnesses = Optional.empty();
    try {
      if (chosen.policy().isPresent()) {
        witnesses =
            Optional.of(
                Cosigning.start(folder, chosen.policy().get(), Cosigning.Pace.DEFAULT, wall, said));
      }
    } catch (Unverified wrong) {
      throw wrong(wrong);
    }
    Optional<TimeStamping> authority =
        chosen
            .tsa()
            .map(address ->
                TimeStamping.start(
                    folder, address, chosen.trust(), TimeStamping.Pace.DEFAULT, wall, said));
    return new Vouching(witnesses, authority);
  }
}
