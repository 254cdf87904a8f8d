/// The open-loop load: a recorded trace becomes a schedule of requests, sent when they are due.
///
/// In: a trace file, a mix of streams, a target. Out: what came of every scheduled request.
/// Arrivals never wait for answers, and a latency counts from when the request was due, not from
/// when it was sent. Read on in `Schedule`, then `OpenLoop`.
package dev.surgeline.sample.load;
