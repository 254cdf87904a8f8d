package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.util.List;
import java.util.Optional;

/// How many replicas a queue needs: ceil((backlog / within + arrivals) / rate), or ceil(backlog /
/// items).
///
/// Without the backlog there is nothing to judge by. Without the arrivals the backlog's part is the
/// least that is needed: it may ask for more replicas and not for fewer.
final class QueueEvaluation {
  private QueueEvaluation() {}

  static Recommendation recommend(Queue policy, Situation situation) {
    Gauge backlog = new Gauge(policy.backlog(), Gauge.As.TOTAL);
    Gauge.Level level = backlog.level(situation);
    if (level.absence().isPresent()) {
      return new Recommendation(
          policy.name(), Optional.empty(), false, List.of(level.absence().get()));
    }
    return switch (policy.goal()) {
      case Queue.PerReplica(var items) -> {
        Replicas wanted = Replicas.covering(level.value() / items);
        String because = backlog.words(level) + " at " + Figures.of(items) + " a replica";
        yield new Recommendation(
            policy.name(), Optional.of(wanted), true, List.of(wants(wanted, because)));
      }
      case Queue.Drain drain -> drain(policy, drain, level, situation);
    };
  }

  private static Recommendation drain(
      Queue policy, Queue.Drain drain, Gauge.Level backlog, Situation situation) {
    double rate = drain.rate().orElse(situation.workload().capacity().requestsPerSecond());
    double seconds = drain.within().toMillis() / 1000.0;
    double perSecond = backlog.value() / seconds;
    var because = new StringBuilder(100);
    because.append(policy.backlog()).append(' ').append(Figures.of(backlog.value()));
    because.append(" within ").append(Figures.of(drain.within()));
    Optional<Gauge.Level> arrivals = drain.arrivals().map(signal -> level(signal, situation));
    if (arrivals.filter(Gauge.Level::known).isPresent()) {
      perSecond += arrivals.get().value();
      because.append(" and ").append(drain.arrivals().get());
      because.append(' ').append(Figures.of(arrivals.get().value()));
    }
    Replicas wanted = Replicas.covering(perSecond / rate);
    because.append(" at ").append(Figures.of(rate)).append(" a second and replica");
    Reason wants = wants(wanted, because);
    Optional<Reason> absence = arrivals.flatMap(Gauge.Level::absence);
    List<Reason> reasons = absence.map(why -> List.of(wants, why)).orElse(List.of(wants));
    return new Recommendation(policy.name(), Optional.of(wanted), absence.isEmpty(), reasons);
  }

  private static Gauge.Level level(SignalName signal, Situation situation) {
    return new Gauge(signal, Gauge.As.TOTAL).level(situation);
  }

  private static Reason wants(Replicas replicas, CharSequence because) {
    return new Reason(Reason.Code.TARGET, "wants " + replicas + ": " + because);
  }
}
