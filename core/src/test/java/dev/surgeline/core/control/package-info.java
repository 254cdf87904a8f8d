/// Tests of the evaluator that no scenario tells.
package dev.surgeline.core.control;
