/// The controller's habits, one by one.
package dev.surgeline.core.decide.hpa;
