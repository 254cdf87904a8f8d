package dev.surgeline.wire;

import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.observe.SignalName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// A metric and its target, verbatim as the MetricSpec of Kubernetes `autoscaling/v2`: its keys and
/// words.
record MetricDocument(
    Source type, Optional<Resource> resource, Optional<Named> pods, Optional<Named> external) {
  /// The sources that have a meaning here.
  enum Source implements EnumCodec.Spelled {
    RESOURCE("Resource"),
    PODS("Pods"),
    EXTERNAL("External");

    private final String spelling;

    Source(String spelling) {
      this.spelling = spelling;
    }

    @Override
    public String spelling() {
      return spelling;
    }
  }

  MetricDocument {
    target(type, resource, pods, external);
  }

  MetricTarget toTarget() {
    return target(type, resource, pods, external);
  }

  private static MetricTarget target(
      Source type, Optional<Resource> resource, Optional<Named> pods, Optional<Named> external) {
    long given = List.of(resource, pods, external).stream().filter(Optional::isPresent).count();
    boolean own =
        switch (type) {
          case RESOURCE -> resource.isPresent();
          case PODS -> pods.isPresent();
          case EXTERNAL -> external.isPresent();
        };
    if (!own || given != 1) {
      throw new IllegalArgumentException(
          "a metric of type "
              + type.spelling()
              + " is under the key "
              + type.spelling().toLowerCase(Locale.ROOT)
              + " and no other");
    }
    return switch (type) {
      case RESOURCE -> resource.get().toTarget();
      case PODS -> pods.get().podsTarget();
      case EXTERNAL -> external.get().externalTarget();
    };
  }

  static MetricDocument of(MetricTarget target) {
    var none = Optional.<Named>empty();
    return switch (target) {
      case MetricTarget.ResourceUtilization(var signal, var percent) ->
          resource(new Resource(signal, Target.utilization(percent)));
      case MetricTarget.ResourceAverage(var signal, var milli) ->
          resource(new Resource(signal, Target.average(milli)));
      case MetricTarget.PodsAverage(var signal, var milli) -> {
        var named = Named.of(signal, Target.average(milli));
        yield new MetricDocument(Source.PODS, Optional.empty(), Optional.of(named), none);
      }
      case MetricTarget.ExternalValue(var signal, var milli) ->
          external(Named.of(signal, Target.value(milli)));
      case MetricTarget.ExternalAverage(var signal, var milli) ->
          external(Named.of(signal, Target.average(milli)));
    };
  }

  private static MetricDocument resource(Resource resource) {
    return new MetricDocument(
        Source.RESOURCE, Optional.of(resource), Optional.empty(), Optional.empty());
  }

  private static MetricDocument external(Named named) {
    return new MetricDocument(
        Source.EXTERNAL, Optional.empty(), Optional.empty(), Optional.of(named));
  }

  /// ResourceMetricSource.
  record Resource(SignalName name, Target target) {
    Resource {
      target(name, target);
    }

    MetricTarget toTarget() {
      return target(name, target);
    }

    private static MetricTarget target(SignalName name, Target target) {
      return switch (target.type()) {
        case UTILIZATION ->
            new MetricTarget.ResourceUtilization(name, target.averageUtilization().getAsInt());
        case AVERAGE_VALUE ->
            new MetricTarget.ResourceAverage(name, target.averageValue().orElseThrow().milli());
        case VALUE -> throw new IllegalArgumentException("a resource has no target of type Value");
      };
    }
  }

  /// PodsMetricSource and ExternalMetricSource, without a selector: a signal's name says it all.
  record Named(Identifier metric, Target target) {
    /// MetricIdentifier.
    record Identifier(SignalName name) {}

    static Named of(SignalName signal, Target target) {
      return new Named(new Identifier(signal), target);
    }

    MetricTarget podsTarget() {
      if (target.type() != Target.Figure.AVERAGE_VALUE) {
        throw new IllegalArgumentException("a pods metric has a target of type AverageValue");
      }
      return new MetricTarget.PodsAverage(
          metric.name(), target.averageValue().orElseThrow().milli());
    }

    MetricTarget externalTarget() {
      return switch (target.type()) {
        case VALUE ->
            new MetricTarget.ExternalValue(metric.name(), target.value().orElseThrow().milli());
        case AVERAGE_VALUE ->
            new MetricTarget.ExternalAverage(
                metric.name(), target.averageValue().orElseThrow().milli());
        case UTILIZATION ->
            throw new IllegalArgumentException(
                "an external metric has a target of type Value or AverageValue");
      };
    }
  }

  /// MetricTarget.
  record Target(
      Figure type,
      OptionalInt averageUtilization,
      Optional<Quantity> averageValue,
      Optional<Quantity> value) {
    /// Which of the figures is meant.
    enum Figure implements EnumCodec.Spelled {
      UTILIZATION("Utilization", "averageUtilization"),
      AVERAGE_VALUE("AverageValue", "averageValue"),
      VALUE("Value", "value");

      private final String spelling;
      private final String key;

      Figure(String spelling, String key) {
        this.spelling = spelling;
        this.key = key;
      }

      @Override
      public String spelling() {
        return spelling;
      }
    }

    Target {
      boolean fits =
          averageUtilization.isPresent() == (type == Figure.UTILIZATION)
              && averageValue.isPresent() == (type == Figure.AVERAGE_VALUE)
              && value.isPresent() == (type == Figure.VALUE);
      if (!fits) {
        throw new IllegalArgumentException(
            "a target of type " + type.spelling + " has the key " + type.key + " and no other");
      }
    }

    static Target utilization(int percent) {
      return new Target(
          Figure.UTILIZATION, OptionalInt.of(percent), Optional.empty(), Optional.empty());
    }

    static Target average(long milli) {
      var quantity = Optional.of(Quantity.ofMilli(milli));
      return new Target(Figure.AVERAGE_VALUE, OptionalInt.empty(), quantity, Optional.empty());
    }

    static Target value(long milli) {
      var quantity = Optional.of(Quantity.ofMilli(milli));
      return new Target(Figure.VALUE, OptionalInt.empty(), Optional.empty(), quantity);
    }
  }
}
