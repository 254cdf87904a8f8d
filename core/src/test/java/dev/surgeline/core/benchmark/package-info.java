/// How long thinking takes: JMH benchmarks, compiled with the tests and run by hand with `./check
/// --bench`. Their figures, and what they mean, are in docs/benchmarks.md.
package dev.surgeline.core.benchmark;
