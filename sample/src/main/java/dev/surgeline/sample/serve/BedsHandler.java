package dev.surgeline.sample.serve;

import dev.surgeline.sample.hospital.Bed;
import dev.surgeline.sample.hospital.BedInventory;
import dev.surgeline.sample.hospital.Ward;
import dev.surgeline.sample.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The emergency path: bed search and assignment.
final class BedsHandler implements Handler {
  private static final int LISTED = 10;

  /// Long enough to see, short enough that the busiest replica never assigns its last bed.
  private static final Duration HOLD = Duration.ofSeconds(5);

  private static final long INVENTORY_SEED = 20_260_401;

  private final BedInventory inventory = new BedInventory(INVENTORY_SEED, HOLD);
  private final Desk desk;

  BedsHandler(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Reply answer(Call call) throws InterruptedException {
    return switch (call.method() + " " + call.path()) {
      case "GET /beds/search" -> {
        BedInventory.Query query = query(call);
        yield desk.serve(() -> search(query));
      }
      case "POST /beds/assign" -> {
        BedInventory.Query query = query(body(call));
        yield desk.serve(() -> assign(query));
      }
      case "POST /beds/release" -> {
        String bed = body(call).text("bed").orElseThrow(() -> missing("bed"));
        yield desk.serve(() -> release(bed));
      }
      default -> Reply.error(404, "beds answers GET /beds/search, POST /beds/assign and /release");
    };
  }

  private Reply search(BedInventory.Query query) {
    BedInventory.Found found = inventory.search(query, LISTED, System.currentTimeMillis());
    List<Json> best = new ArrayList<>();
    for (Bed bed : found.best()) {
      best.add(describe(bed));
    }
    return Reply.json(200, Json.obj("free", found.free(), "beds", new Json.Arr(best)));
  }

  private Reply assign(BedInventory.Query query) {
    Optional<Bed> bed = inventory.assign(query, System.currentTimeMillis());
    return bed.isPresent()
        ? Reply.json(200, describe(bed.get()))
        : Reply.error(409, "no free bed fits");
  }

  private Reply release(String bed) {
    boolean released = inventory.release(bed, System.currentTimeMillis());
    return Reply.json(200, Json.obj("bed", bed, "released", released));
  }

  private static Json describe(Bed bed) {
    return Json.obj("bed", bed.name(), "ward", bed.ward().name(), "acuity", bed.acuity());
  }

  private static BedInventory.Query query(Call call) {
    int acuity = call.parameter("acuity").map(BedsHandler::acuity).orElse(1);
    return new BedInventory.Query(
        call.parameter("ward").map(BedsHandler::ward),
        acuity,
        call.parameter("near").map(BedsHandler::ward));
  }

  /// An assignment takes the nearest bed that fits, starting from the ward that asks.
  private static BedInventory.Query query(Json.Obj body) {
    OptionalLong acuity = body.whole("acuity");
    String ward = body.text("ward").orElseThrow(() -> missing("ward"));
    return new BedInventory.Query(
        Optional.empty(),
        Math.clamp(acuity.orElseThrow(() -> missing("acuity")), 0, Bed.MAX_ACUITY + 1),
        Optional.of(ward(ward)));
  }

  private static Json.Obj body(Call call) {
    if (Json.read(call.body()) instanceof Json.Obj body) {
      return body;
    }
    throw new IllegalArgumentException("the body must be a JSON object");
  }

  private static int acuity(String text) {
    return text.length() == 1 ? Character.digit(text.charAt(0), 10) : 0;
  }

  private static Ward ward(String name) {
    return Ward.parse(name)
        .orElseThrow(() -> new IllegalArgumentException("a ward is one of W01 to W40"));
  }

  private static IllegalArgumentException missing(String key) {
    return new IllegalArgumentException("the body needs the key \"" + key + "\"");
  }
}
