package dev.surgeline.plane.conformance;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.RateArithmetic;
import dev.surgeline.core.decide.hpa.HorizontalPodAutoscaler.Settings;
import dev.surgeline.core.decide.hpa.Limits;
import dev.surgeline.core.decide.hpa.Memory;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.wire.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The cases of stabilization and limits.
record RuleCases(Instant now, Settings settings) {
  /// `convert_with_rules_no_behavior`.
  Answer byFactor(Case one) {
    double factor =
        one.has("scaleUpLimitFactor") ? one.real("scaleUpLimitFactor") : settings.scaleUpFactor();
    var own =
        new Settings(
            settings.downscaleWindow(),
            settings.initialization(),
            settings.readinessDelay(),
            factor,
            settings.scaleUpMinimum(),
            settings.scaleToZero());
    Limits.Limited limited =
        Limits.byFactor(replicas(one, "current"), replicas(one, "desired"), bounds(one), own);
    return limited(limited);
  }

  /// `scaling_with_rules`.
  Answer byRate(Case one) {
    var behavior =
        new Behavior(
            rules(one.inner("scale_up_rules"), Behavior.DEFAULT.scaleUp()),
            rules(one.inner("scale_down_rules"), Behavior.DEFAULT.scaleDown()));
    Limits.Limited limited =
        Limits.byRate(
            replicas(one, "current"),
            replicas(one, "desired"),
            bounds(one),
            behavior,
            memory(one),
            now);
    return limited(limited);
  }

  private static Answer limited(Limits.Limited limited) {
    return new Answer()
        .with("replicas", limited.replicas().value())
        .with("reason", limited.reason());
  }

  /// `policy_limit`.
  Answer policyLimit(Case one) {
    boolean up = one.text("direction").equals("up");
    Behavior.Rules absent = up ? Behavior.DEFAULT.scaleUp() : Behavior.DEFAULT.scaleDown();
    Behavior.Rules rules = rules(Optional.of(one), absent);
    double reach =
        RateArithmetic.reach(up, rules, replicas(one, "current"), memory(one).history(), now)
            .size();
    return new Answer().with("limit", (long) reach);
  }

  /// `stabilize_no_behavior`.
  Answer stabilize(Case one) {
    var memory = new Memory(recommendations(one), List.of(), List.of());
    Memory.Stabilized stabilized =
        memory.stabilized(replicas(one, "desired"), one.seconds("window_s"), now);
    return new Answer()
        .with("stabilized", stabilized.replicas().value())
        .with("log_length", stabilized.memory().recommendations().size());
  }

  /// `stabilize_with_behavior`.
  Answer stabilizeBehavior(Case one) {
    var memory = new Memory(recommendations(one), List.of(), List.of());
    Behavior.Rules up = Behavior.DEFAULT.scaleUp();
    Behavior.Rules down = Behavior.DEFAULT.scaleDown();
    var behavior =
        new Behavior(
            new Behavior.Rules(one.seconds("scale_up_window_s"), up.select(), up.policies()),
            new Behavior.Rules(one.seconds("scale_down_window_s"), down.select(), down.policies()));
    Memory.Stabilized stabilized =
        memory.stabilized(replicas(one, "current"), replicas(one, "desired"), behavior, now);
    return new Answer()
        .with("stabilized", stabilized.replicas().value())
        .with(
            "log_after",
            Nodes.list(
                stabilized.memory().recommendations().stream()
                    .map(rec -> Nodes.number(rec.replicas().value()))
                    .toList()));
  }

  /// `store_scale_events`, upwards; [#storeDown] is its mirror.
  Answer storeUp(Case one) {
    return store(one, true);
  }

  Answer storeDown(Case one) {
    return store(one, false);
  }

  private Answer store(Case one, boolean up) {
    Optional<Behavior> behavior =
        one.inner("rules")
            .map(rules ->
                new Behavior(
                    rules(Optional.of(rules), Behavior.DEFAULT.scaleUp()),
                    rules(Optional.of(rules), Behavior.DEFAULT.scaleDown())));
    List<Memory.Change> prior = changes(one, "prior_events");
    var memory = new Memory(List.of(), up ? prior : List.of(), up ? List.of() : prior);
    int within = Math.abs(memory.history().netChange(now, one.seconds("query_period_s")));
    int change = (int) one.number("replica_change");
    var ten = new Replicas(10);
    Memory after = memory.changed(ten, new Replicas(up ? 10 + change : 10 - change), behavior, now);
    Instant cutoff =
        now.minus(behavior.map(b -> b.scaleUp().longestPeriod()).orElse(Duration.ZERO));
    return new Answer()
        .with("replicas_change_in_period", within)
        .with(
            "events_after",
            Nodes.list(
                (up ? after.ups() : after.downs())
                    .stream().map(event -> event(event, cutoff)).toList()));
  }

  private static dev.surgeline.wire.Node event(Memory.Change change, Instant cutoff) {
    return new Answer()
        .with("replica_change", change.by())
        .with("outdated", Nodes.truth(change.at().isBefore(cutoff)))
        .node();
  }

  private Memory memory(Case one) {
    return new Memory(
        List.of(), changes(one, "scale_up_events"), changes(one, "scale_down_events"));
  }

  private List<Memory.Change> changes(Case one, String key) {
    return one.list(key).stream()
        .map(event ->
            new Memory.Change(
                (int) event.number("replica_change"), now.minus(event.seconds("age_s"))))
        .toList();
  }

  List<Memory.Recommended> recommendations(Case one) {
    return one.list("prior_recommendations").stream()
        .map(rec -> new Memory.Recommended(replicas(rec, "replicas"), rec.time("at_s", now)))
        .toList();
  }

  static Replicas replicas(Case one, String key) {
    return Replicas.saturated((double) one.number(key));
  }

  static ReplicaBounds bounds(Case one) {
    return new ReplicaBounds(replicas(one, "min"), replicas(one, "max"));
  }

  /// The rules of a direction, with what Kubernetes fills in where a case says nothing.
  static Behavior.Rules rules(Optional<Case> given, Behavior.Rules absent) {
    Optional<Case> window = given.filter(rules -> rules.has("stabilizationWindowSeconds"));
    List<Case> policies = given.map(rules -> rules.list("policies")).orElse(List.of());
    return new Behavior.Rules(
        window
            .map(rules -> rules.seconds("stabilizationWindowSeconds"))
            .orElse(absent.stabilization()),
        given
            .flatMap(rules -> rules.anyText("selectPolicy"))
            .map(word -> Behavior.Select.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(absent.select()),
        policies.isEmpty() ? absent.policies() : policies.stream().map(RuleCases::policy).toList());
  }

  private static Behavior.RatePolicy policy(Case policy) {
    return new Behavior.RatePolicy(
        Behavior.Unit.valueOf(policy.text("type").toUpperCase(Locale.ROOT)),
        (int) policy.number("value"),
        policy.seconds("periodSeconds"));
  }
}
