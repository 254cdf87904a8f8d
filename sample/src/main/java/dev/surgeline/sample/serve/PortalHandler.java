package dev.surgeline.sample.serve;

import dev.surgeline.sample.hospital.PortalPage;
import java.util.Optional;
import java.util.OptionalInt;

/// The portal's pages. A page is complete without its availability panel: when `beds` is slow or
/// gone, the panel says so and the page is answered all the same.
final class PortalHandler implements Handler {
  private final Desk desk;
  private final PortalPage pages;
  private final Optional<Upstream> upstream;

  PortalHandler(Desk desk, ServeOptions options) {
    this.desk = desk;
    pages = new PortalPage(options.seed());
    upstream = options.upstream().map(uri -> new Upstream(uri, options.upstreamTimeout()));
  }

  @Override
  public Reply answer(Call call) throws InterruptedException {
    if (!call.method().equals("GET") || pages.render(call.path(), OptionalInt.empty()).isEmpty()) {
      return Reply.error(404, "portal answers GET /portal/home, /portal/clinics, /portal/visits");
    }
    return desk.serve(() -> {
      OptionalInt free = upstream.isEmpty() ? OptionalInt.empty() : upstream.get().freeBeds();
      return Reply.html(pages.render(call.path(), free).orElseThrow());
    });
  }
}
