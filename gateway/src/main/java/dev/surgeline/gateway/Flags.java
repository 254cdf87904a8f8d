package dev.surgeline.gateway;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How flags' texts become values.
final class Flags {
  private Flags() {}

  /// `HOST:PORT`, `[IPv6]:PORT`.
  static final class Address implements ITypeConverter<InetSocketAddress> {
    private static final Pattern FORM =
        Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+):(\\d{1,5})");

    @Override
    public InetSocketAddress convert(String text) {
      Matcher found = FORM.matcher(text);
      if (!found.matches() || Integer.parseInt(found.group(2)) > 65_535) {
        throw new TypeConversionException(
            "'" + text + "' is not HOST:PORT with a port of 0 to 65535");
      }
      var address = new InetSocketAddress(found.group(1), Integer.parseInt(found.group(2)));
      if (address.isUnresolved()) {
        throw new TypeConversionException("the host of '" + text + "' is not known");
      }
      return address;
    }
  }

  /// `500ms`, `60s`, `2m`.
  static final class Wait implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})(ms|s|m)");

    @Override
    public Duration convert(String text) {
      Matcher found = FORM.matcher(text);
      if (!found.matches() || Long.parseLong(found.group(1)) == 0) {
        throw new TypeConversionException("'" + text + "' is not a time such as 500ms, 60s or 2m");
      }
      long n = Long.parseLong(found.group(1));
      return switch (found.group(2)) {
        case "ms" -> Duration.ofMillis(n);
        case "s" -> Duration.ofSeconds(n);
        default -> Duration.ofMinutes(n);
      };
    }
  }
}
