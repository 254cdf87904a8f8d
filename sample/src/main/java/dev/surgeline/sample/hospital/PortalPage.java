package dev.surgeline.sample.hospital;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// The portal's pages as HTML; every page shows how many beds are free, or that this is not known.
public final class PortalPage {
  private static final String[] CLINICS = {
    "Cardiology", "Dermatology", "Endocrinology", "Eye clinic", "Fracture clinic", "Physiotherapy"
  };
  private static final String[] STATES = {"open", "few places left", "full", "by referral"};
  private static final int ROWS = 24;

  private final SplittableRandom random;

  public PortalPage(long seed) {
    random = new SplittableRandom(seed);
  }

  /// The page at a path below `/portal`, or empty when there is none.
  ///
  /// @param freeBeds what `beds` answered, empty when it did not in time
  public Optional<String> render(String path, OptionalInt freeBeds) {
    return switch (path) {
      case "/portal", "/portal/home" -> Optional.of(page("Home", freeBeds));
      case "/portal/clinics" -> Optional.of(page("Clinics", freeBeds));
      case "/portal/visits" -> Optional.of(page("Visiting", freeBeds));
      default -> Optional.empty();
    };
  }

  private String page(String title, OptionalInt freeBeds) {
    StringBuilder html = new StringBuilder(4096);
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    html.append(title).append("</title></head>\n<body><h1>").append(title).append("</h1>\n");
    html.append("<section id=\"availability\"><h2>Beds</h2><p>");
    if (freeBeds.isPresent()) {
      html.append(freeBeds.getAsInt()).append(" beds free for admission now.");
    } else {
      html.append("Bed availability: not available.");
    }
    html.append("</p></section>\n<table><caption>Clinic sessions</caption>\n");
    SplittableRandom rows = split();
    for (int i = 0; i < ROWS; i++) {
      html.append("<tr><td>").append(CLINICS[rows.nextInt(CLINICS.length)]);
      html.append("</td><td>").append(8 + i / 2).append(i % 2 == 0 ? ":00" : ":30");
      html.append("</td><td>").append(new Ward(1 + rows.nextInt(Ward.COUNT)).name());
      html.append("</td><td>").append(STATES[rows.nextInt(STATES.length)]).append("</td></tr>\n");
    }
    return html.append("</table></body></html>\n").toString();
  }

  private synchronized SplittableRandom split() {
    return random.split();
  }
}
