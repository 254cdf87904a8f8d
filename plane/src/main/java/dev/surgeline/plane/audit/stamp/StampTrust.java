package dev.surgeline.plane.audit.stamp;

import dev.surgeline.core.audit.Unverified;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/// The certificates that a time-stamp authority's own must be one of, or lead to.
///
/// A path holds if it held at the time of the stamp, for a stamp is to be worth something when its
/// authority's certificate has long run out. Revocation lists are not fetched.
public final class StampTrust {
  private final List<X509Certificate> anchors;

  private StampTrust(List<X509Certificate> anchors) {
    this.anchors = List.copyOf(anchors);
  }

  /// Reads one or more certificates, PEM, or one in DER.
  ///
  /// @throws Unverified if there is none
  public static StampTrust parse(byte[] certificates) {
    try {
      List<X509Certificate> read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(certificates))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (read.isEmpty()) {
        throw new Unverified("there is no certificate in it");
      }
      return new StampTrust(read);
    } catch (CertificateException wrong) {
      throw new Unverified("this is no certificate, in PEM or DER", wrong);
    }
  }

  /// @param others that came with the authority's, and may be between it and ours
  /// @throws Unverified if it is none of ours and does not lead to one
  void check(X509Certificate authority, Collection<? extends Certificate> others, Instant at) {
    if (anchors.contains(authority)) {
      return;
    }
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(authority);
    try {
      var asked =
          new PKIXBuilderParameters(
              anchors.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet()),
              wanted);
      asked.setRevocationEnabled(false);
      asked.setDate(Date.from(at));
      asked.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
      CertPathBuilder.getInstance("PKIX").build(asked);
    } catch (GeneralSecurityException wrong) {
      throw new Unverified(
          "the time-stamp is of "
              + authority.getSubjectX500Principal()
              + ", whose certificate does not lead to one of yours",
          wrong);
    }
  }
}
