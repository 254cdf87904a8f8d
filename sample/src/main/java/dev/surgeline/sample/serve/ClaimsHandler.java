package dev.surgeline.sample.serve;

import dev.surgeline.sample.hospital.Claim;
import dev.surgeline.sample.hospital.Rulebook;
import dev.surgeline.sample.hospital.Rulebook.Judgement;
import dev.surgeline.sample.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Claims adjudication, at once or through the work queue.
///
/// Each replica knows only the claims it accepted itself, and of those the latest ten thousand;
/// their ids begin with the replica's name.
final class ClaimsHandler implements Handler {
  private static final int REMEMBERED = 10_000;
  private static final long RULEBOOK_SEED = 20_260_401;
  private static final String CLAIMS = "/claims/";

  private final Rulebook rulebook = Rulebook.synthetic(RULEBOOK_SEED);
  private final AtomicLong accepted = new AtomicLong();
  private final Map<String, Optional<Judgement>> known = new LinkedHashMap<>();
  private final Desk desk;
  private final String replica;

  ClaimsHandler(Desk desk, String replica) {
    this.desk = desk;
    this.replica = replica;
  }

  @Override
  public Reply answer(Call call) throws InterruptedException {
    String route = call.method() + " " + call.path();
    if (route.equals("POST /claims")) {
      return accept(claim(call.body()));
    } else if (route.equals("POST /claims/adjudicate")) {
      Claim claim = claim(call.body());
      return desk.serve(() -> Reply.json(200, describe(rulebook.judge(claim))));
    } else if (call.method().equals("GET") && call.path().startsWith(CLAIMS)) {
      return status(call.path().substring(CLAIMS.length()));
    }
    return Reply.error(404, "claims answers POST /claims and /claims/adjudicate, GET /claims/{id}");
  }

  private Reply accept(Claim claim) {
    String id = replica + "-" + accepted.incrementAndGet();
    remember(id, Optional.empty());
    if (!desk.later(() -> remember(id, Optional.of(rulebook.judge(claim))))) {
      forget(id);
      return desk.unavailable("the queue is full");
    }
    return Reply.json(202, Json.obj("id", id, "status", "queued"));
  }

  private Reply status(String id) {
    Optional<Optional<Judgement>> state;
    synchronized (known) {
      state = Optional.ofNullable(known.get(id));
    }
    if (state.isEmpty()) {
      return Reply.error(404, "this replica knows no such claim");
    }
    Optional<Judgement> judgement = state.get();
    return judgement.isEmpty()
        ? Reply.json(200, Json.obj("id", id, "status", "queued"))
        : Reply.json(
            200, Json.obj("id", id, "status", "judged", "result", describe(judgement.get())));
  }

  private void remember(String id, Optional<Judgement> judgement) {
    synchronized (known) {
      known.put(id, judgement);
      if (known.size() > REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  private void forget(String id) {
    synchronized (known) {
      known.remove(id);
    }
  }

  private static Json describe(Judgement judgement) {
    List<Json> rules = new ArrayList<>();
    for (int rule : judgement.rules()) {
      rules.add(new Json.Num(rule));
    }
    return Json.obj(
        "askedCents", judgement.askedCents(),
        "paidCents", judgement.paidCents(),
        "rules", new Json.Arr(rules));
  }

  private static Claim claim(String body) {
    List<Claim.Line> lines = new ArrayList<>();
    if (Json.read(body) instanceof Json.Obj claim) {
      for (Json item : claim.list("lines").orElse(List.of())) {
        lines.add(line(item));
      }
    }
    return new Claim(lines);
  }

  private static Claim.Line line(Json item) {
    if (item instanceof Json.Obj line) {
      return new Claim.Line(
          (int) whole(line, "code"), (int) whole(line, "units"), whole(line, "cents"));
    }
    throw new IllegalArgumentException("a line is an object with code, units and cents");
  }

  private static long whole(Json.Obj line, String key) {
    return line.whole(key).stream()
        .filter(value -> Math.abs(value) <= Integer.MAX_VALUE)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(key + " must be a whole number"));
  }
}
