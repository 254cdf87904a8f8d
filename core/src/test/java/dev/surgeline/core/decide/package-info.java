/// Deciding, held against what Kubernetes decides and against its own promises.
package dev.surgeline.core.decide;
