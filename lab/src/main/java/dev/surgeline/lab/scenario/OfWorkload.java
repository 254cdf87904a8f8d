package dev.surgeline.lab.scenario;

import dev.surgeline.core.platform.WorkloadName;

/// What is about one workload.
interface OfWorkload {
  WorkloadName workload();
}
