package dev.surgeline.core.decide;

/// What is done with what was decided for a workload.
public enum Mode {
  /// Nothing, and nobody is asked: what it would have done is scored beside what happened.
  OBSERVE,
  /// Nothing, and people are told what it would do; scored as well.
  RECOMMEND,
  /// It is carried out.
  ACT
}
