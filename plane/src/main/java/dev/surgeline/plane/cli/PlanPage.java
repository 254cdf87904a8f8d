package dev.surgeline.plane.cli;

final class PlanPage {
  private PlanPage() {}

  static String of(PlanReport plan) {
    return plan.platform();
  }
}
