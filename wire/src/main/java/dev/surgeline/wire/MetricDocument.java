package dev.surgeline.wire;

import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.observe.SignalName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A metric and its target, verbatim as the MetricSpec of Kubernetes `autoscaling/v2`: its keys and
/// words.
///
/// A signal has one name. That of a container's resource is `container/resource`; that of a metric
/// that describes an object is `Kind/name/metric`.
record MetricDocument(
    Source type,
    Optional<Resource> resource,
    Optional<ContainerResource> containerResource,
    Optional<Named> pods,
    Optional<Described> object,
    Optional<Named> external) {
  /// The types of Kubernetes, each with the key that its figures are under.
  enum Source implements EnumCodec.Spelled {
    RESOURCE("Resource", "resource"),
    CONTAINER_RESOURCE("ContainerResource", "containerResource"),
    PODS("Pods", "pods"),
    OBJECT("Object", "object"),
    EXTERNAL("External", "external");

    private final String spelling;
    private final String key;

    Source(String spelling, String key) {
      this.spelling = spelling;
      this.key = key;
    }

    @Override
    public String spelling() {
      return spelling;
    }
  }

  MetricDocument {
    target(type, List.of(resource, containerResource, pods, object, external));
  }

  MetricTarget toTarget() {
    return target(type, List.of(resource, containerResource, pods, object, external));
  }

  /// @param given in the order of the types
  private static MetricTarget target(Source type, List<Optional<? extends Figures>> given) {
    Optional<? extends Figures> own = given.get(type.ordinal());
    if (own.isEmpty() || given.stream().filter(Optional::isPresent).count() != 1) {
      throw new IllegalArgumentException(
          "a metric of type " + type.spelling + " is under the key " + type.key + " and no other");
    }
    var source = MetricTarget.Source.valueOf(type.name());
    MetricTarget.Goal goal = own.get().target().toGoal();
    if (goal instanceof MetricTarget.Value && source.each()) {
      throw new IllegalArgumentException(
          "a metric of type " + type.spelling + " has no target of type Value");
    }
    if (goal instanceof MetricTarget.Utilization
        && source != MetricTarget.Source.RESOURCE
        && source != MetricTarget.Source.CONTAINER_RESOURCE) {
      throw new IllegalArgumentException(
          "a metric of type " + type.spelling + " has no target of type Utilization");
    }
    return new MetricTarget(source, own.get().signal(), goal);
  }

  static MetricDocument of(MetricTarget metric) {
    String name = metric.signal().value();
    Target target = Target.of(metric.goal());
    List<String> parts = List.of(name.split("/", 3));
    return switch (metric.source()) {
      case RESOURCE -> new MetricDocument(new Resource(metric.signal(), target));
      case CONTAINER_RESOURCE ->
          new MetricDocument(
              new ContainerResource(parts.get(0), new SignalName(parts.get(1)), target));
      case PODS -> new MetricDocument(Source.PODS, Named.of(metric.signal(), target));
      case OBJECT ->
          new MetricDocument(
              new Described(
                  new Described.Reference(parts.get(0), parts.get(1), Optional.empty()),
                  new Named.Identifier(new SignalName(parts.get(2))),
                  target));
      case EXTERNAL -> new MetricDocument(Source.EXTERNAL, Named.of(metric.signal(), target));
    };
  }

  private MetricDocument(Resource resource) {
    this(
        Source.RESOURCE,
        Optional.of(resource),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private MetricDocument(ContainerResource resource) {
    this(
        Source.CONTAINER_RESOURCE,
        Optional.empty(),
        Optional.of(resource),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private MetricDocument(Described object) {
    this(
        Source.OBJECT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(object),
        Optional.empty());
  }

  private MetricDocument(Source type, Named named) {
    this(
        type,
        Optional.empty(),
        Optional.empty(),
        type == Source.PODS ? Optional.of(named) : Optional.empty(),
        Optional.empty(),
        type == Source.EXTERNAL ? Optional.of(named) : Optional.empty());
  }

  /// What each type says: of which signal, and what it shall be.
  sealed interface Figures {
    SignalName signal();

    Target target();
  }

  /// ResourceMetricSource.
  record Resource(SignalName name, Target target) implements Figures {
    @Override
    public SignalName signal() {
      return name;
    }
  }

  /// ContainerResourceMetricSource.
  record ContainerResource(String container, SignalName name, Target target) implements Figures {
    ContainerResource {
      new SignalName(container + "/" + name);
      if (container.indexOf('/') >= 0 || name.value().indexOf('/') >= 0) {
        throw new IllegalArgumentException("a container and its resource have no / in their names");
      }
    }

    @Override
    public SignalName signal() {
      return new SignalName(container + "/" + name);
    }
  }

  /// ObjectMetricSource, without a selector.
  record Described(Reference describedObject, Named.Identifier metric, Target target)
      implements Figures {
    /// CrossVersionObjectReference.
    ///
    /// @param apiVersion read and not kept: a signal's name says which object is meant
    record Reference(String kind, String name, Optional<String> apiVersion) {
      Reference {
        if (kind.indexOf('/') >= 0 || name.indexOf('/') >= 0) {
          throw new IllegalArgumentException("an object's kind and name have no / in them");
        }
      }
    }

    Described {
      new SignalName(name(describedObject, metric));
    }

    private static String name(Reference object, Named.Identifier metric) {
      return object.kind() + "/" + object.name() + "/" + metric.name();
    }

    @Override
    public SignalName signal() {
      return new SignalName(name(describedObject, metric));
    }
  }

  /// PodsMetricSource and ExternalMetricSource, without a selector: a signal's name says it all.
  record Named(Identifier metric, Target target) implements Figures {
    /// MetricIdentifier.
    record Identifier(SignalName name) {}

    static Named of(SignalName signal, Target target) {
      return new Named(new Identifier(signal), target);
    }

    @Override
    public SignalName signal() {
      return metric.name();
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

    MetricTarget.Goal toGoal() {
      return switch (type) {
        case UTILIZATION -> new MetricTarget.Utilization(averageUtilization.getAsInt());
        case AVERAGE_VALUE -> new MetricTarget.AverageValue(averageValue.orElseThrow().milli());
        case VALUE -> new MetricTarget.Value(value.orElseThrow().milli());
      };
    }

    static Target of(MetricTarget.Goal goal) {
      return switch (goal) {
        case MetricTarget.Utilization(var percent) -> utilization(percent);
        case MetricTarget.AverageValue(var milli) -> average(milli);
        case MetricTarget.Value(var milli) -> value(milli);
      };
    }

    private static Target utilization(int percent) {
      return new Target(
          Figure.UTILIZATION, OptionalInt.of(percent), Optional.empty(), Optional.empty());
    }

    private static Target average(long milli) {
      var quantity = Optional.of(Quantity.ofMilli(milli));
      return new Target(Figure.AVERAGE_VALUE, OptionalInt.empty(), quantity, Optional.empty());
    }

    private static Target value(long milli) {
      var quantity = Optional.of(Quantity.ofMilli(milli));
      return new Target(Figure.VALUE, OptionalInt.empty(), Optional.empty(), quantity);
    }
  }
}
