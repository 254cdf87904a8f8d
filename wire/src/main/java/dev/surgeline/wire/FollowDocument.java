package dev.surgeline.wire;

import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.platform.WorkloadName;
import java.util.ArrayList;
import java.util.List;

/// The follow policy: `{workload: portal, ratio: 0.5}`, a list of such, or `{}` for all that depend
/// on this workload and state their fan-out.
///
/// @param leads none: by what depends on it
record FollowDocument(List<Lead> leads) {
  FollowDocument {
    policy(leads);
  }

  /// @param ratio how many replicas here for one there
  record Lead(WorkloadName workload, double ratio) {
    Lead {
      new Follow.Lead(workload, ratio);
    }
  }

  static FollowDocument of(Follow policy) {
    return new FollowDocument(
        policy.leads().stream().map(lead -> new Lead(lead.workload(), lead.ratio())).toList());
  }

  Policy toPolicy() {
    return policy(leads);
  }

  private static Follow policy(List<Lead> leads) {
    return new Follow(
        leads.stream().map(lead -> new Follow.Lead(lead.workload(), lead.ratio())).toList());
  }

  /// One lead without a list around it, several in one, none as `{}`.
  record Form(Codec lead) implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      List<Lead> leads = ((FollowDocument) value).leads();
      if (leads.isEmpty()) {
        out.open('{');
        out.close('}');
      } else if (leads.size() == 1) {
        lead.write(leads.getFirst(), out);
      } else {
        new ListCodec(lead, ListCodec.Shape.LIST).write(leads, out);
      }
    }

    @Override
    public Object read(Node node, Problems problems) {
      return switch (node) {
        case Node.Mapping mapping when mapping.entries().isEmpty() -> new FollowDocument(List.of());
        case Node.Mapping mapping -> {
          Object one = lead.read(mapping, problems);
          yield Problems.isFailed(one) ? one : new FollowDocument(List.of((Lead) one));
        }
        case Node.Sequence sequence -> list(sequence, problems);
        case Node.Scalar scalar ->
            problems.wrongType(scalar, "{workload: ..., ratio: ...}, a list of such, or {}");
      };
    }

    private Object list(Node.Sequence sequence, Problems problems) {
      if (sequence.items().isEmpty()) {
        return problems.add(sequence.at(), "a list names a workload; {} follows dependents");
      }
      Object all = new ListCodec(lead, ListCodec.Shape.LIST).read(sequence, problems);
      if (Problems.isFailed(all)) {
        return all;
      }
      List<Lead> leads = new ArrayList<>();
      ((List<?>) all).forEach(one -> leads.add((Lead) one));
      try {
        return new FollowDocument(leads);
      } catch (IllegalArgumentException e) {
        return problems.add(sequence.at(), Problems.rule(e));
      }
    }
  }
}
