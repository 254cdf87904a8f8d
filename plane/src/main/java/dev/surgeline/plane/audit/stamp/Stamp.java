package dev.surgeline.plane.audit.stamp;

import dev.surgeline.core.audit.Unverified;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/// That some bytes were there at a time, as an authority signed it (RFC 3161).
///
/// @param authority its certificate's subject
public record Stamp(Instant at, String authority) {

  /// A request for a stamp, with the authority's certificate.
  ///
  /// @param nonce that the answer must repeat
  /// @throws IOException never, for it is in memory
  static byte[] request(byte[] stamped, BigInteger nonce) throws IOException {
    return asked(stamped, Optional.of(nonce)).getEncoded();
  }

  private static TimeStampRequest asked(byte[] stamped, Optional<BigInteger> nonce) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    byte[] hash = sha256(stamped);
    return nonce
        .map(chance -> generator.generate(TSPAlgorithms.SHA256, hash, chance))
        .orElseGet(() -> generator.generate(TSPAlgorithms.SHA256, hash));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /// Reads an authority's answer: granted, over the hash of these bytes, signed by the certificate
  /// in it, which is one for time-stamps alone and was valid then.
  ///
  /// @param nonce that was sent, where it is still known
  /// @param trust where the certificate must lead; without, it vouches for itself
  /// @throws Unverified if it is none, or none of that
  public static Stamp check(
      byte[] answer, byte[] stamped, Optional<BigInteger> nonce, Optional<StampTrust> trust) {
    try {
      TimeStampResponse response = new TimeStampResponse(answer);
      // Status, hash and nonce.
      response.validate(asked(stamped, nonce));
      return signed(
          Optional.ofNullable(response.getTimeStampToken())
              .orElseThrow(() -> new Unverified(refusal(response))),
          trust);
    } catch (Unverified wrong) {
      throw wrong;
    } catch (TSPException
        | IOException
        | GeneralSecurityException
        | OperatorCreationException
        | RuntimeException wrong) {
      // The parser throws whatever it comes upon.
      throw new Unverified("the time-stamp does not hold: " + wrong.getMessage(), wrong);
    }
  }

  private static String refusal(TimeStampResponse response) {
    String said = Optional.ofNullable(response.getStatusString()).orElse("it says no reason");
    return "the authority refused, status " + response.getStatus() + ": " + shown(said);
  }

  private static Stamp signed(TimeStampToken token, Optional<StampTrust> trust)
      throws TSPException, GeneralSecurityException, OperatorCreationException {
    var converter = new JcaX509CertificateConverter();
    List<X509Certificate> others = new ArrayList<>();
    Optional<X509CertificateHolder> signer = Optional.empty();
    for (X509CertificateHolder one : token.getCertificates().getMatches(null)) {
      others.add(converter.getCertificate(one));
      signer = token.getSID().match(one) ? Optional.of(one) : signer;
    }
    X509CertificateHolder holder =
        signer.orElseThrow(
            () -> new Unverified("the time-stamp comes without its authority's certificate"));
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
    X509Certificate authority = converter.getCertificate(holder);
    Instant at = token.getTimeStampInfo().getGenTime().toInstant();
    trust.ifPresent(one -> one.check(authority, others, at));
    return new Stamp(at, shown(authority.getSubjectX500Principal().getName()));
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), 200)).replaceAll("\\p{Cntrl}", " ");
  }
}
