/// One replica process: an HTTP server with a fixed number of slots and a measured service time.
///
/// In: requests, and a signal to stop. Out: answers, a health state, metrics, and an end that fails
/// nobody. Read on in `Replica`, then `Desk`.
package dev.surgeline.sample.serve;
